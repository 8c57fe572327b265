import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { wordsOf } from '../byte-order.ts';
import type { Vector } from '../vector.ts';
import { vectorPositions } from '../vector-positions.ts';
import { xxHash64 } from '../xxhash.ts';
import { combineHashes, hashLongs, xxHashLongs } from './long-hash.ts';

/**
 * Trino's `hash_code` operator of every position: what rows are partitioned by between stages, so it has to be the same on
 * every node of a cluster. Null positions are 0.
 * @returns an array the caller may change
 */
export function hashCodes(vector: Vector, type: Type): BigInt64Array {
  return hashesOf(vector, type, hashLongs);
}

/**
 * Trino's `xx_hash_64` operator of every position, what checksums are made of: numbers are hashed by XXH64 too. Null positions
 * are 0.
 * @returns an array the caller may change
 */
export function xxHashes(vector: Vector, type: Type): BigInt64Array {
  return hashesOf(vector, type, xxHashLongs);
}

/** Hashes each of some 64-bit values in place. */
type HashNumbers = (values: BigInt64Array) => void;

function hashesOf(vector: Vector, type: Type, numbers: HashNumbers): BigInt64Array {
  const hashes = allHashes(vector, type, numbers);
  if ('nulls' in vector) {
    for (let position = 0; position < hashes.length; position++)
      if (vector.nulls[position] !== 0) hashes[position] = 0n;
  }
  return hashes;
}

function allHashes(vector: Vector, type: Type, numbers: HashNumbers): BigInt64Array {
  switch (vector.kind) {
    case 'dictionary': {
      const dictionary = hashesOf(vector.dictionary, type, numbers);
      return BigInt64Array.from(vector.ids, (id) => dictionary[id] as bigint);
    }
    case 'rle':
      return new BigInt64Array(vector.positions).fill(hashesOf(vector.value, type, numbers)[0] as bigint);
    case 'byte':
    case 'short':
    case 'int':
      return smallHashes(vector.values, type, numbers);
    case 'long':
      return longHashes(vector.values, type, numbers);
    case 'int128':
      return int128Hashes(vector.values);
    case 'fixed12':
      return fixed12Hashes(vector.longs, vector.ints, type, numbers);
    case 'bytes':
      return bytesHashes(vector);
    case 'array': {
      if (type.kind !== 'array') throw mismatch(vector, type);
      const elements = hashesOf(vector.element, type.element, numbers);
      return foldHashes(vector.offsets, (hash, entry) => 31n * hash + (elements[entry] as bigint));
    }
    case 'map': {
      if (type.kind !== 'map') throw mismatch(vector, type);
      const keys = hashesOf(vector.key, type.key, numbers);
      const values = hashesOf(vector.value, type.value, numbers);
      return foldHashes(
        vector.offsets,
        (hash, entry) => hash + ((keys[entry] as bigint) ^ (values[entry] as bigint)),
      );
    }
    case 'row': {
      if (type.kind !== 'row') throw mismatch(vector, type);
      const hashes = new BigInt64Array(vector.positions).fill(1n);
      for (const [index, field] of vector.fields.entries()) {
        const { type: fieldType } = type.fields[index] as (typeof type.fields)[number];
        // Also in `xx_hash_64` a row's fields are hashed by `hash_code` (asked of a stock server).
        combineHashes(hashes, hashCodes(field, fieldType));
      }
      return hashes;
    }
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}

/**
 * The raw hash of rows: columns combined from the left, starting with 0.
 * @param positions number of rows (there may be no column)
 */
export function rowHashes(
  columns: readonly Vector[],
  types: readonly Type[],
  positions: number,
): BigInt64Array {
  const hashes = new BigInt64Array(positions);
  for (const [index, column] of columns.entries()) {
    if (vectorPositions(column) !== positions) throw new Error('Columns differ in length');
    combineHashes(hashes, hashCodes(column, types[index] as Type));
  }
  return hashes;
}

/** Which of `count` buckets each raw hash falls into: its 32-bit fold, scaled to the range. */
export function bucketsOf(hashes: BigInt64Array, count: number): Int32Array {
  const words = wordsOf(hashes);
  const buckets = new Int32Array(hashes.length);
  for (let position = 0; position < buckets.length; position++) {
    const folded = ((words[position * 2] as number) ^ (words[position * 2 + 1] as number)) >>> 0;
    // The product stays below 2^53 for any number of nodes.
    buckets[position] = Math.floor((folded * count) / 4294967296);
  }
  return buckets;
}

function smallHashes(
  values: Int8Array | Int16Array | Int32Array,
  type: Type,
  numbers: HashNumbers,
): BigInt64Array {
  const hashes = new BigInt64Array(values.length);
  const words = wordsOf(hashes);
  for (let position = 0; position < values.length; position++) {
    let value = values[position] as number;
    if (type.kind === 'real') value = normalizedRealBits(value);
    words[position * 2] = value;
    words[position * 2 + 1] = value >> 31;
  }
  if (type.kind === 'boolean') xxHashLongs(hashes);
  else numbers(hashes);
  return hashes;
}

const nanRealBits = 0x7fc00000;

function normalizedRealBits(bits: number): number {
  if (bits === (0x80000000 | 0)) return 0;
  return (bits & 0x7fffffff) > 0x7f800000 ? nanRealBits : bits;
}

function longHashes(values: BigInt64Array, type: Type, numbers: HashNumbers): BigInt64Array {
  let hashes: BigInt64Array;
  switch (type.kind) {
    case 'double':
      hashes = values.slice();
      normalizeDoubles(wordsOf(hashes));
      break;
    case 'timestamp with time zone':
      // Values of one instant are equal in whatever zone.
      hashes = values.map((packed) => packed >> 12n);
      break;
    case 'time with time zone':
      hashes = values.map((packed) => {
        const nanos = (packed >> 11n) - BigInt.asIntN(11, packed) * nanosPerMinute;
        return ((nanos % nanosPerDay) + nanosPerDay) % nanosPerDay;
      });
      break;
    default:
      hashes = values.slice();
  }
  numbers(hashes);
  return hashes;
}

const nanosPerMinute = 60_000_000_000n;
const nanosPerDay = 1440n * nanosPerMinute;
const picosPerMinute = 1000n * nanosPerMinute;
const picosPerDay = 1000n * nanosPerDay;

function normalizeDoubles(words: Int32Array): void {
  for (let word = 0; word < words.length; word += 2) {
    const low = words[word] as number;
    const high = words[word + 1] as number;
    const magnitude = high & 0x7fffffff;
    if (magnitude === 0 && low === 0) {
      words[word + 1] = 0;
    } else if (magnitude > 0x7ff00000 || (magnitude === 0x7ff00000 && low !== 0)) {
      words[word] = 0;
      words[word + 1] = 0x7ff80000;
    }
  }
}

/** Both words are hashed, whether they are a number's (decimals) or bytes (uuid, ipaddress). */
function int128Hashes(values: BigInt64Array): BigInt64Array {
  const words = values.slice();
  xxHashLongs(words);
  return xorPairs(words);
}

function fixed12Hashes(
  longs: BigInt64Array,
  ints: Int32Array,
  type: Type,
  numbers: HashNumbers,
): BigInt64Array {
  if (type.kind === 'time with time zone') {
    const hashes = longs.map((picos, position) => {
      const utc = (picos - BigInt(ints[position] as number) * picosPerMinute) % picosPerDay;
      return utc < 0n ? utc + picosPerDay : utc;
    });
    numbers(hashes);
    return hashes;
  }
  const pairs = new BigInt64Array(longs.length * 2);
  for (let position = 0; position < longs.length; position++) {
    const long = longs[position] as bigint;
    pairs[position * 2] = type.kind === 'timestamp with time zone' ? long >> 12n : long;
    pairs[position * 2 + 1] = BigInt(ints[position] as number);
  }
  xxHashLongs(pairs);
  return xorPairs(pairs);
}

function xorPairs(pairs: BigInt64Array): BigInt64Array {
  const hashes = new BigInt64Array(pairs.length >> 1);
  for (let position = 0; position < hashes.length; position++) {
    hashes[position] = (pairs[position * 2] as bigint) ^ (pairs[position * 2 + 1] as bigint);
  }
  return hashes;
}

function bytesHashes(vector: Extract<Vector, { kind: 'bytes' }>): BigInt64Array {
  const { offsets, data } = vector;
  const hashes = new BigInt64Array(offsets.length - 1);
  for (let position = 0; position < hashes.length; position++) {
    hashes[position] = xxHash64(data.subarray(offsets[position], offsets[position + 1]));
  }
  return hashes;
}

function foldHashes(offsets: Int32Array, fold: (hash: bigint, entry: number) => bigint): BigInt64Array {
  const hashes = new BigInt64Array(offsets.length - 1);
  for (let position = 0; position < hashes.length; position++) {
    let hash = 0n;
    const end = offsets[position + 1] as number;
    for (let entry = offsets[position] as number; entry < end; entry++)
      hash = BigInt.asIntN(64, fold(hash, entry));
    hashes[position] = hash;
  }
  return hashes;
}

function mismatch(vector: Vector, type: Type): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', `A ${vector.kind} vector for values of type ${type.kind}`);
}
