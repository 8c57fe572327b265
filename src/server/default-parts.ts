import { systemClock } from '../engine/schedule/clock.ts';
import type { NodeParts } from './parts.ts';

/** What a node is made of outside of tests. The engine is loaded after the node has begun to listen. */
export const defaultParts: NodeParts = {
  clock: systemClock,
  random: Math.random,
  async loadEngine() {
    const [{ createKernel }, { createPlanner }, { withBucketToPartition }] = await Promise.all([
      import('../engine/execute/kernel-thread.ts'),
      import('../engine/schedule/planner.ts'),
      import('../engine/fragment/bucket-to-partition.ts'),
    ]);
    return {
      createKernel,
      createPlanner: (metadata) => createPlanner(metadata, systemClock),
      withBucketToPartition,
    };
  },
};
