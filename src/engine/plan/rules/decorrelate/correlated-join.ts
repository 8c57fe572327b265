import type { PlanNode } from '../../../../../generated/worker/types.ts';
import type { ErrorLocation } from '../../../errors/trino-error.ts';
import type { Expression } from '../../../expressions/expression.ts';
import type { PlanContext } from '../../plan-context.ts';

/**
 * For each row of `input` the rows of a subquery that reads some of the row's columns; with LEFT a row of NULLs where there is none.
 * It exists only until a rule has made an ordinary plan of it.
 */
export interface CorrelatedJoin {
  readonly type: 'INNER' | 'LEFT';
  readonly input: PlanNode;
  readonly subquery: PlanNode;
  /** The columns of `input` that the subquery reads. */
  readonly correlation: ReadonlySet<string>;
  /** What ON says beyond the subquery itself; over both. */
  readonly condition?: Expression;
  /** Where the query has the subquery. */
  readonly location?: ErrorLocation | undefined;
}

/**
 * Makes a plan without correlation, with the columns of `input` and those of the subquery among its own.
 * @returns undefined when the subquery doesn't have the form that the rule is for
 */
export type DecorrelationRule = (join: CorrelatedJoin, context: PlanContext) => PlanNode | undefined;
