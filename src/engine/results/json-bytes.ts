/** Bytes of JSON text that grow as they're written: numbers and strings go in without becoming JavaScript strings first. */
export class JsonBytes {
  #bytes: Buffer;
  #view: DataView;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(capacity, 256));
    this.#view = viewOf(this.#bytes);
  }

  /** One byte of punctuation. */
  punctuation(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = byte;
  }

  /** Text that is ASCII and needs no escape. */
  ascii(text: string): void {
    this.#reserve(text.length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index);
    this.#length = at;
  }

  /** Text that is ASCII and needs no escape, in quotes. */
  quotedAscii(text: string): void {
    this.punctuation(quote);
    this.ascii(text);
    this.punctuation(quote);
  }

  /** A whole number within ±2^53. */
  integer(value: number): void {
    this.#reserve(20);
    let rest = value;
    if (rest < 0) {
      this.#bytes[this.#length++] = minus;
      rest = -rest;
    }
    this.#digits(rest);
  }

  /**
   * A decimal number as Java writes a double: one digit after the point at least, no zero at the end after that.
   * @param scaled the number times a hundred, whole and below 2^53 @param negative whether a sign goes before it
   */
  hundredths(scaled: number, negative: boolean): void {
    this.#reserve(24);
    if (negative) this.#bytes[this.#length++] = minus;
    const whole = Math.floor(scaled / 100);
    this.#digits(whole);
    const bytes = this.#bytes;
    const fraction = scaled - whole * 100;
    const tenths = (fraction / 10) | 0;
    bytes[this.#length++] = point;
    bytes[this.#length++] = zero + tenths;
    if (fraction !== tenths * 10) bytes[this.#length++] = zero + fraction - tenths * 10;
  }

  /** Digits of a whole number that isn't negative; there is room for them. */
  #digits(value: number): void {
    if (value >= billion) {
      const high = Math.floor(value / billion);
      this.#digits(high);
      this.#length += 9;
      this.#digitsBefore(value - high * billion, 9);
      return;
    }
    let digits = 1;
    for (let bound = 10; digits < 9 && value >= bound; bound *= 10) digits++;
    this.#length += digits;
    this.#digitsBefore(value, digits);
  }

  /** The last digits of a number below 10^9, where what is written ends. */
  #digitsBefore(value: number, digits: number): void {
    const bytes = this.#bytes;
    let rest = value | 0;
    let at = this.#length;
    for (const start = at - digits; at > start; ) {
      const next = (rest / 10) | 0;
      bytes[--at] = zero + rest - next * 10;
      rest = next;
    }
  }

  /** A JSON string of bytes that need no escape (see `plainBytes`). */
  plainString({ bytes: data, view }: PlainBytes, start: number, end: number): void {
    this.#reserve(end - start + 2);
    const bytes = this.#bytes;
    const target = this.#view;
    let at = this.#length;
    let index = start;
    bytes[at++] = quote;
    // Four at a time: a call that copies costs more than a short string.
    for (const last = end - 4; index <= last; index += 4, at += 4)
      target.setUint32(at, view.getUint32(index, true), true);
    while (index < end) bytes[at++] = data[index++] as number;
    bytes[at++] = quote;
    this.#length = at;
  }

  /** A JSON string of UTF-8 bytes `data[start .. end)`, escaped as Trino's writer does it. */
  string(data: Uint8Array, start: number, end: number): void {
    this.#reserve((end - start) * maxGrowth + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = quote;
    for (let index = start; index < end; index++) {
      const byte = data[index] as number;
      if (byte >= 0x20 && byte < 0xf0 && byte !== quote && byte !== backslash) {
        bytes[at++] = byte;
        continue;
      }
      if (byte >= 0xf0 && index + 3 < end) {
        at = writeSupplementary(bytes, at, data, index);
        index += 3;
        continue;
      }
      const escape = escapes[byte];
      if (escape === undefined) {
        bytes[at++] = byte;
        continue;
      }
      for (let letter = 0; letter < escape.length; letter++) bytes[at++] = escape.charCodeAt(letter);
    }
    bytes[at++] = quote;
    this.#length = at;
  }

  /** A JSON string of any text. */
  text(text: string): void {
    const utf8 = Buffer.from(text, 'utf8');
    this.string(utf8, 0, utf8.length);
  }

  /** A JSON string of the base64 of `data[start .. end)`. */
  base64(data: Uint8Array, start: number, end: number): void {
    this.quotedAscii(Buffer.from(data.buffer, data.byteOffset + start, end - start).toString('base64'));
  }

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#length;
  }

  /** What was written since the last one, in a buffer of its own. */
  take(): Uint8Array {
    const taken = Buffer.allocUnsafeSlow(this.#length);
    this.#bytes.copy(taken, 0, 0, this.#length);
    this.#length = 0;
    return taken;
  }

  #reserve(length: number): void {
    if (this.#length + length > this.#bytes.length) this.#grow(length);
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#length + length, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
    this.#view = viewOf(grown);
  }
}

/** Bytes with a view of them. */
export interface PlainBytes {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** The bytes of a column's strings, if none of them is escaped in JSON: they are ASCII without controls, quotes and backslashes. */
export function plainBytes(data: Uint8Array): PlainBytes | undefined {
  const view = viewOf(data);
  let found = 0;
  let index = 0;
  for (const last = data.length - 4; index <= last; index += 4) {
    const word = view.getUint32(index, true);
    const quotes = word ^ 0x22222222;
    const backslashes = word ^ 0x5c5c5c5c;
    // The high bit of a byte tells: it is set itself, or by going below a control character's bound, or below zero.
    found |=
      word |
      ((word - 0x20202020) & ~word) |
      ((quotes - 0x01010101) & ~quotes) |
      ((backslashes - 0x01010101) & ~backslashes);
  }
  found &= 0x80808080;
  for (; index < data.length; index++) {
    const byte = data[index] as number;
    if (byte >= 0x80 || escapes[byte] !== undefined) found = 1;
  }
  return found === 0 ? { bytes: data, view } : undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const billion = 1e9;

const quote = 0x22;
const backslash = 0x5c;

/** A control character of one byte becomes six. */
const maxGrowth = 6;

const escapes: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  const short: Readonly<Record<number, string>> = {
    8: '\\b',
    9: '\\t',
    10: '\\n',
    12: '\\f',
    13: '\\r',
    [quote]: '\\"',
    [backslash]: '\\\\',
  };
  if (short[byte] !== undefined) return short[byte];
  return byte < 0x20 ? hexEscape(byte) : undefined;
});

function hexEscape(unit: number): string {
  return `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Characters beyond U+FFFF are written as a pair of escapes. */
function writeSupplementary(bytes: Buffer, at: number, data: Uint8Array, index: number): number {
  const point =
    (((data[index] as number) & 0x07) << 18) |
    (((data[index + 1] as number) & 0x3f) << 12) |
    (((data[index + 2] as number) & 0x3f) << 6) |
    ((data[index + 3] as number) & 0x3f);
  const shifted = point - 0x10000;
  const pair = hexEscape(0xd800 + ((shifted >> 10) & 0x3ff)) + hexEscape(0xdc00 + (shifted & 0x3ff));
  for (let letter = 0; letter < pair.length; letter++) bytes[at + letter] = pair.charCodeAt(letter);
  return at + pair.length;
}
