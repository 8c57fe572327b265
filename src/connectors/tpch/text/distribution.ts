import type { RandomInt } from '../random/random-int.ts';

/** Draws values by weight: one random number a draw. */
export class Distribution<T> {
  readonly #table: readonly T[];

  constructor(entries: readonly (readonly [value: T, weight: number])[]) {
    this.#table = entries.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
  }

  draw(random: RandomInt): T {
    return this.#table[random.next(0, this.#table.length - 1)] as T;
  }
}
