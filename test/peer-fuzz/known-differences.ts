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
    matches: ({ sameByRow }) => sameByRow,
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
