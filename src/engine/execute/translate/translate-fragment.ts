import type { PlanFragment, PlanNode, TableWriterNode } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import type { SqlQuery } from '../duckdb/sql/sql-query.ts';
import { FragmentContext } from './fragment-context.ts';
import type { FragmentSource } from './fragment-context.ts';
import { translateAggregation } from './nodes/aggregation-node.ts';
import { translateExchange, translateUnion } from './nodes/exchange-node.ts';
import { translateFilter } from './nodes/filter-node.ts';
import { translateDistinctLimit, translateLimit, translateSort, translateTopN } from './nodes/limit-nodes.ts';
import { translateJoin } from './nodes/join-node.ts';
import { translateProject } from './nodes/project-node.ts';
import { translateGroupId } from './nodes/group-id-node.ts';
import {
  translateAssignUniqueId,
  translateEnforceSingleRow,
  translateMarkDistinct,
  translateSample,
} from './nodes/row-nodes.ts';
import { translateTableFunction } from './nodes/table-function-node.ts';
import { translateUnnest } from './nodes/unnest-node.ts';
import { translateRowNumber, translateTopNRanking, translateWindow } from './nodes/window-node.ts';
import { translatePatternRecognition } from './row-pattern/pattern-recognition-node.ts';
import { translateSemiJoin } from './nodes/semi-join-node.ts';
import { translateRemoteSource, translateTableScan } from './nodes/source-nodes.ts';
import { translateValues } from './nodes/values-node.ts';
import { utcSession } from './query-session.ts';
import type { QuerySession } from './query-session.ts';
import { inline, openParts, select } from './relation.ts';
import type { Relation } from './relation.ts';

/** A fragment as DuckDB runs it. */
export interface TranslatedFragment {
  readonly query: SqlQuery;
  /** Tables to be filled before. */
  readonly sources: readonly FragmentSource[];
  /** Types of the result's columns, in the order of `outputPartitioningScheme.outputLayout`. */
  readonly types: readonly Type[];
  /** The result is no longer than the rows written in the plan, which came in one request. */
  readonly bounded: boolean;
  /** Present where the rows of `query` are to be written: `types` are those of what the writer tells then. */
  readonly write?: FragmentWrite;
}

/** A fragment whose root writes rows. */
export interface FragmentWrite {
  readonly node: TableWriterNode;
  /** Of the columns that are written, in order: those of `query`. */
  readonly types: readonly Type[];
}

/**
 * One DuckDB statement for all of a fragment.
 * @param taskNumber makes row ids unique among a query's tasks
 * @throws TrinoError NOT_SUPPORTED for a plan node without translation, or what its expressions raise
 */
export function translateFragment(
  fragment: PlanFragment,
  taskNumber: bigint,
  session: QuerySession = utcSession,
): TranslatedFragment {
  const context = new FragmentContext(fragment, taskNumber, session);
  const writer = fragment.root['@type'] === 'tablewriter' ? fragment.root : undefined;
  const root = translateNode(writer?.source ?? fragment.root, context, undefined);
  const outputLayout = fragment.outputPartitioningScheme.outputLayout;
  const layout = writer?.columns ?? outputLayout;
  // Numbered, because a layout may have a symbol twice.
  const { source, parts } = inline(
    root,
    layout.map((symbol) => context.column(symbol)),
    context.names,
  );
  const columns = parts.map((value, index) => ({ name: `o${index + 1}`, value }));
  return {
    query: select(columns, openParts(source)),
    sources: context.sources,
    types: outputLayout.map((symbol) => context.typeOf(symbol)),
    bounded: context.sources.length === 0,
    ...(writer !== undefined && {
      write: { node: writer, types: layout.map((symbol) => context.typeOf(symbol)) },
    }),
  };
}

/**
 * @param rowLimit rows that the nodes above take at the most, when only nodes that keep every row lie between
 */
function translateNode(node: PlanNode, context: FragmentContext, rowLimit: number | undefined): Relation {
  const sourceOf = (child: PlanNode, limit?: number): Relation => translateNode(child, context, limit);
  switch (node['@type']) {
    case 'output':
      return sourceOf(node.source, rowLimit);
    case 'project':
      return translateProject(node, sourceOf(node.source, rowLimit), context);
    case 'filter':
      return translateFilter(node, sourceOf(node.source), context);
    case 'values':
      return translateValues(node, context);
    case 'tablescan':
      return translateTableScan(node, context, rowLimit);
    case 'remoteSource':
      return translateRemoteSource(node, context);
    case 'join':
      return translateJoin(node, sourceOf(node.left), sourceOf(node.right), context);
    case 'semijoin':
      return translateSemiJoin(node, sourceOf(node.source), sourceOf(node.filteringSource), context);
    case 'aggregation':
      return translateAggregation(node, sourceOf(node.source), context);
    case 'limit':
      return translateLimit(
        node,
        sourceOf(node.source, rowLimitOf(node.count, node.tiesResolvingScheme)),
        context,
      );
    case 'topn':
      return translateTopN(node, sourceOf(node.source), context);
    case 'sort':
      return translateSort(node, sourceOf(node.source), context);
    case 'distinctlimit':
      return translateDistinctLimit(node, sourceOf(node.source), context);
    case 'markDistinct':
      return translateMarkDistinct(node, sourceOf(node.source), context);
    case 'exchange':
      return translateExchange(
        node,
        node.sources.map((source) => sourceOf(source, rowLimit)),
        context,
      );
    case 'assignUniqueId':
      return translateAssignUniqueId(node, sourceOf(node.source, rowLimit), context);
    case 'scalar':
      return translateEnforceSingleRow(node, sourceOf(node.source), context);
    case 'union':
      return translateUnion(
        node,
        node.sources.map((source) => sourceOf(source, rowLimit)),
        context,
      );
    case 'window':
      return translateWindow(node, sourceOf(node.source), context);
    case 'patternRecognition':
      return translatePatternRecognition(node, sourceOf(node.source), context);
    case 'rowNumber':
      return translateRowNumber(node, sourceOf(node.source), context);
    case 'topnRanking':
      return translateTopNRanking(node, sourceOf(node.source), context);
    case 'unnest':
      return translateUnnest(node, sourceOf(node.source), context);
    case 'tableFunctionProcessor':
      return translateTableFunction(node, node.source && sourceOf(node.source), context);
    case 'sample':
      return translateSample(node, sourceOf(node.source), context);
    case 'dynamicFilterSource':
      return sourceOf(node.source, rowLimit);
    case 'groupid':
      return translateGroupId(node, sourceOf(node.source), context);
    default:
      throw new TrinoError('NOT_SUPPORTED', `Plan node ${node['@type']} is not supported yet`);
  }
}

function rowLimitOf(count: number | bigint, ties: unknown): number | undefined {
  return ties === undefined && count < Number.MAX_SAFE_INTEGER ? Number(count) : undefined;
}
