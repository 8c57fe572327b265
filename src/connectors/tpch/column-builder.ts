import type { Vector } from '../../engine/pages/vector.ts';
import type { Type } from '../../engine/types/type.ts';

/** Collects the values of one column of a page. */
export interface ColumnBuilder {
  addValue(value: number | string): void;
  /** The values added since the last call. */
  build(): Vector;
}

/** A builder for bigint, integer, date, double or varchar. @param capacity the most values between two `build`s */
export function columnBuilder(type: Type, capacity: number): ColumnBuilder {
  switch (type.kind) {
    case 'bigint':
      return new LongBuilder(capacity);
    case 'double':
      return new DoubleBuilder(capacity);
    case 'integer':
    case 'date':
      return new IntBuilder(capacity);
    case 'varchar':
      return new TextBuilder(capacity);
    default:
      throw new Error(`no column of the benchmark is ${type.kind}`);
  }
}

/** Written as two halves: making a BigInt for each value costs more than everything else. */
class LongBuilder implements ColumnBuilder {
  readonly #capacity: number;
  #words: Uint32Array;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#words = new Uint32Array(capacity * 2);
  }

  addValue(value: number | string): void {
    const number = Number(value);
    this.#words[this.#count * 2] = number >>> 0;
    this.#words[this.#count * 2 + 1] = Math.floor(number / 4_294_967_296);
    this.#count++;
  }

  build(): Vector {
    const values = new BigInt64Array(this.#words.buffer as ArrayBuffer, 0, this.#count);
    this.#words = new Uint32Array(this.#capacity * 2);
    this.#count = 0;
    return { kind: 'long', values };
  }
}

/** Doubles travel as their 64 bits. */
class DoubleBuilder implements ColumnBuilder {
  readonly #capacity: number;
  #values: Float64Array<ArrayBuffer>;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#values = new Float64Array(capacity);
  }

  addValue(value: number | string): void {
    this.#values[this.#count++] = Number(value);
  }

  build(): Vector {
    const values = new BigInt64Array(this.#values.buffer, 0, this.#count);
    this.#values = new Float64Array(this.#capacity);
    this.#count = 0;
    return { kind: 'long', values };
  }
}

class IntBuilder implements ColumnBuilder {
  readonly #capacity: number;
  #values: Int32Array;
  #count = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#values = new Int32Array(capacity);
  }

  addValue(value: number | string): void {
    this.#values[this.#count++] = Number(value);
  }

  build(): Vector {
    const values = this.#values.subarray(0, this.#count);
    this.#values = new Int32Array(this.#capacity);
    this.#count = 0;
    return { kind: 'int', values };
  }
}

/** The benchmark's text is ASCII: characters are bytes. */
class TextBuilder implements ColumnBuilder {
  #data = new Uint8Array(firstTextBytes);
  #offsets: Int32Array;
  #count = 0;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#offsets = new Int32Array(capacity + 1);
  }

  addValue(value: number | string): void {
    const text = String(value);
    const at = this.#grow(text.length);
    const data = this.#data;
    for (let i = 0; i < text.length; i++) data[at + i] = text.charCodeAt(i);
  }

  build(): Vector {
    const offsets = this.#offsets.subarray(0, this.#count + 1);
    const data = this.#data.subarray(0, offsets[this.#count]);
    this.#data = new Uint8Array(Math.max(firstTextBytes, data.length));
    this.#offsets = new Int32Array(this.#capacity + 1);
    this.#count = 0;
    return { kind: 'bytes', offsets, data };
  }

  /** Makes room for the next text. @returns where it starts */
  #grow(length: number): number {
    const at = this.#offsets[this.#count] as number;
    this.#offsets[++this.#count] = at + length;
    if (at + length > this.#data.length) {
      const longer = new Uint8Array(Math.max(at + length, this.#data.length * 2));
      longer.set(this.#data);
      this.#data = longer;
    }
    return at;
  }
}

const firstTextBytes = 64 * 1024;

/** With more different texts a dictionary doesn't pay. */
const dictionarySize = 512;

/** Words of a short list, as a dictionary; anything else as texts. */
export class WordBuilder implements ColumnBuilder {
  readonly #ids = new Map<string, number>();
  readonly #positions: Int32Array;
  #count = 0;
  #texts: TextBuilder | undefined;

  constructor(capacity: number) {
    this.#positions = new Int32Array(capacity);
  }

  addValue(value: number | string): void {
    const text = String(value);
    if (this.#texts !== undefined) {
      this.#texts.addValue(text);
      return;
    }
    let id = this.#ids.get(text);
    if (id === undefined) {
      if (this.#ids.size === dictionarySize) {
        this.#spellOut().addValue(text);
        return;
      }
      id = this.#ids.size;
      this.#ids.set(text, id);
    }
    this.#positions[this.#count++] = id;
  }

  build(): Vector {
    if (this.#texts !== undefined) return this.#texts.build();
    const words = new TextBuilder(this.#ids.size);
    for (const word of this.#ids.keys()) words.addValue(word);
    return {
      kind: 'dictionary',
      ids: this.#positions.slice(0, this.#count),
      dictionary: words.build(),
    };
  }

  #spellOut(): TextBuilder {
    const texts = new TextBuilder(this.#positions.length);
    const words = [...this.#ids.keys()];
    for (let i = 0; i < this.#count; i++) texts.addValue(words[this.#positions[i] as number] as string);
    this.#texts = texts;
    return texts;
  }
}
