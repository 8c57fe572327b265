import { TrinoError } from '../../../errors/trino-error.ts';
import { displayName } from '../../../types/display-name.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { computed } from '../../scalar/computation.ts';
import { checkedWeight, finite } from '../../scalar/collectors/percentile-collector.ts';
import { mergeQuantileDigests } from '../../scalar/collectors/quantile-collector.ts';
import { HyperLogLog, indexBitsFor } from '../../scalar/sketches/hyper-log-log.ts';
import { murmur3, murmur3OfLong } from '../../scalar/sketches/murmur3.ts';
import { SetDigest } from '../../scalar/sketches/set-digest.ts';
import { TDigest } from '../../scalar/sketches/t-digest.ts';
import {
  floorDivide,
  floorRemainder,
  picosPerDay,
  picosPerMicro,
  picosPerMilli,
  picosPerMinute,
} from '../../scalar/value.ts';
import type { Instant, Value } from '../../scalar/value.ts';
import { and, bigint, fn, isNotNull, text, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** How a kind of sketch is made of hashes or values, and of others. */
interface Sketch {
  readonly type: Type;
  readonly ofRows: (values: readonly Value[]) => Uint8Array;
  readonly ofSketches: (sketches: readonly Uint8Array[]) => Uint8Array;
  /** Merging changes even a single sketch. */
  readonly isRewritten?: true;
}

const bigintType: Type = { kind: 'bigint' };

/** `approx_set`: a HyperLogLog with 4,096 buckets over Murmur3 hashes. */
export function approxSetTranslation(type: Type): AggregateTranslation {
  return sketchTranslation(hyperLogLog(12), bigintType, murmurHash(type));
}

/** `make_set_digest`. Values that aren't whole numbers or bytes in Trino's memory are refused, as there. */
export function setDigestTranslation(type: Type): AggregateTranslation {
  if (!isWordOrBytes(type))
    throw new TrinoError(
      'FUNCTION_IMPLEMENTATION_MISSING',
      `Unsupported type parameters (system.builtin.make_set_digest(${displayName(type)}):SetDigest) for <T>(t):setdigest`,
    );
  return sketchTranslation(setDigest, bigintType, murmurHash(type));
}

/** `tdigest_agg` of values, or of values and their weights. */
export function tDigestTranslation(types: readonly Type[]): AggregateTranslation {
  const sketch = tDigest(types.length > 1);
  const row: Type = { kind: 'row', fields: types.map((type) => ({ type })) };
  return sketchTranslation(sketch, row, ({ values }) => ({
    kind: 'struct',
    fields: values.map((value, index) => ({ name: `f${index + 1}`, value })),
  }));
}

/** `merge` and `merge_set_digest`: rows are sketches as states are. */
export function mergeTranslation(type: Type): AggregateTranslation {
  const sketch = sketchOf(type);
  const merge = (input: AggregateInput): SqlExpression => merged(sketch, input);
  return {
    single: (input) => merged({ ...sketch, ofSketches: rewritten(sketch, sketch.ofSketches) }, input),
    partial: merge,
    merge,
    final: merge,
  };
}

function sketchOf(type: Type): Sketch {
  switch (type.kind) {
    case 'SetDigest':
      return setDigest;
    case 'tdigest':
      return tDigest(false);
    case 'qdigest':
      return { type, ofRows: mergeQuantileDigests, ofSketches: mergeQuantileDigests, isRewritten: true };
    default:
      return hyperLogLog(12);
  }
}

/** Stock has a final step for all rows; of a digest it joins some more. */
function rewritten<T>(
  { isRewritten, ofSketches }: Sketch,
  make: (values: T) => Uint8Array,
): (values: T) => Uint8Array {
  return isRewritten === true ? (values) => ofSketches([make(values)]) : make;
}

/** `approx_distinct`: the cardinality of a HyperLogLog over xxHash64; 0 without rows. */
export function approxDistinctTranslation(types: readonly Type[]): AggregateTranslation {
  const [type = bigintType] = types;
  const hash = ({ values }: AggregateInput): SqlExpression =>
    fn('trino_xx_hash', values[0] as SqlExpression, text(formatType(type)));
  // The error is only known where rows are read; states carry the number of buckets it led to.
  const error = (input: AggregateInput): SqlExpression | undefined => input.values[1];
  const state = (input: AggregateInput): SqlExpression => {
    const wanted = error(input);
    if (wanted === undefined) return gathered(hyperLogLog(11), bigintType, hash, input);
    const list = hashesOf(input, hash(input));
    return computed(
      {
        parameters: [{ kind: 'array', element: bigintType }, { kind: 'double' }],
        result: { kind: 'HyperLogLog' },
        compute: (hashes: readonly Value[], standardError: number) =>
          hyperLogLog(indexBitsFor(checkedError(standardError))).ofRows(hashes),
      },
      [list, aggregate('max', [wanted], { distinct: false, filter: undefined, orderBy: [] })],
    );
  };
  const count = (sketch: SqlExpression): SqlExpression =>
    fn(
      'coalesce',
      computed(
        {
          parameters: [{ kind: 'HyperLogLog' }],
          result: bigintType,
          compute: (bytes: Uint8Array) => HyperLogLog.read(bytes).cardinality(),
        },
        [sketch],
      ),
      whole(0, bigint),
    );
  return {
    single: (input) => count(state(input)),
    partial: state,
    merge: (input) => merged(hyperLogLog(11), input),
    final: (input) => count(merged(hyperLogLog(11), input)),
  };
}

/** @throws TrinoError when there is no sketch of that error */
function checkedError(error: number): number {
  if (!(error >= leastError && error <= greatestError))
    throw new TrinoError(
      'INVALID_FUNCTION_ARGUMENT',
      `Max standard error must be in [${leastError}, ${greatestError}]: ${error}`,
    );
  return error;
}

const leastError = 0.0040625;
const greatestError = 0.26;

function hyperLogLog(indexBits: number): Sketch {
  return {
    type: { kind: 'HyperLogLog' },
    ofRows: (hashes) => {
      const sketch = new HyperLogLog(indexBits);
      for (const hash of hashes) sketch.addHash(hash as bigint);
      return sketch.bytes();
    },
    ofSketches: ([first, ...others]) => {
      const sketch = HyperLogLog.read(first as Uint8Array);
      for (const other of others) sketch.merge(HyperLogLog.read(other));
      return sketch.bytes();
    },
  };
}

const setDigest: Sketch = {
  type: { kind: 'SetDigest' },
  ofRows: (hashes) => {
    const digest = new SetDigest();
    for (const hash of hashes) digest.addHash(hash as bigint);
    return digest.bytes();
  },
  ofSketches: ([first, ...others]) => {
    const digest = SetDigest.read(first as Uint8Array);
    for (const other of others) digest.merge(SetDigest.read(other));
    return digest.bytes();
  },
};

function tDigest(isWeighted: boolean): Sketch {
  return {
    type: { kind: 'tdigest' },
    isRewritten: true,
    ofRows: (rows) => {
      const digest = new TDigest();
      for (const row of rows) {
        const [value, weight] = row as readonly [number, number?];
        digest.add(finite(value), isWeighted ? checkedWeight(weight as number) : 1);
      }
      return digest.bytes();
    },
    ofSketches: ([first, ...others]) => {
      const digest = TDigest.read(first as Uint8Array);
      for (const other of others) digest.merge(TDigest.read(other));
      return digest.bytes();
    },
  };
}

function sketchTranslation(
  sketch: Sketch,
  element: Type,
  valueOf: (input: AggregateInput) => SqlExpression,
): AggregateTranslation {
  const states = (input: AggregateInput): SqlExpression => merged(sketch, input);
  return {
    single: (input) =>
      gathered({ ...sketch, ofRows: rewritten(sketch, sketch.ofRows) }, element, valueOf, input),
    partial: (input) => gathered(sketch, element, valueOf, input),
    merge: states,
    final: states,
  };
}

/** A sketch of rows without NULL; NULL without rows. */
function gathered(
  sketch: Sketch,
  element: Type,
  valueOf: (input: AggregateInput) => SqlExpression,
  input: AggregateInput,
): SqlExpression {
  return computed({ parameters: [{ kind: 'array', element }], result: sketch.type, compute: sketch.ofRows }, [
    hashesOf(input, valueOf(input)),
  ]);
}

function hashesOf(input: AggregateInput, value: SqlExpression): SqlExpression {
  const present = and(
    ...(input.filter === undefined ? [] : [input.filter]),
    ...input.values.map((argument) => isNotNull(argument)),
  );
  return aggregate('array_agg', [value], { distinct: input.distinct, filter: present, orderBy: [] });
}

function merged(sketch: Sketch, input: AggregateInput): SqlExpression {
  const state = firstValue(input);
  const present = input.filter === undefined ? isNotNull(state) : and(input.filter, isNotNull(state));
  return computed(
    {
      parameters: [{ kind: 'array', element: sketch.type }],
      result: sketch.type,
      compute: sketch.ofSketches,
    },
    [aggregate('array_agg', [state], { distinct: false, filter: present, orderBy: [] })],
  );
}

/** The hash that sketches of sets take: of the word a value is in Trino's memory, or of its bytes. */
function murmurHash(type: Type): (input: AggregateInput) => SqlExpression {
  return (input) =>
    computed(
      {
        parameters: [type],
        result: bigintType,
        compute: (value: Value) => BigInt.asIntN(64, hashOf(value, type)),
      },
      [firstValue(input)],
    );
}

/** Whether a value is a word in Trino's memory, or bytes. */
function isWordOrBytes(type: Type): boolean {
  switch (type.kind) {
    case 'double':
    case 'boolean':
    case 'unknown':
    case 'array':
    case 'map':
    case 'row':
      return false;
    case 'decimal':
      return type.precision <= 18;
    case 'timestamp':
      return type.precision <= 6;
    case 'timestamp with time zone':
      return type.precision <= 3;
    case 'time with time zone':
      return type.precision <= 9;
    default:
      return true;
  }
}

function hashOf(value: Value, type: Type): bigint {
  if (typeof value === 'string') return murmur3(Buffer.from(value, 'utf8'))[0];
  if (value instanceof Uint8Array) return murmur3(value)[0];
  if (typeof value === 'bigint')
    return murmur3OfLong(type.kind === 'timestamp' ? floorDivide(value, picosPerMicro) : value);
  if (typeof value === 'number') return murmur3OfLong(wordOf(value, type));
  if (typeof value === 'object' && value !== null && 'zone' in value)
    return murmur3OfLong(packed(value, type));
  throw new TrinoError('NOT_SUPPORTED', `A set digest of ${formatType(type)} is not supported yet`);
}

/** The word of a value with a time zone: the time, and the zone in its last bits. */
function packed({ picos, zone }: Instant, type: Type): bigint {
  if (type.kind === 'timestamp with time zone')
    return (floorDivide(picos, picosPerMilli) << 12n) | BigInt(zone);
  const local = floorRemainder(picos + BigInt(zone) * picosPerMinute, picosPerDay);
  return BigInt.asIntN(64, (floorDivide(local, 1000n) << 11n) | BigInt.asUintN(11, BigInt(zone)));
}

function wordOf(value: number, type: Type): bigint {
  const view = new DataView(new ArrayBuffer(8));
  switch (type.kind) {
    case 'double':
      view.setFloat64(0, value);
      return view.getBigInt64(0);
    case 'real':
      view.setFloat32(0, value);
      return BigInt(view.getInt32(0));
    default:
      return BigInt(value);
  }
}
