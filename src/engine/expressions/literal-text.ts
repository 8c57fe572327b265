import { civilDate, epochDays } from '../values/date-text.ts';
import { fixedOffsetMinutes, timeZoneKey, timeZoneName } from '../values/time-zone-key.ts';
import { localToInstantMillis, zoneOffsetMillis } from '../values/time-zone-rules.ts';
import type { ConstantValue } from './expression.ts';
import type { TemporalType } from '../types/type.ts';

/** A constant read from a literal's text; undefined means the text is no such literal. */
export interface TemporalConstant {
  readonly type: TemporalType;
  readonly value: ConstantValue;
}

/** Fraction digits of a second that Trino knows. */
export const maxTemporalPrecision = 12;

/** What Java calls blank, at both ends of a text: not the spaces that keep words together. */
const javaBlanks =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: separators of files, groups, records and units are among them.
  /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+|[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+$/g;

/** Days since 1970 of `2020-02-29`, `-0044-3-15`, ` +12345-01-01 `. */
export function parseDateText(text: string): number | undefined {
  const match = /^([+-]?)(\d{1,7})-(\d{1,2})-(\d{1,2})$/.exec(text.replace(javaBlanks, ''));
  return match ? dayNumber(`${match[1] ?? ''}${match[2] ?? ''}`, match[3] ?? '', match[4] ?? '') : undefined;
}

/** `01:02`, `01:02:03.123456789012`, with an offset `+02:00` behind a blank or not. */
export function parseTimeText(text: string): TemporalConstant | undefined {
  const match = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?(?:\s*([+-])(\d{2}):(\d{2}))?$/.exec(text);
  const picos = match ? picosOfDay(match[1], match[2], match[3], match[4]) : undefined;
  if (match === null || picos === undefined) {
    return undefined;
  }
  const precision = match[4]?.length ?? 0;
  if (match[5] === undefined) {
    return { type: { kind: 'time', precision }, value: picos };
  }
  const minutes = Number(match[6]) * 60 + Number(match[7]);
  if (minutes > 14 * 60 || Number(match[7]) > 59) {
    return undefined;
  }
  return {
    type: { kind: 'time with time zone', precision },
    value: timeWithTimeZoneValue(picos, match[5] === '-' ? -minutes : minutes),
  };
}

/**
 * `2020-01-01`, `2020-01-01 01:02`, `2020-01-01 01:02:03.123 Europe/Warsaw`. A local time that a zone skips is none.
 */
export function parseTimestampText(text: string): TemporalConstant | undefined {
  const match =
    /^\s*([+-]?\d{1,7})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?)?\s*(\S.*?)?\s*$/.exec(
      text,
    );
  if (match === null) {
    return undefined;
  }
  const days = dayNumber(match[1] ?? '', match[2] ?? '', match[3] ?? '');
  const picos = match[4] === undefined ? 0n : picosOfDay(match[4], match[5], match[6], match[7]);
  if (days === undefined || picos === undefined) {
    return undefined;
  }
  const precision = match[7]?.length ?? 0;
  const zone = match[8];
  if (zone === undefined) {
    const micros = BigInt(days) * 86_400_000_000n + picos / 1_000_000n;
    const rest = Number(picos % 1_000_000n);
    return {
      type: { kind: 'timestamp', precision },
      value: precision <= 6 ? micros : { micros, picos: rest },
    };
  }
  const zoneKey = timeZoneKey(zone);
  // Region names are told apart by case here, unlike in the Time-Zone header.
  if (
    zoneKey === undefined ||
    (fixedOffsetMinutes(zoneKey) === undefined && timeZoneName(zoneKey) !== zone) ||
    /^[a-z]/.test(zone)
  ) {
    return undefined;
  }
  const localMillis = days * 86_400_000 + Number(picos / 1_000_000_000n);
  const millis = localToInstantMillis(zoneKey, localMillis);
  if (millis + zoneOffsetMillis(zoneKey, millis) !== localMillis || Math.abs(millis + 0.5) > 2 ** 51) {
    return undefined;
  }
  return {
    type: { kind: 'timestamp with time zone', precision },
    value: { millis: BigInt(millis), picosOfMilli: Number(picos % 1_000_000_000n), zoneKey },
  };
}

/** Milliseconds of `1 2:3:4.5` from DAY to SECOND and its parts; months of `2-3` from YEAR to MONTH; nothing is zero. */
export function parseIntervalText(text: string, start: string, end: string | undefined): bigint | undefined {
  const first = intervalFields.indexOf(start);
  const last = intervalFields.indexOf(end ?? start);
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '');
  if (first < 0 || last < first || (first < 2 && last >= 2)) {
    return undefined;
  }
  // Fields at the end may be missing, and the number behind the last separator: `1 2` and `1 2:` are a day and two hours.
  const pattern = intervalFields.slice(first, last + 1).reduceRight((rest, field, i) => {
    const number = field === 'SECOND' ? '(?!\\.$)(\\d+)?(?:\\.(\\d*))?' : `(?:(\\d+)${rest})?`;
    return i === 0 ? number : `(?:${separators[field] ?? ''}${number})?`;
  }, '');
  const match = new RegExp(`^${pattern}$`).exec(body);
  if (match === null) {
    return undefined;
  }
  let total = 0n;
  for (let field = first; field <= last; field++) {
    const digits = match[field - first + 1] ?? '0';
    if (digits.length > 10 || Number(digits) > 2_147_483_647) {
      return undefined;
    }
    total += BigInt(digits) * (intervalUnits[field] ?? 0n);
  }
  const fraction = last === 5 ? match[match.length - 1] : undefined;
  total += BigInt((fraction ?? '').padEnd(3, '0').slice(0, 3));
  // Months are 32-bit numbers.
  if (last < 2 && total > 2_147_483_647n) {
    return undefined;
  }
  return negative ? -total : total;
}

const intervalFields = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];
const intervalUnits = [12n, 1n, 86_400_000n, 3_600_000n, 60_000n, 1000n];
const separators: Readonly<Record<string, string>> = { MONTH: '-', HOUR: ' ', MINUTE: ':', SECOND: ':' };

/** Digits of a decimal literal as an unscaled number; leading zeros don't count, those behind the point do. */
export function parseDecimalText(
  text: string,
): { readonly unscaled: bigint; readonly precision: number; readonly scale: number } | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.replaceAll('_', ''));
  const whole = (match?.[2] ?? '').replace(/^0+/, '');
  const fraction = match?.[3] ?? '';
  if (match === null || (match[2] === '' && fraction === '')) {
    return undefined;
  }
  const precision = Math.max(whole.length + fraction.length, 1);
  if (precision > 38) {
    return undefined;
  }
  const unscaled = BigInt(whole + fraction || '0');
  return { unscaled: match[1] === '-' ? -unscaled : unscaled, precision, scale: fraction.length };
}

/**
 * The value of a time with time zone: `millis` and `picosOfMilli` are of the local day, `zoneKey` holds the offset in minutes
 * east of UTC, because this type has no named zones.
 */
export function timeWithTimeZoneValue(picos: bigint, offsetMinutes: number): ConstantValue {
  return {
    millis: picos / 1_000_000_000n,
    picosOfMilli: Number(picos % 1_000_000_000n),
    zoneKey: offsetMinutes,
  };
}

function dayNumber(year: string, month: string, day: string): number | undefined {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (date.month < 1 || date.month > 12 || date.day < 1) {
    return undefined;
  }
  const days = epochDays(date);
  const back = civilDate(days);
  return back.day === date.day && back.month === date.month && days >= -(2 ** 31) && days < 2 ** 31
    ? days
    : undefined;
}

function picosOfDay(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
): bigint | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? '0')];
  if (h > 23 || m > 59 || s > 59) {
    return undefined;
  }
  const digits = (fraction ?? '').slice(0, maxTemporalPrecision).padEnd(maxTemporalPrecision, '0');
  // Casts take texts of more digits than there are.
  const up = (fraction?.[maxTemporalPrecision] ?? '0') >= '5' ? 1n : 0n;
  return BigInt(h * 3600 + m * 60 + s) * 1_000_000_000_000n + BigInt(digits) + up;
}
