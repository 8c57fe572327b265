import type { Type } from '../../../types/type.ts';
import { valueKey } from '../value-key.ts';
import type { MapValue, Value } from '../value.ts';
import type { Collector } from './collector.ts';

/** `histogram`: how often each value occurs. */
export function histogramCollector(type: Type): Collector {
  return mapCollector(type, { kind: 'bigint' }, [0], {
    value: () => 1n,
    join: (left, right) => (left as bigint) + (right as bigint),
  });
}

/** `map_agg`: the first value of each key. */
export function mapAggCollector(key: Type, value: Type): Collector {
  return mapCollector(key, value, [0], { value: (row) => row, join: (first) => first });
}

/** `multimap_agg`: all values of each key. */
export function multimapCollector(key: Type, value: Type): Collector {
  return mapCollector(key, { kind: 'array', element: value }, [0], {
    value: (row) => [row],
    join: (left, right) => {
      for (const each of right as readonly Value[]) (left as Value[]).push(each);
      return left;
    },
  });
}

/** `map_union`: entries of maps, the first of each key. */
export function mapUnionCollector(type: Type): Collector {
  if (type.kind !== 'map') throw new Error('Not a map');
  const { merge, stateType } = mapAggCollector(type.key, type.value);
  return {
    stateType,
    required: [0],
    ofRows: (rows) => merge(rows.map(([map]) => map as Value)),
    merge,
    result: (state) => state,
  };
}

interface Entry {
  readonly key: Value;
  value: Value;
}

function mapCollector(
  key: Type,
  value: Type,
  required: readonly number[],
  how: {
    /** Of an entry with a row's second argument. */
    readonly value: (argument: Value) => Value;
    readonly join: (left: Value, right: Value) => Value;
  },
): Collector {
  const keyOf = valueKey(key);
  const gather = (pairs: Iterable<readonly [Value, Value]>): MapValue => {
    const entries = new Map<string, Entry>();
    for (const [each, mapped] of pairs) {
      const known = entries.get(keyOf(each));
      if (known === undefined) entries.set(keyOf(each), { key: each, value: mapped });
      else known.value = how.join(known.value, mapped);
    }
    const all = [...entries.values()];
    return { keys: all.map((entry) => entry.key), values: all.map((entry) => entry.value) };
  };
  return {
    stateType: { kind: 'map', key, value },
    required,
    ofRows: (rows) => gather(rows.map((row): [Value, Value] => [row[0] as Value, how.value(row[1] ?? null)])),
    merge: (states) =>
      gather(
        states.flatMap((state) => {
          const { keys, values } = state as MapValue;
          return keys.map((each, index): [Value, Value] => [each, values[index] as Value]);
        }),
      ),
    result: (state) => state,
  };
}
