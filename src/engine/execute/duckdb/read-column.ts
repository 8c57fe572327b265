import type { Type } from '../../types/type.ts';
import { vectorKind } from '../../pages/vector-kind.ts';
import { selectPositions } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import { decimalWidth } from './carrier.ts';
import { GrowingArray } from './growing-array.ts';
import { OffsetGatherer } from './offset-gatherer.ts';
import { StringGatherer } from './string-gatherer.ts';

/** Gathers a column of a result, chunk by chunk, into one vector of Trino's form; no object is made for a value. */
export interface ColumnReader {
  /** Adds the first `rows` values of DuckDB's vector. Everything is copied: the chunk may go afterwards. */
  append(vector: DuckVector, rows: number): void;
  /** Bytes gathered. */
  readonly bytes: number;
  /** What was gathered; the reader is empty afterwards. */
  take(): Vector;
}

/** Bytes a reader starts with: most results are small. */
const initialCapacity = 1024;

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

/** Null flags of a column: one byte a position, kept only when there is a null. */
class NullGatherer {
  readonly #flags = new GrowingArray(initialCapacity);
  #any = false;

  /** @returns flags of these rows (1 = null), or undefined when none is null */
  append(vector: DuckVector, rows: number): Uint8Array | undefined {
    const flags = this.#flags.space(rows);
    // A mask of whole 64-bit words, least significant bit first, 1 = valid; absent when all are.
    const mask = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
    if (mask === null) return undefined;
    let nulls = 0;
    for (let row = 0; row < rows; row++) {
      const isNull = 1 - (((mask[row >> 3] as number) >> (row & 7)) & 1);
      flags[row] = isNull;
      nulls += isNull;
    }
    if (nulls === 0) return undefined;
    this.#any = true;
    return flags;
  }

  take(): { nulls?: Uint8Array } {
    const any = this.#any;
    this.#any = false;
    const flags = new Uint8Array(this.#flags.take());
    return any ? { nulls: flags } : {};
  }
}

const valueSizes = { byte: 1, short: 2, int: 4, long: 8 } as const;

/** Values that lie in DuckDB's vectors as in Trino's blocks. */
class FixedReader implements ColumnReader {
  readonly #kind: 'byte' | 'short' | 'int' | 'long';
  readonly #values = new GrowingArray(initialCapacity);
  readonly #nulls = new NullGatherer();

  constructor(kind: 'byte' | 'short' | 'int' | 'long') {
    this.#kind = kind;
  }

  get bytes(): number {
    return this.#values.length;
  }

  append(vector: DuckVector, rows: number): void {
    const size = valueSizes[this.#kind];
    const space = this.#values.space(rows * size);
    space.set(duckdb.vector_get_data(vector, rows * size));
    const nulls = this.#nulls.append(vector, rows);
    if (nulls !== undefined) clearNulls(space, nulls, size);
  }

  take(): Vector {
    const buffer = this.#values.take();
    const nulls = this.#nulls.take();
    switch (this.#kind) {
      case 'byte':
        return { kind: 'byte', values: new Int8Array(buffer), ...nulls };
      case 'short':
        return { kind: 'short', values: new Int16Array(buffer), ...nulls };
      case 'int':
        return { kind: 'int', values: new Int32Array(buffer), ...nulls };
      case 'long':
        return { kind: 'long', values: new BigInt64Array(buffer), ...nulls };
      default:
        throw new Error(`Unknown kind ${this.#kind satisfies never as string}`);
    }
  }
}

/** DuckDB leaves anything in the values of nulls. */
function clearNulls(values: Uint8Array, nulls: Uint8Array, size: number): void {
  for (let row = 0; row < nulls.length; row++) {
    if (nulls[row] !== 0) values.fill(0, row * size, (row + 1) * size);
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

const picosPerMinute = 60_000_000_000_000n;
const picosPerDay = 1440n * picosPerMinute;

const packTimestamp = (millis: bigint, zone: number): bigint => (millis << 12n) | BigInt(zone);

const localTime = (utcPicos: bigint, offset: number): bigint =>
  (((utcPicos + BigInt(offset) * picosPerMinute) % picosPerDay) + picosPerDay) % picosPerDay;

const packTime = (utcPicos: bigint, offset: number): bigint =>
  ((localTime(utcPicos, offset) / 1000n) << 11n) | BigInt.asUintN(11, BigInt(offset));

/** STRUCT(…, z) whose page form is one 64-bit value. */
class ShortTimeZoneReader implements ColumnReader {
  readonly #pack: (value: bigint, zone: number) => bigint;
  readonly #longs = new FixedReader('long');
  readonly #zones = new FixedReader('short');
  readonly #nulls = new NullGatherer();

  constructor(pack: (value: bigint, zone: number) => bigint) {
    this.#pack = pack;
  }

  get bytes(): number {
    return this.#longs.bytes;
  }

  append(vector: DuckVector, rows: number): void {
    this.#nulls.append(vector, rows);
    this.#longs.append(duckdb.struct_vector_get_child(vector, 0), rows);
    this.#zones.append(duckdb.struct_vector_get_child(vector, this.#pack === packTimestamp ? 2 : 1), rows);
  }

  take(): Vector {
    const longs = (this.#longs.take() as Extract<Vector, { kind: 'long' }>).values;
    const zones = (this.#zones.take() as Extract<Vector, { kind: 'short' }>).values;
    for (let row = 0; row < longs.length; row++)
      longs[row] = this.#pack(longs[row] as bigint, zones[row] as number);
    return { kind: 'long', values: longs, ...this.#nulls.take() };
  }
}

/** STRUCT(…, z) whose page form has a 64-bit and a 32-bit part. */
class LongTimeZoneReader implements ColumnReader {
  /** Of a time: the local picoseconds. Absent for timestamps, which have a `ps` field. */
  readonly #localTime: ((utcPicos: bigint, offset: number) => bigint) | undefined;
  readonly #longs = new FixedReader('long');
  readonly #ints = new FixedReader('int');
  readonly #zones = new FixedReader('short');
  readonly #nulls = new NullGatherer();

  constructor(local: ((utcPicos: bigint, offset: number) => bigint) | undefined) {
    this.#localTime = local;
  }

  get bytes(): number {
    return this.#longs.bytes + this.#zones.bytes * 2;
  }

  append(vector: DuckVector, rows: number): void {
    this.#nulls.append(vector, rows);
    this.#longs.append(duckdb.struct_vector_get_child(vector, 0), rows);
    if (this.#localTime === undefined) this.#ints.append(duckdb.struct_vector_get_child(vector, 1), rows);
    this.#zones.append(duckdb.struct_vector_get_child(vector, this.#localTime === undefined ? 2 : 1), rows);
  }

  take(): Vector {
    const longs = (this.#longs.take() as Extract<Vector, { kind: 'long' }>).values;
    const zones = (this.#zones.take() as Extract<Vector, { kind: 'short' }>).values;
    const picos = (this.#ints.take() as Extract<Vector, { kind: 'int' }>).values;
    const local = this.#localTime;
    for (let row = 0; row < longs.length; row++) {
      longs[row] = (local ?? packTimestamp)(longs[row] as bigint, zones[row] as number);
    }
    return {
      kind: 'fixed12',
      longs,
      ints: local === undefined ? picos : Int32Array.from(zones),
      ...this.#nulls.take(),
    };
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
