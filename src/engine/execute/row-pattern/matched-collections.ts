import type { Type } from '../../types/type.ts';
import { orderOf } from '../scalar/compare-values.ts';
import { invalidArgument } from '../scalar/functions/function-body.ts';
import { valueKey } from '../scalar/value-key.ts';
import type { MapValue, Value } from '../scalar/value.ts';
import { erased } from './matched-aggregate.ts';
import type { MatchedAggregate } from './matched-aggregate.ts';

/** Rows that were added, the last first: a state shares those before it. */
interface Added {
  readonly row: readonly Value[];
  readonly before: Added | undefined;
}

function collecting(
  takes: (row: readonly Value[]) => boolean,
  result: (rows: readonly (readonly Value[])[]) => Value,
): MatchedAggregate {
  return erased<Added | undefined>({
    initial: undefined,
    add: (before, row) => (takes(row) ? { row, before } : before),
    result: (last) => {
      const rows: (readonly Value[])[] = [];
      for (let at: Added | undefined = last; at !== undefined; at = at.before) rows.push(at.row);
      return rows.length === 0 ? null : result(rows.reverse());
    },
  });
}

const hasFirst = ([first]: readonly Value[]): boolean => first !== null && first !== undefined;

/** Array_agg: NULLs are elements. */
export const elements: MatchedAggregate = collecting(
  () => true,
  (rows) => rows.map(([value]) => value ?? null),
);

/** Map_agg: of equal keys the first counts. */
export function mapOf(key: Type): MatchedAggregate {
  return collecting(hasFirst, (rows) =>
    entries(
      key,
      rows.map(([name, value]) => [name ?? null, value ?? null]),
    ),
  );
}

/** Map_union: of equal keys that of the first map counts; NULL when there are none. */
export function unionOf(key: Type): MatchedAggregate {
  const hasKeys = ([map]: readonly Value[]): boolean =>
    map !== null && map !== undefined && (map as MapValue).keys.length > 0;
  return collecting(hasKeys, (rows) =>
    entries(
      key,
      rows.flatMap(([map]) => {
        const { keys, values } = map as MapValue;
        return keys.map((name, index) => [name, values[index] ?? null] as const);
      }),
    ),
  );
}

/** Multimap_agg: all values of equal keys. */
export function multimapOf(key: Type): MatchedAggregate {
  const identity = valueKey(key);
  return collecting(hasFirst, (rows) => {
    const found = new Map<unknown, { readonly key: Value; readonly values: Value[] }>();
    for (const [name = null, value = null] of rows) {
      const id = identity(name);
      const known = found.get(id);
      if (known === undefined) found.set(id, { key: name, values: [value] });
      else known.values.push(value);
    }
    return {
      keys: [...found.values()].map((each) => each.key),
      values: [...found.values()].map((each) => each.values),
    };
  });
}

function entries(key: Type, pairs: readonly (readonly [Value, Value])[]): MapValue {
  const identity = valueKey(key);
  const found = new Map<unknown, readonly [Value, Value]>();
  for (const pair of pairs) {
    const id = identity(pair[0]);
    if (!found.has(id)) found.set(id, pair);
  }
  return {
    keys: [...found.values()].map(([name]) => name),
    values: [...found.values()].map(([, value]) => value),
  };
}

/** `max(x, n)`, `min(x, n)`: the first n in an order. */
export function extremes(type: Type, direction: 1 | -1): MatchedAggregate {
  const order = orderOf(type);
  const name = `second argument of ${direction > 0 ? 'max' : 'min'}_n`;
  return collecting(hasFirst, (rows) => {
    const count = countOf(rows[0]?.[1], name, 'must be positive');
    if (count === undefined) return null;
    const values = rows.map(([value]) => value as Value);
    return values.sort((a, b) => direction * order(b, a)).slice(0, count);
  });
}

/** `max_by(x, y, n)`, `min_by(x, y, n)`. */
export function extremesBy(type: Type, direction: 1 | -1): MatchedAggregate {
  const order = orderOf(type);
  const name = `third argument of ${direction > 0 ? 'max' : 'min'}_by`;
  return collecting(
    ([, key]) => key !== null && key !== undefined,
    (rows) => {
      const count = countOf(rows[0]?.[2], name, 'must be a positive integer');
      if (count === undefined) return null;
      return [...rows]
        .sort(([, a], [, b]) => direction * order(b as Value, a as Value))
        .slice(0, count)
        .map(([value]) => value ?? null);
    },
  );
}

/** Rows that an aggregate may keep. */
const maxKept = 10_000;

/** @returns undefined for NULL @throws TrinoError INVALID_FUNCTION_ARGUMENT */
function countOf(value: Value | undefined, name: string, condition: string): number | undefined {
  if (value === null || value === undefined) return undefined;
  const count = Number(value);
  if (count <= 0) throw invalidArgument(`${name} ${condition}`);
  if (count > maxKept)
    throw invalidArgument(`${name} must be less than or equal to ${maxKept}; found ${count}`);
  return count;
}
