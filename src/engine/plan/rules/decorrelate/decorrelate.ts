import type { PlanNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { PlanContext } from '../../plan-context.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { joinDecorrelated } from './join-decorrelated.ts';
import { joinGlobalAggregation } from './join-global-aggregation.ts';
import { joinGroupedAggregation } from './join-grouped-aggregation.ts';
import { joinScalar } from './join-scalar.ts';
import { joinUncorrelated } from './join-uncorrelated.ts';
import { joinUnnest } from './join-unnest.ts';
import { projectSingleRow } from './project-single-row.ts';

/** The forms of subqueries that can be planned, the simplest first. */
export const decorrelationRules: readonly DecorrelationRule[] = [
  joinUncorrelated,
  projectSingleRow,
  joinDecorrelated,
  joinGlobalAggregation,
  joinGroupedAggregation,
  joinUnnest,
  joinScalar,
];

/**
 * Joins a subquery that may read columns of the rows that it is joined with.
 * @returns a plan with the columns of both, and maybe more
 * @throws TrinoError NOT_SUPPORTED when it has a form that Trino refuses as well
 */
export function decorrelate(join: CorrelatedJoin, context: PlanContext): PlanNode {
  for (const rule of decorrelationRules) {
    const plan = rule(join, context);
    if (plan !== undefined) {
      return plan;
    }
  }
  throw unsupportedSubquery(join.location);
}

export function unsupportedSubquery(location: CorrelatedJoin['location']): TrinoError {
  const message = 'Given correlated subquery is not supported';
  return location === undefined
    ? new TrinoError('NOT_SUPPORTED', message)
    : new TrinoError('NOT_SUPPORTED', `line ${location.lineNumber}:${location.columnNumber}: ${message}`, {
        location,
      });
}
