import { corruptPage } from './page-error.ts';

/** Reads little-endian values from bytes that came from outside: every length is checked before anything is allocated. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.byteLength - this.#position;
  }

  byte(): number {
    this.#require(1);
    const value = this.#view.getUint8(this.#position);
    this.#position += 1;
    return value;
  }

  int32(): number {
    this.#require(4);
    const value = this.#view.getInt32(this.#position, true);
    this.#position += 4;
    return value;
  }

  /** A number of things, 0 or more. @param what named in the error */
  count(what: string): number {
    const value = this.int32();
    if (value < 0) throw corruptPage(`${what} is negative (${value})`);
    return value;
  }

  /** The next `length` bytes as a view. */
  view(length: number): Uint8Array {
    this.#require(length);
    const start = this.#position;
    this.#position += length;
    return this.#bytes.subarray(start, start + length);
  }

  /** The next `length` bytes as a copy at the start of a buffer of its own, so that wider arrays can view it. */
  copy(length: number): ArrayBuffer {
    const copy = new Uint8Array(length);
    copy.set(this.view(length));
    return copy.buffer;
  }

  int32Array(length: number): Int32Array {
    // Checked here too: `length * 4` of a hostile count must not reach an allocation.
    this.#require(length * 4);
    return new Int32Array(this.copy(length * 4));
  }

  /** A length-prefixed ASCII string of at most `limit` bytes. */
  ascii(limit: number, what: string): string {
    const length = this.count(`length of ${what}`);
    if (length > limit) throw corruptPage(`${what} has ${length} bytes`);
    const bytes = this.view(length);
    let text = '';
    for (let index = 0; index < length; index++) text += String.fromCharCode(bytes[index] as number);
    return text;
  }

  #require(length: number): void {
    if (length > this.#bytes.byteLength - this.#position) {
      throw corruptPage(
        `${length} bytes wanted at ${this.#position}, the page has ${this.#bytes.byteLength}`,
      );
    }
  }
}
