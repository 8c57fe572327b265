import type { Query } from '../engine/schedule/query.ts';
import { sumTotals, totalsOf } from '../engine/schedule/task-totals.ts';
import type { TaskTotals } from '../engine/schedule/task-totals.ts';

/** What queries have read and used: rows, bytes, nanoseconds. */
export interface InputTotals {
  readonly rows: number;
  readonly bytes: number;
  readonly cpuNanos: number;
}

/** The sums over a query's tasks, as last reported. */
export function queryTotals(query: Query): TaskTotals {
  return sumTotals((query.scheduler?.stages ?? []).map((stage) => totalsOf(stage.tasks)));
}

/** Counts what ended queries have read and used, so that it stays counted when they are forgotten. */
export class EndedQueryTotals {
  #rows = 0;
  #bytes = 0;
  #cpuNanos = 0;
  readonly #counted = new WeakSet<Query>();

  /** Follows a query to its end and its last statistics. */
  follow(query: Query): void {
    void this.#follow(query);
  }

  /** Whether the query's numbers are in the totals. */
  includes(query: Query): boolean {
    return this.#counted.has(query);
  }

  get totals(): InputTotals {
    return { rows: this.#rows, bytes: this.#bytes, cpuNanos: this.#cpuNanos };
  }

  async #follow(query: Query): Promise<void> {
    await query.machine.whenDone();
    while (!query.final) await query.changed();
    const totals = queryTotals(query);
    this.#rows += totals.physicalInputPositions;
    this.#bytes += totals.physicalInputSize;
    this.#cpuNanos += totals.cpuTime;
    this.#counted.add(query);
  }
}
