import { TrinoError } from '../../../errors/trino-error.ts';
import { formatDate } from '../../../values/date-text.ts';
import { formatOffset, timeZoneName } from '../../../values/time-zone-key.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import { formatTimestamp } from '../../../values/time-text.ts';
import { formatDouble } from '../../../values/double-text.ts';
import { instantOf, localPicos } from '../cast/time-casts.ts';
import { floorDivide, floorRemainder, picosPerMicro, picosPerMilli } from '../value.ts';
import type { Instant } from '../value.ts';
import { argumentType, body, invalidArgument } from './function-body.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';
import { formatTimePattern, malformed, parseTimePattern } from './time-text.ts';
import type { ParsedTime } from './time-text.ts';
import { readOffset, zoneOfOffset } from './iso-offset.ts';
import { parseIsoNanos, parsePlainDate } from './iso-time.ts';
import { jodaPattern, percentPattern } from './time-pattern.ts';
import type { PatternPiece } from './time-pattern.ts';
import { localOfFields } from './time-fields.ts';

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT of a pattern of nothing, in the words of stock's library */
function somePattern(pattern: string): ReturnType<typeof percentPattern> {
  if (pattern === '') throw invalidArgument('Both printing and parsing not supported');
  return percentPattern(pattern);
}

/** Functions between points in time and text (functions/time-text-functions.ts). */
export const timeTextBodies: FunctionBodies = {
  date_format: formatting(somePattern),
  format_datetime: {
    make: (call) => {
      const format = formatterOf(jodaPattern);
      const hasZone = argumentType(call, 0).kind === 'timestamp with time zone';
      return (value: bigint | Instant, pattern: string) => {
        if (!hasZone && /[zZ]/.test(pattern.replace(/'[^']*'/g, ''))) {
          throw invalidArgument(
            "format_datetime for TIMESTAMP type, cannot use 'Z' nor 'z' in format, as this type does not contain TZ information",
          );
        }
        return format(value, pattern);
      };
    },
  },
  date_parse: {
    make: () => {
      const parse = parserOf(somePattern);
      return (text: string, pattern: string) => {
        const quick = pattern === '%Y-%m-%d' ? parsePlainDate(text) : undefined;
        return quick ?? BigInt(parse(text, pattern).millis) * picosPerMilli;
      };
    },
  },
  parse_datetime: {
    make: (_call, session) => {
      const parse = parserOf(jodaPattern);
      return (text: string, pattern: string) => {
        const { millis, zone = session.zone } = parse(text, pattern);
        return instantOf(BigInt(millis) * picosPerMilli, zone);
      };
    },
  },
  to_iso8601: {
    make: (call) => {
      const type = argumentType(call, 0);
      if (type.kind === 'timestamp') return (value: bigint) => isoText(value, type.precision);
      if (type.kind === 'timestamp with time zone') {
        return (value: Instant) => {
          const offset = zoneOffsetMillis(value.zone, Number(floorDivide(value.picos, picosPerMilli)));
          const minutes = Math.trunc(offset / 60_000);
          if (offset % 60_000 !== 0) {
            const seconds = String(Math.abs(offset / 1000) % 60).padStart(2, '0');
            const shown = `${minutes === 0 && offset < 0 ? '-00:00' : formatOffset(minutes)}:${seconds}`;
            throw new TrinoError(
              'INVALID_ARGUMENTS',
              `Timezone with non-zero seconds offset cannot be rendered as ISO8601: ${shown}`,
            );
          }
          return `${isoText(localPicos(value), type.precision)}${minutes === 0 ? 'Z' : formatOffset(minutes)}`;
        };
      }
      return (days: number) => formatDate(days);
    },
  },
  from_iso8601_timestamp: {
    make: (_call, session) => (text: string) => parseIso(text, session.zone),
  },
  from_iso8601_timestamp_nanos: {
    make: (_call, session) => (text: string) => parseIsoNanos(text, session.zone),
  },
  from_iso8601_date: body((text: string) => {
    const match = isoDate.exec(text);
    if (match === null) throw invalidArgument(malformed(text, 0));
    if (match[0].length < text.length) throw invalidArgument(malformed(text, match[0].length));
    const days = isoLocal(match, text) / 86_400_000;
    if (Math.abs(days + 0.5) > 2 ** 31) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'integer overflow');
    return days;
  }),
  human_readable_seconds: body((seconds: number) => humanReadable(seconds)),
  to_milliseconds: body((millis: bigint) => millis),
  parse_duration: body((text: string) => parseDuration(text)),
  now: {
    make: (_call, session) => () => ({
      picos: BigInt(session.startMillis) * picosPerMilli,
      zone: session.zone,
    }),
  },
  current_timezone: { make: (_call, session) => () => timeZoneName(session.zone) ?? 'UTC' },
};

type ReadPattern = (text: string) => readonly PatternPiece[];

/** Patterns hardly ever differ from row to row. */
function kept(read: ReadPattern): ReadPattern {
  let lastText: string | undefined;
  let last: readonly PatternPiece[] = [];
  return (text) => {
    if (text !== lastText) {
      last = read(text);
      lastText = text;
    }
    return last;
  };
}

function formatterOf(read: ReadPattern): (value: bigint | Instant, pattern: string) => string {
  const pieces = kept(read);
  return (value, pattern) => {
    const local = typeof value === 'bigint' ? value : localPicos(value);
    const zone = typeof value === 'bigint' ? 0 : value.zone;
    const millis = Number(floorDivide(local + picosPerMilli / 2n, picosPerMilli));
    return formatTimePattern(pieces(pattern), millis, zone);
  };
}

function formatting(read: ReadPattern): FunctionBody {
  return { make: () => formatterOf(read) };
}

function parserOf(read: ReadPattern): (text: string, pattern: string) => ParsedTime {
  const pieces = kept(read);
  return (text, pattern) => parseTimePattern(pieces(pattern), text);
}

function isoText(local: bigint, precision: number): string {
  const micros = floorDivide(local, picosPerMicro);
  return formatTimestamp(micros, Number(floorRemainder(local, picosPerMicro)), precision).replace(' ', 'T');
}

const isoDate = /^([+-]?\d{1,9})(?:-W(\d\d?)(?:-(\d))?|-(\d{3})|-(\d\d?)(?:-(\d\d?))?)?/i;
const isoTime = /^T(?:(\d\d?)(?::(\d\d?)(?::(\d\d?))?)?(?:[.,](\d{1,9}))?)?/i;

/** Local ms since 1970 of a date's parts. */
function isoLocal(match: RegExpExecArray, text: string): number {
  const [, year, week, weekday, dayOfYear, month, day] = match;
  const fields = new Map(
    (
      [
        [week === undefined ? 'year' : 'weekyear', year],
        ['weekOfWeekyear', week],
        ['dayOfWeek', weekday],
        ['dayOfYear', dayOfYear],
        ['monthOfYear', month],
        ['dayOfMonth', day],
      ] as const
    ).flatMap(([field, value]) => (value === undefined ? [] : [[field, Number(value)] as const])),
  );
  const number = Number(year);
  if (number > 292_278_994 || number < -292_275_055) {
    throw invalidArgument(
      `Cannot parse "${text}": Value ${number} for year must be in the range [-292275055,292278994]`,
    );
  }
  try {
    // The calendar repeats after 400 years, and ECMAScript's ends before Joda's.
    const eras = Math.abs(number) > 200_000 ? Math.floor(number / 400) : 0;
    const yearField = week === undefined ? 'year' : 'weekyear';
    if (eras !== 0) fields.set(yearField, number - eras * 400);
    return localOfFields(fields) + eras * 146_097 * 86_400_000;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalidArgument(`Cannot parse "${text}": ${error.message}`);
  }
}

function parseIso(text: string, sessionZone: number): Instant {
  const date = isoDate.exec(text);
  if (date === null && !/^T/i.test(text)) throw invalidArgument(malformed(text, 0));
  let at = date?.[0].length ?? 0;
  let picos = BigInt(date === null ? 0 : isoLocal(date, text)) * picosPerMilli;
  const time = isoTime.exec(text.slice(at));
  let zone = sessionZone;
  if (time !== null) {
    const [all, hour = '0', minute, second, fraction = ''] = time;
    // Without a date there has to be a time.
    if (date === null && all.length === 1) throw invalidArgument(malformed(text, 1));
    for (const [value, high, field] of [
      [hour, 23, 'hourOfDay'],
      [minute ?? '0', 59, 'minuteOfHour'],
      [second ?? '0', 59, 'secondOfMinute'],
    ] as const) {
      if (Number(value) > high) {
        throw invalidArgument(
          `Cannot parse "${text}": Value ${value} for ${field} must be in the range [0,${high}]`,
        );
      }
    }
    const seconds = Number(hour) * 3600 + Number(minute ?? '0') * 60 + Number(second ?? '0');
    // The fraction is one of the last part that is there.
    const unit = minute === undefined ? 3600n : second === undefined ? 60n : 1n;
    const digits = BigInt(fraction.slice(0, 12).padEnd(12, '0')) * unit;
    picos += BigInt(seconds) * 1_000_000_000_000n + (digits / picosPerMilli) * picosPerMilli;
    at += all.length;
    const offset = readOffset(text, at);
    if (offset?.millis !== undefined) {
      at = offset.end;
      if (at < text.length) throw invalidArgument(malformed(text, at));
      zone = zoneOfOffset(offset.millis);
    }
  }
  if (at < text.length) throw invalidArgument(malformed(text, at));
  return instantOf(picos, zone);
}

const durationUnits: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const unitNames: Readonly<Record<string, string>> = {
  ns: 'NANOSECONDS',
  us: 'MICROSECONDS',
  ms: 'MILLISECONDS',
  s: 'SECONDS',
  m: 'MINUTES',
  h: 'HOURS',
  d: 'DAYS',
};

function parseDuration(text: string): bigint {
  if (text === '') throw invalidArgument('duration is empty');
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)\s*$/.exec(text);
  if (match === null) throw invalidArgument(`duration is not a valid data duration string: ${text}`);
  const [, amount, unit = ''] = match;
  const millis = durationUnits[unit];
  if (millis === undefined) throw invalidArgument(`Unknown time unit: ${unit}`);
  const rounded = Math.floor(Number(amount) * millis + 0.5);
  if (rounded > 2 ** 63) {
    throw invalidArgument(
      `value ${formatDouble(Number(amount))} ${unitNames[unit] as string} is too large to be represented in requested unit MILLISECONDS as a long`,
    );
  }
  return BigInt.asIntN(64, BigInt(rounded));
}

const humanUnits = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

const maxLong = 2n ** 63n - 1n;

function humanReadable(seconds: number): string {
  if (!Number.isFinite(seconds)) {
    throw new TrinoError('INVALID_FUNCTION_ARGUMENT', 'Invalid argument found: ' + javaText(seconds));
  }
  // What Java's rounding gives at most.
  let left = BigInt(Math.floor(Math.min(Math.abs(seconds), 2 ** 63) + 0.5));
  if (left > maxLong) left = maxLong;
  const parts: string[] = [];
  for (const [name, length] of humanUnits) {
    const count = left / BigInt(length);
    left -= count * BigInt(length);
    if (count > 0n || (name === 'second' && parts.length === 0)) {
      parts.push(`${count} ${name}${count === 1n ? '' : 's'}`);
    }
  }
  return parts.join(', ');
}

function javaText(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}
