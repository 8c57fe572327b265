import type {
  ExchangeNode,
  PartitioningHandle,
  PartitioningScheme,
  PlanFragment,
  PlanNode,
} from '../../../generated/worker/types.ts';
import type { DistributedPlan } from '../plan/plan.ts';
import { mapSources, outputsOf, remoteSource, systemPartitioning } from '../plan/plan-nodes.ts';
import { fragmentSymbols } from './fragment-symbols.ts';

/** A fragment with those whose rows it reads, in the order of their remote sources. */
export interface SubPlan {
  readonly fragment: PlanFragment;
  readonly children: readonly SubPlan[];
}

/**
 * Cuts a plan at its remote exchanges into the fragments that tasks run (PROTOCOL 5.7). Ids are numbers in the order in which a
 * reader meets the fragments: 0 is the root.
 */
export function createFragments(plan: DistributedPlan): SubPlan {
  let count = 0;
  const nextId = (): string => String(count++);

  const cut = (id: string, root: PlanNode, output: PartitioningScheme): SubPlan => {
    const children: SubPlan[] = [];
    const sources: string[] = [];
    let partitioning: PartitioningHandle | undefined;

    const visit = (node: PlanNode): PlanNode => {
      if (node['@type'] === 'tablescan') {
        sources.push(node.id);
        partitioning = systemPartitioning('SOURCE', 'UNKNOWN');
      }
      if (node['@type'] !== 'exchange' || node.scope !== 'REMOTE') {
        return mapSources(node, visit);
      }
      const ids = node.sources.map((source) => {
        const childId = nextId();
        children.push(cut(childId, source, outputScheme(node, source)));
        return childId;
      });
      partitioning ??= plan.singleConsumers.has(node.id)
        ? systemPartitioning('SINGLE', 'SINGLE')
        : node.partitioningScheme.partitioning.handle;
      return remoteSource(node, ids);
    };

    const changed = visit(root);
    return {
      children,
      fragment: {
        id,
        root: changed,
        symbols: fragmentSymbols(changed, output.outputLayout, plan.symbols),
        partitioning: partitioning ?? systemPartitioning('SINGLE', 'SINGLE'),
        partitionedSources: sources,
        outputPartitioningScheme: output,
        statsAndCosts: { stats: {}, costs: {} },
        activeCatalogs: [],
        languageFunctions: [],
      },
    };
  };

  return cut(nextId(), plan.root, {
    partitioning: { handle: systemPartitioning('SINGLE', 'SINGLE'), arguments: [] },
    outputLayout: [...outputsOf(plan.root)],
    replicateNullsAndAny: false,
  });
}

/** How a fragment hands its rows to an exchange: the exchange's scheme, over the fragment's own symbols. */
function outputScheme(exchange: ExchangeNode, source: PlanNode): PartitioningScheme {
  return { ...exchange.partitioningScheme, outputLayout: [...outputsOf(source)] };
}
