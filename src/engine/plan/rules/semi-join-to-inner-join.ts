import type { FilterNode, PlanNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { yes } from '../plan-conditions.ts';
import { aggregation, extend, filter, join, outputsOf, rewritePlan } from '../plan-nodes.ts';
import { filteringSemiJoinOf } from '../predicates/filtering-semi-join.ts';
import { guess } from '../stats/estimate.ts';
import { outputSize } from '../stats/output-size.ts';
import { isUniqueBy } from '../unique-keys.ts';
import type { Rule } from './rule.ts';

/**
 * A semijoin that only lets matches pass is an inner join with the distinct values of its list. It becomes one where the values are
 * distinct anyway, and on several workers where the list is larger than what it filters: a join may then send and build the smaller
 * side, and takes part in the order of joins. `rewrite_filtering_semi_join_to_inner_join` turns it off.
 */
export const semiJoinToInnerJoin: Rule = {
  name: 'semijoin to inner join',
  apply: (root, context) =>
    context.settings.rewriteFilteringSemiJoin
      ? rewritePlan(root, (node) => (node['@type'] === 'filter' ? toInnerJoin(node, context) : node))
      : root,
};

function toInnerJoin(node: FilterNode, context: PlanContext): PlanNode {
  const filtering = filteringSemiJoinOf(node, context);
  if (filtering === undefined) {
    return node;
  }
  const { semiJoin, rest } = filtering;
  const { source, filteringSource, filteringSourceJoinSymbol: key } = semiJoin;
  const isUnique = isUniqueBy(filteringSource, new Set([key]), context);
  if (!isUnique && !isListLarger(source, filteringSource, context)) {
    return node;
  }
  const list = isUnique ? filteringSource : aggregation(context, filteringSource, [key], {}, 'SINGLE');
  const joined = {
    ...join(context, 'INNER', source, list, [{ left: semiJoin.sourceJoinSymbol, right: key }]),
    rightOutputSymbols: [],
  };
  const marked = extend(context, joined, new Map<string, Expression>([[semiJoin.semiJoinOutput, yes]]));
  return rest.length === 0 ? marked : filter(context, marked, conjunction(rest));
}

/** Whether a distinct list that then probes is cheaper than building all of it. */
function isListLarger(source: PlanNode, list: PlanNode, context: PlanContext): boolean {
  const bytes = (node: PlanNode): number =>
    outputSize(guess(node, context), outputsOf(node), context.symbols);
  return context.settings.workers > 1 && bytes(source) * 2 < bytes(list);
}
