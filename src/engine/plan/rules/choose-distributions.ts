import type { JoinNode, PlanNode, SemiJoinNode } from '../../../../generated/worker/types.ts';
import { cheapestDistribution } from '../join-order/join-cost.ts';
import type { JoinBytes, JoinDistribution } from '../join-order/join-cost.ts';
import { givesOneRowAtMost } from '../plan-cardinality.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, rewritePlan } from '../plan-nodes.ts';
import { guess } from '../stats/estimate.ts';
import { outputSize } from '../stats/output-size.ts';

/**
 * Says for each join and semijoin whether its build side (right) is copied to all workers or both sides are spread by key, whatever
 * moves and builds less; sides change places where that is cheaper. A choice that was made before stays. Not one of the optimizer's rules: it's asked when the number of
 * workers is known.
 */
export function chooseDistributions(root: PlanNode, context: PlanContext, workers: number): PlanNode {
  return rewritePlan(root, (node) => {
    switch (node['@type']) {
      case 'join':
        return node.distributionType === undefined ? distributeJoin(node, context, workers) : node;
      case 'semijoin':
        return node.distributionType === undefined ? distributeSemiJoin(node, context, workers) : node;
      default:
        return node;
    }
  });
}

interface Choice {
  readonly node: JoinNode;
  readonly distribution: JoinDistribution;
  readonly cost: number;
}

function distributeJoin(node: JoinNode, context: PlanContext, workers: number): JoinNode {
  const isCross = node.criteria.length === 0 && node.type === 'INNER';
  if (isCross) {
    const [left, right] = [bytesOf(node.left, context), bytesOf(node.right, context)];
    const sides = workers > 1 && !givesOneRowAtMost(node.right) && left < right ? flip(node) : node;
    return { ...sides, distributionType: 'REPLICATED' };
  }
  // One worker holds both sides anyway; its kernel chooses which one it builds.
  const candidates = workers > 1 ? [node, flip(node)] : [node];
  let best: Choice | undefined;
  for (const candidate of candidates) {
    const choice = choose(candidate, context, workers);
    if (best === undefined || choice.cost < best.cost) {
      best = choice;
    }
  }
  const { node: chosen, distribution } = best as Choice;
  return { ...chosen, distributionType: distribution };
}

function choose(node: JoinNode, context: PlanContext, workers: number): Choice {
  const bytes: JoinBytes = {
    probe: bytesOf(node.left, context),
    build: bytesOf(node.right, context),
    output: bytesOf(node, context),
  };
  const forced = forcedDistribution(node);
  const { joinMaxBroadcastTableSize } = context.settings;
  const chosen = cheapestDistribution(
    bytes,
    forced === undefined
      ? context.settings
      : {
          joinDistributionType: forced === 'REPLICATED' ? 'BROADCAST' : 'PARTITIONED',
          joinMaxBroadcastTableSize,
        },
    workers,
  );
  return { node, ...chosen };
}

/** Copies of a side whose unmatched rows come out would give these once a worker; without keys nothing can be spread by them. */
function forcedDistribution(node: JoinNode): JoinDistribution | undefined {
  if (node.type === 'RIGHT' || node.type === 'FULL') {
    return 'PARTITIONED';
  }
  return node.criteria.length === 0 || givesOneRowAtMost(node.right) ? 'REPLICATED' : undefined;
}

function flip(node: JoinNode): JoinNode {
  const types = { INNER: 'INNER', LEFT: 'RIGHT', RIGHT: 'LEFT', FULL: 'FULL' } as const;
  return {
    ...node,
    type: types[node.type],
    left: node.right,
    right: node.left,
    criteria: node.criteria.map(({ left, right }) => ({ left: right, right: left })),
    leftOutputSymbols: node.rightOutputSymbols,
    rightOutputSymbols: node.leftOutputSymbols,
  };
}

function distributeSemiJoin(node: SemiJoinNode, context: PlanContext, workers: number): SemiJoinNode {
  const { distribution } = cheapestDistribution(
    {
      probe: bytesOf(node.source, context),
      build: bytesOf(node.filteringSource, context),
      output: bytesOf(node, context),
    },
    context.settings,
    workers,
  );
  return { ...node, distributionType: distribution };
}

function bytesOf(node: PlanNode, context: PlanContext): number {
  return outputSize(guess(node, context), outputsOf(node), context.symbols);
}
