import { bytesOf } from '../../pages/byte-order.ts';

/** Bytes that columns of a result are gathered in: chunks are copied behind one another, then taken as one typed array. */
export class GrowingArray {
  #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  append(values: ArrayBufferView): void {
    const bytes = bytesOf(values);
    this.space(bytes.byteLength).set(bytes);
  }

  /** The next `length` bytes, zero, to be filled by the caller at once. */
  space(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#length + length;
    if (end > this.#bytes.byteLength) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.byteLength * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    const space = this.#bytes.subarray(this.#length, end);
    this.#length = end;
    return space;
  }

  /** The same as `space`, as 32-bit words. @param words number of words; all that was appended before is whole words too */
  words(words: number): Int32Array {
    const space = this.space(words * 4);
    return new Int32Array(space.buffer, space.byteOffset, words);
  }

  /** All bytes, in a buffer of their own; the array is empty afterwards. */
  take(): ArrayBuffer {
    const taken = this.#bytes.slice(0, this.#length).buffer;
    this.#bytes.fill(0, 0, this.#length);
    this.#length = 0;
    return taken;
  }
}
