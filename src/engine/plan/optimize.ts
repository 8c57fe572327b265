import type { PlanNode } from '../../../generated/worker/types.ts';
import type { PlanContext } from './plan-context.ts';
import type { RuleRunner } from './rule-statistics.ts';
import { limitScans } from './rules/limit-scans.ts';
import { mergeProjections } from './rules/merge-projections.ts';
import { pruneColumns } from './rules/prune-columns.ts';
import { pushFilters } from './rules/push-filters.ts';
import { pushLimits } from './rules/push-limits.ts';
import { pushSemiJoins } from './rules/push-semi-joins.ts';
import { removeEmptySources } from './rules/remove-empty-sources.ts';
import { removeRedundant } from './rules/remove-redundant.ts';
import { removeRedundantSorts } from './rules/remove-redundant-sorts.ts';
import { reorderJoins } from './rules/reorder-joins.ts';
import type { Rule } from './rules/rule.ts';
import { semiJoinToInnerJoin } from './rules/semi-join-to-inner-join.ts';
import { simplifyExpressions } from './rules/simplify-expressions.ts';

/** The rules in the order they run. Later ones rely on what earlier ones leave. */
export const rules: readonly Rule[] = [
  simplifyExpressions,
  pushFilters,
  removeEmptySources,
  mergeProjections,
  removeRedundant,
  removeRedundantSorts,
  pushLimits,
  pruneColumns,
  mergeProjections,
  pushSemiJoins,
  semiJoinToInnerJoin,
  reorderJoins,
  pruneColumns,
  mergeProjections,
  limitScans,
];

/** The plan that computes the same with less, still undistributed. @param runner takes note of the rules */
export function optimize(root: PlanNode, context: PlanContext, runner?: RuleRunner): PlanNode {
  return rules.reduce((plan, rule) => runner?.run(rule, plan, context) ?? rule.apply(plan, context), root);
}
