import { TrinoError } from '../../errors/trino-error.ts';
import type { CallExpression } from '../../expressions/expression.ts';
import { shiftMonths } from '../../values/shift-months.ts';
import { instantOf, localPicos } from '../scalar/cast/time-casts.ts';
import { argumentType, invalidArgument } from '../scalar/functions/function-body.ts';
import type { FunctionBodies, FunctionBody } from '../scalar/functions/function-body.ts';
import { readField } from '../scalar/functions/time-fields.ts';
import type { TimeField } from '../scalar/functions/time-pattern.ts';
import { floorDivide, floorRemainder, picosPerDay, picosPerMilli, picosPerMinute } from '../scalar/value.ts';
import type { Instant, Value } from '../scalar/value.ts';

/** Functions on points in time that DuckDB computes elsewhere (functions/date-functions.ts). */
export const plainTimeBodies: FunctionBodies = {
  date: { make: (call) => (value: Value) => dayOf(localOf(call, 0)(value)) },
  year: calendar('year', (months) => months / 12n),
  quarter: {
    make: (call) => {
      const local = localOf(call, 0);
      return (value: Value) => BigInt(Math.floor((readField('monthOfYear', millisOf(local(value))) + 2) / 3));
    },
  },
  month: calendar('monthOfYear', (months) => months % 12n),
  week: calendar('weekOfWeekyear'),
  week_of_year: calendar('weekOfWeekyear'),
  day: calendar('dayOfMonth', undefined, (millis) => millis / 86_400_000n),
  day_of_month: calendar('dayOfMonth'),
  day_of_week: calendar('dayOfWeek'),
  dow: calendar('dayOfWeek'),
  day_of_year: calendar('dayOfYear'),
  doy: calendar('dayOfYear'),
  year_of_week: calendar('weekyear'),
  yow: calendar('weekyear'),
  hour: clock(3_600_000n, 24n),
  minute: clock(60_000n, 60n),
  second: clock(1000n, 60n),
  millisecond: clock(1n, 1000n),
  last_day_of_month: {
    make: (call) => {
      const local = localOf(call, 0);
      return (value: Value) => {
        const day = dayOf(local(value));
        const first = day - readField('dayOfMonth', day * 86_400_000) + 1;
        return shiftMonths(first, 1) - 1;
      };
    },
  },
  to_unixtime: {
    make: () => (value: Instant) => {
      const millis = floorDivide(value.picos, picosPerMilli);
      return Number(millis) / 1000 + Number(value.picos - millis * picosPerMilli) / 1e12;
    },
  },
  date_trunc: {
    make: (call) => {
      const [local, place] = [localOf(call, 1), placed(call)];
      return (unit: string, value: Value) => place(truncated(known(unit, call), local(value)), value);
    },
  },
  date_add: {
    make: (call) => {
      const [local, place] = [localOf(call, 2), placed(call)];
      const { kind } = call.type;
      return (unit: string, count: bigint, value: Value) => {
        const name = known(unit, call);
        const millis = millisOfUnit[name];
        // Below a day time goes on whatever the clock does.
        if (millis !== undefined && kind === 'timestamp with time zone') {
          const { picos, zone } = value as Instant;
          return { picos: picos + count * millis * picosPerMilli, zone };
        }
        return place(moved(name, count, local(value)), value);
      };
    },
  },
  date_diff: {
    make: (call) => {
      const local = localOf(call, 1);
      const { kind } = argumentType(call, 1);
      const isZoned = kind === 'timestamp with time zone';
      return (unit: string, from: Value, to: Value) => {
        const name = known(unit, call);
        const millis = millisOfUnit[name];
        if (isZoned && millis !== undefined)
          return ((to as Instant).picos - (from as Instant).picos) / (millis * picosPerMilli);
        // Both by the calendar of the first.
        const other = isZoned ? { picos: (to as Instant).picos, zone: (from as Instant).zone } : to;
        return between(name, local(from), local(other));
      };
    },
  },
};

const millisOfUnit: Readonly<Record<string, bigint>> = {
  millisecond: 1n,
  second: 1000n,
  minute: 60_000n,
  hour: 3_600_000n,
};
const daysOfUnit: Readonly<Record<string, bigint>> = { day: 1n, week: 7n };
const monthsOfUnit: Readonly<Record<string, bigint>> = { month: 1n, quarter: 3n, year: 12n };

/** A unit that the type of the last argument has. @throws TrinoError INVALID_FUNCTION_ARGUMENT */
function known(unit: string, call: CallExpression): string {
  const name = unit.toLowerCase();
  const { kind } = argumentType(call, call.arguments.length - 1);
  const hasTime = kind !== 'date';
  const hasDays = kind === 'date' || kind.startsWith('timestamp');
  if ((hasTime && name in millisOfUnit) || (hasDays && (name in daysOfUnit || name in monthsOfUnit)))
    return name;
  const shown = hasTime ? (hasDays ? 'TIMESTAMP' : 'TIME') : 'DATE';
  throw invalidArgument(`'${name}' is not a valid ${shown} field`);
}

/** What a clock and a calendar show at an argument's place, in picoseconds since 1970 or of the day. */
function localOf(call: CallExpression, index: number): (value: Value) => bigint {
  switch (argumentType(call, index).kind) {
    case 'date':
      return (value) => BigInt(value as number) * picosPerDay;
    case 'timestamp with time zone':
      return (value) => localPicos(value as Instant);
    case 'time with time zone':
      return (value) => {
        const { picos, zone } = value as Instant;
        return floorRemainder(picos + BigInt(zone) * picosPerMinute, picosPerDay);
      };
    default:
      return (value) => value as bigint;
  }
}

/** A local time as a value of the call's type, in the zone of another where it has one. */
function placed({ type: { kind } }: CallExpression): (local: bigint, like: Value) => Value {
  switch (kind) {
    case 'date':
      return (local) => dayOf(local);
    case 'time':
      return (local) => floorRemainder(local, picosPerDay);
    case 'timestamp with time zone':
      return (local, like) => instantOf(local, (like as Instant).zone);
    case 'time with time zone':
      return (local, like) => {
        const { zone } = like as Instant;
        return { picos: floorRemainder(local - BigInt(zone) * picosPerMinute, picosPerDay), zone };
      };
    default:
      return (local) => local;
  }
}

function dayOf(local: bigint): number {
  return Number(floorDivide(local, picosPerDay));
}

function millisOf(local: bigint): number {
  return Number(floorDivide(local, picosPerMilli));
}

/** A part that a calendar shows, or of an interval. */
function calendar(
  field: TimeField,
  ofMonths?: (months: bigint) => bigint,
  ofMillis?: (millis: bigint) => bigint,
): FunctionBody {
  return {
    make: (call) => {
      const { kind } = argumentType(call, 0);
      if (kind === 'interval year to month' && ofMonths !== undefined)
        return (value: number) => ofMonths(BigInt(value));
      if (kind === 'interval day to second' && ofMillis !== undefined) return ofMillis;
      const local = localOf(call, 0);
      return (value: Value) => BigInt(readField(field, millisOf(local(value))));
    },
  };
}

/** A part that a clock shows, or of an interval. @param millis that it lasts @param count how many make up the next one */
function clock(millis: bigint, count: bigint): FunctionBody {
  return {
    make: (call) => {
      if (argumentType(call, 0).kind === 'interval day to second')
        return (value: bigint) => (value / millis) % count;
      const local = localOf(call, 0);
      return (value: Value) => floorRemainder(floorDivide(local(value), picosPerMilli * millis), count);
    },
  };
}

function truncated(unit: string, local: bigint): bigint {
  const millis = millisOfUnit[unit];
  if (millis !== undefined) return local - floorRemainder(local, millis * picosPerMilli);
  const day = dayOf(local);
  const at = (first: number): bigint => BigInt(first) * picosPerDay;
  const field = (name: TimeField): number => readField(name, day * 86_400_000);
  switch (unit) {
    case 'day':
      return at(day);
    case 'week':
      return at(day - field('dayOfWeek') + 1);
    case 'year':
      return at(day - field('dayOfYear') + 1);
    default: {
      const first = day - field('dayOfMonth') + 1;
      return at(unit === 'month' ? first : shiftMonths(first, -((field('monthOfYear') - 1) % 3)));
    }
  }
}

function moved(unit: string, count: bigint, local: bigint): bigint {
  const millis = millisOfUnit[unit];
  if (millis !== undefined) return local + count * millis * picosPerMilli;
  if (BigInt.asIntN(32, count) !== count) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'integer overflow');
  const days = daysOfUnit[unit];
  if (days !== undefined) return local + count * days * picosPerDay;
  const day = dayOf(local);
  const months = Number(count * (monthsOfUnit[unit] ?? 1n));
  return local + BigInt(shiftMonths(day, months) - day) * picosPerDay;
}

/** Whole units between two local times, towards zero. */
function between(unit: string, from: bigint, to: bigint): bigint {
  const picos = (millisOfUnit[unit] ?? 0n) * picosPerMilli || (daysOfUnit[unit] ?? 0n) * picosPerDay;
  return picos > 0n ? (to - from) / picos : monthsBetween(from, to) / (monthsOfUnit[unit] ?? 1n);
}

function monthsBetween(from: bigint, to: bigint): bigint {
  if (to < from) return -monthsBetween(to, from);
  const field = (name: TimeField, local: bigint): number => readField(name, millisOf(local));
  const months =
    (field('year', to) - field('year', from)) * 12 + field('monthOfYear', to) - field('monthOfYear', from);
  const rest = (local: bigint): bigint =>
    BigInt(field('dayOfMonth', local)) * picosPerDay + floorRemainder(local, picosPerDay);
  const isLastDay = field('dayOfMonth', to + picosPerDay) === 1;
  const isShort =
    rest(to) < rest(from) && !(isLastDay && field('dayOfMonth', from) > field('dayOfMonth', to));
  return BigInt(isShort ? months - 1 : months);
}
