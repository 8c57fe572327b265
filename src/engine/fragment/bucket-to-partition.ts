import type { PlanFragment } from '../../../generated/worker/types.ts';

/**
 * A fragment as it is sent: `bucketToPartition` says which output buffer gets each bucket of the output partitioning. With as many
 * buckets as readers a bucket is a buffer.
 * @param partitions number of tasks that read the fragment
 */
export function withBucketToPartition(fragment: PlanFragment, partitions: number): PlanFragment {
  return {
    ...fragment,
    outputPartitioningScheme: {
      ...fragment.outputPartitioningScheme,
      bucketToPartition: Array.from({ length: partitions }, (_, i) => i),
    },
  };
}
