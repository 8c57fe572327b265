import type { PlanNode } from '../../../../generated/worker/types.ts';
import { sourcesOf } from '../plan-nodes.ts';
import { nodeCost } from './node-cost.ts';
import type { CostContext } from './node-cost.ts';

/** What a node and all below it are estimated to cost; NaN: unknown. */
export interface CumulativeCost {
  readonly cpu: number;
  /** Bytes held at the worst moment. */
  readonly maxMemory: number;
  /** Bytes held while the node gives its rows out. */
  readonly maxMemoryWhenOutputting: number;
  readonly network: number;
}

const nothing: CumulativeCost = { cpu: 0, maxMemory: 0, maxMemoryWhenOutputting: 0, network: 0 };

/** Siblings work at the same time; what a grouping reads from is done when it gives its groups out. */
export function cumulativeCost(node: PlanNode, context: CostContext): CumulativeCost {
  const below = sourcesOf(node)
    .map((source) => cumulativeCost(source, context))
    .reduce(sum, nothing);
  const own = nodeCost(node, context);
  const together = below.maxMemoryWhenOutputting + own.memory;
  return {
    cpu: below.cpu + own.cpu,
    network: below.network + own.network,
    maxMemory: Math.max(below.maxMemory, together),
    maxMemoryWhenOutputting: node['@type'] === 'aggregation' ? own.memory : together,
  };
}

function sum(a: CumulativeCost, b: CumulativeCost): CumulativeCost {
  return {
    cpu: a.cpu + b.cpu,
    maxMemory: a.maxMemory + b.maxMemory,
    maxMemoryWhenOutputting: a.maxMemoryWhenOutputting + b.maxMemoryWhenOutputting,
    network: a.network + b.network,
  };
}
