import type {
  GroupIdNode,
  MarkDistinctNode,
  PatternRecognitionNode,
  PlanNode,
  ProjectNode,
  RowNumberNode,
  SortNode,
  TopNRankingNode,
  UnnestNode,
  WindowNode,
} from '../../../../generated/worker/types.ts';
import type { Wanted } from '../distribution.ts';
import { assignmentsOf } from '../plan-nodes.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';
import { isPartitionedOn, keepKeys, renameKeys, renameWanted } from './partition-keys.ts';

/** Rows stay where they are; what they are hashed by goes on under new names. */
export function distributeProject(
  node: ProjectNode,
  { builder, distribute }: Distributor,
  wanted: Wanted,
): Distributed {
  const namesBelow = new Map<string, string>();
  const namesAbove = new Map<string, string[]>();
  for (const [symbol, expression] of assignmentsOf(node, builder.context)) {
    if (expression.kind === 'symbol') {
      namesBelow.set(symbol, expression.name);
      namesAbove.set(expression.name, [...(namesAbove.get(expression.name) ?? []), symbol]);
    }
  }
  const { node: source, distribution } = distribute(
    node.source,
    renameWanted(wanted, (symbol) => namesBelow.get(symbol)),
  );
  return {
    node: { ...node, source },
    distribution: renameKeys(distribution, (symbol) => namesAbove.get(symbol) ?? []),
  };
}

/** A node whose rows come in groups: those of a group have to meet; without keys, all. */
export function distributeByGroup(
  node: WindowNode | RowNumberNode | MarkDistinctNode | PatternRecognitionNode,
  keys: readonly string[],
  { builder, distribute }: Distributor,
): Distributed {
  const source = distribute(
    node.source,
    keys.length === 0 || builder.singleNode ? { kind: 'single' } : { kind: 'keys', keys },
  );
  const met = meet(source, keys, builder);
  return { node: { ...node, source: met.node }, distribution: met.distribution };
}

/** The first rows of each group: of what each task has, and of these where the group meets (recordings task-topn-ranking-*). */
export function distributeTopNRanking(
  node: TopNRankingNode,
  { builder, distribute }: Distributor,
): Distributed {
  const keys = node.specification.partitionBy;
  const source = distribute(
    node.source,
    keys.length === 0 || builder.singleNode ? { kind: 'spread' } : { kind: 'keys', keys },
  );
  if (builder.singleNode || isPartitionedOn(source.distribution, keys)) {
    const met = meet(source, keys, builder);
    return { node: { ...node, source: met.node }, distribution: met.distribution };
  }
  const begun: PlanNode = { ...node, id: builder.context.nextId(), source: source.node, partial: true };
  const met = meet({ node: begun, distribution: source.distribution }, keys, builder);
  return { node: { ...node, source: met.node }, distribution: met.distribution };
}

function meet(source: Distributed, keys: readonly string[], builder: Distributor['builder']): Distributed {
  if (keys.length === 0 || builder.singleNode) {
    return builder.gather(source);
  }
  return isPartitionedOn(source.distribution, keys) ? source : builder.partition(source, keys);
}

/**
 * With several workers each sorts a part and the parts are merged (recordings task-order-by-*); with one, or with rows that are in one
 * task already, there is nothing to merge.
 */
export function distributeSort(node: SortNode, { builder, distribute }: Distributor): Distributed {
  const source = distribute(node.source, { kind: builder.singleNode ? 'single' : 'spread' });
  if (builder.singleNode || source.distribution.kind === 'single') {
    const met = builder.gather(source);
    return { node: { ...node, source: met.node }, distribution: met.distribution };
  }
  const { node: spread, distribution } = builder.spread(source);
  const sorted: PlanNode = { ...node, source: spread, partial: true };
  return builder.gather({ node: sorted, distribution }, node.orderingScheme);
}

/** Something that keeps few rows: once where they are, and again where they meet. */
export function distributePartially(
  below: PlanNode,
  { builder, distribute }: Distributor,
  partial: (source: PlanNode, id: string) => PlanNode,
  whole: (source: PlanNode, isFinal: boolean) => PlanNode,
): Distributed {
  const source = distribute(below, { kind: builder.singleNode ? 'single' : 'spread' });
  if (builder.singleNode || source.distribution.kind === 'single') {
    const met = builder.gather(source);
    return { node: whole(met.node, false), distribution: met.distribution };
  }
  const begun = { ...source, node: partial(source.node, builder.context.nextId()) };
  const met = builder.gather(begun);
  return { node: whole(met.node, true), distribution: met.distribution };
}

/** Each row once a grouping set: where it was, under other names. Those that some set leaves out are null there. */
export function distributeGroupId(
  node: GroupIdNode,
  { distribute }: Distributor,
  wanted: Wanted,
): Distributed {
  const inAllSets = node.groupingSets.reduce((common, set) =>
    common.filter((symbol) => set.includes(symbol)),
  );
  const kept = [
    ...node.aggregationArguments.map((symbol) => [symbol, symbol] as const),
    ...inAllSets.map((symbol) => [symbol, node.groupingColumns[symbol] ?? symbol] as const),
  ];
  const { node: source, distribution } = distribute(
    node.source,
    renameWanted(wanted, (symbol) => kept.find(([above]) => above === symbol)?.[1]),
  );
  return {
    node: { ...node, source },
    distribution: renameKeys(distribution, (symbol) =>
      kept.flatMap(([above, below]) => (below === symbol ? [above] : [])),
    ),
  };
}

export function distributeUnnest(node: UnnestNode, { distribute }: Distributor, wanted: Wanted): Distributed {
  const replicated = new Set(node.replicateSymbols);
  const { node: source, distribution } = distribute(
    node.source,
    renameWanted(wanted, (symbol) => (replicated.has(symbol) ? symbol : undefined)),
  );
  return { node: { ...node, source }, distribution: keepKeys(distribution, replicated) };
}
