import type { RowRandom } from '../random/row-random.ts';

/** A range of numbered things: orders, parts, customers. */
export interface Range {
  readonly start: number;
  readonly count: number;
}

/** The range of a part: as many for each, the rest for the last. */
export function partRange(total: number, part: number, partCount: number): Range {
  const each = Math.floor(total / partCount);
  return { start: each * part, count: part === partCount - 1 ? each + (total % partCount) : each };
}

/** How many there are at a scale factor: fractions are cut off. */
export function scaled(base: number, scaleFactor: number): number {
  return Math.trunc(base * scaleFactor);
}

/**
 * Goes through rows in groups (the lines of an order, the suppliers of a part; most tables have one row a group), and keeps the
 * random number generators of the columns in step: each starts at the range's first group and is finished after every group.
 */
export class RowSequence {
  readonly #range: Range;
  readonly #randoms: RowRandom[] = [];
  #rowsInGroup: () => number = () => 1;
  #group = -1;
  #line = -1;
  #lines = 0;
  #row = -1;

  constructor(range: Range) {
    this.#range = range;
  }

  /** Number of the current group in the whole table, from 0. */
  get group(): number {
    return this.#range.start + this.#group;
  }

  /** Position of the current row in its group, from 0. */
  get line(): number {
    return this.#line;
  }

  /** How many rows the group has; asked at each group's first row. */
  set rowsInGroup(count: () => number) {
    this.#rowsInGroup = count;
  }

  /** Takes care of a generator. */
  random<R extends RowRandom>(random: R): R {
    random.skipRows(this.#range.start);
    this.#randoms.push(random);
    return random;
  }

  /** Goes to the next row; false after the last one. */
  next(): boolean {
    this.#row++;
    if (++this.#line < this.#lines) return true;
    if (this.#group >= 0) for (const random of this.#randoms) random.finishRow();
    if (++this.#group >= this.#range.count) return false;
    this.#line = 0;
    this.#lines = this.#rowsInGroup();
    return true;
  }

  /** A value that several columns use: drawn once a row. */
  oncePerRow<T>(make: () => T): () => T {
    return this.#once(make, () => this.#row);
  }

  oncePerGroup<T>(make: () => T): () => T {
    return this.#once(make, () => this.#group);
  }

  #once<T>(make: () => T, place: () => number): () => T {
    let at = -1;
    let value: T | undefined;
    return () => {
      const now = place();
      if (now !== at) {
        at = now;
        value = make();
      }
      return value as T;
    };
  }
}
