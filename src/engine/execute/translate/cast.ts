import { TrinoError } from '../../errors/trino-error.ts';
import type { CastExpression } from '../../expressions/expression.ts';
import { displayType } from '../../types/display-type.ts';
import { sameType } from '../../types/same-type.ts';
import type { DecimalType, RowType, Type } from '../../types/type.ts';
import { carrierOf } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import { castValue } from '../scalar/cast/cast-value.ts';
import type { ValueCast } from '../scalar/cast/cast-value.ts';
import { parseDecimal } from '../scalar/cast/number-casts.ts';
import { computed } from '../scalar/computation.ts';
import type { Value } from '../scalar/value.ts';
import { cannot, formatFloat, invalid } from './cast-conversion.ts';
import type { Conversion } from './cast-conversion.ts';
import { toVarchar } from './cast-to-text.ts';
import { toDate, toTime, toTimestamp } from './cast-to-time.ts';
import { utcSession } from './query-session.ts';
import type { QuerySession } from './query-session.ts';
import {
  and,
  binary,
  cast,
  constant,
  double,
  fn,
  isNotNull,
  isNull,
  not,
  or,
  raise,
  text,
  tryCast,
  varchar,
  when,
  whole,
} from './sql-shorthand.ts';

/** A cast by Trino's rules. `safe`: NULL where it would fail. */
export function translateCast(
  value: SqlExpression,
  from: Type,
  { type, safe }: Pick<CastExpression, 'type' | 'safe'>,
  session: QuerySession = utcSession,
): SqlExpression {
  if (from.kind === 'unknown') {
    // Always NULL, but computing it may fail. As text, NULL can be cast to anything.
    return value.kind === 'null' || value.kind === 'column'
      ? { kind: 'null', type: carrierOf(type) }
      : cast(cast(value, varchar), carrierOf(type));
  }
  const convert = conversions(value, from, type);
  if (convert === undefined) {
    const cast = castValue(from, type, session);
    if (cast === undefined) {
      throw new TrinoError(
        'NOT_SUPPORTED',
        `Cast from ${displayType(from)} to ${displayType(type)} is not supported yet`,
      );
    }
    return computed({ parameters: [from], result: type, compute: safe ? orNull(cast) : cast }, [value]);
  }
  if (convert.failure === undefined) return convert.result;
  if (safe) return when([[not(convert.failure.condition), convert.result]]);
  return when([[convert.failure.condition, convert.failure.error]], convert.result);
}

function orNull(cast: ValueCast): ValueCast {
  return (value) => {
    try {
      return cast(value);
    } catch (error) {
      if (error instanceof TrinoError) return null;
      throw error;
    }
  };
}

/** Whether a cast can fail for some value. */
export function castMayFail(from: Type, to: Type): boolean {
  const conversion = conversions({ kind: 'column', name: 'x' }, from, to);
  return conversion === undefined || conversion.failure !== undefined;
}

const wholeKinds = new Set(['tinyint', 'smallint', 'integer', 'bigint']);
const wholeBits: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, integer: 32, bigint: 64 };

function conversions(value: SqlExpression, from: Type, to: Type): Conversion | undefined {
  if (
    from.kind === to.kind &&
    !('precision' in to) &&
    to.kind !== 'varchar' &&
    to.kind !== 'char' &&
    to.kind !== 'array' &&
    to.kind !== 'row' &&
    to.kind !== 'map'
  ) {
    return { result: value };
  }
  if (wholeKinds.has(to.kind)) return toWhole(value, from, to);
  switch (to.kind) {
    case 'real':
    case 'double':
      return toFloat(value, from, to);
    case 'decimal':
      return toDecimal(value, from, to);
    case 'boolean':
      return toBoolean(value, from);
    case 'varchar':
      return toVarchar(value, from, to.length);
    case 'char':
      if (from.kind !== 'varchar' && from.kind !== 'char') return undefined;
      return { result: fn('rtrim', fn('left', value, whole(to.length)), text(' ')) };
    case 'date':
      return toDate(value, from);
    case 'timestamp':
      return toTimestamp(value, from, to.precision);
    case 'time':
      return from.kind === 'time' ? { result: toTime(value, from.precision, to.precision) } : undefined;
    case 'varbinary':
      return from.kind === 'varchar' ? { result: fn('encode', value) } : undefined;
    case 'array':
      return from.kind === 'array' ? toArray(value, from.element, to.element) : undefined;
    case 'row':
      // Other names alone: carriers have none.
      return from.kind === 'row' && sameTypes(from.fields, to.fields) ? { result: value } : undefined;
    default:
      return undefined;
  }
}

/** Element by element; one that can't be cast fails the cast. */
function toArray(value: SqlExpression, from: Type, to: Type): Conversion | undefined {
  if (sameType(from, to)) return { result: value };
  const element: SqlExpression = { kind: 'column', name: 'element' };
  const conversion = conversions(element, from, to);
  if (conversion === undefined) return undefined;
  const lambda: SqlExpression = { kind: 'lambda', parameters: ['element'], body: conversion.result };
  const result = cast(fn('list_transform', value, lambda), carrierOf({ kind: 'array', element: to }));
  const { failure } = conversion;
  if (failure === undefined) return { result };
  const failing = fn('list_filter', value, {
    kind: 'lambda',
    parameters: ['element'],
    body: fn('coalesce', failure.condition, { kind: 'boolean', value: false }),
  });
  // The error is that of the first element that fails.
  const message = fn('list_transform', failing, {
    kind: 'lambda',
    parameters: ['element'],
    body: failure.error,
  });
  return {
    result,
    failure: {
      condition: binary(fn('length', failing), '>', whole(0)),
      error: cast(message, carrierOf({ kind: 'array', element: to })),
    },
  };
}

function sameTypes(left: RowType['fields'], right: RowType['fields']): boolean {
  return (
    left.length === right.length &&
    left.every(({ type }, i) => right[i] !== undefined && sameType(type, right[i].type))
  );
}

function outOfRange(value: SqlExpression, type: Type): SqlExpression {
  return raise('NUMERIC_VALUE_OUT_OF_RANGE', carrierOf(type), `Out of range for ${type.kind}: `, value);
}

/** Trino's short name of a type in messages about text. */
function textTypeName(type: Type): string {
  return type.kind === 'integer' ? 'INT' : type.kind.toUpperCase();
}

function toWhole(value: SqlExpression, from: Type, to: Type): Conversion | undefined {
  const carrier = carrierOf(to);
  const attempt = tryCast(value, carrier);
  switch (from.kind) {
    case 'boolean':
      return { result: cast(value, carrier) };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      if ((wholeBits[from.kind] as number) <= (wholeBits[to.kind] as number))
        return { result: cast(value, carrier) };
      return {
        result: attempt,
        failure: { condition: cannot(attempt, value), error: outOfRange(value, to) },
      };
    case 'decimal': {
      const rounded = cast(value, {
        kind: 'decimal',
        precision: Math.min(38, from.precision - from.scale + 1),
        scale: 0,
      });
      return {
        result: attempt,
        failure: {
          condition: cannot(attempt, value),
          // Stock rounds decimals of up to 18 digits before it looks at them.
          error: invalid(
            to,
            "Cannot cast '",
            from.precision <= 18 ? rounded : value,
            `' to ${to.kind.toUpperCase()}`,
          ),
        },
      };
    }
    case 'real':
    case 'double': {
      // DuckDB rounds halves to even and wraps some values around: Trino rounds half up.
      const rounded = tryCast(fn('round', cast(value, double)), carrier);
      const formatted = formatFloat(value, from);
      const notANumber = invalid(to, `Cannot cast ${from.kind} NaN to ${to.kind}`);
      if (to.kind === 'bigint' && from.kind === 'real') {
        // As Java's rounding does: beyond the range lies its end.
        const end = when(
          [[binary(value, '<', cast(whole(0), carrierOf(from))), whole(-(2n ** 63n))]],
          whole(2n ** 63n - 1n),
        );
        return {
          result: fn('coalesce', rounded, when([[isNotNull(value), end]])),
          failure: { condition: and(isNotNull(value), fn('isnan', value)), error: notANumber },
        };
      }
      if (to.kind === 'bigint') {
        return {
          result: rounded,
          failure: {
            condition: and(isNotNull(value), or(isNull(rounded), fn('isnan', value))),
            error: invalid(to, 'Unable to cast ', formatted, ' to bigint'),
          },
        };
      }
      return {
        result: rounded,
        failure: {
          condition: and(isNotNull(value), or(isNull(rounded), fn('isnan', value))),
          error: when([[fn('isnan', value), notANumber]], outOfRange(formatted, to)),
        },
      };
    }
    case 'varchar':
    case 'char': {
      const parsed = when([[matches(value, '[+-]?[0-9]+'), attempt]]);
      return {
        result: parsed,
        failure: {
          condition: cannot(parsed, value),
          error: invalid(to, "Cannot cast '", value, `' to ${textTypeName(to)}`),
        },
      };
    }
    default:
      return undefined;
  }
}

function matches(value: SqlExpression, pattern: string): SqlExpression {
  return fn('regexp_full_match', value, text(pattern));
}

function toFloat(value: SqlExpression, from: Type, to: Type): Conversion | undefined {
  const carrier = carrierOf(to);
  switch (from.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'real':
      return { result: cast(value, carrier) };
    case 'double': {
      // Beyond the range of a real lies infinity, where DuckDB fails.
      const narrow = tryCast(value, carrier);
      const infinity = when(
        [[binary(value, '>', whole(0, double)), constant('Infinity', carrier)]],
        constant('-Infinity', carrier),
      );
      return { result: when([[cannot(narrow, value), infinity]], narrow) };
    }
    case 'varchar':
    case 'char': {
      const number =
        '[+-]?(NaN|Infinity|[0-9]+\\.?[0-9]*([eE][+-]?[0-9]+)?|\\.[0-9]+([eE][+-]?[0-9]+)?)[dDfF]?';
      const blanks = '[\\x00-\\x20]*';
      const trimmed = fn('rtrim', fn('trim', value, text(javaBlanks)), text('dDfF'));
      const parsed = when([[matches(value, `${blanks}${number}${blanks}`), tryCast(trimmed, carrier)]]);
      return {
        result: parsed,
        failure: {
          condition: cannot(parsed, value),
          error: invalid(to, "Cannot cast '", value, `' to ${textTypeName(to)}`),
        },
      };
    }
    default:
      return undefined;
  }
}

/** What Java's number parsers skip at both ends. */
const javaBlanks = ' \t\n\u000b\f\r';

function toDecimal(value: SqlExpression, from: Type, to: DecimalType): Conversion | undefined {
  const carrier = carrierOf(to);
  const name = displayType(to).toUpperCase();
  const attempt = tryCast(value, carrier);
  const failing = (result: SqlExpression, ...message: readonly (string | SqlExpression)[]): Conversion => ({
    result,
    failure: { condition: cannot(result, value), error: invalid(to, ...message) },
  });
  switch (from.kind) {
    case 'boolean':
      return { result: cast(cast(value, named('TINYINT')), carrier) };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return failing(attempt, `Cannot cast ${from.kind.toUpperCase()} '`, value, `' to ${name}`);
    case 'decimal':
      if (from.scale <= to.scale && from.precision - from.scale <= to.precision - to.scale)
        return { result: cast(value, carrier) };
      return failing(attempt, `Cannot cast ${displayType(from).toUpperCase()} '`, value, `' to ${name}`);
    case 'real':
    case 'double': {
      // The shortest text decides, not the binary value: 1.005 is 1.01 in decimal(3, 2).
      const formatted = formatFloat(value, from);
      // DuckDB lets texts with an exponent be a digit too long.
      const limit = constant(`1e${to.precision - to.scale}`, double);
      const parsed = withExponent(formatted, tryCast(formatted, carrier), to);
      const fits = binary(fn('abs', cast(parsed, double)), '<', limit);
      return failing(
        when([[fits, parsed]]),
        `Cannot cast ${from.kind.toUpperCase()} '`,
        formatted,
        `' to ${name}`,
      );
    }
    case 'varchar':
    case 'char': {
      const isNumber = matches(value, '[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?');
      const parsed = when([[isNumber, withExponent(value, attempt, to)]]);
      const why = when([[isNumber, text('Value too large.')]], text('Value is not a number.'));
      return failing(parsed, "Cannot cast VARCHAR '", value, `' to ${name}. `, why);
    }
    default:
      return undefined;
  }
}

/** The decimal of a number's text. DuckDB counts the digits before an exponent, also where it moves the point to the left of them. */
function withExponent(value: SqlExpression, plain: SqlExpression, to: DecimalType): SqlExpression {
  const limit = 10n ** BigInt(to.precision);
  const compute = (text: Value): Value => {
    const unscaled = parseDecimal(text as string, to.scale);
    return unscaled === undefined || unscaled >= limit || unscaled <= -limit ? null : unscaled;
  };
  const moved = computed({ parameters: [{ kind: 'varchar' }], result: to, compute }, [value]);
  return when([[matches(value, '.*[eE].*'), moved]], plain);
}

function toBoolean(value: SqlExpression, from: Type): Conversion | undefined {
  switch (from.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return { result: binary(value, '<>', whole(0, carrierOf(from))) };
    case 'real':
    case 'double':
    case 'decimal':
      return { result: binary(value, '<>', cast(whole(0), carrierOf(from))) };
    case 'varchar':
    case 'char': {
      const lower = fn('lower', value);
      const among = (...words: readonly string[]): SqlExpression => ({
        kind: 'in',
        value: lower,
        list: words.map(text),
      });
      const parsed = when([
        [among('t', 'true', '1'), { kind: 'boolean', value: true }],
        [among('f', 'false', '0'), { kind: 'boolean', value: false }],
      ]);
      return {
        result: parsed,
        failure: {
          condition: cannot(parsed, value),
          error: invalid({ kind: 'boolean' }, "Cannot cast '", value, "' to BOOLEAN"),
        },
      };
    }
    default:
      return undefined;
  }
}
