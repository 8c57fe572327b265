import type { Vector } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import { initialCapacity } from './column-reader.ts';
import type { ColumnReader } from './column-reader.ts';
import { GrowingArray } from './growing-array.ts';

/** Null flags of a column: one byte a position, kept only when there is a null. */
export class NullGatherer {
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
export class FixedReader implements ColumnReader {
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
export function clearNulls(values: Uint8Array, nulls: Uint8Array, size: number): void {
  for (let row = 0; row < nulls.length; row++) {
    if (nulls[row] !== 0) values.fill(0, row * size, (row + 1) * size);
  }
}
