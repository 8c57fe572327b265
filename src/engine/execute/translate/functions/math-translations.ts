import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { fromUnscaled, translateArithmetic, unscaled } from '../arithmetic.ts';
import type { Type } from '../../../types/type.ts';
import {
  and,
  binary,
  cast,
  constant,
  double,
  fn,
  hugeint,
  isNotNull,
  isNull,
  or,
  raise,
  when,
  whole,
} from '../sql-shorthand.ts';
import { computed } from '../../scalar/computation.ts';
import { argumentType } from '../../scalar/functions/function-body.ts';
import { roundFloating, roundUnscaled } from '../../scalar/functions/round-body.ts';
import { naturalLogarithm } from './trigonometric-translations.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

/** Functions on numbers (functions/math-functions.ts). */
export const mathTranslations: FunctionTranslations = {
  abs: ofArguments(([value], { type }) => {
    const smallest = smallestWhole[type.kind];
    const magnitude = cast(fn('abs', value as SqlExpression), carrierOf(type));
    if (smallest === undefined) return magnitude;
    const carrier = carrierOf(type);
    const failure = raise(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      carrier,
      `Value ${smallest} is out of range for abs(${type.kind})`,
    );
    return when([[binary(value as SqlExpression, '=', constant(smallest, carrier)), failure]], magnitude);
  }),
  round: (call, translate) => {
    if (isNullConstant(call.arguments[1])) return { kind: 'null', type: carrierOf(call.type) };
    const value = translate(argument(call.arguments, 0));
    const digits = call.arguments[1] === undefined ? undefined : translate(call.arguments[1]);
    const carrier = carrierOf(call.type);
    switch (call.type.kind) {
      case 'tinyint':
      case 'smallint':
      case 'integer':
      case 'bigint':
        return digits === undefined ? value : roundWhole(value, digits, call.type.kind, carrier);
      case 'real':
      case 'double': {
        if (digits === undefined)
          return when([[binary(value, '=', whole(0, carrier)), whole(0, carrier)]], fn('round', value));
        return computed(
          { parameters: [call.type, { kind: 'integer' }], result: call.type, compute: roundFloating },
          [value, digits],
        );
      }
      case 'decimal':
        if (digits === undefined) return cast(fn('round', value), carrier);
        if (call.arguments[1]?.kind !== 'constant') {
          const first = argumentType(call, 0);
          if (first.kind !== 'decimal') throw notYet('round of something else');
          return computed(
            {
              parameters: [first, { kind: 'integer' }],
              result: call.type,
              compute: roundUnscaled(first.scale),
            },
            [value, digits],
          );
        }
        return roundDecimal(value, Number(call.arguments[1].value), call.type.scale, carrier);
      default:
        throw notYet(`round of ${call.type.kind}`);
    }
  },
  ceiling: wholePart('ceil'),
  ceil: wholePart('ceil'),
  floor: wholePart('floor'),
  mod: (call, translate) => {
    // To the function, unlike the operator, it's Java that fails.
    if (call.type.kind in smallestWhole) return wholeRemainder(call, translate);
    const [left, right] = call.arguments.map((part) => ({
      sql: translate(part),
      type: part.type,
      neverZero: false,
    }));
    return translateArithmetic(
      '%',
      left as NonNullable<typeof left>,
      right as NonNullable<typeof right>,
      call.type,
    );
  },
  sqrt: inDomain('sqrt', (value) => binary(value, '>=', whole(0, double))),
  power,
  pow: power,
  exp: ofArguments((values) => fn('exp', ...values)),
  ln: ofArguments((values) => naturalLogarithm(argument(values, 0))),
  sign: ofArguments(([value], { type }) => signOf(value as SqlExpression, type)),
  truncate: (call, translate) => truncate(call, translate),
  random: (call, translate) => random(call, translate),
  nan: () => nan,
  infinity: () => constant('Infinity', double),
};

const nan = constant('NaN', double);

function wholeRemainder(call: CallExpression, translate: (part: Expression) => SqlExpression): SqlExpression {
  const [value, divisor] = call.arguments.map(translate) as [SqlExpression, SqlExpression];
  const carrier = carrierOf(call.type);
  return when([
    [
      and(binary(divisor, '=', whole(0, carrier)), isNotNull(value)),
      raise('GENERIC_INTERNAL_ERROR', carrier, '/ by zero'),
    ],
    // The least number has no opposite.
    [and(binary(divisor, '=', whole(-1, carrier)), isNotNull(value)), whole(0, carrier)],
    [isNotNull(divisor), binary(value, '%', divisor)],
  ]);
}

function isNullConstant(expression: Expression | undefined): boolean {
  return expression?.kind === 'constant' && expression.value === null;
}

/** A power: for Java 1 to the power of NaN is NaN, and so is ±1 to that of infinity. */
function power(call: CallExpression, translate: (argument: Expression) => SqlExpression): SqlExpression {
  const [base, exponent] = call.arguments.map(translate) as [SqlExpression, SqlExpression];
  const undefinedForJava = and(
    binary(fn('abs', base), '=', whole(1, double)),
    or(fn('isnan', exponent), fn('isinf', exponent)),
  );
  return when([[undefinedForJava, nan]], fn('pow', base, exponent));
}

const smallestWhole: Readonly<Record<string, string>> = {
  tinyint: '-128',
  smallint: '-32768',
  integer: '-2147483648',
  bigint: '-9223372036854775808',
};

/** `ceil` and `floor`: whole numbers are themselves (DuckDB takes bigints through doubles). */
function wholePart(name: 'ceil' | 'floor'): FunctionTranslation {
  return ofArguments(([value], { type }) =>
    type.kind in smallestWhole
      ? (value as SqlExpression)
      : cast(fn(name, value as SqlExpression), carrierOf(type)),
  );
}

/** A function of doubles that DuckDB refuses outside of its domain, where Trino answers NaN. */
function inDomain(name: 'sqrt', inside: (value: SqlExpression) => SqlExpression): FunctionTranslation {
  return ofArguments(([value]) => {
    const x = value as SqlExpression;
    // The argument is guarded too: DuckDB may evaluate a branch for rows that don't take it.
    return when(
      [
        [inside(x), fn(name, when([[inside(x), x]]))],
        [isNull(x), { kind: 'null', type: double }],
      ],
      nan,
    );
  });
}

/** Largest number of digits that a whole number can lose. */
const maxWholeDigits = 18;

function roundWhole(
  value: SqlExpression,
  digits: SqlExpression,
  kind: string,
  carrier: ReturnType<typeof carrierOf>,
): SqlExpression {
  const rounded = fn('round', cast(value, hugeint), digits);
  const least = BigInt(smallestWhole[kind] as string);
  const tooLarge = or(
    binary(rounded, '<', whole(least, hugeint)),
    binary(rounded, '>', whole(-least - 1n, hugeint)),
  );
  return when(
    [
      [binary(digits, '>=', whole(0)), value],
      [binary(digits, '<', whole(-maxWholeDigits)), roundOverflow(value, rounded, 'bigint', carrier)],
      [tooLarge, roundOverflow(value, rounded, kind, carrier)],
    ],
    cast(rounded, carrier),
  );
}

/** What stock says of a whole number that is too large when it's rounded, which differs by type. */
function roundOverflow(
  value: SqlExpression,
  rounded: SqlExpression,
  kind: string,
  carrier: ReturnType<typeof carrierOf>,
): SqlExpression {
  switch (kind) {
    case 'bigint':
      return raise('NUMERIC_VALUE_OUT_OF_RANGE', carrier, 'numerical overflow: ', value);
    case 'integer':
      return raise('GENERIC_INTERNAL_ERROR', carrier, 'integer overflow');
    default:
      return raise('NUMERIC_VALUE_OUT_OF_RANGE', carrier, `Out of range for ${kind}: `, rounded);
  }
}

function roundDecimal(
  value: SqlExpression,
  digits: number,
  scale: number,
  carrier: ReturnType<typeof carrierOf>,
): SqlExpression {
  if (digits >= scale) return cast(value, carrier);
  // DuckDB narrows the scale with the digits: cast back to the type that Trino says.
  return cast(fn('round', value, whole(digits, { kind: 'name', name: 'INTEGER' })), carrier);
}

/** DuckDB's answer is a TINYINT, 0 for NaN too. */
function signOf(value: SqlExpression, type: Type): SqlExpression {
  const sign = cast(fn('sign', value), carrierOf(type));
  if (type.kind !== 'double' && type.kind !== 'real') return sign;
  const zero = cast(whole(0), carrierOf(type));
  // NaN and either zero are themselves.
  return when([[or(fn('isnan', value), binary(value, '=', zero)), value]], sign);
}

function truncate(call: CallExpression, translate: (argument: Expression) => SqlExpression): SqlExpression {
  const value = translate(argument(call.arguments, 0));
  const digits = call.arguments[1];
  if (call.type.kind !== 'decimal') return fn('trunc', value);
  if (digits === undefined) return cast(fn('trunc', value), carrierOf(call.type));
  const { scale } = call.type;
  const kept = (count: number): SqlExpression => {
    if (count >= scale) return value;
    const unit = whole(10n ** BigInt(Math.min(38, scale - count)), hugeint);
    const type = call.type as Extract<Type, { kind: 'decimal' }>;
    return fromUnscaled(binary(binary(unscaled(value, type, scale), '//', unit), '*', unit), type);
  };
  if (digits.kind === 'constant' && digits.value !== null) return kept(Number(digits.value));
  // One branch for each number of digits that makes a difference.
  const count = translate(digits);
  const least = scale - call.type.precision;
  const branches = Array.from({ length: scale - least }, (_, index): [SqlExpression, SqlExpression] => [
    binary(count, '<=', whole(least + index, { kind: 'name', name: 'INTEGER' })),
    kept(least + index),
  ]);
  return when([...branches, [isNotNull(count), value]]);
}

/** DuckDB's numbers are drawn anew for each row, as Trino's are. */
function random(call: CallExpression, translate: (argument: Expression) => SqlExpression): SqlExpression {
  const [first, second] = call.arguments.map(translate);
  if (first === undefined) return fn('random');
  const carrier = carrierOf(call.type);
  const zero = whole(0, carrier);
  const [low, high] = second === undefined ? [zero, first] : [first, second];
  const invalid =
    second === undefined
      ? raise('INVALID_FUNCTION_ARGUMENT', carrier, 'bound must be positive')
      : raise('INVALID_FUNCTION_ARGUMENT', carrier, 'start value must be less than stop value');
  const width = cast(binary(cast(high, hugeint), '-', cast(low, hugeint)), double);
  const drawn = cast(fn('floor', binary(fn('random'), '*', width)), hugeint);
  return when([
    [binary(high, '<=', low), invalid],
    [and(isNotNull(low), isNotNull(high)), cast(binary(cast(low, hugeint), '+', drawn), carrier)],
  ]);
}

function notYet(what: string): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `${what} is not supported yet`);
}
