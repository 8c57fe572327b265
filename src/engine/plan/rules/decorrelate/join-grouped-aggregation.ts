import { joinOn } from '../../join-on.ts';
import { aggregation, outputsOf } from '../../plan-nodes.ts';
import type { DecorrelationRule } from './correlated-join.ts';
import { decorrelateFilters, withMarker } from './decorrelate-filters.ts';
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
    condition !== undefined ||
    // As in stock: what aggregates are of no rows isn't told from what they are of no groups.
    (type === 'LEFT' && Object.keys(source.aggregations).length > 0)
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
  const keys = [
    ...outputsOf(numbered.node),
    ...(type === 'LEFT' ? [marked.marker] : []),
    ...source.groupingSets.groupingKeys,
  ];
  const grouped = aggregation(context, joined, keys, source.aggregations, 'SINGLE');
  // Also where there was no row, which stock projects as one of NULLs.
  return reapplyProjections(projections, grouped, context);
};
