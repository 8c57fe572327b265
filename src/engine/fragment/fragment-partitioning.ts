import type { PartitioningHandle } from '../../../generated/worker/types.ts';
import type { Distribution } from '../plan/distribution.ts';
import { systemPartitioning } from '../plan/plan-nodes.ts';

/** What tells the scheduler on which nodes a fragment runs: `partitioning` on the wire (PROTOCOL 5.7). */
export function fragmentPartitioning(distribution: Distribution): PartitioningHandle {
  switch (distribution.kind) {
    case 'single':
      return systemPartitioning(
        distribution.place === 'coordinator' ? 'COORDINATOR_ONLY' : 'SINGLE',
        'SINGLE',
      );
    case 'source':
      return systemPartitioning('SOURCE', 'UNKNOWN');
    case 'fixed':
      return systemPartitioning('FIXED', distribution.by);
    default:
      return unreachable(distribution);
  }
}

function unreachable(value: never): never {
  throw new TypeError(`Unknown distribution ${JSON.stringify(value)}`);
}
