import { TrinoError } from '../../../errors/trino-error.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf, fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { bigint, binary, cast, double, field, fn, when, whole } from '../sql-shorthand.ts';
import { averageOfDecimal } from './decimal-aggregates.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import { realOf } from './floats.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `avg` by the type of its argument. */
export function averageTranslation(type: Type): AggregateTranslation {
  switch (type.kind) {
    case 'bigint':
    case 'double':
      return average(type, { sum: 0, count: 1 });
    case 'real':
      return average(type, { sum: 1, count: 0 });
    case 'interval day to second':
    case 'interval year to month':
      return average(type, { sum: 0, count: 1 });
    case 'decimal':
      return averageOfDecimal(type);
    default:
      throw new TrinoError(
        'FUNCTION_IMPLEMENTATION_MISSING',
        `No implementation of function: avg(${formatType(type)})`,
      );
  }
}

/**
 * A double sum over a count. State: row(sum, count) of double and bigint (recording task-agg-partial-final), for real the other way
 * round.
 * @param fields where sum and count are in the state
 */
function average(type: Type, fields: { readonly sum: number; readonly count: number }): AggregateTranslation {
  const zero = cast(whole(0), double);
  const state = (sum: SqlExpression, count: SqlExpression): SqlExpression => {
    const values = fields.sum === 0 ? [sum, count] : [count, sum];
    return { kind: 'struct', fields: values.map((value, index) => ({ name: fieldName(index), value })) };
  };
  const sumOfStates = (input: AggregateInput): SqlExpression =>
    ofStates('sum', field(firstValue(input), fieldName(fields.sum)));
  const countOfStates = (input: AggregateInput): SqlExpression =>
    cast(
      fn('coalesce', ofStates('sum', field(firstValue(input), fieldName(fields.count))), whole(0)),
      bigint,
    );
  const quotient = (sum: SqlExpression, count: SqlExpression): SqlExpression => {
    const mean = binary(sum, '/', cast(count, double));
    return when([[binary(count, '>', whole(0)), fromDouble(mean, type)]]);
  };
  const sumOfRows = (input: AggregateInput): SqlExpression =>
    aggregate('sum', [cast(firstValue(input), double)], input);
  const countOfRows = (input: AggregateInput): SqlExpression =>
    aggregate('count', [firstValue(input)], input);
  return {
    single: (input) => fromDouble(aggregate('avg', [cast(firstValue(input), double)], input), type),
    partial: (input) => state(fn('coalesce', sumOfRows(input), zero), countOfRows(input)),
    merge: (input) => state(fn('coalesce', sumOfStates(input), zero), countOfStates(input)),
    final: (input) => quotient(sumOfStates(input), countOfStates(input)),
  };
}

function fromDouble(mean: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'real':
      return realOf(mean);
    case 'interval day to second':
    case 'interval year to month':
      // Java rounds halves up.
      return cast(
        fn('floor', binary(mean, '+', cast({ kind: 'text', value: '0.5' }, double))),
        carrierOf(type),
      );
    default:
      return mean;
  }
}
