import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { and, binary, cast, constant, double, fn, isNull, or, raise, when, whole } from '../sql-shorthand.ts';
import { computed } from '../../scalar/computation.ts';
import { bucketBetween } from '../../scalar/functions/bucket-body.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

const nan = constant('NaN', double);
const zero = constant('0', double);

/** Angles, logarithms, and what is asked of floating point numbers (functions/math-functions.ts). */
export const trigonometricTranslations: FunctionTranslations = {
  e: () => constant('2.718281828459045', double),
  pi: () => constant('3.141592653589793', double),
  sin: within(
    (x) => fn('isfinite', x),
    (x) => fn('sin', x),
  ),
  cos: within(
    (x) => fn('isfinite', x),
    (x) => fn('cos', x),
  ),
  tan: within(
    (x) => fn('isfinite', x),
    (x) => fn('tan', x),
  ),
  asin: within(inUnit, (x) => fn('asin', x)),
  acos: within(inUnit, (x) => fn('acos', x)),
  atan: ofArguments((values) => fn('atan', ...values)),
  atan2: ofArguments((values) => fn('atan2', ...values)),
  sinh: ofArguments((values) => fn('sinh', ...values)),
  cosh: ofArguments((values) => fn('cosh', ...values)),
  tanh: ofArguments((values) => fn('tanh', ...values)),
  degrees: ofArguments((values) => fn('degrees', ...values)),
  radians: ofArguments((values) => fn('radians', ...values)),
  cbrt: ofArguments((values) => fn('cbrt', ...values)),
  log2: logarithm((x) => fn('log2', x)),
  log10: logarithm((x) => fn('log', x)),
  log: ofArguments((values) => {
    const [base, value] = values as [SqlExpression, SqlExpression];
    return binary(naturalLogarithm(value), '/', naturalLogarithm(base));
  }),
  is_nan: ofArguments((values) => fn('isnan', ...values)),
  is_finite: ofArguments((values) => fn('isfinite', ...values)),
  is_infinite: ofArguments((values) => fn('isinf', ...values)),
  width_bucket: (call, translate) => {
    const [operand, low, high, count] = call.arguments.map(translate) as [
      SqlExpression,
      SqlExpression,
      SqlExpression | undefined,
      SqlExpression | undefined,
    ];
    return high === undefined || count === undefined
      ? bucketOfBins(operand, low)
      : bucketOfRange(operand, low, high, count);
  },
};

/** A function that DuckDB refuses outside of its domain, where Java answers NaN. */
function within(
  inside: (value: SqlExpression) => SqlExpression,
  make: (value: SqlExpression) => SqlExpression,
): FunctionTranslation {
  return ofArguments((values) => {
    const x = argument(values, 0);
    // The argument is guarded too: DuckDB may evaluate a branch for rows that don't take it.
    return when(
      [
        [inside(x), make(when([[inside(x), x]]))],
        [isNull(x), { kind: 'null', type: double }],
      ],
      nan,
    );
  });
}

function inUnit(value: SqlExpression): SqlExpression {
  return binary(fn('abs', value), '<=', constant('1', double));
}

/** The logarithm of 0 is -Infinity, that of a negative number NaN; DuckDB fails for both. */
function logarithm(make: (value: SqlExpression) => SqlExpression): FunctionTranslation {
  return ofArguments((values) => guardedLogarithm(argument(values, 0), make));
}

export function naturalLogarithm(value: SqlExpression): SqlExpression {
  return guardedLogarithm(value, (x) => fn('ln', x));
}

function guardedLogarithm(x: SqlExpression, make: (value: SqlExpression) => SqlExpression): SqlExpression {
  const positive = binary(x, '>', zero);
  return when(
    [
      [positive, make(when([[positive, x]]))],
      [binary(x, '=', zero), constant('-Infinity', double)],
      [isNull(x), { kind: 'null', type: double }],
    ],
    nan,
  );
}

const bigint = carrierOf({ kind: 'bigint' });

function refuse(message: string): SqlExpression {
  return raise('INVALID_FUNCTION_ARGUMENT', bigint, message);
}

function bucketOfRange(
  operand: SqlExpression,
  low: SqlExpression,
  high: SqlExpression,
  count: SqlExpression,
): SqlExpression {
  const down = binary(low, '>', high);
  const [lower, upper] = [when([[down, high]], low), when([[down, low]], high)];
  const number = cast(count, double);
  const share = binary(binary(operand, '-', lower), '/', binary(upper, '-', lower));
  const before = binary(operand, '<', lower);
  const after = binary(operand, '>=', upper);
  const above = binary(count, '+', whole(1));
  const within = binary(cast(fn('floor', binary(number, '*', share)), bigint), '+', whole(1));
  // Buckets of a range that falls are numbered from its other end.
  const mirrored = (bucket: SqlExpression): SqlExpression =>
    when([[down, binary(above, '-', bucket)]], bucket);
  const tooMany = and(after, binary(count, '=', whole(2n ** 63n - 1n)));
  const outOfRange = raise(
    'NUMERIC_VALUE_OUT_OF_RANGE',
    bigint,
    'Bucket for value ',
    fn('trino_double_text', operand),
    ' is out of range',
  );
  return when(
    [
      // NULL comes before everything that is wrong with the others.
      [or(isNull(operand), isNull(low), isNull(high), isNull(count)), { kind: 'null', type: bigint }],
      [binary(count, '<=', whole(0)), refuse('bucketCount must be greater than 0')],
      [fn('isnan', operand), refuse('operand must not be NaN')],
      [or(fn('isnan', low), fn('isinf', low)), refuse('first bound must be finite')],
      [or(fn('isnan', high), fn('isinf', high)), refuse('second bound must be finite')],
      [binary(low, '=', high), refuse('bounds cannot equal each other')],
      [tooMany, outOfRange],
      [before, mirrored(whole(0))],
      [after, mirrored(above)],
    ],
    mirrored(within),
  );
}

/** The number of bins whose lower bound isn't above the value; bins are sorted. */
function bucketOfBins(operand: SqlExpression, bins: SqlExpression): SqlExpression {
  return computed(
    {
      parameters: [{ kind: 'double' }, { kind: 'array', element: { kind: 'double' } }],
      result: { kind: 'bigint' },
      compute: bucketBetween,
    },
    [operand, bins],
  );
}
