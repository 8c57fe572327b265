import { bytesOf, wordsOf } from '../../pages/byte-order.ts';
import { flatten, rangeOf, selectPositions } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { chunkRows, duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import { decimalWidth } from './carrier.ts';

type Flat<K extends Vector['kind']> = Extract<Vector, { kind: K }>;

/**
 * Copies positions `start .. start + rows` of a flat vector into a DuckDB vector of the type's carrier.
 * @param target a vector of a new or reset chunk
 */
export function appendColumn(
  target: DuckVector,
  vector: Vector,
  type: Type,
  start: number,
  rows: number,
): void {
  if ('nulls' in vector) writeNulls(target, vector.nulls, start, rows);
  switch (vector.kind) {
    case 'byte':
      copy(target, vector.values.subarray(start, start + rows));
      return;
    case 'short':
      copy(target, vector.values.subarray(start, start + rows));
      return;
    case 'int':
      copy(target, vector.values.subarray(start, start + rows));
      return;
    case 'long':
      appendLongs(target, vector, type, start, rows);
      return;
    case 'int128':
      copy(target, int128Words(vector, type, start, rows));
      return;
    case 'fixed12':
      appendFixed12(target, vector, type, start, rows);
      return;
    case 'bytes':
      appendBytes(target, vector, start, rows);
      return;
    case 'array': {
      if (type.kind !== 'array') throw mismatch(vector, type);
      const child = appendEntries(target, vector.offsets, start, rows);
      appendColumn(child.vector, vector.element, type.element, child.start, child.entries);
      return;
    }
    case 'map': {
      if (type.kind !== 'map') throw mismatch(vector, type);
      const child = appendEntries(target, vector.offsets, start, rows);
      appendColumn(
        duckdb.struct_vector_get_child(child.vector, 0),
        vector.key,
        type.key,
        child.start,
        child.entries,
      );
      appendColumn(
        duckdb.struct_vector_get_child(child.vector, 1),
        vector.value,
        type.value,
        child.start,
        child.entries,
      );
      return;
    }
    case 'row': {
      if (type.kind !== 'row') throw mismatch(vector, type);
      for (const [index, field] of vector.fields.entries()) {
        const fieldType = (type.fields[index] as (typeof type.fields)[number]).type;
        appendColumn(
          duckdb.struct_vector_get_child(target, index),
          withNullsOf(field, vector.nulls),
          fieldType,
          start,
          rows,
        );
      }
      return;
    }
    case 'dictionary': {
      const { ids, dictionary } = vector;
      if (dictionary.kind === 'bytes' && dictionary.data.length <= dictionaryBytes) {
        if (dictionary.nulls !== undefined)
          writeNulls(
            target,
            Uint8Array.from(ids.subarray(start, start + rows), (id) => dictionary.nulls?.[id] ?? 0),
            0,
            rows,
          );
        appendWords(target, ids, dictionary, start, rows);
        return;
      }
      appendColumn(target, flatten(selectPositions(vector, rangeOf(start, start + rows))), type, 0, rows);
      return;
    }
    case 'rle':
      appendColumn(target, flatten(selectPositions(vector, rangeOf(start, start + rows))), type, 0, rows);
      return;
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}

function copy(target: DuckVector, values: ArrayBufferView): void {
  if (values.byteLength === 0) return;
  duckdb.copy_data_to_vector(target, 0, values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
}

/** A mask of whole 64-bit words, 1 = valid. */
function writeNulls(target: DuckVector, nulls: Uint8Array, start: number, rows: number): void {
  const mask = new Uint8Array(Math.ceil(rows / 64) * 8).fill(0xff);
  let any = false;
  for (let row = 0; row < rows; row++) {
    if (nulls[start + row] === 0) continue;
    any = true;
    mask[row >> 3] = (mask[row >> 3] as number) & ~(1 << (row & 7));
  }
  if (!any) return;
  duckdb.vector_ensure_validity_writable(target);
  duckdb.copy_data_to_vector_validity(target, 0, mask.buffer, 0, mask.byteLength);
}

function appendLongs(
  target: DuckVector,
  vector: Flat<'long'>,
  type: Type,
  start: number,
  rows: number,
): void {
  const values = vector.values.subarray(start, start + rows);
  switch (type.kind) {
    case 'decimal': {
      const width = decimalWidth(type.precision);
      if (width === 8) break;
      const words = wordsOf(values);
      const narrow = width === 2 ? new Int16Array(rows) : new Int32Array(rows);
      for (let row = 0; row < rows; row++) narrow[row] = words[row * 2] as number;
      copy(target, narrow);
      return;
    }
    case 'timestamp with time zone': {
      copy(
        child(target, 0),
        values.map((packed) => packed >> 12n),
      );
      copy(child(target, 1), new Int32Array(rows));
      copy(
        child(target, 2),
        Int16Array.from(values, (packed) => Number(packed & 0xfffn)),
      );
      writeChildNulls(target, [0, 1, 2], vector, start, rows);
      return;
    }
    case 'time with time zone': {
      copy(
        child(target, 0),
        values.map((packed) => utcPicos((packed >> 11n) * 1000n, BigInt.asIntN(11, packed))),
      );
      copy(
        child(target, 1),
        Int16Array.from(values, (packed) => Number(BigInt.asIntN(11, packed))),
      );
      writeChildNulls(target, [0, 1], vector, start, rows);
      return;
    }
    default:
  }
  copy(target, values);
}

const picosPerMinute = 60_000_000_000_000n;
const picosPerDay = 1440n * picosPerMinute;

function utcPicos(localPicos: bigint, offset: bigint): bigint {
  return (((localPicos - offset * picosPerMinute) % picosPerDay) + picosPerDay) % picosPerDay;
}

function appendFixed12(
  target: DuckVector,
  vector: Flat<'fixed12'>,
  type: Type,
  start: number,
  rows: number,
): void {
  const longs = vector.longs.subarray(start, start + rows);
  const ints = vector.ints.subarray(start, start + rows);
  switch (type.kind) {
    case 'timestamp with time zone':
      copy(
        child(target, 0),
        longs.map((packed) => packed >> 12n),
      );
      copy(child(target, 1), ints);
      copy(
        child(target, 2),
        Int16Array.from(longs, (packed) => Number(packed & 0xfffn)),
      );
      writeChildNulls(target, [0, 1, 2], vector, start, rows);
      return;
    case 'time with time zone':
      copy(
        child(target, 0),
        longs.map((picos, row) => utcPicos(picos, BigInt(ints[row] as number))),
      );
      copy(child(target, 1), Int16Array.from(ints));
      break;
    default:
      copy(child(target, 0), longs);
      copy(child(target, 1), ints);
  }
  writeChildNulls(target, [0, 1], vector, start, rows);
}

/** DuckDB wants the fields of a null struct to be null. */
function writeChildNulls(
  target: DuckVector,
  children: readonly number[],
  vector: { readonly nulls?: Uint8Array },
  start: number,
  rows: number,
): void {
  if (vector.nulls === undefined) return;
  for (const index of children) writeNulls(child(target, index), vector.nulls, start, rows);
}

function child(target: DuckVector, index: number): DuckVector {
  return duckdb.struct_vector_get_child(target, index);
}

/** Trino's words and bytes as DuckDB's numbers, low word first. */
function int128Words(vector: Flat<'int128'>, type: Type, start: number, rows: number): BigInt64Array {
  const source = bytesOf(vector.values.subarray(start * 2, (start + rows) * 2));
  const from = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const words = new BigInt64Array(rows * 2);
  const littleEndian = type.kind === 'decimal';
  const flip = type.kind === 'uuid' ? -(1n << 63n) : 0n;
  for (let row = 0; row < rows; row++) {
    words[row * 2] = from.getBigInt64(row * 16 + 8, littleEndian);
    words[row * 2 + 1] = from.getBigInt64(row * 16, littleEndian) ^ flip;
  }
  return words;
}

/** Strings up to this length lie in the vector itself. */
const inlineLength = 12;

/** A vector's string: its length and its bytes, or its length, the first four bytes and where the bytes are. */
const stringWords = 4;

/** Strings of one chunk, before they are copied into its vector. */
const strings = new Uint32Array(chunkRows * stringWords);

function appendBytes(target: DuckVector, { offsets, data }: Bytes, start: number, rows: number): void {
  const words = rows <= chunkRows ? strings : new Uint32Array(rows * stringWords);
  const heap = placeLong(target, offsets, data, start, start + rows);
  for (let row = 0; row < rows; row++) writeString(words, row, offsets, data, start + row, heap);
  copy(target, words.subarray(0, rows * stringWords));
}

type Bytes = Flat<'bytes'>;

const noString = new Uint32Array(stringWords);

/** Where the bytes of strings lie that are too long for the vector itself: an address in two words, and what is there. */
interface StringHeap {
  readonly low: number;
  readonly high: number;
  /** Offset in the data of the first byte there. */
  readonly offset: number;
}

/**
 * Gives the vector a copy of the bytes of all the strings, in one piece: a call for each string takes longer than everything else.
 * @returns where they are; undefined when no string is long
 */
function placeLong(
  target: DuckVector,
  offsets: Int32Array,
  data: Uint8Array,
  start: number,
  end: number,
): StringHeap | undefined {
  let position = start;
  while (position < end && (offsets[position + 1] as number) - (offsets[position] as number) <= inlineLength)
    position++;
  if (position === end) return undefined;
  const offset = offsets[position] as number;
  const bytes = data.subarray(offset, offsets[end]);
  copy(target, noString);
  duckdb.vector_assign_string_element_len(target, 0, bytes);
  const string = duckdb.vector_get_data(target, stringWords * 4);
  const [length, , low, high] = new Uint32Array(string.buffer, string.byteOffset, stringWords);
  if (length !== bytes.length) throw new Error('Text is not UTF-8');
  return { low: low as number, high: high as number, offset };
}

function writeString(
  words: Uint32Array,
  row: number,
  offsets: Int32Array,
  data: Uint8Array,
  position: number,
  heap: StringHeap | undefined,
): void {
  const from = offsets[position] as number;
  const end = offsets[position + 1] as number;
  const length = end - from;
  const at = row * stringWords;
  words[at] = length;
  if (length > inlineLength && heap !== undefined) {
    words[at + 1] = packBytes(data, from, from + 4);
    const low = heap.low + (from - heap.offset);
    words[at + 2] = low;
    words[at + 3] = heap.high + (low > 0xffff_ffff ? 1 : 0);
    return;
  }
  words[at + 1] = packBytes(data, from, Math.min(from + 4, end));
  words[at + 2] = packBytes(data, from + 4, Math.min(from + 8, end));
  words[at + 3] = packBytes(data, from + 8, end);
}

/** Up to four bytes as a word, low byte first, zeros behind. */
function packBytes(data: Uint8Array, from: number, end: number): number {
  let word = 0;
  for (let at = end - 1; at >= from; at--) word = (word << 8) | (data[at] as number);
  return word;
}

/** A larger dictionary is copied once a chunk at more cost than its strings have. */
const dictionaryBytes = 64 * 1024;

/** Strings of a dictionary are made once a chunk, not once a row. */
function appendWords(
  target: DuckVector,
  ids: Int32Array,
  dictionary: Bytes,
  start: number,
  rows: number,
): void {
  const { offsets, data } = dictionary;
  const entries = offsets.length - 1;
  const made = new Uint32Array(entries * stringWords);
  const heap = placeLong(target, offsets, data, 0, entries);
  for (let entry = 0; entry < entries; entry++) writeString(made, entry, offsets, data, entry, heap);
  const words = rows <= chunkRows ? strings : new Uint32Array(rows * stringWords);
  for (let row = 0; row < rows; row++) {
    const from = (ids[start + row] as number) * stringWords;
    const at = row * stringWords;
    words[at] = made[from] as number;
    words[at + 1] = made[from + 1] as number;
    words[at + 2] = made[from + 2] as number;
    words[at + 3] = made[from + 3] as number;
  }
  copy(target, words.subarray(0, rows * stringWords));
}

/** Writes offsets and lengths, and makes room for the entries. @returns the child vector and which entries belong in it */
function appendEntries(
  target: DuckVector,
  offsets: Int32Array,
  start: number,
  rows: number,
): { vector: DuckVector; start: number; entries: number } {
  const first = offsets[start] as number;
  const entries = (offsets[start + rows] as number) - first;
  const list = new BigUint64Array(rows * 2);
  const words = new Uint32Array(list.buffer);
  for (let row = 0; row < rows; row++) {
    const offset = offsets[start + row] as number;
    words[row * 4] = offset - first;
    words[row * 4 + 2] = (offsets[start + row + 1] as number) - offset;
  }
  copy(target, list);
  duckdb.list_vector_reserve(target, entries);
  duckdb.list_vector_set_size(target, entries);
  return { vector: duckdb.list_vector_get_child(target), start: first, entries };
}

/** A field that is null wherever its row is. */
function withNullsOf(field: Vector, rowNulls: Uint8Array | undefined): Vector {
  if (rowNulls === undefined) return field;
  const flat = flatten(field);
  if (!('nulls' in flat)) return { ...flat, nulls: rowNulls } as Vector;
  const fieldNulls = flat.nulls;
  return { ...flat, nulls: rowNulls.map((isNull, row) => isNull | (fieldNulls[row] as number)) };
}

function mismatch(vector: Vector, type: Type): Error {
  return new Error(`A ${vector.kind} vector for values of type ${type.kind}`);
}
