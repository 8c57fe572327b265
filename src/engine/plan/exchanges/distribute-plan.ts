import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { Distribution, Wanted } from '../distribution.ts';
import type { PlanContext } from '../plan-context.ts';
import { mapSources, outputsOf, sourcesOf } from '../plan-nodes.ts';
import type { PlanOptions } from '../plan-options.ts';
import { distributeAggregation } from './distribute-aggregation.ts';
import { distributeJoin } from './distribute-join.ts';
import {
  distributeByGroup,
  distributeGroupId,
  distributePartially,
  distributeProject,
  distributeSort,
  distributeTopNRanking,
  distributeUnnest,
} from './distribute-rows.ts';
import { distributeSemiJoin } from './distribute-semi-join.ts';
import { distributeUnion } from './distribute-union.ts';
import { distributeExplainAnalyze } from './distribute-explain-analyze.ts';
import { distributeTableFinish, distributeTableWriter } from './distribute-write.ts';
import type { Distributor } from './distributor.ts';
import { ExchangeBuilder } from './exchange-builder.ts';
import type { Distributed } from './exchange-builder.ts';
import { renameWanted, withUnique } from './partition-keys.ts';

/** A plan with its exchanges between tasks, and where the rows on both sides of each are. */
export interface SpreadPlan {
  readonly root: PlanNode;
  /** Where the root's rows are. */
  readonly distribution: Distribution;
  /** For the id of each exchange, where the rows of its sources are. */
  readonly sources: ReadonlyMap<string, readonly Distribution[]>;
}

/**
 * Spreads a plan over tasks: exchanges where rows have to meet, and below them what can be done before (PARTIAL aggregations, top
 * Ns, limits). The shapes are those of stock plans (recordings task-agg-*, task-topn-*, task-two-workers-join-*).
 */
export function distributeOverTasks(root: PlanNode, context: PlanContext, options: PlanOptions): SpreadPlan {
  const builder = new ExchangeBuilder(context, options);
  const distributor: Distributor = {
    builder,
    distribute: (node, wanted) => distributeNode(node, distributor, wanted),
  };
  const distributed = distributor.distribute(root, { kind: options.singleOutput ? 'single' : 'any' });
  const { node, distribution } = options.singleOutput ? gatherOutput(distributed, builder) : distributed;
  return { root: node, distribution, sources: builder.distributions };
}

/** The output itself stays the root. */
function gatherOutput({ node, distribution }: Distributed, builder: ExchangeBuilder): Distributed {
  if (node['@type'] !== 'output') {
    return builder.gather({ node, distribution });
  }
  const gathered = builder.gather({ node: node.source, distribution });
  return { node: { ...node, source: gathered.node }, distribution: gathered.distribution };
}

function distributeNode(node: PlanNode, distributor: Distributor, wanted: Wanted): Distributed {
  const { builder } = distributor;
  switch (node['@type']) {
    case 'tablescan':
      return {
        node,
        distribution: isCoordinatorOnly(node.id, builder.context)
          ? { kind: 'single', place: 'coordinator' }
          : { kind: 'source' },
      };
    case 'tableFunctionProcessor':
      // Those that there are work on each row by itself, or by splits.
      return node.source === undefined
        ? { node, distribution: { kind: 'source' } }
        : inPlace(node, distributor, wanted);
    case 'values':
      return { node, distribution: { kind: 'single', place: 'anywhere' } };
    case 'project':
      return distributeProject(node, distributor, wanted);
    case 'output':
    case 'filter':
    case 'sample':
      return inPlace(node, distributor, wanted);
    case 'assignUniqueId': {
      const source = inPlace(node, distributor, wanted);
      return { ...source, distribution: withUnique(source.distribution, node.idColumn) };
    }
    case 'join':
      return distributeJoin(node, distributor);
    case 'semijoin':
      return distributeSemiJoin(node, distributor);
    case 'union':
      return distributeUnion(node, distributor, wanted);
    case 'aggregation':
      return distributeAggregation(node, distributor);
    case 'groupid':
      return distributeGroupId(node, distributor, wanted);
    case 'unnest':
      return distributeUnnest(node, distributor, wanted);
    case 'markDistinct':
      return distributeByGroup(node, node.distinctSymbols, distributor);
    case 'rowNumber':
      return distributeByGroup(node, node.partitionBy, distributor);
    case 'window':
    case 'patternRecognition':
      return distributeByGroup(node, node.specification.partitionBy, distributor);
    case 'topnRanking':
      return distributeTopNRanking(node, distributor);
    case 'sort':
      return distributeSort(node, distributor);
    case 'topn':
      return distributePartially(
        node.source,
        distributor,
        (source, id) => ({ ...node, id, source, step: 'PARTIAL' }),
        (source, isFinal) => ({ ...node, source, step: isFinal ? 'FINAL' : 'SINGLE' }),
      );
    case 'limit':
      if (node.tiesResolvingScheme !== undefined || node.requiresPreSortedInputs.length > 0) {
        return inOneTask(node, distributor);
      }
      return distributePartially(
        node.source,
        distributor,
        (source, id) => ({ ...node, id, source, partial: true }),
        (source) => ({ ...node, source }),
      );
    case 'distinctlimit':
      return distributePartially(
        node.source,
        distributor,
        (source, id) => ({ ...node, id, source, partial: true }),
        (source) => ({ ...node, source }),
      );
    case 'tablewriter':
      return distributeTableWriter(node, distributor);
    case 'tablecommit':
      return distributeTableFinish(node, distributor);
    case 'explainAnalyze':
      return distributeExplainAnalyze(node, distributor);
    default:
      // Rows have to meet where nothing better is known.
      return inOneTask(node, distributor);
  }
}

/** A node that works on each row: where the rows are. */
function inPlace(node: PlanNode, { distribute }: Distributor, wanted: Wanted): Distributed {
  let distribution: Distribution = { kind: 'single', place: 'anywhere' };
  const changed = mapSources(node, (below) => {
    const own = new Set(outputsOf(below));
    const source = distribute(
      below,
      renameWanted(wanted, (symbol) => (own.has(symbol) ? symbol : undefined)),
    );
    distribution = source.distribution;
    return source.node;
  });
  return { node: changed, distribution };
}

function inOneTask(node: PlanNode, { builder, distribute }: Distributor): Distributed {
  const { nodes, distribution } = builder.gatherTogether(
    sourcesOf(node).map((source) => distribute(source, { kind: 'single' })),
  );
  let next = 0;
  return { node: mapSources(node, (source) => nodes[next++] ?? source), distribution };
}

function isCoordinatorOnly(scanId: string, context: PlanContext): boolean {
  return context.scans.get(scanId)?.table.catalog.connector.coordinatorOnly === true;
}
