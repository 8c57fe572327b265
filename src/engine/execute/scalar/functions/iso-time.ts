import { civilDate, epochDays } from '../../../values/date-text.ts';
import { offsetKey, timeZoneKey } from '../../../values/time-zone-key.ts';
import { instantOf } from '../cast/time-casts.ts';
import { picosPerDay, picosPerSecond } from '../value.ts';
import type { Instant } from '../value.ts';
import { invalidArgument } from './function-body.ts';

const months = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
];

/** Days since 1970. @throws RangeError in the words of java.time */
function daysOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12)
    throw new RangeError(`Invalid value for MonthOfYear (valid values 1 - 12): ${month}`);
  if (day < 1 || day > 31)
    throw new RangeError(`Invalid value for DayOfMonth (valid values 1 - 28/31): ${day}`);
  const days = epochDays({ year, month, day });
  if (civilDate(days).day === day) return days;
  throw new RangeError(
    month === 2 && day === 29
      ? `Invalid date 'February 29' as '${year}' is not a leap year`
      : `Invalid date '${months[month - 1] as string} ${day}'`,
  );
}

/**
 * `date_parse` of `%Y-%m-%d`, for which stock has a way of its own with other errors.
 * @returns local picoseconds since 1970; undefined for what doesn't look like such a date
 */
export function parsePlainDate(text: string): bigint | undefined {
  const match = /^(\d+)-(\d{2})-(\d{2})$/.exec(text);
  if (match === null || text.length > 16) return undefined;
  try {
    return BigInt(daysOf(Number(match[1]), Number(match[2]), Number(match[3]))) * picosPerDay;
  } catch (error) {
    throw error instanceof RangeError ? invalidArgument(error.message) : error;
  }
}

/** What has to stand at a place of the text, one after the other; optional groups end the text or go on. */
const head = [
  /^(?:\d{4}(?!\d)|[+-]\d{4,10})/,
  /^-/,
  /^\d{2}/,
  /^-/,
  /^\d{2}/,
  /^T/i,
  /^\d{2}/,
  /^:/,
  /^\d{2}/,
];

/**
 * `from_iso8601_timestamp_nanos`, which unlike its sister is strict: date, time and maybe an offset.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT in the words of java.time
 */
export function parseIsoNanos(text: string, sessionZone: number): Instant {
  let at = 0;
  const parts = head.map((pattern) => {
    const found = pattern.exec(text.slice(at))?.[0];
    if (found === undefined) throw invalidArgument(`Text '${text}' could not be parsed at index ${at}`);
    at += found.length;
    return found;
  });
  const rest = /^(?::(\d{2})(?:\.(\d{0,9}))?)?/.exec(text.slice(at));
  const [all = '', second = '0', fraction = ''] = rest ?? [];
  at += all.length;
  const offset = /^(?:Z|([+-])(\d{2}):(\d{2}))(?:\[([^\]]+)\])?/i.exec(text.slice(at));
  const [found = '', sign, hours = '0', minutes = '0', region] = offset ?? [];
  at += found.length;
  if (at < text.length)
    throw invalidArgument(`Text '${text}' could not be parsed, unparsed text found at index ${at}`);
  try {
    const day = daysOf(Number(parts[0]), Number(parts[2]), Number(parts[4]));
    for (const [value, high, name] of [
      [parts[6], 23, 'HourOfDay'],
      [parts[8], 59, 'MinuteOfHour'],
      [second, 59, 'SecondOfMinute'],
    ] as const) {
      if (Number(value) > high)
        throw new RangeError(`Invalid value for ${name} (valid values 0 - ${high}): ${Number(value)}`);
    }
    const seconds = Number(parts[6]) * 3600 + Number(parts[8]) * 60 + Number(second);
    const local =
      BigInt(day) * picosPerDay + BigInt(seconds) * picosPerSecond + BigInt(fraction.padEnd(12, '0'));
    if (offset === null) return instantOf(local, sessionZone);
    if (Number(hours) > 23 || Number(minutes) > 59)
      throw new RangeError('Value out of range: Hour[0-23], Minute[0-59], Second[0-59]');
    const total = Number(hours) * 60 + Number(minutes);
    const instant = instantOf(local, offsetKey(sign === '-' ? -total : total));
    const zone = region === undefined ? undefined : timeZoneKey(region);
    return zone === undefined ? instant : { picos: instant.picos, zone };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidArgument(`Text '${text}' could not be parsed: ${error.message}`);
  }
}
