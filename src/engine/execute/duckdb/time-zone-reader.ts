import type { Vector } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import type { ColumnReader } from './column-reader.ts';
import { FixedReader, NullGatherer } from './fixed-reader.ts';

const picosPerMinute = 60_000_000_000_000n;
const picosPerDay = 1440n * picosPerMinute;

export const packTimestamp = (millis: bigint, zone: number): bigint => (millis << 12n) | BigInt(zone);

export const localTime = (utcPicos: bigint, offset: number): bigint =>
  (((utcPicos + BigInt(offset) * picosPerMinute) % picosPerDay) + picosPerDay) % picosPerDay;

export const packTime = (utcPicos: bigint, offset: number): bigint =>
  ((localTime(utcPicos, offset) / 1000n) << 11n) | BigInt.asUintN(11, BigInt(offset));

/** STRUCT(…, z) whose page form is one 64-bit value. */
export class ShortTimeZoneReader implements ColumnReader {
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
export class LongTimeZoneReader implements ColumnReader {
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
