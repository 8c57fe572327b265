import { givesOneRow } from '../../plan-cardinality.ts';
import { extend } from '../../plan-nodes.ts';
import type { DecorrelationRule } from './correlated-join.ts';
import { computations } from './project-single-row.ts';

/**
 * A subquery of a query that is itself one computed row, `(SELECT (SELECT …) + 1)`: the inner one with what the row computes. Thus a
 * query around both finds the columns that tie it to the inner one where it looks for them.
 */
export const extendSubquery: DecorrelationRule = (
  { type, input, subquery, correlation, condition },
  context,
) => {
  if (correlation.size > 0 || condition !== undefined) return undefined;
  if (type === 'LEFT' && !givesOneRow(subquery)) return undefined;
  return computations(input, context)?.reduce((plan, computed) => extend(context, plan, computed), subquery);
};
