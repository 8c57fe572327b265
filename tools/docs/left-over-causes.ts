import type { CorpusFailure } from '../corpus/run-corpus.ts';

/** Why statements of the corpus are answered otherwise: told by what a statement is about, the first that fits. */
export const leftOverCauses: readonly {
  readonly cause: string;
  readonly fits: (failure: CorpusFailure) => boolean;
}[] = [
  {
    cause:
      "The text of a plan is our planner's: its shape, the ids of its nodes and its estimates are its own.",
    fits: ({ sql }) => /^\s*EXPLAIN\b/i.test(sql) || /^SHOW STATS/i.test(sql),
  },
  {
    cause: 'No answer in time: the machine was busy with other things.',
    fits: ({ why }) => why.startsWith('TimeoutError'),
  },
  {
    cause: 'Not there yet: the statement is refused with NOT_SUPPORTED.',
    fits: ({ why }) => /NOT_SUPPORTED/.test(why) && /not (yet )?supported( yet)?/.test(why),
  },
  {
    cause: 'The same error at the same place, told in other words.',
    fits: ({ only_message }) => only_message,
  },
  {
    cause:
      "An error that the statement raises in stock Trino isn't raised, or the other way round: DuckDB evaluates whole columns, and in another order.",
    fits: ({ why }) => /expected error|expected rows|error errorName/.test(why),
  },
  { cause: 'Other rows, columns or values.', fits: () => true },
];

/** Failures by cause, without causes that have none. */
export function byCause(
  failures: readonly CorpusFailure[],
): readonly { readonly cause: string; readonly failures: readonly CorpusFailure[] }[] {
  return leftOverCauses
    .map(({ cause }, index) => ({
      cause,
      failures: failures.filter((failure) => leftOverCauses.findIndex(({ fits }) => fits(failure)) === index),
    }))
    .filter((group) => group.failures.length > 0);
}
