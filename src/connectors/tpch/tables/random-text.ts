import { RandomInt } from '../random/random-int.ts';
import { textPoolPiece, textPoolSize } from '../text/text-pool.ts';

/**
 * Comments of a table: pieces of the text pool at random offsets, of random length (TPC-H specification, clause 4.2.2.10).
 */
export class RandomText {
  readonly #random: RandomInt;
  readonly #min: number;
  readonly #max: number;

  /** @param averageLength the lengths are 0.4 to 1.6 times that, in bytes */
  constructor(seed: number, averageLength: number) {
    this.#random = new RandomInt(seed);
    this.#min = Math.trunc(averageLength * 0.4);
    this.#max = Math.trunc(averageLength * 1.6);
  }

  next(): string {
    const offset = this.#random.next(0, textPoolSize - this.#max);
    return textPoolPiece(offset, this.#random.next(this.#min, this.#max));
  }
}
