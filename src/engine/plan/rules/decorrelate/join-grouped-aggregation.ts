import type { PlanNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { joinOn } from '../../join-on.ts';
import { choose, constant } from '../../plan-conditions.ts';
import { aggregation, outputsOf, project } from '../../plan-nodes.ts';
import type { PlanContext } from '../../plan-context.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { decorrelateFilters, withMarker } from './decorrelate-filters.ts';
import { maskAll } from './join-global-aggregation.ts';
import { reapplyProjections, splitProjections } from './subquery-projections.ts';
import { assignUniqueId } from './unique-rows.ts';

/**
 * Groups of the rows that meet a condition, which needn't be an equality: each row is joined with what it meets, and grouped by row
 * and the subquery's keys. DISTINCT is a grouping without aggregates.
 */
export const joinGroupedAggregation: DecorrelationRule = (correlated, context) => {
  const { type, input, subquery, correlation, condition } = correlated;
  const { projections, source } = splitProjections(subquery);
  if (
    source['@type'] !== 'aggregation' ||
    source.groupingSets.globalGroupingSets.length > 0 ||
    source.groupIdSymbol !== undefined ||
    condition !== undefined
  ) {
    return undefined;
  }
  const below = decorrelateFilters(source.source, correlation, context);
  if (below === undefined) {
    return undefined;
  }
  const numbered = assignUniqueId(input, context);
  const marked = withMarker(below.node, context);
  const joined = joinOn(context, type, numbered.node, marked.node, below.predicates);
  const keys = [...outputsOf(numbered.node), ...source.groupingSets.groupingKeys];
  if (type === 'INNER') {
    const grouped = aggregation(context, joined, keys, source.aggregations, 'SINGLE');
    return reapplyProjections(projections, grouped, context);
  }
  const grouped = aggregation(
    context,
    joined,
    [...keys, marked.marker],
    maskAll(source.aggregations, marked.marker),
    'SINGLE',
  );
  return nullsWithout(marked.marker, reapplyProjections(projections, grouped, context), correlated, context);
};

/** Columns of the subquery are NULL where it gave no row, whatever they would be of no rows. */
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
