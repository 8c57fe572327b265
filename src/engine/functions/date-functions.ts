import type { FunctionEntry } from './function-entry.ts';

const timestamps = ['timestamp(p)', 'timestamp(p) with time zone'];
const times = ['time(p)', 'time(p) with time zone'];
const yearInterval = 'interval year to month';
const dayInterval = 'interval day to second';

/** Functions on dates and times: parts of them, which EXTRACT calls too, and arithmetic in units that are named. */
export const dateFunctions: readonly FunctionEntry[] = [
  ...part('year', 'Year', ['date', yearInterval, ...timestamps]),
  ...part('quarter', 'Quarter of the year', ['date', ...timestamps]),
  ...part('month', 'Month of the year', ['date', yearInterval, ...timestamps]),
  ...part('week', 'ISO week of the year', ['date', ...timestamps], ['week_of_year']),
  ...part('day', 'Day of the month', ['date', dayInterval, ...timestamps], ['day_of_month']),
  ...part('day_of_week', 'ISO day of the week, 1 for Monday', ['date', ...timestamps], ['dow']),
  ...part('day_of_year', 'Day of the year', ['date', ...timestamps], ['doy']),
  ...part('year_of_week', 'Year that the ISO week belongs to', ['date', ...timestamps], ['yow']),
  ...part('hour', 'Hour of the day', [dayInterval, ...times, ...timestamps]),
  ...part('minute', 'Minute of the hour', [dayInterval, ...times, ...timestamps]),
  ...part('second', 'Second of the minute', [dayInterval, ...times, ...timestamps]),
  ...part('millisecond', 'Millisecond of the second', [dayInterval, ...times, ...timestamps]),
  ...part('timezone_hour', 'Hours of the offset from UTC', [
    'time(p) with time zone',
    'timestamp(p) with time zone',
  ]),
  ...part('timezone_minute', 'Minutes of the offset from UTC, without the hours', [
    'time(p) with time zone',
    'timestamp(p) with time zone',
  ]),
  // In the order in which stock tells candidates.
  ...['date', ...timestamps, ...times].map((type) =>
    scalar(`date_trunc(varchar(x),${type}):${type}`, 'Sets all parts below a unit to their beginning'),
  ),
  ...['date', ...times, ...timestamps].flatMap((type) => [
    scalar(`date_add(varchar(x),bigint,${type}):${type}`, 'Moves by a number of units'),
    scalar(`date_diff(varchar(x),${type},${type}):bigint`, 'How many whole units lie between'),
  ]),
  ...['varchar(x)', ...timestamps].map((type) => scalar(`date(${type}):date`, 'The day, as by a cast')),
  ...['date', ...timestamps].map((type) =>
    scalar(`last_day_of_month(${type}):date`, 'Last day of the month'),
  ),
  scalar(
    'at_timezone(timestamp(p) with time zone,varchar(x)):timestamp(p) with time zone',
    'The same instant in another zone',
  ),
  {
    ...scalar(
      `at_timezone(timestamp(p) with time zone,${dayInterval}):timestamp(p) with time zone`,
      'The same instant in another zone',
    ),
    hidden: true,
  },
  ...['varchar(x)', dayInterval].map((zone) => ({
    ...scalar(
      `$at_timezone(time(p) with time zone,${zone}):time(p) with time zone`,
      'The same instant in another zone',
    ),
    internal: true as const,
  })),
  scalar('with_timezone(timestamp(p),varchar(x)):timestamp(p) with time zone', 'A local time in a zone'),
  ...['bigint', 'decimal(p,s)'].map((type) =>
    scalar(
      `from_unixtime_nanos(${type}):timestamp(9) with time zone`,
      'Point in time of nanoseconds since 1970',
    ),
  ),
  scalar('to_unixtime(timestamp(p) with time zone):double', 'Seconds since 1970'),
  scalar('from_unixtime(double):timestamp(3) with time zone', 'Point in time of seconds since 1970'),
  scalar(
    'from_unixtime(double,bigint,bigint):timestamp(3) with time zone',
    'Point in time of seconds since 1970, at an offset of hours and minutes',
  ),
  scalar(
    'from_unixtime(double,varchar(x)):timestamp(3) with time zone',
    'Point in time of seconds since 1970, in a time zone',
  ),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function part(
  name: string,
  description: string,
  types: readonly string[],
  aliases?: readonly string[],
): FunctionEntry[] {
  return types.map((type) => ({
    ...scalar(`${name}(${type}):bigint`, description),
    ...(aliases !== undefined && { aliases }),
  }));
}
