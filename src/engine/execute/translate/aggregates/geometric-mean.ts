import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { bigint, binary, cast, constant, double, field, fn, when, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import { realOf } from './floats.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `geometric_mean`. State: row(sum of logarithms, count). */
export const geometricMeanTranslation: AggregateTranslation = {
  single: (input) => mean(logarithms(input), aggregate('count', [firstValue(input)], input), input),
  partial: (input) => state(logarithms(input), aggregate('count', [firstValue(input)], input)),
  merge: (input) => state(sumOf(input, 0), countOf(input)),
  final: (input) => mean(sumOf(input, 0), countOf(input), input),
};

function logarithms(input: AggregateInput): SqlExpression {
  const value = cast(firstValue(input), double);
  const zero = constant('0', double);
  const positive = binary(value, '>', zero);
  const logarithm = when([
    [positive, fn('ln', when([[positive, value]]))],
    [binary(value, '=', zero), constant('-Infinity', double)],
    [binary(value, '<', zero), constant('NaN', double)],
  ]);
  return aggregate('sum', [logarithm], input);
}

function state(sum: SqlExpression, count: SqlExpression): SqlExpression {
  const fields = [fn('coalesce', sum, constant('0', double)), count];
  return { kind: 'struct', fields: fields.map((value, index) => ({ name: fieldName(index), value })) };
}

function sumOf(input: AggregateInput, index: number): SqlExpression {
  return ofStates('sum', field(firstValue(input), fieldName(index)));
}

function countOf(input: AggregateInput): SqlExpression {
  return cast(fn('coalesce', sumOf(input, 1), whole(0)), bigint);
}

function mean(sum: SqlExpression, count: SqlExpression, input: AggregateInput): SqlExpression {
  const value = fn('exp', binary(sum, '/', cast(count, double)));
  return when([[binary(count, '>', whole(0)), input.resultType.kind === 'real' ? realOf(value) : value]]);
}
