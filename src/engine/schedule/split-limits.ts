/** How many splits of table scans are handed out ahead of their being run. Weights are counted in standard splits. */
export interface SplitLimits {
  /** Splits that a node has queued and runs, of all queries, before a task gets no more than the least (`node-scheduler.max-splits-per-node`). */
  readonly maxSplitsPerNode: number;
  /** Splits that a task may have queued however busy its node is (`node-scheduler.min-pending-splits-per-task`). */
  readonly minPendingSplitsPerTask: number;
  /** Splits on their way to a task that it hasn't confirmed (`node-scheduler.max-unacknowledged-splits-per-task`). */
  readonly maxUnacknowledgedSplitsPerTask: number;
  /** Splits of a scan that are listed ahead of their being handed out (`query.schedule-split-batch-size`). */
  readonly splitBatchSize: number;
}

/** Trino's defaults. */
export const defaultSplitLimits: SplitLimits = {
  maxSplitsPerNode: 256,
  minPendingSplitsPerTask: 16,
  maxUnacknowledgedSplitsPerTask: 2000,
  splitBatchSize: 1000,
};
