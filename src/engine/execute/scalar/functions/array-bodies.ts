import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { equalityOf, extremeOf, orderOf } from '../compare-values.ts';
import { castValue } from '../cast/cast-value.ts';
import { valueKey } from '../value-key.ts';
import type { Value } from '../value.ts';
import { argumentType, body, elementType, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

type Values = readonly Value[];

const indexError = 'SQL array indices start at 1';

/**
 * Whether an element is the one that's looked for.
 * @throws TrinoError NOT_SUPPORTED when NULL in one of them leaves that open
 */
function elementEquality(functionName: string, type: Type): (element: Value, wanted: Value) => boolean {
  const equal = equalityOf(type);
  return (element, wanted) => {
    const same = equal(element, wanted);
    if (same === null)
      throw new TrinoError(
        'NOT_SUPPORTED',
        `${functionName} does not support arrays with elements that are null or contain null`,
      );
    return same;
  };
}

/** Functions on arrays (functions/array-functions.ts). */
export const arrayBodies: FunctionBodies = {
  array_distinct: withKey((keyOf) => (array: Values) => distinct(array, keyOf)),
  array_except: withKey((keyOf) => (left: Values, right: Values) => {
    // A stock server returns the array itself, repeated elements and all.
    if (right.length === 0) return left;
    const others = new Set(right.map(keyOf));
    return distinct(left, keyOf).filter((value) => !others.has(keyOf(value)));
  }),
  array_intersect: withKey((keyOf) => (left: Values, right: Values) => {
    // In the order of the longer array, as on a stock server.
    const [longer, shorter] = left.length < right.length ? [right, left] : [left, right];
    const others = new Set(shorter.map(keyOf));
    return distinct(longer, keyOf).filter((value) => others.has(keyOf(value)));
  }),
  array_union: withKey((keyOf) => (left: Values, right: Values) => distinct([...left, ...right], keyOf)),
  array_histogram: withKey((keyOf) => (array: Values) => {
    const counts = new Map<string, { readonly value: Value; count: bigint }>();
    for (const value of array) {
      if (value === null) continue;
      const entry = counts.get(keyOf(value));
      if (entry === undefined) counts.set(keyOf(value), { value, count: 1n });
      else entry.count++;
    }
    const entries = [...counts.values()];
    return { keys: entries.map(({ value }) => value), values: entries.map(({ count }) => count) };
  }),
  array_join: {
    make: (call, session) => {
      const text = castValue(elementType(argumentType(call, 0)), { kind: 'varchar' }, session);
      return (array: Values, separator: string, forNull?: string) => {
        const parts = array.map((value) => {
          // JSON's null has no text either.
          const part = value === null ? null : (text as (value: Value) => Value)(value);
          return part === null ? forNull : (part as string);
        });
        return parts.filter((part) => part !== undefined).join(separator);
      };
    },
  },
  array_max: extreme(1),
  array_min: extreme(-1),
  array_position: {
    make: (call) => {
      const isElement = elementEquality('array_position', argumentType(call, 1));
      return (array: Values, wanted: Value) =>
        BigInt(array.findIndex((value) => value !== null && isElement(value, wanted)) + 1);
    },
  },
  array_remove: {
    make: (call) => {
      const isElement = elementEquality('array_remove', argumentType(call, 1));
      return (array: Values, unwanted: Value) =>
        array.filter((value) => value === null || !isElement(value, unwanted));
    },
  },
  array_sort: {
    make: (call) => {
      const order = orderOf(elementType(argumentType(call, 0)));
      return (array: Values) => {
        const present = array.filter((value) => value !== null).sort(order);
        return [...present, ...new Array<null>(array.length - present.length).fill(null)];
      };
    },
  },
  arrays_overlap: overlapping((keyOf) => (left: Values, right: Values) => {
    const others = new Set(right.filter((value) => value !== null).map(keyOf));
    if (left.some((value) => value !== null && others.has(keyOf(value)))) return true;
    if (left.length === 0 || right.length === 0) return false;
    return left.includes(null) || right.includes(null) ? null : false;
  }),
  combinations: body((array: Values, size: number) => combinations(array, size)),
  contains: {
    make: (call) => {
      const isElement = elementEquality('contains', argumentType(call, 1));
      return (array: Values, wanted: Value) => {
        if (array.some((value) => value !== null && isElement(value, wanted))) return true;
        return array.includes(null) ? null : false;
      };
    },
  },
  contains_sequence: withKey((keyOf) => (array: Values, part: Values) => {
    const keys = array.map(keyOf);
    const wanted = part.map(keyOf);
    for (let start = 0; start + wanted.length <= keys.length; start++)
      if (wanted.every((key, index) => keys[start + index] === key)) return true;
    return false;
  }),
  flatten: body((arrays: readonly (Values | null)[]) => {
    const all: Value[] = [];
    for (const array of arrays) if (array !== null) all.push(...array);
    return all;
  }),
  ngrams: body((array: Values, size: number) => {
    if (size <= 0) throw invalidArgument('N must be positive');
    if (array.length <= size) return [array];
    return Array.from({ length: array.length - size + 1 }, (_, start) => array.slice(start, start + size));
  }),
  repeat: {
    takesNull: true,
    make: () => (value: Value, count: number | null) => {
      if (count === null) return null;
      if (count > maxEntries)
        throw invalidArgument(
          `count argument of repeat function must be less than or equal to ${maxEntries}`,
        );
      if (count < 0)
        throw invalidArgument('count argument of repeat function must be greater than or equal to 0');
      return new Array<Value>(count).fill(value);
    },
  },
  shuffle: {
    volatile: true,
    make: () => (array: Values) =>
      array
        .map((value) => ({ value, place: Math.random() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value),
  },
  slice: body((array: Values, from: bigint, length: bigint) => {
    if (length < 0n) throw invalidArgument('length must be greater than or equal to 0');
    if (from === 0n) throw invalidArgument(indexError);
    const start = from > 0n ? from - 1n : BigInt(array.length) + from;
    if (start < 0n || start >= BigInt(array.length)) return [];
    return array.slice(Number(start), Number(start + length));
  }),
  trim_array: body((array: Values, count: bigint) => {
    if (count < 0n) throw invalidArgument('size must not be negative: ' + count.toString());
    if (count > BigInt(array.length)) {
      throw invalidArgument(`size must not exceed array cardinality ${array.length}: ${count.toString()}`);
    }
    return array.slice(0, array.length - Number(count));
  }),
  zip: body((...arrays: readonly Values[]) => {
    const length = Math.max(...arrays.map((array) => array.length));
    return Array.from({ length }, (_, index) => arrays.map((array) => array[index] ?? null));
  }),
};

const maxEntries = 10_000;

function withKey(
  make: (keyOf: (value: Value) => string) => (...values: never[]) => Value,
): FunctionBodies[string] {
  return { make: (call) => make(valueKey(elementType(argumentType(call, 0)))) };
}

/** Stock sorts the longer arrays to find what they share: where a NULL inside decides, it fails. */
function overlapping(
  make: (keyOf: (value: Value) => string) => (...values: never[]) => Value,
): FunctionBodies[string] {
  return {
    make: (call) => {
      const element = elementType(argumentType(call, 0));
      const overlap = make(valueKey(element)) as (left: Values, right: Values) => Value;
      if (element.kind !== 'array' && element.kind !== 'row') return overlap;
      const order = orderOf(element);
      return (left: Values, right: Values) => {
        for (const array of [left, right]) array.filter((value) => value !== null).sort(order);
        for (const value of left)
          for (const other of right) if (value !== null && other !== null) order(value, other);
        return overlap(left, right);
      };
    },
  };
}

function distinct(array: Values, keyOf: (value: Value) => string): Values {
  const seen = new Set<string>();
  return array.filter((value) => {
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** @param direction 1 for the greatest element, -1 for the least */
function extreme(direction: 1 | -1): FunctionBodies[string] {
  return {
    make: (call) => {
      const best = extremeOf(elementType(argumentType(call, 0)), direction);
      return (array: Values) => (array.length === 0 || array.includes(null) ? null : best(array));
    },
  };
}

function combinations(array: Values, size: number): Value {
  if (size < 0) throw invalidArgument(`combination size must not be negative: ${size}`);
  if (size > 5) throw invalidArgument(`combination size must not exceed 5: ${size}`);
  if (size > array.length) return [];
  let found: (readonly number[])[] = [[]];
  for (let step = 0; step < size; step++) {
    const longer: (readonly number[])[] = [];
    for (const places of found) {
      for (let at = (places.at(-1) ?? -1) + 1; at < array.length; at++) longer.push([...places, at]);
    }
    if (longer.length > 100_000) throw invalidArgument('combinations exceed max size');
    found = longer;
  }
  // By the last place, then by those before it.
  found.sort((left, right) => {
    for (let index = size - 1; index >= 0; index--) {
      const difference = (left[index] ?? 0) - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return found.map((places) => places.map((place) => array[place] as Value));
}
