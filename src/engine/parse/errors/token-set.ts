import { tokenNames } from '../../../../generated/sql/token-types.ts';

const words = (tokenNames.length + 31) >> 5;

/** A set of token numbers as bits. */
export class TokenSet {
  readonly #bits = new Uint32Array(words);

  has(token: number): boolean {
    return (((this.#bits[token >> 5] ?? 0) >>> (token & 31)) & 1) === 1;
  }

  /** Adds one token; whether it is new. */
  add(token: number): boolean {
    if (this.has(token)) return false;
    this.#bits[token >> 5] = (this.#bits[token >> 5] ?? 0) | (1 << (token & 31));
    return true;
  }

  /** Adds all tokens of another set; whether some are new. */
  addAll(other: TokenSet): boolean {
    let grown = false;
    for (let i = 0; i < words; i++) {
      const before = this.#bits[i] ?? 0;
      const after = (before | (other.#bits[i] ?? 0)) >>> 0;
      if (after === before) continue;
      this.#bits[i] = after;
      grown = true;
    }
    return grown;
  }
}
