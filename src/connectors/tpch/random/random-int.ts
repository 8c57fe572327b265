const multiplier = 16_807;
const modulus = 2_147_483_647;

/**
 * The benchmark's random number generator (a Lehmer generator): state times 16807 modulo 2^31 - 1. All products stay below
 * 2^53, so that plain numbers are exact.
 */
export class RandomInt {
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** The state: another generator made from it goes on in the same sequence. */
  get seed(): number {
    return this.#seed;
  }

  /** A whole number, both bounds included. */
  next(lower: number, upper: number): number {
    this.#seed = (this.#seed * multiplier) % modulus;
    return lower + Math.trunc((this.#seed / modulus) * (upper - lower + 1));
  }

  /** Leaves out so many numbers, in logarithmic time. */
  skip(count: number): void {
    this.#seed = advance(this.#seed, count);
  }
}

/** The state after `count` numbers. The squares pass 2^53, hence the wide integers. */
function advance(seed: number, count: number): number {
  const wide = BigInt(modulus);
  let state = BigInt(seed);
  let factor = BigInt(multiplier);
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) state = (state * factor) % wide;
    factor = (factor * factor) % wide;
  }
  return Number(state);
}
