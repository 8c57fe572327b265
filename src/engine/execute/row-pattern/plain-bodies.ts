import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression } from '../../expressions/expression.ts';
import { likeCondition } from '../../expressions/like-pattern.ts';
import { extremeOf } from '../scalar/compare-values.ts';
import { argumentType, body, invalidArgument } from '../scalar/functions/function-body.ts';
import type { FunctionBodies } from '../scalar/functions/function-body.ts';
import { picosPerDay, picosPerMilli } from '../scalar/value.ts';
import type { Instant, Value } from '../scalar/value.ts';

/** Functions that DuckDB computes elsewhere, for conditions that read several rows of a match. */
export const plainBodies: FunctionBodies = {
  abs: body((value: number | bigint) => (value < 0 ? -value : value)),
  sqrt: body(Math.sqrt),
  ceil: { make: (call) => rounded(argumentType(call, 0).kind, Math.ceil) },
  ceiling: { make: (call) => rounded(argumentType(call, 0).kind, Math.ceil) },
  floor: { make: (call) => rounded(argumentType(call, 0).kind, Math.floor) },
  power: body((base: number, exponent: number) => base ** exponent),
  pow: body((base: number, exponent: number) => base ** exponent),
  length: body((text: string) => BigInt(Array.from(text).length)),
  lower: body((text: string) => text.toLowerCase()),
  upper: body((text: string) => text.toUpperCase()),
  concat: body((...texts: readonly string[]) => texts.join('')),
  strpos: body((text: string, part: string) => {
    const at = text.indexOf(part);
    return BigInt(at < 0 ? 0 : Array.from(text.slice(0, at)).length + 1);
  }),
  starts_with: body((text: string, start: string) => text.startsWith(start)),
  $like: {
    make: (call) => {
      const condition = likeCondition(call.arguments[1] as Expression);
      if (condition === undefined)
        throw new TrinoError(
          'NOT_SUPPORTED',
          'LIKE with a pattern that is not constant over several rows of a match is not supported yet in DEFINE',
        );
      return (text: string) => condition.accepts(text);
    },
  },
  greatest: {
    make:
      (call) =>
      (...values: readonly Value[]) =>
        extremeOf(call.type, 1)(values),
  },
  least: {
    make:
      (call) =>
      (...values: readonly Value[]) =>
        extremeOf(call.type, -1)(values),
  },
  date_diff: {
    make: (call) => {
      const { kind } = argumentType(call, 1);
      return (unit: string, from: Value, to: Value) =>
        difference(unit.toLowerCase(), picosOf(kind, from), picosOf(kind, to), kind);
    },
  },
};

function rounded(kind: string, round: (value: number) => number): (value: Value) => Value {
  if (kind === 'decimal')
    throw new TrinoError(
      'NOT_SUPPORTED',
      'Rounding decimals over several rows of a match is not supported yet in DEFINE',
    );
  return (value) => (typeof value === 'number' ? round(value) : value);
}

function picosOf(kind: string, value: Value): bigint {
  if (kind === 'date') return BigInt(value as number) * picosPerDay;
  return kind.endsWith('with time zone') ? (value as Instant).picos : (value as bigint);
}

const millis: Readonly<Record<string, bigint>> = {
  millisecond: 1n,
  second: 1000n,
  minute: 60_000n,
  hour: 3_600_000n,
  day: 86_400_000n,
  week: 604_800_000n,
};

/** Whole units between two points in time, towards zero. */
function difference(unit: string, from: bigint, to: bigint, kind: string): bigint {
  const size = millis[unit];
  if (size !== undefined) return (to - from) / (size * picosPerMilli);
  const months: Readonly<Record<string, bigint>> = { month: 1n, quarter: 3n, year: 12n };
  const each = months[unit];
  if (each === undefined) {
    const name = kind.startsWith('timestamp') ? 'TIMESTAMP' : kind.toUpperCase();
    throw invalidArgument(`'${unit}' is not a valid ${name} field`);
  }
  return monthsBetween(from, to) / each;
}

function monthsBetween(from: bigint, to: bigint): bigint {
  if (to < from) return -monthsBetween(to, from);
  const [a, b] = [dateOf(from), dateOf(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const rest = (date: Date, picos: bigint): bigint =>
    BigInt(date.getUTCDate()) * picosPerDay + (((picos % picosPerDay) + picosPerDay) % picosPerDay);
  const isLastDay =
    b.getUTCDate() === new Date(Date.UTC(b.getUTCFullYear(), b.getUTCMonth() + 1, 0)).getUTCDate();
  const isShort = rest(b, to) < rest(a, from) && !(isLastDay && a.getUTCDate() > b.getUTCDate());
  return BigInt(isShort ? months - 1 : months);
}

function dateOf(picos: bigint): Date {
  return new Date(Number(picos / picosPerMilli));
}
