import type { AggregationNode, PlanNode, UnnestNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { choose, constant, isNotNull } from '../../plan-conditions.ts';
import { isGlobal } from '../../plan-cardinality.ts';
import { aggregation, extend, outputsOf, project } from '../../plan-nodes.ts';
import type { PlanContext } from '../../plan-context.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { maskAll } from './join-global-aggregation.ts';
import { computations } from './project-single-row.ts';
import { reapplyProjections } from './subquery-projections.ts';
import { assignUniqueId } from './unique-rows.ts';

/** What stands between the top of a subquery and its UNNEST. */
interface UnnestSubquery {
  readonly unnest: UnnestNode;
  /** What the arrays are computed from, the lowest first. */
  readonly computed: readonly ReadonlyMap<string, Expression>[];
  /** Projections, limits, orders and an aggregation, the lowest first. */
  readonly above: readonly PlanNode[];
}

/**
 * A subquery over UNNEST of the row's own arrays: `(SELECT max(v) FROM UNNEST(a) AS u(v))`. The row itself is unnested, numbered, so
 * that limits and an aggregation can be made a row each.
 */
export const joinUnnest: DecorrelationRule = (correlated, context) => {
  const parts = correlated.condition === undefined ? unnestSubquery(correlated.subquery, context) : undefined;
  if (parts === undefined) {
    return undefined;
  }
  const { unnest, computed, above } = parts;
  const numbered = assignUniqueId(correlated.input, context);
  const source = computed.reduce((plan, columns) => extend(context, plan, columns), numbered.node);
  const aggregate = above.find((node): node is AggregationNode => node['@type'] === 'aggregation');
  // The subquery's own LEFT JOIN has a row for each outer one, whatever the arrays hold.
  const hasRow = unnest.joinType === 'LEFT';
  const outer = hasRow || correlated.type === 'LEFT' || aggregate !== undefined;
  const ordinality = unnest.ordinalitySymbol ?? context.newSymbol('ordinality', { kind: 'bigint' });
  let plan: PlanNode = {
    ...unnest,
    id: context.nextId(),
    source,
    replicateSymbols: [...outputsOf(source)],
    ordinalitySymbol: ordinality,
    joinType: outer ? 'LEFT' : 'INNER',
  };
  const marker = hasRow ? undefined : context.newSymbol('non_null', { kind: 'boolean' });
  if (marker !== undefined) {
    plan = extend(context, plan, new Map([[marker, isNotNull(context.reference(ordinality))]]));
  }
  for (const [i, node] of above.entries()) {
    const next = overEachRow(node, above[i + 1], plan, numbered, marker, context);
    if (next === undefined) {
      return undefined;
    }
    plan = next;
  }
  if (marker !== undefined && outer && aggregate === undefined) {
    plan = nullsWithout(marker, plan, correlated, context);
  }
  return plan;
};

function unnestSubquery(subquery: PlanNode, context: PlanContext): UnnestSubquery | undefined {
  const above: PlanNode[] = [];
  let node = subquery;
  while (node['@type'] !== 'unnest') {
    switch (node['@type']) {
      case 'project':
        above.unshift(node);
        break;
      case 'limit':
      case 'sort':
        if (above.some((upper) => upper['@type'] === 'aggregation')) {
          return undefined;
        }
        above.unshift(node);
        break;
      case 'aggregation':
        // A limit may not be below it; groups have to become one again.
        if (!mayAggregate(node, above)) {
          return undefined;
        }
        above.unshift(node);
        break;
      case 'topnRanking':
        // FETCH FIRST … WITH TIES.
        if (
          node.specification.partitionBy.length > 0 ||
          node.rankingType !== 'RANK' ||
          above.some((upper) => upper['@type'] === 'aggregation')
        ) {
          return undefined;
        }
        above.unshift(node);
        break;
      default:
        return undefined;
    }
    node = node.source;
  }
  const isKnown = node.joinType === 'INNER' || node.joinType === 'LEFT';
  const computed = isKnown ? computations(node.source, context) : undefined;
  return computed && { unnest: node, computed, above };
}

/** Projections may be above an aggregation of everything, and one such above a grouping. */
function mayAggregate(node: AggregationNode, above: readonly PlanNode[]): boolean {
  const others = above.filter((upper) => upper['@type'] !== 'project');
  if (isGlobal(node)) return others.length === 0 && !filtersAll(node);
  const [only] = others;
  return (
    others.length === 1 &&
    only?.['@type'] === 'aggregation' &&
    isGlobal(only) &&
    node.groupingSets.globalGroupingSets.length === 0 &&
    node.groupIdSymbol === undefined
  );
}

/** Whether all aggregates have a FILTER: stock makes a filter below them of it then, for which it has no form. */
function filtersAll({ aggregations }: AggregationNode): boolean {
  const calls = Object.values(aggregations);
  return calls.length > 0 && calls.every(({ mask }) => mask !== undefined);
}

/** A node of the subquery over the unnested rows of all outer rows. */
function overEachRow(
  node: PlanNode,
  next: PlanNode | undefined,
  source: PlanNode,
  numbered: ReturnType<typeof assignUniqueId>,
  marker: string | undefined,
  context: PlanContext,
): PlanNode | undefined {
  switch (node['@type']) {
    case 'project':
      return reapplyProjections([node], source, context);
    case 'aggregation':
      return aggregation(
        context,
        source,
        [
          ...outputsOf(numbered.node),
          ...(marker === undefined || isGlobal(node) ? [] : [marker]),
          ...node.groupingSets.groupingKeys,
        ],
        marker === undefined || !isGlobal(node) ? node.aggregations : maskAll(node.aggregations, marker),
        'SINGLE',
      );
    case 'topnRanking':
      return {
        ...node,
        id: context.nextId(),
        source,
        specification: { ...node.specification, partitionBy: [numbered.idColumn] },
      };
    case 'sort':
      // The limit above it sorts; after FETCH FIRST … WITH TIES nothing needs the order.
      return next?.['@type'] === 'limit' || isRanked(node.source) ? source : undefined;
    case 'limit': {
      if (Number(node.count) === 0) {
        return undefined;
      }
      const rowNumber = context.newSymbol('row_number', { kind: 'bigint' });
      return node.source['@type'] === 'sort'
        ? {
            '@type': 'topnRanking',
            id: context.nextId(),
            source,
            specification: {
              partitionBy: [numbered.idColumn],
              orderingScheme: node.source.orderingScheme,
            },
            rankingType: 'ROW_NUMBER',
            rankingSymbol: rowNumber,
            maxRankingPerPartition: Number(node.count),
            partial: false,
          }
        : {
            '@type': 'rowNumber',
            id: context.nextId(),
            source,
            partitionBy: [numbered.idColumn],
            orderSensitive: false,
            rowNumberSymbol: rowNumber,
            maxRowCountPerPartition: Number(node.count),
          };
    }
    default:
      return undefined;
  }
}

function isRanked(node: PlanNode): boolean {
  return node['@type'] === 'topnRanking' || (node['@type'] === 'project' && isRanked(node.source));
}

/** What projections make of a row that there isn't is NULL all the same. */
function nullsWithout(
  marker: string,
  plan: PlanNode,
  { input, subquery }: CorrelatedJoin,
  context: PlanContext,
): PlanNode {
  const assignments = new Map<string, Expression>(
    outputsOf(input).map((symbol) => [symbol, context.reference(symbol)]),
  );
  for (const symbol of outputsOf(subquery)) {
    const value = context.reference(symbol);
    assignments.set(symbol, choose([[context.reference(marker), value]], constant(value.type, null)));
  }
  return project(context, plan, assignments);
}
