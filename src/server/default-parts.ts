import { systemClock } from '../engine/schedule/clock.ts';
import type { NodeParts } from './parts.ts';

/** The real thing: the machine's clock, and an engine that is loaded when the node listens already. */
export const defaultParts: NodeParts = {
  clock: systemClock,
  random: Math.random,
  async createKernel(options) {
    const { createKernel } = await import('../engine/execute/kernel-thread.ts');
    return createKernel(options);
  },
  async loadPlanning() {
    const [{ createPlanner }, { withBucketToPartition }, { statementQueryType }] = await Promise.all([
      import('../engine/schedule/planner.ts'),
      import('../engine/fragment/bucket-to-partition.ts'),
      import('../engine/schedule/statement-query-type.ts'),
    ]);
    return { createPlanner, withBucketToPartition, statementQueryType };
  },
};
