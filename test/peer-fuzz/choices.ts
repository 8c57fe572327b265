import fc from 'fast-check';
import type { GeneratorValue } from 'fast-check';

/** What generators draw from: every decision comes from fast-check, so that a seed repeats a run. */
export interface Choices {
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  /** True with this probability, in percent. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** An arbitrary of what a generator makes of choices. */
export function chosen<T>(make: (choices: Choices) => T): fc.Arbitrary<T> {
  return fc.gen().map((draw: GeneratorValue) => {
    const int = (min: number, max: number): number => draw(fc.integer, { min, max });
    return make({
      int,
      chance: (percent) => int(0, 99) < percent,
      pick: (list) => {
        if (list.length === 0) throw new Error('nothing to pick from');
        return list[int(0, list.length - 1)] as (typeof list)[number];
      },
    });
  });
}
