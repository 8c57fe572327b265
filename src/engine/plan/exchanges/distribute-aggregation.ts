import type { AggregationNode } from '../../../../generated/worker/types.ts';
import type { Wanted } from '../distribution.ts';
import { project } from '../plan-nodes.ts';
import { inputsOfUnion } from './distribute-union.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';
import { isPartitionedOn, keepKeys } from './partition-keys.ts';
import { isSplittable, splitAggregation } from './split-aggregation.ts';

/**
 * Brings the rows of a group together. Where they aren't yet, groups are begun (PARTIAL) before the exchange and ended (FINAL)
 * behind it, if that can be done; over a union they are begun in each source (recordings task-agg-*, task-except-*).
 */
export function distributeAggregation(node: AggregationNode, distributor: Distributor): Distributed {
  const { builder, distribute } = distributor;
  const keys = node.groupingSets.groupingKeys;
  const splittable = isSplittable(node) && !builder.singleNode;
  if (splittable && node.source['@type'] === 'union') {
    return distributeOverUnion(node, node.source, distributor);
  }
  const source = distribute(node.source, wishFor(node, splittable, builder.singleNode));
  if (source.distribution.kind === 'single' || builder.singleNode) {
    const { node: below, distribution } = builder.gather(source);
    return { node: { ...node, source: below }, distribution };
  }
  // A grouping set of nothing gives a row even without input: one, so not in every task.
  const givesRowsOfNothing = node.groupingSets.globalGroupingSets.length > 0;
  if (!givesRowsOfNothing && isPartitionedOn(source.distribution, keys)) {
    return {
      node: { ...node, source: source.node },
      distribution: keepKeys(source.distribution, new Set(keys)),
    };
  }
  if (splittable) {
    const { partial, final } = splitAggregation(node, builder.context);
    const begun: Distributed = { node: partial(source.node), distribution: source.distribution };
    const met = keys.length === 0 ? builder.gather(begun) : builder.partition(begun, keys);
    return { node: final(met.node), distribution: met.distribution };
  }
  const met = givesRowsOfNothing ? builder.gather(source) : builder.partition(source, keys);
  return { node: { ...node, source: met.node }, distribution: met.distribution };
}

function wishFor(node: AggregationNode, splittable: boolean, singleNode: boolean): Wanted {
  const { groupingKeys, globalGroupingSets } = node.groupingSets;
  if (singleNode) {
    return { kind: 'single' };
  }
  if (groupingKeys.length > 0 && globalGroupingSets.length === 0) {
    return { kind: 'keys', keys: groupingKeys };
  }
  return { kind: splittable ? 'spread' : 'single' };
}

function distributeOverUnion(
  node: AggregationNode,
  union: Extract<AggregationNode['source'], { '@type': 'union' }>,
  { builder, distribute }: Distributor,
): Distributed {
  const { context } = builder;
  const keys = node.groupingSets.groupingKeys;
  const inputs = inputsOfUnion(union);
  const sources = union.sources.map((source, i) => {
    const { node: below, distribution } = distribute(source, { kind: 'spread' });
    // Under the union's own symbols, so that the steps are the same over each source.
    const renamed = project(
      context,
      below,
      new Map(union.outputs.map((output, j) => [output, context.reference(inputs[i]?.[j] as string)])),
    );
    return { node: renamed, distribution };
  });
  if (sources.every(({ distribution }) => distribution.kind === 'single')) {
    const { nodes, distribution } = builder.gatherTogether(sources);
    const outputToInputs = Object.fromEntries(
      union.outputs.map((output) => [output, nodes.map(() => output)]),
    );
    return {
      node: { ...node, source: { ...union, sources: [...nodes], outputToInputs } },
      distribution,
    };
  }
  const { partial, final } = splitAggregation(node, context);
  const begun = sources.map((source) => ({
    node: partial(source.node),
    distribution: source.distribution,
  }));
  const layout = [...keys, ...Object.keys(begun[0]?.node.aggregations ?? {})];
  const states = { sources: begun, inputs: begun.map(() => layout), layout };
  const met = keys.length === 0 ? builder.gatherUnion(states) : builder.partitionUnion(states, keys);
  return { node: final(met.node), distribution: met.distribution };
}
