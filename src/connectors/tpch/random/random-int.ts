const multiplier = 16_807;
const modulus = 2_147_483_647;

/** 2^31 - 1 divided by 16807, and the rest: they let the product be formed in 32 bits (Schrage's method). */
const quotient = 127_773;
const remainder = 2_836;

/** The benchmark's random number generator (a Lehmer generator): state times 16807 modulo 2^31 - 1. */
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
    return lower + Math.trunc((this.#step() / modulus) * (upper - lower + 1));
  }

  /**
   * A whole number from 0 down to -2^31: what the benchmark's code gets when it asks for 0 to 2^31 - 1 and the width of that range
   * overflows. Its bits make the characters of addresses.
   */
  nextOverflowed(): number {
    return Math.trunc((this.#step() / modulus) * -2_147_483_648);
  }

  /** Leaves out so many numbers, in logarithmic time. */
  skip(count: number): void {
    if (count < 64) for (let i = 0; i < count; i++) this.#step();
    else this.#seed = advance(this.#seed, count);
  }

  #step(): number {
    const high = (this.#seed / quotient) | 0;
    const next = multiplier * (this.#seed - high * quotient) - remainder * high;
    this.#seed = next > 0 ? next : next + modulus;
    return this.#seed;
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
