/** Bytes of JSON text that grow as they're written: numbers and strings go in without becoming JavaScript strings first. */
export class JsonBytes {
  #bytes: Buffer;
  #length = 0;

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(capacity, 256));
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
    const bytes = this.#bytes;
    let at = this.#length;
    let rest = value;
    if (rest < 0) {
      bytes[at++] = 0x2d;
      rest = -rest;
    }
    let digits = 1;
    for (let bound = 10; digits < 17 && rest >= bound; bound *= 10) digits++;
    for (let index = at + digits - 1; index >= at; index--) {
      const next = Math.floor(rest / 10);
      bytes[index] = 0x30 + (rest - next * 10);
      rest = next;
    }
    this.#length = at + digits;
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

  /** What was written; nothing may be written afterwards. */
  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(length: number): void {
    if (this.#length + length > this.#bytes.length) this.#grow(length);
  }

  #grow(length: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#length + length, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

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
