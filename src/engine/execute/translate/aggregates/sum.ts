import { TrinoError } from '../../../errors/trino-error.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf, fieldName } from '../../duckdb/carrier.ts';
import { computed } from '../../scalar/computation.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import {
  and,
  bigint,
  binary,
  cast,
  double,
  field,
  fn,
  hugeint,
  isNotNull,
  or,
  raise,
  when,
  whole,
} from '../sql-shorthand.ts';
import { sumOfDecimal } from './decimal-aggregates.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import { realOf } from './floats.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `sum` by the type of its argument. */
export function sumTranslation(type: Type): AggregateTranslation {
  switch (type.kind) {
    case 'bigint':
      return sumOfBigint;
    case 'double':
      return sumOfDouble;
    case 'real':
      return sumOfReal;
    case 'interval day to second':
    case 'interval year to month':
      return sumOfInterval(type);
    case 'decimal':
      return sumOfDecimal(type);
    default:
      throw new TrinoError(
        'FUNCTION_IMPLEMENTATION_MISSING',
        `No implementation of function: sum(${formatType(type)})`,
      );
  }
}

/** A 128-bit sum in 64 bits. */
function checked(sum: SqlExpression): SqlExpression {
  const outside = or(
    binary(sum, '>', whole(2n ** 63n - 1n, hugeint)),
    binary(sum, '<', whole(-(2n ** 63n), hugeint)),
  );
  return when(
    [[outside, raise('NUMERIC_VALUE_OUT_OF_RANGE', bigint, 'bigint addition overflow: ', sum)]],
    cast(sum, bigint),
  );
}

const bigintType: Type = { kind: 'bigint' };

/** One value after the other, so that it fails where stock does and names the same numbers. */
function addedUp(input: AggregateInput): SqlExpression {
  const value = firstValue(input);
  const filter = input.filter === undefined ? isNotNull(value) : and(input.filter, isNotNull(value));
  return computed(
    {
      parameters: [{ kind: 'array', element: bigintType }],
      result: bigintType,
      compute: (values: readonly bigint[]) =>
        values.reduce((sum, each) => {
          const next = sum + each;
          if (BigInt.asIntN(64, next) === next) return next;
          throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', `bigint addition overflow: ${sum} + ${each}`);
        }),
    },
    [aggregate('array_agg', [value], { ...input, filter })],
  );
}

function struct(...values: readonly SqlExpression[]): SqlExpression {
  return { kind: 'struct', fields: values.map((value, index) => ({ name: fieldName(index), value })) };
}

/** Sum of a field of the states. */
function sumOf(state: SqlExpression, index: number): SqlExpression {
  return ofStates('sum', field(state, fieldName(index)));
}

/** State: row(count, sum), recorded in task-agg-partial-final. */
const sumOfBigint: AggregateTranslation = {
  single: (input) =>
    input.isFewRows === true
      ? addedUp(input)
      : checked(cast(aggregate('sum', [firstValue(input)], input), hugeint)),
  partial: (input) =>
    struct(
      aggregate('count', [firstValue(input)], input),
      checked(fn('coalesce', cast(aggregate('sum', [firstValue(input)], input), hugeint), whole(0, hugeint))),
    ),
  merge: (input) =>
    struct(
      cast(fn('coalesce', sumOf(firstValue(input), 0), whole(0)), bigint),
      checked(fn('coalesce', cast(sumOf(firstValue(input), 1), hugeint), whole(0, hugeint))),
    ),
  final: (input) =>
    when([
      [
        binary(sumOf(firstValue(input), 0), '>', whole(0)),
        checked(cast(sumOf(firstValue(input), 1), hugeint)),
      ],
    ]),
};

const zero = cast(whole(0), double);

/** State: row(sum, count), recorded in task-two-workers-agg. */
const sumOfDouble: AggregateTranslation = {
  single: (input) => aggregate('sum', [firstValue(input)], input),
  partial: (input) =>
    struct(
      fn('coalesce', aggregate('sum', [firstValue(input)], input), zero),
      aggregate('count', [firstValue(input)], input),
    ),
  merge: (input) =>
    struct(
      fn('coalesce', sumOf(firstValue(input), 0), zero),
      cast(fn('coalesce', sumOf(firstValue(input), 1), whole(0)), bigint),
    ),
  final: (input) => when([[binary(sumOf(firstValue(input), 1), '>', whole(0)), sumOf(firstValue(input), 0)]]),
};

/** State: a double, NULL without rows. */
const sumOfReal: AggregateTranslation = {
  single: (input) => realOf(aggregate('sum', [cast(firstValue(input), double)], input)),
  partial: (input) => aggregate('sum', [cast(firstValue(input), double)], input),
  merge: (input) => ofStates('sum', firstValue(input)),
  final: (input) => realOf(ofStates('sum', firstValue(input))),
};

/** State: a bigint, NULL without rows. */
function sumOfInterval(type: Type): AggregateTranslation {
  const carrier = carrierOf(type);
  const total = (sum: SqlExpression): SqlExpression => checked(cast(sum, hugeint));
  return {
    single: (input) => cast(total(aggregate('sum', [firstValue(input)], input)), carrier),
    partial: (input) => total(aggregate('sum', [firstValue(input)], input)),
    merge: (input) => total(ofStates('sum', firstValue(input))),
    final: (input) => cast(total(ofStates('sum', firstValue(input))), carrier),
  };
}
