/** What decides how far a plan is spread. */
export interface PlanOptions {
  /** Workers that run tasks of the plan; 1 at the least. */
  readonly workers: number;
  /**
   * There is one worker, so nothing is gained where rows only change places between equals: groups end, and rows are sorted, in
   * the task that gives the result out. Everything else is planned as for many workers.
   */
  readonly singleNode: boolean;
  /** Gather the result into one task even if nothing else asks for it. */
  readonly singleOutput: boolean;
}

/** The options for a cluster. */
export function planOptionsFor(cluster: { readonly workers: number }): PlanOptions {
  return { workers: Math.max(1, cluster.workers), singleNode: cluster.workers <= 1, singleOutput: false };
}
