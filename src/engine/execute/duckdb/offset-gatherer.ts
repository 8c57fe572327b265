import { selectPositions } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { DuckVector } from './bindings.ts';
import { GrowingArray } from './growing-array.ts';

/** Offsets of lists and maps. Entries of DuckDB's lists may lie anywhere in the child vector, and may be shared. */
export class OffsetGatherer {
  readonly #ends = new GrowingArray(1024);
  /** Which entry of the child each entry of the lists is; only looked at when they aren't in order. */
  readonly #entries = new GrowingArray(1024);
  #rows = 0;
  #count = 0;
  #childEntries = 0;
  #inOrder = true;

  get bytes(): number {
    return this.#ends.length;
  }

  /** @param appendChild takes the child vector's entries, all of them */
  append(
    vector: DuckVector,
    rows: number,
    nulls: Uint8Array | undefined,
    appendChild: (child: DuckVector, entries: number) => void,
  ): void {
    const data = duckdb.vector_get_data(vector, rows * 16);
    // 64-bit offset and length, low words first; neither exceeds 32 bits in one chunk.
    const words = new Uint32Array(data.buffer, data.byteOffset, rows * 4);
    const childEntries = duckdb.list_vector_get_size(vector);
    const ends = this.#ends.words(rows);
    for (let row = 0; row < rows; row++) {
      if (nulls === undefined || nulls[row] === 0) {
        const offset = this.#childEntries + (words[row * 4] as number);
        const length = words[row * 4 + 2] as number;
        if (offset !== this.#count) this.#inOrder = false;
        const entries = this.#entries.words(length);
        for (let index = 0; index < length; index++) entries[index] = offset + index;
        this.#count += length;
      }
      ends[row] = this.#count;
    }
    appendChild(duckdb.list_vector_get_child(vector), childEntries);
    this.#childEntries += childEntries;
    this.#rows += rows;
  }

  /**
   * @param child everything that `appendChild` was given
   * @returns offsets and the child's entries in the lists' order; `order` says how they were rearranged, if they were
   */
  take(child: Vector): { offsets: Int32Array; element: Vector; order?: Int32Array } {
    const offsets = new Int32Array(this.#rows + 1);
    offsets.set(new Int32Array(this.#ends.take()), 1);
    const order = new Int32Array(this.#entries.take());
    const inOrder = this.#inOrder && this.#count === this.#childEntries;
    this.#rows = 0;
    this.#count = 0;
    this.#childEntries = 0;
    this.#inOrder = true;
    return inOrder ? { offsets, element: child } : { offsets, element: selectPositions(child, order), order };
  }
}
