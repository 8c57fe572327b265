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
      'A stock server computes arguments one by one and stops at the first that is NULL or fails, and looks at none where a constant is NULL; DuckDB computes all. So where one is NULL and another one fails, either may come first.',
    matches: ({ byRow }) => byRow === 'NULL or an error',
  },
  {
    reason:
      'A stock server checks that months fit 32 bits when it writes an interval, not when it computes one: what is done with it first fails in other ways.',
    matches: ({ judge, ours }) =>
      judge.kind === 'error' &&
      ours.kind === 'error' &&
      judge.name === 'GENERIC_INTERNAL_ERROR' &&
      ours.name === judge.name &&
      /^Value -?\d+ (exceeds MAX_INT|is less than MIN_INT)$/.test(ours.message) &&
      /^(Value -?\d+ (exceeds MAX_INT|is less than MIN_INT)|Magnitude of add amount is too large: -?\d+)$/.test(
        judge.message,
      ),
  },
  {
    reason:
      'A stock server reads bins of width_bucket that are NULL as whatever number their place in memory holds.',
    matches: ({ sql, judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'rows' &&
      /^SELECT( k,)?\nwidth_bucket\([^\n]*ARRAY\[[^\]]*NULL/.test(sql),
  },
  {
    reason:
      'concat with one argument is refused when it is translated, here even where a condition that is a constant leaves it out.',
    matches: ({ judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'error' &&
      ours.message === 'There must be two or more concatenation arguments',
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
