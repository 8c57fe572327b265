import type { ScheduledSplit, Split } from '../../../../generated/worker/types.ts';

/** The splits of one source in the order of their sequence ids: what was sent again is told from what is new. */
export class SplitSequence {
  #last = -1;
  #ended = false;

  /** Those with a sequence id above all that came in earlier updates (taskapi-replay-splits-again). */
  fresh(splits: readonly ScheduledSplit[]): Split[] {
    const last = this.#last;
    const fresh = splits.filter((split) => split.sequenceId > last);
    for (const split of fresh) this.#last = Math.max(this.#last, Number(split.sequenceId));
    return fresh.map((split) => split.split);
  }

  /** Whether no more come. */
  get ended(): boolean {
    return this.#ended;
  }

  /** @returns whether this is the first time */
  end(): boolean {
    const first = !this.#ended;
    this.#ended = true;
    return first;
  }
}
