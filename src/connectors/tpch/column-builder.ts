import type { Vector } from '../../engine/pages/vector.ts';
import type { Type } from '../../engine/types/type.ts';

/** Collects the values of one column of a page. */
export interface ColumnBuilder {
  add(value: number | string): void;
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
      return new TextBuilder();
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

  add(value: number | string): void {
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

  add(value: number | string): void {
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

  add(value: number | string): void {
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
  #texts: string[] = [];

  add(value: number | string): void {
    this.#texts.push(String(value));
  }

  build(): Vector {
    const offsets = new Int32Array(this.#texts.length + 1);
    let end = 0;
    for (const [index, text] of this.#texts.entries()) {
      end += text.length;
      offsets[index + 1] = end;
    }
    const data = Buffer.from(this.#texts.join(''), 'latin1');
    this.#texts = [];
    return { kind: 'bytes', offsets, data };
  }
}
