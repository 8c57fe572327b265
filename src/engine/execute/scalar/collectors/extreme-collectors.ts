import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { orderOf } from '../compare-values.ts';
import { invalidArgument } from '../functions/function-body.ts';
import type { Value } from '../value.ts';
import { ExtremeHeap } from './extreme-heap.ts';
import type { Collector } from './collector.ts';

const greatestCount = 10_000;
type Extreme = 'min' | 'max';

/** `min(value, n)` and `max(value, n)`: so many values, the most extreme first. State: how many, and those found. */
export function severalExtremesCollector(name: Extreme, type: Type): Collector {
  const order = extremeOrder(name, type);
  const keep = (count: bigint, values: readonly Value[]): Value => {
    const heap = new ExtremeHeap<Value>(Number(count), (left, right) => order(right, left));
    for (const value of values) heap.add(value);
    return [count, heap.drain()];
  };
  return {
    stateType: {
      kind: 'row',
      fields: [{ type: { kind: 'bigint' } }, { type: { kind: 'array', element: type } }],
    },
    required: [0, 1],
    ofRows: (rows) =>
      keep(
        countOf(rows[0]?.[1] as bigint, `second argument of ${name}_n must be`, 'positive'),
        rows.map(([value]) => value as Value),
      ),
    merge: (states) => {
      const all = states as readonly (readonly [bigint, readonly Value[]])[];
      return keep(
        all[0]?.[0] as bigint,
        all.flatMap(([, values]) => values),
      );
    },
    result: (state) => (state as readonly Value[])[1] as Value,
  };
}

/** `min_by(value, key, n)` and `max_by(value, key, n)`. State: how many, the keys, the values beside them. */
export function severalExtremesByCollector(name: Extreme, value: Type, key: Type): Collector {
  const order = extremeOrder(name, key);
  // Stock measures a row before it looks whether there is one.
  const refusesNull = value.kind === 'row' && hasVariableWidth(value);
  const keep = (count: bigint, pairs: readonly (readonly [Value, Value])[]): Value => {
    const heap = new ExtremeHeap<readonly [Value, Value]>(
      Number(count),
      ([left], [right]) => order(right, left),
      ([itsKey, itsValue], evicted) => {
        if (refusesNull && itsValue === null) {
          throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Position is null');
        }
        // As in stock: in the place where a NULL was, every later value is one.
        return [itsKey, evicted?.[1] === null ? null : itsValue];
      },
    );
    for (const each of pairs) heap.add(each);
    const kept = heap.drain();
    return [count, kept.map(([each]) => each), kept.map(([, each]) => each)];
  };
  return {
    stateType: {
      kind: 'row',
      fields: [
        { type: { kind: 'bigint' } },
        { type: { kind: 'array', element: key } },
        { type: { kind: 'array', element: value } },
      ],
    },
    required: [1, 2],
    ofRows: (rows) =>
      keep(
        countOf(rows[0]?.[2] as bigint, `third argument of ${name}_by must be`, 'a positive integer'),
        rows.map((row) => [row[1] as Value, row[0] as Value] as const),
      ),
    merge: (states) => {
      const all = states as readonly (readonly [bigint, readonly Value[], readonly Value[]])[];
      return keep(
        all[0]?.[0] as bigint,
        all.flatMap(([, keys, values]) => keys.map((each, index) => [each, values[index] as Value] as const)),
      );
    },
    result: (state) => (state as readonly Value[])[2] as Value,
  };
}

/** Whether values of a type differ in how many bytes they take. */
function hasVariableWidth(type: Type): boolean {
  switch (type.kind) {
    case 'row':
      return type.fields.some((field) => hasVariableWidth(field.type));
    case 'unknown':
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
    case 'date':
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
    case 'interval day to second':
    case 'interval year to month':
    case 'uuid':
    case 'ipaddress':
      return false;
    default:
      return true;
  }
}

/** The most extreme first; NaN is never one. */
function extremeOrder(name: Extreme, type: Type): (left: Value, right: Value) => number {
  const order = orderOf(type);
  const sign = name === 'min' ? 1 : -1;
  return (left, right) => {
    const [leftLast, rightLast] = [Number.isNaN(left), Number.isNaN(right)];
    if (leftLast || rightLast) return Number(leftLast) - Number(rightLast);
    return sign * order(left, right);
  };
}

function countOf(count: bigint, must: string, positive: string): bigint {
  if (count <= 0n) throw invalidArgument(`${must} ${positive}`);
  if (count > greatestCount)
    throw invalidArgument(`${must} less than or equal to ${greatestCount}; found ${count}`);
  return count;
}
