import type { Type } from '../../../types/type.ts';
import type { SqlAggregate, SqlExpression, SqlOrdering } from '../../duckdb/sql/sql-expression.ts';
import type { SqlLambda } from '../functions/lambda-translations.ts';

/** A call of an aggregate in one of its steps. */
export interface AggregateInput {
  /** The arguments; for `merge` and `final` the one state. */
  readonly values: readonly SqlExpression[];
  /** The rows stand in the statement's text: they may be looked at one by one. */
  readonly isFewRows?: boolean;
  /** Those of the arguments that are functions. */
  readonly lambdas?: readonly SqlLambda[];
  /** Types of the function's arguments, also where `values` holds a state. */
  readonly types: readonly Type[];
  /** Type of what this step makes. */
  readonly resultType: Type;
  readonly distinct: boolean;
  /** Rows that count. */
  readonly filter: SqlExpression | undefined;
  readonly orderBy: readonly SqlOrdering[];
}

/**
 * An aggregate of Trino in the steps it may be computed in. The state between `partial` and `final` is Trino's own type, since
 * the other step may run on a stock worker (PAGES 5).
 */
export interface AggregateTranslation {
  /** Rows to result. */
  single(input: AggregateInput): SqlExpression;
  /** Rows to state. */
  partial(input: AggregateInput): SqlExpression;
  /** States to state. */
  merge(input: AggregateInput): SqlExpression;
  /** States to result. */
  final(input: AggregateInput): SqlExpression;
}

/** A native aggregate over the input's rows. */
export function aggregate(
  name: SqlAggregate,
  values: readonly SqlExpression[],
  input: Pick<AggregateInput, 'distinct' | 'filter' | 'orderBy'>,
): SqlExpression {
  return {
    kind: 'aggregate',
    name,
    arguments: values,
    distinct: input.distinct,
    orderBy: input.orderBy,
    ...(input.filter === undefined ? {} : { filter: input.filter }),
  };
}

/** A native aggregate over states. */
export function ofStates(name: SqlAggregate, ...values: readonly SqlExpression[]): SqlExpression {
  return { kind: 'aggregate', name, arguments: values, distinct: false, orderBy: [] };
}

/** The first argument, or the state. */
export function firstValue(input: AggregateInput): SqlExpression {
  const [value] = input.values;
  if (value === undefined) throw new Error('Aggregate without argument');
  return value;
}
