import { TrinoError } from '../../errors/trino-error.ts';
import type { ArithmeticExpression } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import type { DecimalType, Type } from '../../types/type.ts';
import { computed } from '../scalar/computation.ts';
import { divideDecimals } from '../scalar/decimal-arithmetic.ts';
import { shiftValue } from '../scalar/shift-values.ts';
import { carrierOf } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import {
  and,
  bigint,
  binary,
  cast,
  constant,
  double,
  field,
  fn,
  hugeint,
  integer,
  isNotNull,
  not,
  or,
  raise,
  text,
  tryCast,
  varchar,
  when,
  whole,
} from './sql-shorthand.ts';
import { narrow } from './narrow.ts';

type Operator = ArithmeticExpression['operator'];

/** An operand of an arithmetic operator. */
export interface Term {
  readonly sql: SqlExpression;
  readonly type: Type;
  /** Known not to be zero: a constant. */
  readonly neverZero: boolean;
}

const dayMillis = 86_400_000;

/** An arithmetic operator by Trino's rules; `type` is the analyser's result type. */
export function translateArithmetic(operator: Operator, left: Term, right: Term, type: Type): SqlExpression {
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return wholeArithmetic(operator, left, right, type);
    case 'real':
    case 'double':
      return binary(left.sql, operator, right.sql);
    case 'decimal':
      return decimalArithmetic(operator, left, right, type);
    default:
      return temporalArithmetic(operator, left, right, type);
  }
}

/** `-x`. The smallest whole number has no opposite. */
export function translateNegation(value: SqlExpression, type: Type): SqlExpression {
  const smallest = smallestWhole[type.kind];
  if (smallest === undefined) return { kind: 'negate', value };
  const carrier = carrierOf(type);
  return when(
    [
      [
        binary(value, '=', whole(smallest, carrier)),
        raise('NUMERIC_VALUE_OUT_OF_RANGE', carrier, `${type.kind} negation overflow: ${smallest}`),
      ],
    ],
    { kind: 'negate', value },
  );
}

const smallestWhole: Readonly<Record<string, bigint>> = {
  tinyint: -128n,
  smallint: -32768n,
  integer: -2147483648n,
  bigint: -9223372036854775808n,
};

function divisionByZero(type: Type): SqlExpression {
  return raise('DIVISION_BY_ZERO', carrierOf(type), 'Division by zero');
}

/** NULL by zero is NULL. */
function dividesByZero(left: Term, right: Term): SqlExpression {
  const { sql, type } = right;
  return and(
    type.kind === 'decimal' ? isZero(sql) : binary(sql, '=', whole(0, carrierOf(type))),
    isNotNull(left.sql),
  );
}

/** DuckDB's `//` and `%` truncate as Trino's, but answer NULL for a zero divisor. */
function wholeArithmetic(operator: Operator, left: Term, right: Term, type: Type): SqlExpression {
  if (operator !== '/' && operator !== '%') return binary(left.sql, operator, right.sql);
  const carrier = carrierOf(type);
  const result = binary(left.sql, operator === '/' ? '//' : '%', right.sql);
  const guards: (readonly [SqlExpression, SqlExpression])[] = [];
  if (!right.neverZero) guards.push([dividesByZero(left, right), divisionByZero(type)]);
  // The smallest number by -1 overflows on both sides for `/`; its remainder is 0, where DuckDB fails.
  if (operator === '%')
    guards.push([and(binary(right.sql, '=', whole(-1, carrier)), isNotNull(left.sql)), whole(0, carrier)]);
  else if (!right.neverZero)
    guards.push([quotientOverflows(left.sql, right.sql, type), quotientOverflow(type)]);
  return guards.length === 0 ? result : when(guards, result);
}

function quotientOverflows(left: SqlExpression, right: SqlExpression, type: Type): SqlExpression {
  const carrier = carrierOf(type);
  return and(
    binary(right, '=', whole(-1, carrier)),
    binary(left, '=', whole(smallestWhole[type.kind] as bigint, carrier)),
  );
}

function quotientOverflow(type: Type): SqlExpression {
  return raise(
    'NUMERIC_VALUE_OUT_OF_RANGE',
    carrierOf(type),
    `${type.kind} division overflow: ${smallestWhole[type.kind] as bigint} / -1`,
  );
}

/** Digits of DuckDB's and Trino's longest decimals. */
const maxPrecision = 38;

/** Digits of DuckDB's longest decimals of 64 bits. */
const narrowPrecision = 18;

function decimalArithmetic(operator: Operator, left: Term, right: Term, type: DecimalType): SqlExpression {
  const a = decimalOf(left.type);
  const b = decimalOf(right.type);
  const carrier = carrierOf(type);
  switch (operator) {
    case '+':
    case '-': {
      const wide = { kind: 'decimal', precision: type.precision, scale: type.scale } as const;
      const sum = cast(binary(cast(left.sql, wide), operator, cast(right.sql, wide)), carrier);
      const wrapping = [...outgrown(left.sql, a, type), ...outgrown(right.sql, b, type)];
      return wrapping.length === 0 ? sum : when([[or(...wrapping), decimalOverflow(type)]], sum);
    }
    case '*':
      if (a.precision + b.precision > maxPrecision) return wideProduct(left.sql, right.sql, a, b, type);
      return cast(binary(widened(left.sql, a, a.precision + b.precision), '*', right.sql), carrier);
    case '/':
      return decimalQuotient(left, right, a, b, type);
    case '%': {
      const scale = Math.max(a.scale, b.scale);
      if (a.precision - a.scale + scale > maxPrecision || b.precision - b.scale + scale > maxPrecision) {
        return divided('%', left, right, a, b, type);
      }
      const rest = fromUnscaled(
        binary(unscaled(left.sql, a, scale), '%', unscaled(right.sql, b, scale)),
        type,
      );
      return right.neverZero ? rest : when([[dividesByZero(left, right), divisionByZero(type)]], rest);
    }
    default:
      throw new Error(`Unknown operator ${operator satisfies never as string}`);
  }
}

function decimalOf(type: Type): DecimalType {
  if (type.kind !== 'decimal')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Decimal arithmetic on ${formatType(type)}`);
  return type;
}

/** Whether a term with more digits than 128 bits have would wrap around when it gets the scale of the sum. */
function outgrown(value: SqlExpression, from: DecimalType, to: DecimalType): readonly SqlExpression[] {
  const zeros = to.scale - from.scale;
  if (from.precision + zeros <= maxPrecision) return [];
  const largest = (2n ** 127n - 1n) / 10n ** BigInt(zeros);
  return [binary(fn('abs', unscaled(value, from, from.scale)), '>', whole(largest, hugeint))];
}

function isZero(value: SqlExpression): SqlExpression {
  return binary(value, '=', cast(whole(0, integer), { kind: 'decimal', precision: 1, scale: 0 }));
}

/** A factor that DuckDB multiplies in 128 bits where the product needs them: two of 64 bits it would multiply in 64. */
function widened(value: SqlExpression, type: DecimalType, productPrecision: number): SqlExpression {
  return type.precision > narrowPrecision || productPrecision <= narrowPrecision
    ? value
    : cast(value, { kind: 'decimal', precision: narrowPrecision + 1, scale: type.scale });
}

/** The digits of a decimal as a whole number, for a scale that is at least its own. */
export function unscaled(value: SqlExpression, type: DecimalType, scale: number): SqlExpression {
  if (scale === 0) return cast(value, hugeint);
  const power = (zeros: number): string => `1${'0'.repeat(zeros)}`;
  if (type.precision + scale < maxPrecision) {
    const shifted = binary(
      widened(value, type, type.precision + scale + 1),
      '*',
      constant(power(scale), { kind: 'decimal', precision: scale + 1, scale: 0 }),
    );
    return cast(shifted, hugeint);
  }
  // Too many digits for a multiplication: the text without its point has them all.
  const digits = cast(fn('replace', cast(value, varchar), text('.'), text('')), hugeint);
  return scale === type.scale ? digits : binary(digits, '*', constant(power(scale - type.scale), hugeint));
}

/** A decimal from its digits: times 0.01 is a change of scale only. More than 38 digits fail. */
export function fromUnscaled(digits: SqlExpression, type: DecimalType): SqlExpression {
  const whole38 = cast(digits, { kind: 'decimal', precision: maxPrecision, scale: 0 });
  if (type.scale === 0) return cast(whole38, carrierOf(type));
  const unit = constant(`0.${'1'.padStart(type.scale, '0')}`, {
    kind: 'decimal',
    precision: type.scale,
    scale: type.scale,
  });
  return cast(binary(whole38, '*', unit), carrierOf(type));
}

export function decimalOverflow(type: DecimalType): SqlExpression {
  return raise('NUMERIC_VALUE_OUT_OF_RANGE', carrierOf(type), 'Decimal overflow');
}

/** A product whose operands have more than 38 digits together: its digits as 128-bit numbers, which fail when they overflow. */
function wideProduct(
  left: SqlExpression,
  right: SqlExpression,
  a: DecimalType,
  b: DecimalType,
  type: DecimalType,
): SqlExpression {
  const product = binary(unscaled(left, a, a.scale), '*', unscaled(right, b, b.scale));
  return when(
    [[binary(fn('abs', product), '>', largestUnscaled), decimalOverflow(type)]],
    fromUnscaled(product, type),
  );
}

const largestUnscaled = whole(10n ** 38n - 1n, hugeint);

/** By a function of ours, where digits go beyond what DuckDB counts with. */
function divided(
  operator: '/' | '%',
  left: Term,
  right: Term,
  a: DecimalType,
  b: DecimalType,
  type: DecimalType,
): SqlExpression {
  const compute = divideDecimals(operator, a, b, type);
  return computed({ parameters: [a, b], result: type, compute }, [
    cast(left.sql, carrierOf(a)),
    cast(right.sql, carrierOf(b)),
  ]);
}

/** The quotient of the digits, rounded half away from zero. */
function decimalQuotient(
  left: Term,
  right: Term,
  a: DecimalType,
  b: DecimalType,
  type: DecimalType,
): SqlExpression {
  const rescale = type.scale - a.scale + b.scale;
  // Twice the one and once the other must fit 128 bits.
  if (a.precision + rescale >= maxPrecision || b.precision >= maxPrecision || rescale < 0) {
    return divided('/', left, right, a, b, type);
  }
  const dividend = binary(unscaled(left.sql, a, a.scale), '*', whole(10n ** BigInt(rescale), hugeint));
  const divisor = unscaled(right.sql, b, b.scale);
  const magnitude = binary(
    binary(binary(whole(2, hugeint), '*', fn('abs', dividend)), '+', fn('abs', divisor)),
    '//',
    binary(whole(2, hugeint), '*', fn('abs', divisor)),
  );
  const negative = binary(
    binary(dividend, '<', whole(0, hugeint)),
    '<>',
    binary(divisor, '<', whole(0, hugeint)),
  );
  const quotient = when([[negative, { kind: 'negate', value: magnitude }]], magnitude);
  const result = fromUnscaled(quotient, type);
  return right.neverZero ? result : when([[dividesByZero(left, right), divisionByZero(type)]], result);
}

/** Arithmetic with dates, times and intervals. */
function temporalArithmetic(operator: Operator, left: Term, right: Term, type: Type): SqlExpression {
  try {
    return nativeTemporal(operator, left, right, type);
  } catch (error) {
    // What DuckDB has no operator for may have a function of ours.
    const compute = shiftValue(operator, left.type, right.type);
    if (compute === undefined) throw error;
    return computed({ parameters: [left.type, right.type], result: type, compute }, [left.sql, right.sql]);
  }
}

function nativeTemporal(operator: Operator, left: Term, right: Term, type: Type): SqlExpression {
  const unsupported = (): TrinoError =>
    new TrinoError(
      'NOT_SUPPORTED',
      `${formatType(left.type)} ${operator} ${formatType(right.type)} is not supported yet`,
    );
  if (type.kind === 'interval day to second' || type.kind === 'interval year to month') {
    return intervalArithmetic(operator, left, right, type, unsupported);
  }
  if (operator !== '+' && operator !== '-') throw unsupported();
  const [point, interval] = left.type.kind.startsWith('interval') ? [right, left] : [left, right];
  const amount: SqlExpression = operator === '-' ? { kind: 'negate', value: interval.sql } : interval.sql;
  if (interval.type.kind === 'interval day to second')
    return addMillis(operator, point, amount, type, unsupported);
  if (interval.type.kind === 'interval year to month') return addMonths(point, amount, type, unsupported);
  throw unsupported();
}

function intervalArithmetic(
  operator: Operator,
  left: Term,
  right: Term,
  type: Type,
  unsupported: () => TrinoError,
): SqlExpression {
  if (
    left.type.kind === type.kind &&
    right.type.kind === type.kind &&
    (operator === '+' || operator === '-')
  ) {
    return intervalOf(binary(cast(left.sql, hugeint), operator, cast(right.sql, hugeint)), type);
  }
  const difference = operator === '-' ? millisBetween(left, right) : undefined;
  if (difference !== undefined) return difference;
  if (left.type.kind === 'date' && right.type.kind === 'date' && operator === '-') {
    return binary(cast(binary(left.sql, '-', right.sql), bigint), '*', whole(dayMillis));
  }
  const carrier = carrierOf(type);
  const scale = (interval: SqlExpression, factor: Term): SqlExpression => {
    if (factor.type.kind === 'bigint')
      return intervalOf(binary(cast(interval, hugeint), '*', cast(factor.sql, hugeint)), type);
    // Java's cast from double cuts the fraction off.
    const scaled = fn('trunc', binary(cast(interval, double), operator === '/' ? '/' : '*', factor.sql));
    const number = not(fn('isnan', factor.sql));
    const allowed = operator === '/' ? and(number, binary(factor.sql, '<>', whole(0, double))) : number;
    const verb = operator === '/' ? 'divide' : 'multiply';
    const failure = raise(
      'INVALID_FUNCTION_ARGUMENT',
      carrier,
      `Cannot ${verb} by double `,
      fn('trino_double_text', factor.sql),
    );
    // Beyond 64 bits Java takes the last number there is, and 0 for what none is.
    const most = constant('9223372036854774784', double);
    const saturated = when(
      [
        [fn('isnan', scaled), whole(0n)],
        [binary(scaled, '>', most), whole(2n ** 63n - 1n)],
        [binary(scaled, '<', { kind: 'negate', value: most }), whole(-(2n ** 63n))],
      ],
      cast(scaled, bigint),
    );
    const fails = and(not(allowed), { kind: 'isNull', value: interval, negated: true });
    return when([[fails, failure]], intervalOf(cast(saturated, hugeint), type));
  };
  if (left.type.kind === type.kind && (operator === '*' || operator === '/')) return scale(left.sql, right);
  if (right.type.kind === type.kind && operator === '*') return scale(right.sql, left);
  throw unsupported();
}

/** An interval of its milliseconds or months, which wrap around in 64 bits; months must be 32-bit numbers then. */
function intervalOf(count: SqlExpression, type: Type): SqlExpression {
  const fits = tryCast(count, bigint);
  const range = whole(2n ** 64n, hugeint);
  const rest = binary(binary(count, '%', range), '+', range);
  const unsigned = binary(rest, '%', range);
  const negative = cast(binary(unsigned, '-', range), bigint);
  const isNegative = binary(unsigned, '>=', whole(2n ** 63n, hugeint));
  const wrapped = fn('coalesce', fits, when([[isNegative, negative]], cast(unsigned, bigint)));
  if (type.kind !== 'interval year to month') return wrapped;
  const tooMany = (words: string): SqlExpression =>
    raise('GENERIC_INTERNAL_ERROR', integer, 'Value ', wrapped, words);
  return when(
    [
      [binary(wrapped, '>', whole(2n ** 31n - 1n)), tooMany(' exceeds MAX_INT')],
      [binary(wrapped, '<', whole(-(2n ** 31n))), tooMany(' is less than MIN_INT')],
    ],
    cast(wrapped, integer),
  );
}

/** How far two points in time are apart, in whole milliseconds; undefined when they're no such points. */
function millisBetween(left: Term, right: Term): SqlExpression | undefined {
  if (left.type.kind !== right.type.kind) return undefined;
  switch (left.type.kind) {
    case 'timestamp':
      if (left.type.precision > 6) return undefined;
      return roundedMillis(binary(fn('epoch_us', left.sql), '-', fn('epoch_us', right.sql)), 1000n);
    case 'timestamp with time zone':
      // Beyond milliseconds there are parts to round.
      if (left.type.precision > 3) return undefined;
      return binary(field(left.sql, 'ms'), '-', field(right.sql, 'ms'));
    case 'time':
      return roundedMillis(binary(left.sql, '-', right.sql), 1_000_000_000n);
    default:
      return undefined;
  }
}

/** The nearest milliseconds, halves towards the later: moved where DuckDB's division, which truncates, is floor. @param unit of a millisecond */
function roundedMillis(amount: SqlExpression, unit: bigint): SqlExpression {
  const shift = 2n ** 60n;
  const moved = binary(cast(amount, hugeint), '+', whole(shift * unit + unit / 2n, hugeint));
  return cast(binary(binary(moved, '//', whole(unit, hugeint)), '-', whole(shift, hugeint)), bigint);
}

/** What fits beside a zone's key. */
const maxZonedMillis = 2n ** 51n - 1n;

function addMillis(
  operator: '+' | '-',
  point: Term,
  millis: SqlExpression,
  type: Type,
  unsupported: () => TrinoError,
): SqlExpression {
  switch (point.type.kind) {
    case 'date': {
      const days = narrow(binary(millis, '//', whole(dayMillis)), 'GENERIC_INTERNAL_ERROR');
      const failure = raise(
        'INVALID_FUNCTION_ARGUMENT',
        named('DATE'),
        operator === '+'
          ? 'Cannot add hour, minutes or seconds to a date'
          : 'Cannot subtract hour, minutes or seconds from a date',
      );
      return when(
        // A date that is NULL, or can't be computed, comes first.
        [[and(isNotNull(point.sql), binary(binary(millis, '%', whole(dayMillis)), '<>', whole(0))), failure]],
        binary(point.sql, '+', days),
      );
    }
    case 'timestamp':
      if (type.kind !== 'timestamp' || point.type.precision > 6 || type.precision > 6) throw unsupported();
      return when(
        [
          [
            binary(fn('abs', millis), '>', whole((2n ** 63n - 1n) / 1000n)),
            raise('GENERIC_INTERNAL_ERROR', carrierOf(type), 'long overflow'),
          ],
        ],
        fn('make_timestamp', binary(fn('epoch_us', point.sql), '+', binary(millis, '*', whole(1000)))),
      );
    case 'timestamp with time zone': {
      const moved = binary(field(point.sql, 'ms'), '+', millis);
      const fields = [
        { name: 'ms', value: moved },
        { name: 'ps', value: field(point.sql, 'ps') },
        { name: 'z', value: field(point.sql, 'z') },
      ];
      const failure = raise('GENERIC_INTERNAL_ERROR', carrierOf(type), 'Millis overflow: ', moved);
      return when([
        [binary(fn('abs', moved), '>', whole(maxZonedMillis)), failure],
        [isNotNull(moved), { kind: 'struct', fields }],
      ]);
    }
    default:
      throw unsupported();
  }
}

function addMonths(
  point: Term,
  months: SqlExpression,
  type: Type,
  unsupported: () => TrinoError,
): SqlExpression {
  if (point.type.kind === 'date' || (point.type.kind === 'timestamp' && point.type.precision <= 6)) {
    const moved = cast(binary(point.sql, '+', fn('to_months', months)), carrierOf(type));
    if (type.kind === 'date') return moved;
    // No two timestamps are 600,000 years apart.
    const tooFar = binary(fn('abs', cast(months, bigint)), '>', whole(12n * 600_000n));
    return when([[tooFar, raise('GENERIC_INTERNAL_ERROR', carrierOf(type), 'long overflow')]], moved);
  }
  throw unsupported();
}
