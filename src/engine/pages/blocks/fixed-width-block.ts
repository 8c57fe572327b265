import { wordsOf } from '../byte-order.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import type { Vector } from '../vector.ts';
import { countNulls, readNullBits, withoutEmptyNulls, writeNullBits } from './null-bits.ts';

/** Vectors whose values all have the same size. */
export type FixedWidthVector = Extract<
  Vector,
  { kind: 'byte' | 'short' | 'int' | 'long' | 'int128' | 'fixed12' }
>;

/** Writes the body of BYTE_ARRAY, SHORT_ARRAY, INT_ARRAY, LONG_ARRAY, INT128_ARRAY and FIXED12: null positions have no value. */
export function writeFixedWidth(writer: ByteWriter, vector: FixedWidthVector): void {
  const positions = fixedWidthPositions(vector);
  writer.int32(positions);
  writeNullBits(writer, vector.nulls, positions);
  const { nulls } = vector;
  if (nulls === undefined) {
    writer.array(vector.kind === 'fixed12' ? interleave(vector, positions) : vector.values);
    return;
  }
  const present = positions - countNulls(nulls);
  writer.int32(present);
  switch (vector.kind) {
    case 'byte':
      writer.array(compact(vector.values, nulls, new Int8Array(present)));
      return;
    case 'short':
      writer.array(compact(vector.values, nulls, new Int16Array(present)));
      return;
    case 'int':
      writer.array(compact(vector.values, nulls, new Int32Array(present)));
      return;
    case 'long':
      writer.array(compactWords(wordsOf(vector.values), 2, nulls, present));
      return;
    case 'int128':
      writer.array(compactWords(wordsOf(vector.values), 4, nulls, present));
      return;
    case 'fixed12':
      writer.array(compactWords(interleave(vector, positions), 3, nulls, present));
      return;
  }
}

export function fixedWidthPositions(vector: FixedWidthVector): number {
  if (vector.kind === 'fixed12') return vector.longs.length;
  return vector.kind === 'int128' ? vector.values.length >> 1 : vector.values.length;
}

/** Reads what `writeFixedWidth` writes. */
export function readFixedWidth(reader: ByteReader, kind: FixedWidthVector['kind']): FixedWidthVector {
  const positions = reader.count('position count');
  const nulls = readNullBits(reader, positions);
  const present = nulls === undefined ? positions : presentCount(reader, positions, nulls);
  const size = valueSize[kind];
  if (present * size > reader.remaining) throw corruptPage(`${present} values of ${size} bytes are cut off`);
  const buffer = reader.copy(present * size);
  const sparse = nulls !== undefined && present < positions ? nulls : undefined;
  switch (kind) {
    case 'byte': {
      const values = new Int8Array(buffer);
      return {
        kind,
        values: sparse ? expand(values, sparse, new Int8Array(positions)) : values,
        ...nullsOf(sparse),
      };
    }
    case 'short': {
      const values = new Int16Array(buffer);
      return {
        kind,
        values: sparse ? expand(values, sparse, new Int16Array(positions)) : values,
        ...nullsOf(sparse),
      };
    }
    case 'int': {
      const values = new Int32Array(buffer);
      return {
        kind,
        values: sparse ? expand(values, sparse, new Int32Array(positions)) : values,
        ...nullsOf(sparse),
      };
    }
    case 'long':
      return { kind, values: wideValues(buffer, 2, positions, sparse), ...nullsOf(sparse) };
    case 'int128':
      return { kind, values: wideValues(buffer, 4, positions, sparse), ...nullsOf(sparse) };
    case 'fixed12': {
      const words = new Int32Array(buffer);
      return {
        kind,
        ...separate(sparse ? expandWords(words, 3, sparse, positions) : words, positions),
        ...nullsOf(sparse),
      };
    }
  }
}

const valueSize = { byte: 1, short: 2, int: 4, long: 8, int128: 16, fixed12: 12 } as const;

function presentCount(reader: ByteReader, positions: number, nulls: Uint8Array): number {
  const present = reader.count('non-null count');
  if (present !== positions - countNulls(nulls))
    throw corruptPage(`${present} values, the null flags leave another number`);
  return present;
}

function nullsOf(nulls: Uint8Array | undefined): { nulls?: Uint8Array } {
  const present = withoutEmptyNulls(nulls);
  return present === undefined ? {} : { nulls: present };
}

function wideValues(
  buffer: ArrayBuffer,
  words: number,
  positions: number,
  nulls: Uint8Array | undefined,
): BigInt64Array {
  if (nulls === undefined) return new BigInt64Array(buffer);
  return new BigInt64Array(expandWords(new Int32Array(buffer), words, nulls, positions).buffer);
}

function compact<A extends Int8Array | Int16Array | Int32Array>(values: A, nulls: Uint8Array, target: A): A {
  for (let position = 0, next = 0; position < nulls.length; position++) {
    if (nulls[position] === 0) target[next++] = values[position] as number;
  }
  return target;
}

function compactWords(words: Int32Array, perValue: number, nulls: Uint8Array, present: number): Int32Array {
  const target = new Int32Array(present * perValue);
  for (let position = 0, next = 0; position < nulls.length; position++) {
    if (nulls[position] !== 0) continue;
    const start = position * perValue;
    for (let word = 0; word < perValue; word++) target[next++] = words[start + word] as number;
  }
  return target;
}

function expand<A extends Int8Array | Int16Array | Int32Array>(values: A, nulls: Uint8Array, target: A): A {
  for (let position = 0, next = 0; position < nulls.length; position++) {
    if (nulls[position] === 0) target[position] = values[next++] as number;
  }
  return target;
}

function expandWords(
  words: Int32Array,
  perValue: number,
  nulls: Uint8Array,
  positions: number,
): Int32Array<ArrayBuffer> {
  const target = new Int32Array(positions * perValue);
  for (let position = 0, next = 0; position < positions; position++) {
    if (nulls[position] !== 0) continue;
    const start = position * perValue;
    for (let word = 0; word < perValue; word++) target[start + word] = words[next++] as number;
  }
  return target;
}

function interleave(vector: Extract<Vector, { kind: 'fixed12' }>, positions: number): Int32Array {
  const longs = wordsOf(vector.longs);
  const words = new Int32Array(positions * 3);
  for (let position = 0, next = 0; position < positions; position++) {
    words[next++] = longs[position * 2] as number;
    words[next++] = longs[position * 2 + 1] as number;
    words[next++] = vector.ints[position] as number;
  }
  return words;
}

function separate(words: Int32Array, positions: number): { longs: BigInt64Array; ints: Int32Array } {
  const longs = new BigInt64Array(positions);
  const longWords = wordsOf(longs);
  const ints = new Int32Array(positions);
  for (let position = 0, next = 0; position < positions; position++) {
    longWords[position * 2] = words[next++] as number;
    longWords[position * 2 + 1] = words[next++] as number;
    ints[position] = words[next++] as number;
  }
  return { longs, ints };
}
