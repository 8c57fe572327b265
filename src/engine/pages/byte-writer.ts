import { bytesOf } from './byte-order.ts';

/** Writes little-endian values into a buffer that grows; made with a good guess of the size it never does. */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.max(capacity, 64));
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#length, value, true);
    this.#length += 4;
  }

  /** Overwrites four bytes written before. */
  int32At(position: number, value: number): void {
    this.#view.setInt32(position, value, true);
  }

  /** A typed array's content as it lies in memory. */
  array(values: ArrayBufferView): void {
    this.bytes(bytesOf(values));
  }

  bytes(values: Uint8Array): void {
    this.#reserve(values.byteLength);
    this.#bytes.set(values, this.#length);
    this.#length += values.byteLength;
  }

  /** `length` bytes to be filled by the caller, before anything else is written. */
  space(length: number): Uint8Array {
    this.#reserve(length);
    const start = this.#length;
    this.#length += length;
    return this.#bytes.subarray(start, start + length);
  }

  /** A length-prefixed ASCII string. */
  ascii(text: string): void {
    this.int32(text.length);
    this.#reserve(text.length);
    for (let index = 0; index < text.length; index++) this.#bytes[this.#length++] = text.charCodeAt(index);
  }

  /** A length-prefixed UTF-8 string. */
  text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.int32(bytes.byteLength);
    this.bytes(bytes);
  }

  /** What was written, without a copy; good until the next write. */
  written(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  /** What was written, in a buffer of exactly that size (so that it can be transferred to another thread). */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#length === this.#bytes.byteLength ? this.#bytes : this.#bytes.slice(0, this.#length);
  }

  #reserve(length: number): void {
    const needed = this.#length + length;
    if (needed <= this.#bytes.byteLength) return;
    const grown = new Uint8Array(Math.max(needed, this.#bytes.byteLength * 2));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
