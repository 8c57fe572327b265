import type { SemiJoinNode } from '../../../../generated/worker/types.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';
import { matchingKeys } from './partition-keys.ts';

/**
 * Brings the rows of `x IN (…)` together: the list to every task (REPLICATED; recordings task-not-in-*), or both sides hashed by
 * the value (PARTITIONED). In the second case every task must know whether the list has a null, and whether it has anything:
 * both decide about values that aren't in it, so nulls and one row more go to all (`replicateNullsAndAny`).
 */
export function distributeSemiJoin(node: SemiJoinNode, { builder, distribute }: Distributor): Distributed {
  const key = node.sourceJoinSymbol;
  const partitioned = node.distributionType === 'PARTITIONED' && !builder.singleNode;
  let source = distribute(
    node.source,
    builder.singleNode
      ? { kind: 'single' }
      : partitioned
        ? { kind: 'keys', keys: [key] }
        : { kind: 'spread' },
  );
  if (builder.singleNode || source.distribution.kind === 'single') {
    const together = builder.gatherTogether([source, distribute(node.filteringSource, { kind: 'single' })]);
    const [sourceNode = source.node, filteringSource = node.filteringSource] = together.nodes;
    return {
      node: { ...node, source: sourceNode, filteringSource },
      distribution: together.distribution,
    };
  }
  if (!partitioned) {
    const filteringSource = builder.replicate(distribute(node.filteringSource, { kind: 'any' }));
    return {
      node: { ...node, source: source.node, filteringSource, distributionType: 'REPLICATED' },
      distribution: source.distribution,
    };
  }
  if (matchingKeys(source.distribution, [[key, key]])?.length !== 1) {
    source = builder.partition(source, [key]);
  }
  const filtering = builder.partition(
    distribute(node.filteringSource, { kind: 'any' }),
    [node.filteringSourceJoinSymbol],
    { replicateNullsAndAny: true },
  );
  return {
    node: { ...node, source: source.node, filteringSource: filtering.node },
    distribution: source.distribution,
  };
}
