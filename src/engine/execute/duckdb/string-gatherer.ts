import { duckdb } from './bindings.ts';
import { GrowingArray } from './growing-array.ts';

/** Strings up to this length lie in the vector itself. */
const inlineLength = 12;

/** Size of a string in a vector: length, then 12 bytes, or 4 bytes of prefix and a pointer. */
const stringSize = 16;

/**
 * Gathers strings of DuckDB's vectors: offsets and bytes. Long strings lie behind pointers; neighbours are fetched in one
 * call, since a call costs more than the copy.
 */
export class StringGatherer {
  readonly #offsets = new GrowingArray(1024);
  readonly #data = new GrowingArray(4096);
  #rows = 0;

  get bytes(): number {
    return this.#offsets.length + this.#data.length;
  }

  /** @param nulls 1 where the row is null: its 16 bytes mean nothing */
  append(data: Uint8Array, rows: number, nulls: Uint8Array | undefined): void {
    const words = new Uint32Array(data.buffer, data.byteOffset, rows * 4);
    const ends = this.#offsets.words(rows);
    let end = this.#data.length;
    for (let row = 0; row < rows; row++) {
      if (nulls === undefined || nulls[row] === 0) end += words[row * 4] as number;
      ends[row] = end;
    }
    if (end > maxBytes) throw new RangeError('Column is longer than 2 GB');
    const start = this.#data.length;
    const target = this.#data.space(end - start);
    for (let row = 0; row < rows; row++) {
      if (nulls !== undefined && nulls[row] !== 0) continue;
      const length = words[row * 4] as number;
      const at = (ends[row] as number) - start - length;
      if (length <= inlineLength) {
        const from = row * stringSize + 4;
        for (let index = 0; index < length; index++) target[at + index] = data[from + index] as number;
        continue;
      }
      row = this.#copyRun(data, words, row, rows, nulls, target, at);
    }
    this.#rows += rows;
  }

  take(): { offsets: Int32Array; data: Uint8Array } {
    const offsets = new Int32Array(this.#rows + 1);
    offsets.set(new Int32Array(this.#offsets.take()), 1);
    this.#rows = 0;
    return { offsets, data: new Uint8Array(this.#data.take()) };
  }

  /**
   * Copies the long string of `first` and those of the following rows that lie right behind it in memory: they are read as
   * one range, every byte of which belongs to one of the strings.
   * @returns the last row copied
   */
  #copyRun(
    data: Uint8Array,
    words: Uint32Array,
    first: number,
    rows: number,
    nulls: Uint8Array | undefined,
    target: Uint8Array,
    at: number,
  ): number {
    let length = words[first * 4] as number;
    let last = first;
    for (let row = first + 1; row < rows; row++) {
      if (nulls !== undefined && nulls[row] !== 0) break;
      const next = words[row * 4] as number;
      if (next <= inlineLength || !follows(words, first, length, row)) break;
      length += next;
      last = row;
    }
    const pointer = data.byteOffset + first * stringSize + 8;
    target.set(duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, pointer, length), at);
    return last;
  }
}

/** Offsets in pages are 32-bit. */
const maxBytes = 0x7fffffff;

/** Whether the string of `row` starts where `length` bytes from the string of `first` end. */
function follows(words: Uint32Array, first: number, length: number, row: number): boolean {
  const low = (words[first * 4 + 2] as number) + length;
  const carry = low > 0xffffffff ? 1 : 0;
  return (
    low >>> 0 === (words[row * 4 + 2] as number) &&
    (words[first * 4 + 3] as number) + carry === (words[row * 4 + 3] as number)
  );
}
