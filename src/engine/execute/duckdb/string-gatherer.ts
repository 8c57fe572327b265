import { duckdb } from './bindings.ts';
import { GrowingArray } from './growing-array.ts';

/** Strings up to this length lie in the vector itself. */
const inlineLength = 12;

/** Size of a string in a vector: length, then 12 bytes, or 4 bytes of prefix and a pointer. */
const stringSize = 16;

/**
 * Gathers strings of DuckDB's vectors: offsets and bytes. Long strings lie behind pointers; neighbours, in either direction and with
 * other strings between them, are fetched in one call, since a call costs more than the copy.
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
        copyBytes(data, row * stringSize + 4, length, target, at);
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
   * Copies the long string of `first` and those of the following rows that lie near it in memory: they are read as one range.
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
    let low = addressOf(words, first);
    let high = low + (words[first * 4] as number);
    let lowest = first;
    let end = first + 1;
    for (; end < rows; end++) {
      if (nulls !== undefined && nulls[end] !== 0) continue;
      const length = words[end * 4] as number;
      if (length <= inlineLength) continue;
      const address = addressOf(words, end);
      if (address + length < low - maxGap || address > high + maxGap) break;
      if (address < low) {
        low = address;
        lowest = end;
      }
      high = Math.max(high, address + length);
    }
    const pointer = data.byteOffset + lowest * stringSize + 8;
    const range = duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, pointer, high - low);
    let to = at;
    for (let row = first; row < end; row++) {
      if (nulls !== undefined && nulls[row] !== 0) continue;
      const length = words[row * 4] as number;
      if (length > inlineLength) copyBytes(range, addressOf(words, row) - low, length, target, to);
      else copyBytes(data, row * stringSize + 4, length, target, to);
      to += length;
    }
    return end - 1;
  }
}

/** Offsets in pages are 32-bit. */
const maxBytes = 0x7fffffff;

/**
 * How far apart in memory strings may lie that are read as one range. What is between them is less than a page of memory, so it lies in
 * the pages of the one or the other and can be read.
 */
const maxGap = 4_095;

/** From this length on the engine's own copy is quicker. */
const longCopy = 64;

function copyBytes(from: Uint8Array, start: number, length: number, target: Uint8Array, at: number): void {
  if (length >= longCopy) target.set(from.subarray(start, start + length), at);
  else for (let index = 0; index < length; index++) target[at + index] = from[start + index] as number;
}

/** Where a long string's bytes are: addresses have 48 bits. */
function addressOf(words: Uint32Array, row: number): number {
  return (words[row * 4 + 2] as number) + (words[row * 4 + 3] as number) * 0x1_0000_0000;
}
