import { civilDate, epochDays } from '../../../values/date-text.ts';
import { fixedOffsetMinutes, timeZoneName } from '../../../values/time-zone-key.ts';
import { zoneDisplayName } from '../../../values/zone-display-names.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';

/** A date, a time or both as Java's formatter sees it; what a type has not is undefined. */
export interface FormattedTime {
  /** Days since 1970, local. */
  readonly days: number | undefined;
  /** Of the local day. */
  readonly nanos: bigint | undefined;
  /** Of a zone: its key, and the instant in milliseconds. */
  readonly zone: { readonly key: number; readonly millis: number } | undefined;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Conversions that are several others. */
const composed: Readonly<Record<string, string>> = {
  R: '%H:%M',
  T: '%H:%M:%S',
  r: '%I:%M:%S %P',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  c: '%a %b %d %H:%M:%S %Z %Y',
};

/**
 * What `%t` and a letter make of a time.
 * @param missing the error for a letter that asks for what the value has not
 */
export function formatTimePart(
  letter: string,
  time: FormattedTime,
  missing: (letter: string) => Error,
): string {
  const whole = composed[letter];
  if (whole !== undefined)
    return whole.replace(/%(.)/g, (_, part: string) => formatTimePart(part, time, missing));
  if (time.nanos !== undefined) {
    const found = clockPart(letter, time.nanos);
    if (found !== undefined) return found;
  }
  if (time.days !== undefined) {
    const found = datePart(letter, time.days);
    if (found !== undefined) return found;
  }
  if (time.zone !== undefined) {
    const found = zonePart(letter, time.zone);
    if (found !== undefined) return found;
  }
  throw missing(letter === 'P' ? 'p' : letter);
}

function clockPart(letter: string, nanos: bigint): string | undefined {
  const seconds = Number(nanos / 1_000_000_000n);
  const hour = Math.floor(seconds / 3600);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  switch (letter) {
    case 'H':
      return two(hour);
    case 'I':
      return two(twelve);
    case 'k':
      return String(hour);
    case 'l':
      return String(twelve);
    case 'M':
      return two(Math.floor(seconds / 60) % 60);
    case 'S':
      return two(seconds % 60);
    case 'L':
      return String((nanos / 1_000_000n) % 1000n).padStart(3, '0');
    case 'N':
      return String(nanos % 1_000_000_000n).padStart(9, '0');
    case 'p':
      return hour < 12 ? 'am' : 'pm';
    case 'P':
      return hour < 12 ? 'AM' : 'PM';
    default:
      return undefined;
  }
}

function datePart(letter: string, days: number): string | undefined {
  const { year, month, day } = civilDate(days);
  const weekday = weekdays[(((days + 4) % 7) + 7) % 7] as string;
  const monthName = months[month - 1] as string;
  // Years are counted within their era.
  const inEra = year > 0 ? year : 1 - year;
  switch (letter) {
    case 'A':
      return weekday;
    case 'a':
      return weekday.slice(0, 3);
    case 'B':
      return monthName;
    case 'b':
    case 'h':
      return monthName.slice(0, 3);
    case 'C':
      return two(Math.floor(inEra / 100));
    case 'Y':
      return String(inEra).padStart(4, '0');
    case 'y':
      return two(inEra % 100);
    case 'j':
      return String(days - epochDays({ year, month: 1, day: 1 }) + 1).padStart(3, '0');
    case 'm':
      return two(month);
    case 'd':
      return two(day);
    case 'e':
      return String(day);
    default:
      return undefined;
  }
}

function zonePart(letter: string, { key, millis }: { key: number; millis: number }): string | undefined {
  switch (letter) {
    case 's':
      return String(Math.floor(millis / 1000));
    case 'Q':
      return String(millis);
    case 'z': {
      const minutes = Math.trunc(zoneOffsetMillis(key, millis) / 60_000);
      const size = Math.abs(minutes);
      return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
    }
    case 'Z': {
      const name = timeZoneName(key) ?? 'UTC';
      if (name === 'UTC' || fixedOffsetMinutes(key) !== undefined) return name;
      const known = zoneDisplayName(key, millis, 'short');
      if (known !== undefined) return known;
      const parts = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' }).formatToParts(
        millis,
      );
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? name;
    }
    default:
      return undefined;
  }
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
