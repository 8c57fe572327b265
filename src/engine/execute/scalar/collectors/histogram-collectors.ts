import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { invalidArgument } from '../functions/function-body.ts';
import { FrequencySketch, longForm, textForm } from '../sketches/frequency-sketch.ts';
import type { ValueForm } from '../sketches/frequency-sketch.ts';
import { NumericHistogram } from '../sketches/numeric-histogram.ts';
import type { Value } from '../value.ts';
import type { Collector } from './collector.ts';

const greatestInteger = 2_147_483_647n;

/** `numeric_histogram(buckets, value [, weight])` of doubles or reals: a map of the buckets' means and weights. */
export function numericHistogramCollector(types: readonly Type[]): Collector {
  const isReal = types[1]?.kind === 'real';
  const numbers = (values: readonly number[]): readonly Value[] =>
    isReal ? values.map((value) => Math.fround(value)) : values;
  return {
    stateType: { kind: 'varbinary' },
    required: types.map((_, index) => index),
    isRewritten: true,
    ofRows: (rows) => {
      const histogram = new NumericHistogram(bucketsOf(rows[0]?.[0] as bigint, 'numeric_histogram'));
      for (const row of rows) histogram.add(row[1] as number, types.length > 2 ? (row[2] as number) : 1);
      return histogram.bytes();
    },
    merge: (states) => {
      const [first, ...others] = (states as readonly Uint8Array[]).map((state) =>
        NumericHistogram.read(state),
      );
      if (first === undefined) return null;
      for (const other of others) first.merge(other);
      return first.bytes();
    },
    result: (state) => {
      const { values, weights } = NumericHistogram.read(state as Uint8Array).buckets();
      return { keys: numbers(values), values: numbers(weights) };
    },
  };
}

/** `approx_most_frequent(buckets, value, capacity)` of bigints or texts: a map of values and counts. */
export function mostFrequentCollector(types: readonly Type[]): Collector {
  return types[1]?.kind === 'bigint' ? mostFrequent(longForm) : mostFrequent(textForm);
}

function mostFrequent<K extends bigint | string>(form: ValueForm<K>): Collector {
  return {
    stateType: { kind: 'varbinary' },
    required: [0, 1, 2],
    isRewritten: true,
    ofRows: (rows) => {
      const [buckets, , capacity] = rows[0] as readonly [bigint, K, bigint];
      const wanted = bucketsOf(buckets, 'approx_most_frequent');
      const sketch = new FrequencySketch(wanted, capacityOf(capacity), form);
      for (const row of rows) sketch.add(row[1] as K, 1);
      return sketch.bytes();
    },
    merge: (states) => {
      const [first, ...others] = (states as readonly Uint8Array[]).map((state) =>
        FrequencySketch.read(state, form),
      );
      if (first === undefined) return null;
      for (const other of others) first.merge(other);
      return first.bytes();
    },
    result: (state) => {
      const top = FrequencySketch.read(state as Uint8Array, form).top();
      return { keys: top.map(([value]) => value), values: top.map(([, count]) => BigInt(count)) };
    },
  };
}

function bucketsOf(buckets: bigint, name: string): number {
  if (buckets < 2n) throw invalidArgument(`${name} bucket count must be greater than one`);
  return integer(buckets);
}

function capacityOf(capacity: bigint): number {
  if (capacity > 0n) return integer(capacity);
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    capacity < 0n
      ? `Illegal initial capacity: ${capacity}`
      : 'Cannot read field "counterList" because "min" is null',
  );
}

function integer(value: bigint): number {
  if (value > greatestInteger) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'integer overflow');
  return Number(value);
}
