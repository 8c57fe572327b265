import type { PlanFragment } from '../../../generated/worker/types.ts';
import { withBucketToPartition } from '../../../src/engine/fragment/bucket-to-partition.ts';
import { sessionRepresentation } from '../../../src/engine/session/session-representation.ts';
import { session } from '../analyze/test-session.ts';

/** A request that creates a task of the fragment. */
export function taskUpdate(fragment: PlanFragment): unknown {
  return JSON.parse(
    JSON.stringify({
      session: sessionRepresentation({ ...session, transactionId: '86e37d2d-5d56-42c7-a6b7-bc544bdd9644' }),
      extraCredentials: {},
      stageSpan: {},
      fragment: withBucketToPartition(fragment, 2),
      splitAssignments: [],
      outputIds: {
        '@type': 'pipelined',
        version: 2,
        type: 'PARTITIONED',
        buffers: { 0: 0, 1: 1 },
        noMoreBufferIds: true,
      },
      dynamicFilterDomains: {},
      speculative: false,
    }),
  );
}
