import type { FunctionEntry } from './function-entry.ts';

const points = ['timestamp(p)', 'timestamp(p) with time zone'];

/** Functions between points in time and text, and on the time of the query. */
export const timeTextFunctions: readonly FunctionEntry[] = [
  ...points.flatMap((type) => [
    scalar(`date_format(${type},varchar(x)):varchar`, 'Text by a pattern of MySQL'),
    scalar(`format_datetime(${type},varchar(x)):varchar`, 'Text by a pattern of Joda'),
  ]),
  scalar('date_parse(varchar(x),varchar(y)):timestamp(3)', 'Reads text by a pattern of MySQL'),
  scalar(
    'parse_datetime(varchar(x),varchar(y)):timestamp(3) with time zone',
    'Reads text by a pattern of Joda',
  ),
  scalar('to_iso8601(date):varchar(16)', 'Text by ISO 8601'),
  scalar('to_iso8601<n:1 + 6 + 15 + min(p, 1) + p>(timestamp(p)):varchar(n)', 'Text by ISO 8601'),
  scalar(
    'to_iso8601<n:1 + 6 + 15 + min(p, 1) + p + 6>(timestamp(p) with time zone):varchar(n)',
    'Text by ISO 8601',
  ),
  scalar('from_iso8601_timestamp(varchar(x)):timestamp(3) with time zone', 'Reads text of ISO 8601'),
  scalar('from_iso8601_timestamp_nanos(varchar(x)):timestamp(9) with time zone', 'Reads text of ISO 8601'),
  scalar('from_iso8601_date(varchar(x)):date', 'Reads a date of ISO 8601'),
  {
    ...scalar('human_readable_seconds(double):varchar', 'Weeks, days, hours, minutes and seconds'),
    returnNullable: true,
  },
  scalar('to_milliseconds(interval day to second):bigint', 'Milliseconds of an interval'),
  scalar('parse_duration(varchar(x)):interval day to second', 'Reads a number with a unit of time'),
  scalar('now():timestamp(3) with time zone', 'When the query began'),
  scalar('current_timezone():varchar', 'The time zone of the session'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
