import { RandomInt } from './random-int.ts';

/** A random number generator that takes the same number of draws for every row, used or not: rows can be left out. */
export interface RowRandom {
  /** Takes the draws that the row before has left; called once a row. */
  finishRow(): void;
  /** Leaves out so many rows. */
  skipRows(rows: number): void;
}

/** Draws of 31 bits. */
export class RowRandomInt extends RandomInt implements RowRandom {
  readonly #drawsPerRow: number;
  #drawn = 0;

  /** @param drawsPerRow the most that one row draws */
  constructor(seed: number, drawsPerRow: number) {
    super(seed);
    this.#drawsPerRow = drawsPerRow;
  }

  override next(lower: number, upper: number): number {
    this.#drawn++;
    return super.next(lower, upper);
  }

  override nextOverflowed(): number {
    this.#drawn++;
    return super.nextOverflowed();
  }

  finishRow(): void {
    this.skip(this.#drawsPerRow - this.#drawn);
    this.#drawn = 0;
  }

  skipRows(rows: number): void {
    this.skip(rows * this.#drawsPerRow);
  }
}
