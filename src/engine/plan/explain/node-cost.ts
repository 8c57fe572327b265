import type { ExchangeNode, PlanNode } from '../../../../generated/worker/types.ts';
import { outputsOf } from '../plan-nodes.ts';

/** What a node alone is estimated to cost: bytes that it works on, holds and sends. Unknown numbers are NaN. */
export interface NodeCost {
  readonly cpu: number;
  readonly memory: number;
  readonly network: number;
}

export const unknownCost: NodeCost = { cpu: NaN, memory: NaN, network: NaN };
const noCost: NodeCost = { cpu: 0, memory: 0, network: 0 };

/** What the model asks of the plan. */
export interface CostContext {
  /** Bytes of some symbols in all rows of a node; NaN: unknown. */
  readonly size: (node: PlanNode, symbols: readonly string[]) => number;
  readonly workers: number;
}

/** Stock's cost model (seen in EXPLAIN on a stock server): most nodes cost what they read or write. */
export function nodeCost(node: PlanNode, { size, workers }: CostContext): NodeCost {
  const sizeOf = (other: PlanNode): number => size(other, outputsOf(other));
  switch (node['@type']) {
    case 'output':
    case 'values':
    case 'scalar':
    case 'union':
    case 'explainAnalyze':
      return noCost;
    case 'tablescan':
    case 'project':
    case 'limit':
      return { ...noCost, cpu: sizeOf(node) };
    case 'filter':
      return { ...noCost, cpu: sizeOf(node.source) };
    case 'aggregation':
      return node.step === 'FINAL' || node.step === 'SINGLE'
        ? { cpu: sizeOf(node.source), memory: sizeOf(node), network: 0 }
        : unknownCost;
    case 'join': {
      const copies = node.distributionType === 'REPLICATED' ? workers : 1;
      const build = sizeOf(node.right) * copies;
      return { cpu: sizeOf(node.left) + build + sizeOf(node), memory: build, network: 0 };
    }
    case 'semijoin': {
      const copies = node.distributionType === 'REPLICATED' ? workers : 1;
      const build = sizeOf(node.filteringSource) * copies;
      return { cpu: sizeOf(node.source) + build + sizeOf(node), memory: build, network: 0 };
    }
    case 'exchange':
      return exchangeCost(node, sizeOf(node), workers);
    case 'assignUniqueId':
      return { ...noCost, cpu: size(node, [node.idColumn]) };
    case 'rowNumber': {
      // With a limit, rows are copied.
      const written =
        node.maxRowCountPerPartition === undefined
          ? size(node, [...node.partitionBy, node.rowNumberSymbol])
          : sizeOf(node);
      const memory = node.partitionBy.length === 0 ? 0 : size(node, outputsOf(node.source));
      return { cpu: written, memory, network: 0 };
    }
    default:
      return unknownCost;
  }
}

function exchangeCost({ scope, type }: ExchangeNode, bytes: number, workers: number): NodeCost {
  if (scope === 'LOCAL') return type === 'REPARTITION' ? { ...noCost, cpu: bytes } : noCost;
  switch (type) {
    case 'GATHER':
      return { ...noCost, network: bytes };
    case 'REPARTITION':
      return { ...noCost, cpu: bytes, network: bytes };
    case 'REPLICATE':
      return { ...noCost, network: bytes * workers };
    default:
      return unreachable(type);
  }
}

function unreachable(type: never): never {
  throw new Error(`unknown exchange ${String(type)}`);
}
