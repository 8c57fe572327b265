import type {
  ExchangeNode,
  PartitioningScheme,
  PlanFragment,
  PlanNode,
} from '../../../generated/worker/types.ts';
import { quoteName } from '../expressions/sql-text.ts';
import type { Distribution } from '../plan/distribution.ts';
import type { DistributedPlan } from '../plan/plan.ts';
import { mapSources, outputsOf, remoteSource, sourcesOf, systemPartitioning } from '../plan/plan-nodes.ts';
import { writeRoutine } from '../routines/wire/write-routine.ts';
import { calledRoutines } from './called-routines.ts';
import { fragmentPartitioning } from './fragment-partitioning.ts';
import { fragmentStatistics } from './fragment-statistics.ts';
import { fragmentSymbols } from './fragment-symbols.ts';
import { partitionedSources } from './partitioned-sources.ts';

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

  const cut = (
    id: string,
    root: PlanNode,
    distribution: Distribution,
    output: PartitioningScheme,
  ): SubPlan => {
    const children: SubPlan[] = [];

    const visit = (node: PlanNode): PlanNode => {
      if (node['@type'] !== 'exchange' || node.scope !== 'REMOTE') {
        return mapSources(node, visit);
      }
      const distributions = plan.sources.get(node.id);
      const ids = node.sources.map((source, i) => {
        const childId = nextId();
        const below = distributions?.[i];
        if (below === undefined) {
          throw new TypeError(`Source ${i} of exchange ${node.id} has no distribution`);
        }
        children.push(cut(childId, source, below, outputScheme(node, i)));
        return childId;
      });
      return remoteSource(node, ids);
    };

    const changed = visit(root);
    const partitionCount = distribution.kind === 'fixed' ? partitionCountOf(root) : undefined;
    return {
      children,
      fragment: {
        id,
        root: changed,
        symbols: fragmentSymbols(changed, output.outputLayout, plan.symbols),
        partitioning: fragmentPartitioning(distribution),
        ...(partitionCount !== undefined && { partitionCount }),
        partitionedSources: partitionedSources(changed),
        outputPartitioningScheme: output,
        statsAndCosts: fragmentStatistics(root, plan.estimate),
        activeCatalogs: [],
        languageFunctions: calledRoutines(changed, plan.routines).map(writeRoutine),
      },
    };
  };

  return cut(nextId(), plan.root, plan.distribution, {
    partitioning: { handle: systemPartitioning('SINGLE', 'SINGLE'), arguments: [] },
    outputLayout: [...outputsOf(plan.root)],
    replicateNullsAndAny: false,
  });
}

/** How a fragment hands its rows to an exchange: the exchange's scheme, over the symbols of that source. */
function outputScheme(exchange: ExchangeNode, index: number): PartitioningScheme {
  const { partitioning, outputLayout, ...rest } = exchange.partitioningScheme;
  const inputs = exchange.inputs[index] ?? [];
  const own = new Map(outputLayout.map((symbol, i) => [quoteName(symbol), quoteName(inputs[i] ?? symbol)]));
  return {
    ...rest,
    partitioning: {
      ...partitioning,
      arguments: partitioning.arguments.map((argument) => {
        const expression = argument.expression === undefined ? undefined : own.get(argument.expression);
        return expression === undefined ? argument : { ...argument, expression };
      }),
    },
    outputLayout: [...inputs],
  };
}

/** How many tasks a fragment has at the most, where the exchanges that it reads say so. */
function partitionCountOf(node: PlanNode): number | undefined {
  if (node['@type'] === 'exchange' && node.scope === 'REMOTE') return node.partitioningScheme.partitionCount;
  return sourcesOf(node).reduce<number | undefined>(
    (found, source) => found ?? partitionCountOf(source),
    undefined,
  );
}
