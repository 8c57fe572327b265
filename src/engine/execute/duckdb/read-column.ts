import type { Type } from '../../types/type.ts';
import { vectorKind } from '../../pages/vector-kind.ts';
import { selectPositions } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import { decimalWidth } from './carrier.ts';
import { initialCapacity } from './column-reader.ts';
import type { ColumnReader } from './column-reader.ts';
import { FixedReader, NullGatherer, clearNulls } from './fixed-reader.ts';
import { GrowingArray } from './growing-array.ts';
import { OffsetGatherer } from './offset-gatherer.ts';
import { StringGatherer } from './string-gatherer.ts';
import {
  LongTimeZoneReader,
  ShortTimeZoneReader,
  localTime,
  packTime,
  packTimestamp,
} from './time-zone-reader.ts';

/** A reader for columns whose carrier is `carrierOf(type)`. */
export function columnReader(type: Type): ColumnReader {
  switch (type.kind) {
    case 'decimal':
      return decimalReader(type.precision);
    case 'uuid':
      return new Int128Reader(swapUuid);
    case 'ipaddress':
      return new Int128Reader(swapAddress);
    case 'time with time zone':
      return type.precision <= 9 ? new ShortTimeZoneReader(packTime) : new LongTimeZoneReader(localTime);
    case 'timestamp with time zone':
      return type.precision <= 3 ? new ShortTimeZoneReader(packTimestamp) : new LongTimeZoneReader(undefined);
    case 'timestamp':
      return type.precision <= 6 ? new FixedReader('long') : new Fixed12Reader();
    case 'array':
      return new ListReader(columnReader(type.element));
    case 'map':
      return new MapReader(columnReader(type.key), columnReader(type.value));
    case 'row':
      return new StructReader(type.fields.map((field) => columnReader(field.type)));
    default: {
      const kind = vectorKind(type);
      if (kind === 'bytes') return new BytesReader();
      if (kind === 'byte' || kind === 'short' || kind === 'int' || kind === 'long')
        return new FixedReader(kind);
      throw new Error(`No reader for ${type.kind}`);
    }
  }
}

function decimalReader(precision: number): ColumnReader {
  const width = decimalWidth(precision);
  if (width === 8) return new FixedReader('long');
  return width === 16 ? new Int128Reader(swapWords) : new NarrowDecimalReader(width);
}

/** Decimals of up to 9 digits: 16 or 32 bits in DuckDB, 64 in pages. */
class NarrowDecimalReader implements ColumnReader {
  readonly #width: 2 | 4;
  readonly #values = new GrowingArray(initialCapacity);
  readonly #nulls = new NullGatherer();

  constructor(width: 2 | 4) {
    this.#width = width;
  }

  get bytes(): number {
    return this.#values.length;
  }

  append(vector: DuckVector, rows: number): void {
    const data = duckdb.vector_get_data(vector, rows * this.#width);
    const narrow =
      this.#width === 2
        ? new Int16Array(data.buffer, data.byteOffset, rows)
        : new Int32Array(data.buffer, data.byteOffset, rows);
    const words = this.#values.words(rows * 2);
    const nulls = this.#nulls.append(vector, rows);
    for (let row = 0; row < rows; row++) {
      const value = nulls !== undefined && nulls[row] !== 0 ? 0 : (narrow[row] as number);
      words[row * 2] = value;
      words[row * 2 + 1] = value >> 31;
    }
  }

  take(): Vector {
    return { kind: 'long', values: new BigInt64Array(this.#values.take()), ...this.#nulls.take() };
  }
}

/** Turns DuckDB's low and high word into Trino's two words. */
type SwapInt128 = (from: DataView, to: DataView, at: number) => void;

const swapWords: SwapInt128 = (from, to, at) => {
  to.setBigInt64(at, from.getBigInt64(at + 8, true), true);
  to.setBigInt64(at + 8, from.getBigInt64(at, true), true);
};

/** The bytes of an address are the big-endian number. */
const swapAddress: SwapInt128 = (from, to, at) => {
  to.setBigInt64(at, from.getBigInt64(at + 8, true), false);
  to.setBigInt64(at + 8, from.getBigInt64(at, true), false);
};

/** A UUID is a signed number with its first bit flipped, so that it sorts by unsigned bytes. */
const swapUuid: SwapInt128 = (from, to, at) => {
  swapAddress(from, to, at);
  to.setUint8(at, to.getUint8(at) ^ 0x80);
};

class Int128Reader implements ColumnReader {
  readonly #swap: SwapInt128;
  readonly #values = new GrowingArray(initialCapacity);
  readonly #nulls = new NullGatherer();

  constructor(swap: SwapInt128) {
    this.#swap = swap;
  }

  get bytes(): number {
    return this.#values.length;
  }

  append(vector: DuckVector, rows: number): void {
    const data = duckdb.vector_get_data(vector, rows * 16);
    const from = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const space = this.#values.space(rows * 16);
    const to = new DataView(space.buffer, space.byteOffset, space.byteLength);
    for (let row = 0; row < rows; row++) this.#swap(from, to, row * 16);
    const nulls = this.#nulls.append(vector, rows);
    if (nulls !== undefined) clearNulls(space, nulls, 16);
  }

  take(): Vector {
    return { kind: 'int128', values: new BigInt64Array(this.#values.take()), ...this.#nulls.take() };
  }
}

class BytesReader implements ColumnReader {
  readonly #strings = new StringGatherer();
  readonly #nulls = new NullGatherer();

  get bytes(): number {
    return this.#strings.bytes;
  }

  append(vector: DuckVector, rows: number): void {
    this.#strings.append(duckdb.vector_get_data(vector, rows * 16), rows, this.#nulls.append(vector, rows));
  }

  take(): Vector {
    return { kind: 'bytes', ...this.#strings.take(), ...this.#nulls.take() };
  }
}

/** STRUCT(us, ps): long timestamps. */
class Fixed12Reader implements ColumnReader {
  readonly #longs = new FixedReader('long');
  readonly #ints = new FixedReader('int');
  readonly #nulls = new NullGatherer();

  get bytes(): number {
    return this.#longs.bytes + this.#ints.bytes;
  }

  append(vector: DuckVector, rows: number): void {
    this.#nulls.append(vector, rows);
    this.#longs.append(duckdb.struct_vector_get_child(vector, 0), rows);
    this.#ints.append(duckdb.struct_vector_get_child(vector, 1), rows);
  }

  take(): Vector {
    const longs = this.#longs.take() as Extract<Vector, { kind: 'long' }>;
    const ints = this.#ints.take() as Extract<Vector, { kind: 'int' }>;
    return { kind: 'fixed12', longs: longs.values, ints: ints.values, ...this.#nulls.take() };
  }
}

/** Offsets of lists and maps; their entries may lie anywhere in the child, so they're read in the lists' order. */
class ListReader implements ColumnReader {
  readonly #element: ColumnReader;
  readonly #offsets = new OffsetGatherer();
  readonly #nulls = new NullGatherer();

  constructor(element: ColumnReader) {
    this.#element = element;
  }

  get bytes(): number {
    return this.#offsets.bytes + this.#element.bytes;
  }

  append(vector: DuckVector, rows: number): void {
    const nulls = this.#nulls.append(vector, rows);
    this.#offsets.append(vector, rows, nulls, (child, entries) => {
      this.#element.append(child, entries);
    });
  }

  take(): Vector {
    const { offsets, element } = this.#offsets.take(this.#element.take());
    return { kind: 'array', offsets, element, ...this.#nulls.take() };
  }
}

class MapReader implements ColumnReader {
  readonly #key: ColumnReader;
  readonly #value: ColumnReader;
  readonly #offsets = new OffsetGatherer();
  readonly #nulls = new NullGatherer();

  constructor(key: ColumnReader, value: ColumnReader) {
    this.#key = key;
    this.#value = value;
  }

  get bytes(): number {
    return this.#offsets.bytes + this.#key.bytes + this.#value.bytes;
  }

  append(vector: DuckVector, rows: number): void {
    const nulls = this.#nulls.append(vector, rows);
    this.#offsets.append(vector, rows, nulls, (child, entries) => {
      this.#key.append(duckdb.struct_vector_get_child(child, 0), entries);
      this.#value.append(duckdb.struct_vector_get_child(child, 1), entries);
    });
  }

  take(): Vector {
    const value = this.#value.take();
    const { offsets, element, order } = this.#offsets.take(this.#key.take());
    return {
      kind: 'map',
      offsets,
      key: element,
      value: order === undefined ? value : selectPositions(value, order),
      ...this.#nulls.take(),
    };
  }
}

class StructReader implements ColumnReader {
  readonly #fields: readonly ColumnReader[];
  readonly #nulls = new NullGatherer();
  #positions = 0;

  constructor(fields: readonly ColumnReader[]) {
    this.#fields = fields;
  }

  get bytes(): number {
    return this.#fields.reduce((sum, field) => sum + field.bytes, 0);
  }

  append(vector: DuckVector, rows: number): void {
    this.#nulls.append(vector, rows);
    for (const [index, field] of this.#fields.entries())
      field.append(duckdb.struct_vector_get_child(vector, index), rows);
    this.#positions += rows;
  }

  take(): Vector {
    const positions = this.#positions;
    this.#positions = 0;
    return {
      kind: 'row',
      positions,
      fields: this.#fields.map((field) => field.take()),
      ...this.#nulls.take(),
    };
  }
}
