import type { Aggregation, AggregationNode, PlanNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { ComputedColumns } from '../../computed-columns.ts';
import { joinCondition, joinOn } from '../../join-on.ts';
import type { KeyPair } from '../../join-on.ts';
import { coalesce, compare, long } from '../../plan-conditions.ts';
import type { PlanContext } from '../../plan-context.ts';
import { isGlobal } from '../../plan-cardinality.ts';
import { aggregation, assignmentsOf, extend, outputsOf } from '../../plan-nodes.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { decorrelateFilters, withMarker } from './decorrelate-filters.ts';
import type { Decorrelated } from './decorrelate-filters.ts';
import { reapplyProjections, splitProjections } from './subquery-projections.ts';
import { assignUniqueId } from './unique-rows.ts';

/**
 * An aggregation over the rows that meet a condition: `(SELECT max(y) FROM t WHERE t.x = outer.x)`. Where only equalities tie it to
 * the row, it is aggregated by them once, and joined; otherwise each row is joined with what it meets, and the result grouped by row.
 */
export const joinGlobalAggregation: DecorrelationRule = (correlated, context) => {
  const { projections, source } = splitProjections(withoutEnforcement(correlated.subquery));
  if (source['@type'] !== 'aggregation' || !isGlobal(source) || correlated.condition !== undefined) {
    return undefined;
  }
  const below = decorrelateFilters(source.source, correlated.correlation, context);
  if (below === undefined) {
    const joined = joinThenAggregateDistinct(correlated, source, context);
    return joined && reapplyProjections(projections, joined, context);
  }
  const left = new Set(outputsOf(correlated.input));
  const { keys, rest } = joinCondition(below.predicates, left, new Set(outputsOf(below.node)));
  const joined =
    rest.length === 0 && keys.length > 0 && Object.values(source.aggregations).every(isEmptyKnown)
      ? aggregateThenJoin(correlated.input, source, below.node, keys, context)
      : joinThenAggregate(correlated.input, source, below, context);
  return reapplyProjections(projections, joined, context);
};

/** One group needs no check that it is one row. */
function withoutEnforcement(node: PlanNode): PlanNode {
  return node['@type'] === 'scalar' ? node.source : node;
}

/** Aggregates that are 0 for no rows; of the others that aren't NULL then, none is joined after it was computed. */
const zeroOfNothing: ReadonlySet<string> = new Set(['count', 'count_if']);
const neitherZeroNorNull: ReadonlySet<string> = new Set(['approx_distinct', 'entropy']);

function functionName({ resolvedFunction }: Aggregation): string {
  return resolvedFunction.signature.name.functionName;
}

function isEmptyKnown(call: Aggregation): boolean {
  return !neitherZeroNorNull.has(functionName(call));
}

function aggregateThenJoin(
  input: PlanNode,
  { aggregations }: AggregationNode,
  source: PlanNode,
  keys: readonly KeyPair[],
  context: PlanContext,
): PlanNode {
  const columns = new ComputedColumns(context, source);
  const symbols = keys.map(({ right }) => columns.symbolOf(right));
  // An aggregate that isn't NULL for no rows is, after the outer join.
  const renamed: Record<string, Aggregation> = {};
  const zeros = new Map<string, Expression>();
  for (const [symbol, call] of Object.entries(aggregations)) {
    if (zeroOfNothing.has(functionName(call))) {
      const counted = context.newSymbol(symbol, { kind: 'bigint' });
      renamed[counted] = call;
      zeros.set(symbol, coalesce(context.reference(counted), long(0n)));
    } else {
      renamed[symbol] = call;
    }
  }
  const grouped = aggregation(context, columns.node(), [...new Set(symbols)], renamed, 'SINGLE');
  const conditions = keys.map(({ left }, i) => compare('=', left, context.reference(symbols[i] ?? '')));
  return extend(context, joinOn(context, 'LEFT', input, grouped, conditions), zeros);
}

function joinThenAggregate(
  input: PlanNode,
  { aggregations }: AggregationNode,
  { node, predicates }: Decorrelated,
  context: PlanContext,
): PlanNode {
  const numbered = assignUniqueId(input, context);
  const marked = withMarker(node, context);
  const joined = joinOn(context, 'LEFT', numbered.node, marked.node, predicates);
  const masked = maskAll(aggregations, marked.marker);
  return aggregation(context, joined, outputsOf(numbered.node), masked, 'SINGLE');
}

/** An aggregation over DISTINCT rows that can't be told apart before they are joined. */
function joinThenAggregateDistinct(
  { input, correlation }: CorrelatedJoin,
  { aggregations, source }: AggregationNode,
  context: PlanContext,
): PlanNode | undefined {
  const distinct = withoutIdentities(source, context);
  const below = isDistinct(distinct) ? decorrelateFilters(distinct.source, correlation, context) : undefined;
  if (below === undefined || !isDistinct(distinct)) {
    return undefined;
  }
  const numbered = assignUniqueId(input, context);
  const marked = withMarker(below.node, context);
  const joined = joinOn(context, 'LEFT', numbered.node, marked.node, below.predicates);
  const outputs = outputsOf(numbered.node);
  const keys = [...outputs, marked.marker, ...distinct.groupingSets.groupingKeys];
  const different = aggregation(context, joined, keys, {}, 'SINGLE');
  return aggregation(context, different, outputs, maskAll(aggregations, marked.marker), 'SINGLE');
}

function isDistinct(node: PlanNode): node is AggregationNode {
  return (
    node['@type'] === 'aggregation' &&
    Object.keys(node.aggregations).length === 0 &&
    node.groupingSets.groupingKeys.length > 0 &&
    node.groupIdSymbol === undefined
  );
}

/** A plan without projections at its top that change nothing. */
function withoutIdentities(node: PlanNode, context: PlanContext): PlanNode {
  return node['@type'] === 'project' &&
    outputsOf(node.source).length === outputsOf(node).length &&
    [...assignmentsOf(node, context)].every(
      ([symbol, expression]) => expression.kind === 'symbol' && expression.name === symbol,
    )
    ? withoutIdentities(node.source, context)
    : node;
}

/** Keeps the rows that an outer join made out of the aggregates. A mask of the subquery's own is NULL in these. */
export function maskAll(
  aggregations: AggregationNode['aggregations'],
  marker: string,
): AggregationNode['aggregations'] {
  return Object.fromEntries(
    Object.entries(aggregations).map(([symbol, call]) => [symbol, { ...call, mask: call.mask ?? marker }]),
  );
}
