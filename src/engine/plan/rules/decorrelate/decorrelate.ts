import type { PlanNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { PlanContext } from '../../plan-context.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { extendSubquery } from './extend-subquery.ts';
import { joinDecorrelated } from './join-decorrelated.ts';
import { joinGlobalAggregation } from './join-global-aggregation.ts';
import { joinGroupedAggregation } from './join-grouped-aggregation.ts';
import { joinUncorrelated } from './join-uncorrelated.ts';
import { joinUnnest } from './join-unnest.ts';
import { projectSingleRow } from './project-single-row.ts';

/** The forms of subqueries that can be planned, the simplest first. */
export const allRules: readonly DecorrelationRule[] = [
  projectSingleRow,
  extendSubquery,
  joinUncorrelated,
  joinDecorrelated,
  joinGlobalAggregation,
  joinGroupedAggregation,
  joinUnnest,
];

/** The forms of scalar subqueries that are seen to give a row at the most. */
export const scalarRules: readonly DecorrelationRule[] = [
  projectSingleRow,
  extendSubquery,
  joinUncorrelated,
  joinDecorrelated,
  joinGlobalAggregation,
];

/** The forms of those that have to be looked at as they run. */
export const severalRowsRules: readonly DecorrelationRule[] = [joinDecorrelated, joinUnnest];

/**
 * Joins a subquery that may read columns of the rows that it is joined with.
 * @returns a plan with the columns of both, and maybe more
 * @throws TrinoError NOT_SUPPORTED when it has a form that Trino refuses as well
 */
export function decorrelate(join: CorrelatedJoin, context: PlanContext): PlanNode {
  const plan = firstOf(allRules, join, context);
  if (plan === undefined) {
    throw unsupportedSubquery(join.location);
  }
  return plan;
}

/** What the first rule makes that the subquery has the form for. */
export function firstOf(
  rules: readonly DecorrelationRule[],
  join: CorrelatedJoin,
  context: PlanContext,
): PlanNode | undefined {
  for (const rule of rules) {
    const plan = rule(join, context);
    if (plan !== undefined) {
      return plan;
    }
  }
  return undefined;
}

export function unsupportedSubquery(location: CorrelatedJoin['location']): TrinoError {
  const message = 'Given correlated subquery is not supported';
  return location === undefined
    ? new TrinoError('NOT_SUPPORTED', message)
    : new TrinoError('NOT_SUPPORTED', `line ${location.lineNumber}:${location.columnNumber}: ${message}`, {
        location,
      });
}
