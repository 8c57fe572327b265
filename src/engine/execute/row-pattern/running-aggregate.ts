import type { Value } from '../scalar/value.ts';
import type { MatchedAggregate } from './matched-aggregate.ts';
import type { MatchEnvironment } from './match-partition.ts';

/** An argument of an aggregate at a row, which is counted from the match's first. */
export type ArgumentAt = (environment: MatchEnvironment, at: number) => Value;

/**
 * An aggregate over the rows of a match up to each of them. What was computed is kept as long as those rows keep their labels: `truncate` has to be
 * told of it.
 */
export class RunningAggregate {
  readonly #aggregate: MatchedAggregate;
  readonly #labels: ReadonlySet<string> | undefined;
  readonly #arguments: readonly ArgumentAt[];
  /** By number of rows, from none on. */
  readonly #states: unknown[];

  /** @param labels of the rows that count; undefined: any */
  constructor(
    aggregate: MatchedAggregate,
    labels: ReadonlySet<string> | undefined,
    args: readonly ArgumentAt[],
  ) {
    this.#aggregate = aggregate;
    this.#labels = labels;
    this.#arguments = args;
    this.#states = [aggregate.initial];
  }

  /** Rows behind the first `length` have other labels from now on. */
  truncate(length: number): void {
    if (this.#states.length > length + 1) this.#states.length = length + 1;
  }

  /** @param rows how many rows of the match, from its first on, are taken @throws TrinoError NUMERIC_VALUE_OUT_OF_RANGE */
  over(environment: MatchEnvironment, rows: number): Value {
    for (let at = this.#states.length - 1; at < rows; at++) {
      const state = this.#states[at];
      const counts = this.#labels === undefined || this.#labels.has(environment.labels[at] as string);
      const next = counts
        ? this.#aggregate.add(
            state,
            this.#arguments.map((argument) => argument(environment, at)),
          )
        : state;
      this.#states.push(next);
    }
    return this.#aggregate.result(this.#states[rows]);
  }
}
