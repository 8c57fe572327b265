import type { DecimalType } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { decimalOverflow, fromUnscaled, unscaled } from '../arithmetic.ts';
import { and, bigint, binary, cast, fn, hugeint, or, when, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `sum` of decimals: more than 38 digits fail, where DuckDB goes on to 39. State: the sum's words (decimal-state-functions.ts). */
export function sumOfDecimal(type: DecimalType): AggregateTranslation {
  const result: DecimalType = { kind: 'decimal', precision: 38, scale: type.scale };
  const sumOfStates = (input: AggregateInput): SqlExpression =>
    cast(ofStates('sum', fn('trino_decimal_sum_of', firstValue(input))), hugeint);
  return {
    single: (input) => {
      if (mayOverflow(type)) return wideSum(wordsOfRows(input, type), result);
      const sum = sumOfRows(input, type);
      return when([[tooLarge(sum, result), decimalOverflow(result)]], cast(sum, carrierOf(result)));
    },
    partial: (input) => fn('trino_decimal_sum_state', unscaled(sumOfRows(input, type), result, type.scale)),
    merge: (input) => fn('trino_decimal_sum_state', sumOfStates(input)),
    final: (input) => limited(sumOfStates(input), result),
  };
}

/** `avg` of decimals, in the argument's type, rounded half away from zero. */
export function averageOfDecimal(type: DecimalType): AggregateTranslation {
  const sumType: DecimalType = { kind: 'decimal', precision: 38, scale: type.scale };
  const digits = (input: AggregateInput): SqlExpression =>
    unscaled(sumOfRows(input, type), sumType, type.scale);
  const count = (input: AggregateInput): SqlExpression => aggregate('count', [firstValue(input)], input);
  const sumOfStates = (input: AggregateInput): SqlExpression =>
    cast(ofStates('sum', fn('trino_decimal_average_sum_of', firstValue(input))), hugeint);
  const countOfStates = (input: AggregateInput): SqlExpression =>
    cast(ofStates('sum', fn('trino_decimal_average_count_of', firstValue(input))), bigint);
  return {
    single: (input) =>
      mayOverflow(type)
        ? wideAverage(wordsOfRows(input, type), count(input), type)
        : average(digits(input), count(input), type),
    partial: (input) => fn('trino_decimal_average_state', digits(input), count(input)),
    merge: (input) => fn('trino_decimal_average_state', sumOfStates(input), countOfStates(input)),
    final: (input) => average(sumOfStates(input), countOfStates(input), type),
  };
}

function sumOfRows(input: AggregateInput, type: DecimalType): SqlExpression {
  const value = firstValue(input);
  // DuckDB makes DECIMAL(38, s) of any sum; a cast of narrow values before would only widen what is read.
  return aggregate('sum', [cast(value, carrierOf(type))], input);
}

function tooLarge(sum: SqlExpression, type: DecimalType): SqlExpression {
  const nines = '9'.repeat(38 - type.scale) || '0';
  const largest = type.scale === 0 ? nines : `${nines}.${'9'.repeat(type.scale)}`;
  return binary(fn('abs', sum), '>', cast({ kind: 'text', value: largest }, carrierOf(type)));
}

/** A sum's digits as a decimal. */
function limited(digits: SqlExpression, type: DecimalType): SqlExpression {
  const largest = whole(10n ** 38n - 1n, hugeint);
  return when([[binary(fn('abs', digits), '>', largest), decimalOverflow(type)]], fromUnscaled(digits, type));
}

function average(digits: SqlExpression, count: SqlExpression, type: DecimalType): SqlExpression {
  const wide = cast(count, hugeint);
  const magnitude = fn('abs', digits);
  const quotient = binary(magnitude, '//', wide);
  // Not (2 * magnitude + count) // (2 * count): the magnitude may have all of 127 bits.
  const rest = binary(binary(magnitude, '%', wide), '*', whole(2, hugeint));
  const rounded = when([[binary(rest, '>=', wide), binary(quotient, '+', whole(1, hugeint))]], quotient);
  const signed = when(
    [[binary(digits, '<', whole(0, hugeint)), { kind: 'negate', value: rounded }]],
    rounded,
  );
  return when([[binary(count, '>', whole(0)), fromUnscaled(signed, type)]]);
}

/** Half of a long decimal's digits. */
const half = 10n ** 19n;

/** A sum in two parts of the same sign: how often 10^19 is in it, and the rest. */
interface Words {
  readonly high: SqlExpression;
  readonly low: SqlExpression;
}

/** Whether a sum on its way may need more than DuckDB's 128 bits: with fewer digits that takes 10^11 rows. */
function mayOverflow({ precision }: DecimalType): boolean {
  return precision > 27;
}

function wordsOfRows(input: AggregateInput, type: DecimalType): Words {
  const digits = unscaled(firstValue(input), type, type.scale);
  const unit = whole(half, hugeint);
  const one = whole(1, hugeint);
  const zero = whole(0, hugeint);
  const sumOf = (part: SqlExpression): SqlExpression => cast(aggregate('sum', [part], input), hugeint);
  const low = sumOf(binary(digits, '%', unit));
  const high = binary(sumOf(binary(digits, '//', unit)), '+', binary(low, '//', unit));
  const rest = binary(low, '%', unit);
  const isAbove = and(binary(high, '>', zero), binary(rest, '<', zero));
  const isBelow = and(binary(high, '<', zero), binary(rest, '>', zero));
  const moved = (value: SqlExpression, above: SqlExpression, below: SqlExpression): SqlExpression =>
    when(
      [
        [isAbove, above],
        [isBelow, below],
      ],
      value,
    );
  return {
    high: moved(high, binary(high, '-', one), binary(high, '+', one)),
    low: moved(rest, binary(rest, '+', unit), binary(rest, '-', unit)),
  };
}

function wideSum({ high, low }: Words, result: DecimalType): SqlExpression {
  const unit = whole(half, hugeint);
  return when(
    [[binary(fn('abs', high), '>=', unit), decimalOverflow(result)]],
    fromUnscaled(binary(binary(high, '*', unit), '+', low), result),
  );
}

function wideAverage({ high, low }: Words, count: SqlExpression, type: DecimalType): SqlExpression {
  const unit = whole(half, hugeint);
  const zero = whole(0, hugeint);
  const wide = cast(count, hugeint);
  const [highPart, lowPart] = [fn('abs', high), fn('abs', low)];
  const below = binary(binary(binary(highPart, '%', wide), '*', unit), '+', lowPart);
  const quotient = binary(binary(binary(highPart, '//', wide), '*', unit), '+', binary(below, '//', wide));
  const isUp = binary(binary(binary(below, '%', wide), '*', whole(2, hugeint)), '>=', wide);
  const rounded = when([[isUp, binary(quotient, '+', whole(1, hugeint))]], quotient);
  const isNegative = or(binary(high, '<', zero), binary(low, '<', zero));
  const signed = when([[isNegative, { kind: 'negate', value: rounded }]], rounded);
  return when([[binary(count, '>', whole(0)), fromUnscaled(signed, type)]]);
}
