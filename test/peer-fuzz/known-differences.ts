import type { Difference } from './compare-expressions.ts';

/** A cause of differences that stays, told by what differs, never by a statement. */
export interface KnownDifference {
  readonly reason: string;
  matches(difference: Difference): boolean;
}

/** Causes that are known, each with the reason why it stays. Anything else fails the run. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    reason:
      'Several rows fail, each as on a stock server, but another one is met first: DuckDB computes a part of an expression for many rows before the next part.',
    matches: ({ byRow }) => byRow === 'none',
  },
  {
    reason:
      'Where an argument is NULL a stock server looks at no further ones, and of constants at none; DuckDB computes all, and another one fails.',
    matches: ({ byRow }) => byRow === 'NULL instead of an error',
  },
  {
    reason:
      'A stock server compiles a few expressions over columns to code that its own verifier refuses; we compute them.',
    matches: ({ judge }) => judge.kind === 'error' && judge.name === 'COMPILER_ERROR',
  },
  {
    reason:
      'A stock server writes results while it reads them: text that is longer than its type, which only some casts make, fails there.',
    matches: ({ judge }) => judge.kind === 'error' && judge.name === 'SERIALIZATION_ERROR',
  },
];
