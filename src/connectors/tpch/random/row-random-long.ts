import type { RowRandom } from './row-random.ts';

const multiplier = 6_364_136_223_846_793_005n;
const multiplier32 = 16_807n;
const modulus32 = 2_147_483_647n;
const signed = (value: bigint): bigint => BigInt.asIntN(64, value);

/**
 * The benchmark's generator for keys that may pass 31 bits (scale factor 30,000 and more): a linear congruential generator of 64 bits.
 * Leaving draws out takes the steps of the generator of 31 bits instead: that is how the benchmark's code does it.
 */
export class RowRandomLong implements RowRandom {
  readonly #drawsPerRow: number;
  #drawn = 0;
  #seed: bigint;

  constructor(seed: number, drawsPerRow: number) {
    this.#seed = BigInt(seed);
    this.#drawsPerRow = drawsPerRow;
  }

  /** A whole number, both bounds included. */
  next(lower: number, upper: number): number {
    this.#drawn++;
    this.#seed = signed(this.#seed * multiplier + 1n);
    const positive = this.#seed < 0n ? -this.#seed : this.#seed;
    return lower + Number(positive % BigInt(upper - lower + 1));
  }

  finishRow(): void {
    this.#skip(this.#drawsPerRow - this.#drawn);
    this.#drawn = 0;
  }

  skipRows(rows: number): void {
    this.#skip(rows * this.#drawsPerRow);
  }

  #skip(draws: number): void {
    let factor = multiplier32;
    for (let left = draws; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) this.#seed = signed(factor * this.#seed) % modulus32;
      factor = (factor * factor) % modulus32;
    }
  }
}
