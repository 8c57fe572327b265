import { TrinoError } from '../../../errors/trino-error.ts';
import { parseDateText, parseTimestampText, parseTimeText } from '../../../expressions/literal-text.ts';
import type { ConstantValue } from '../../../expressions/expression.ts';
import type { TemporalType, Type } from '../../../types/type.ts';
import { offsetKey } from '../../../values/time-zone-key.ts';
import { localToInstantMillis, zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import { withoutOuterSpace } from '../../../values/white-space.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import {
  floorDivide,
  floorRemainder,
  picosPerDay,
  picosPerMicro,
  picosPerMilli,
  picosPerMinute,
  picosPerSecond,
} from '../value.ts';
import type { Instant, Value } from '../value.ts';
import { invalidCast } from './cast-failure.ts';

type Cast = (value: Value) => Value;

/** The local time that a clock in the zone shows, in picoseconds since 1970. */
export function localPicos({ picos, zone }: Instant): bigint {
  const millis = Number(floorDivide(picos, picosPerMilli));
  return picos + BigInt(zoneOffsetMillis(zone, millis)) * picosPerMilli;
}

/** The instant of a local time in a zone. */
export function instantOf(local: bigint, zone: number): Instant {
  const millis = floorDivide(local, picosPerMilli);
  const instant = checkedMillis(BigInt(localToInstantMillis(zone, Number(millis))));
  return { picos: instant * picosPerMilli + (local - millis * picosPerMilli), zone };
}

/** Milliseconds that fit beside a zone's key, in 52 bits. @throws TrinoError GENERIC_INTERNAL_ERROR, as stock */
export function checkedMillis(millis: bigint): bigint {
  if (!fitsBesideZone(millis)) throw new TrinoError('GENERIC_INTERNAL_ERROR', `Millis overflow: ${millis}`);
  return millis;
}

const maxZonedMillis = 2n ** 51n - 1n;

function fitsBesideZone(millis: bigint): boolean {
  return millis <= maxZonedMillis && millis >= -maxZonedMillis - 1n;
}

/** Fraction digits of a second that a type has at most. */
const maxPrecision = 12;

/** Half up to a number of fraction digits. */
export function roundPicos(picos: bigint, precision: number): bigint {
  if (precision >= 12) return picos;
  const unit = 10n ** BigInt(12 - precision);
  return floorDivide(picos + unit / 2n, unit) * unit;
}

function offsetMinutes(zone: number, millis: number): number {
  return Math.trunc(zoneOffsetMillis(zone, millis) / 60_000);
}

/** Days since 1970 of the query's begin, in a zone that is so far ahead of UTC. */
function today({ startMillis }: QuerySession, offsetMillis: number): bigint {
  return floorDivide(BigInt(startMillis + offsetMillis), 86_400_000n);
}

/** Casts to date. @returns undefined when there is no such cast */
export function toDate(from: Type): Cast | undefined {
  switch (from.kind) {
    case 'varchar':
    case 'char':
      return (value) => {
        const days = parseDateText(value as string);
        if (days === undefined) throw invalidCast(`Value cannot be cast to date: ${value as string}`);
        return days;
      };
    case 'timestamp':
      return (value) => Number(floorDivide(value as bigint, picosPerDay));
    case 'timestamp with time zone':
      return (value) => Number(floorDivide(localPicos(value as Instant), picosPerDay));
    default:
      return undefined;
  }
}

/** Casts to times and points in time, with zones and without. @returns undefined when there is no such cast */
export function toTemporal(from: Type, to: TemporalType, session: QuerySession): Cast | undefined {
  switch (to.kind) {
    case 'time':
      return toTime(from, to.precision);
    case 'time with time zone':
      return toTimeWithZone(from, to.precision, session);
    case 'timestamp':
      return toTimestamp(from, to.precision, session);
    case 'timestamp with time zone':
      return toInstant(from, to.precision, session);
    default:
      throw new Error(`Unknown type ${to.kind satisfies never as string}`);
  }
}

function toTime(from: Type, precision: number): Cast | undefined {
  const rounded = (picos: bigint): bigint =>
    roundPicos(floorRemainder(picos, picosPerDay), precision) % picosPerDay;
  switch (from.kind) {
    case 'time':
      return (value) => rounded(value as bigint);
    case 'timestamp':
      return (value) => {
        const picos = value as bigint;
        // Before 1970 stock is a second off where there is a fraction of one.
        const isOff = picos < 0n && picos % picosPerSecond !== 0n;
        return rounded(isOff ? picos - picosPerSecond : picos);
      };
    case 'time with time zone':
      return (value) => rounded(localTimeOfDay(value as Instant));
    case 'timestamp with time zone':
      return (value) => rounded(localPicos(value as Instant));
    case 'varchar':
    case 'char':
      return (value) => {
        const parsed = parseTimeText(value as string);
        if (parsed?.type.kind !== 'time' || parsed.type.precision > maxPrecision)
          throw invalidCast(`Value cannot be cast to time: ${value as string}`);
        return rounded(parsed.value as bigint);
      };
    default:
      return undefined;
  }
}

function localTimeOfDay({ picos, zone }: Instant): bigint {
  return floorRemainder(picos + BigInt(zone) * picosPerMinute, picosPerDay);
}

function toTimeWithZone(from: Type, precision: number, session: QuerySession): Cast | undefined {
  const timeAt = (local: bigint, offset: number): Instant => {
    const rounded = roundPicos(floorRemainder(local, picosPerDay), precision);
    return { picos: floorRemainder(rounded - BigInt(offset) * picosPerMinute, picosPerDay), zone: offset };
  };
  const sessionOffset = (): number => offsetMinutes(session.zone, session.startMillis);
  switch (from.kind) {
    case 'time':
    case 'timestamp':
      // The offset is the session's today, whatever the date of the value.
      return (value) => timeAt(value as bigint, sessionOffset());
    case 'time with time zone':
      return (value) => timeAt(localTimeOfDay(value as Instant), (value as Instant).zone);
    case 'timestamp with time zone':
      return (value) => {
        const instant = value as Instant;
        const local = localPicos(instant);
        // Stock asks for the offset at the local time, as if that were UTC's.
        return timeAt(local, offsetMinutes(instant.zone, Number(floorDivide(local, picosPerMilli))));
      };
    case 'varchar':
    case 'char':
      return (value) => {
        const parsed = parseTimeText(value as string);
        if (parsed === undefined || parsed.type.precision > maxPrecision)
          throw invalidCast(`Value cannot be cast to timestamp: ${value as string}`);
        if (parsed.type.kind === 'time') return timeAt(parsed.value as bigint, sessionOffset());
        const { millis, picosOfMilli, zoneKey } = parsed.value as ZonedConstant;
        return timeAt(millis * picosPerMilli + BigInt(picosOfMilli), zoneKey);
      };
    default:
      return undefined;
  }
}

type ZonedConstant = Extract<ConstantValue, { readonly millis: bigint }>;

function toTimestamp(from: Type, precision: number, session: QuerySession): Cast | undefined {
  const rounded = (picos: bigint): bigint => roundPicos(picos, precision);
  const day = (): bigint => today(session, zoneOffsetMillis(session.zone, session.startMillis)) * picosPerDay;
  switch (from.kind) {
    case 'date':
      return (value) => BigInt(value as number) * picosPerDay;
    case 'time':
      return (value) => day() + rounded(value as bigint);
    case 'time with time zone':
      return (value) => day() + rounded(localTimeOfDay(value as Instant));
    case 'timestamp':
      return (value) => rounded(value as bigint);
    case 'timestamp with time zone':
      return (value) => rounded(localPicos(value as Instant));
    case 'varchar':
    case 'char':
      return (value) => {
        const text = value as string;
        // What the zone behind it is doesn't matter: the time is taken as a clock there shows it.
        const parsed = parseTimestampText(text);
        const local =
          parsed?.type.kind === 'timestamp' ? parsed : parsed && parseTimestampText(withoutZone(text));
        if (local?.type.kind !== 'timestamp')
          throw invalidCast(`Value cannot be cast to timestamp: ${withoutOuterSpace(text)}`);
        return rounded(picosOfConstant(local.value));
      };
    default:
      return undefined;
  }
}

/** Digits beyond the twelfth say whether to round up; the reader of literals drops them. */
function withoutZone(text: string): string {
  return /^(.*\d)\s+[^\s\d].*$/.exec(text)?.[1] ?? text.replace(/\s*[A-Za-z+-][^\s]*\s*$/, '');
}

function picosOfConstant(value: ConstantValue): bigint {
  if (typeof value === 'bigint') return value * picosPerMicro;
  const { micros, picos } = value as { readonly micros: bigint; readonly picos: number };
  return micros * picosPerMicro + BigInt(picos);
}

function toInstant(from: Type, precision: number, session: QuerySession): Cast | undefined {
  const { zone } = session;
  switch (from.kind) {
    case 'date':
      return (value) => instantOf(BigInt(value as number) * picosPerDay, zone);
    case 'time':
      return (value) => {
        const offset = zoneOffsetMillis(zone, session.startMillis);
        return instantOf(today(session, offset) * picosPerDay + roundPicos(value as bigint, precision), zone);
      };
    case 'time with time zone':
      return (value) => {
        const time = value as Instant;
        // The time of day as a clock of UTC shows it, on the session's date as if that were UTC's.
        const days = today(session, zoneOffsetMillis(session.zone, session.startMillis));
        return { picos: days * picosPerDay + roundPicos(time.picos, precision), zone: offsetKey(time.zone) };
      };
    case 'timestamp':
      return (value) => {
        const local = roundPicos(value as bigint, precision);
        const millis = localToInstantMillis(zone, Number(floorDivide(local, picosPerMilli)));
        // Of milliseconds stock tells in other words that they are too many.
        if (precision <= 3 && !fitsBesideZone(BigInt(millis)))
          throw invalidCast(`Out of range for timestamp with time zone: ${millis}`);
        return instantOf(local, zone);
      };
    case 'timestamp with time zone':
      return (value) => {
        const instant = value as Instant;
        return { picos: roundPicos(instant.picos, precision), zone: instant.zone };
      };
    case 'varchar':
    case 'char':
      return (value) => {
        const parsed = parseTimestampText(value as string);
        if (parsed === undefined)
          throw invalidCast(`Value cannot be cast to timestamp: ${withoutOuterSpace(value as string)}`);
        if (parsed.type.kind === 'timestamp')
          return instantOf(roundPicos(picosOfConstant(parsed.value), precision), zone);
        const { millis, picosOfMilli, zoneKey } = parsed.value as ZonedConstant;
        return { picos: roundPicos(millis * picosPerMilli + BigInt(picosOfMilli), precision), zone: zoneKey };
      };
    default:
      return undefined;
  }
}
