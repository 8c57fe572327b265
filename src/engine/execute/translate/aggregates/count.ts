import { bigint, cast, fn, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';

/** `count(*)` and `count(x)`: the state is the count so far. */
export const countTranslation: AggregateTranslation = {
  single: countRows,
  partial: countRows,
  merge: addCounts,
  final: addCounts,
};

function countRows(input: AggregateInput): SqlExpression {
  return input.values.length === 0
    ? aggregate('count_star', [], input)
    : aggregate('count', input.values, input);
}

function addCounts(input: AggregateInput): SqlExpression {
  return cast(fn('coalesce', ofStates('sum', firstValue(input)), whole(0)), bigint);
}
