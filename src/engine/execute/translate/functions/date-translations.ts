import { TrinoError } from '../../../errors/trino-error.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { named } from '../../duckdb/sql/sql-type.ts';
import { bigint, binary, cast, field, fn, text, whole } from '../sql-shorthand.ts';
import { translateCast } from '../cast.ts';
import { dateUnitTranslations } from './date-unit-translations.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';
import { localTimestamp, localTimeOfDay, offsetMillis } from './local-time.ts';

const hourPicos = 3_600_000_000_000_000n;
const hourMillis = 3_600_000n;

/** Parts of points in time, of times and of intervals (functions/date-functions.ts). */
export const dateTranslations: FunctionTranslations = {
  year: part('year', { ofMonths: (months) => binary(months, '//', whole(12)) }),
  quarter: part('quarter', {}),
  month: part('month', { ofMonths: (months) => binary(months, '%', whole(12)) }),
  week: part('week', {}),
  day: part('day', { ofMillis: (millis) => binary(millis, '//', whole(24n * hourMillis)) }),
  day_of_week: part('isodow', {}),
  day_of_year: part('doy', {}),
  year_of_week: part('isoyear', {}),
  hour: part('hour', timeParts(1n, 24n)),
  minute: part('minute', timeParts(60n, 60n)),
  second: part('second', timeParts(3600n, 60n)),
  millisecond: part('millisecond', timeParts(3_600_000n, 1000n)),
  timezone_hour: zonePart((minutes) => binary(minutes, '//', whole(60))),
  timezone_minute: zonePart((minutes) => binary(minutes, '%', whole(60))),
  date: (call, translate) => {
    const value = argument(call.arguments, 0);
    return translateCast(translate(value), value.type, { type: call.type, safe: false });
  },
  last_day_of_month: ofArguments((values, call) => {
    const { type } = argument(call.arguments, 0);
    return fn('last_day', cast(localTimestamp(argument(values, 0), type), named('DATE')));
  }),
  to_unixtime: ofArguments((values, call) => {
    const value = argument(values, 0);
    const double = named('DOUBLE');
    const { type } = argument(call.arguments, 0);
    const millis = binary(cast(field(value, 'ms'), double), '/', cast(whole(1000), double));
    if (!('precision' in type) || type.precision <= 3) return millis;
    const rest = binary(cast(field(value, 'ps'), double), '/', cast(whole(1_000_000_000_000n), double));
    return binary(millis, '+', rest);
  }),
  ...dateUnitTranslations,
};

interface Parts {
  readonly ofMonths?: (months: SqlExpression) => SqlExpression;
  readonly ofMillis?: (millis: SqlExpression) => SqlExpression;
  readonly ofPicos?: (picos: SqlExpression) => SqlExpression;
}

/** @param perHour how many there are in an hour @param modulus how many make up the next unit */
function timeParts(perHour: bigint, modulus: bigint): Parts {
  const of =
    (hour: bigint) =>
    (value: SqlExpression): SqlExpression =>
      binary(binary(value, '//', whole(hour / perHour)), '%', whole(modulus));
  return { ofMillis: of(hourMillis), ofPicos: of(hourPicos) };
}

/** @param name the part in DuckDB's words */
function part(name: string, { ofMonths, ofMillis, ofPicos }: Parts): FunctionTranslation {
  return ofArguments((values, call) => {
    const value = argument(values, 0);
    const { type } = argument(call.arguments, 0);
    switch (type.kind) {
      case 'interval year to month':
        if (ofMonths !== undefined) return ofMonths(cast(value, bigint));
        break;
      case 'interval day to second':
        if (ofMillis !== undefined) return ofMillis(value);
        break;
      case 'time':
      case 'time with time zone':
        if (ofPicos !== undefined) return ofPicos(localTimeOfDay(value, type));
        break;
      case 'date':
        return cast(fn('date_part', text(name), value), bigint);
      case 'timestamp':
      case 'timestamp with time zone': {
        const found = cast(fn('date_part', text(name), localTimestamp(value, type)), bigint);
        // DuckDB's milliseconds have the seconds in them.
        return name === 'millisecond' ? binary(found, '%', whole(1000)) : found;
      }
      default:
    }
    throw new TrinoError('NOT_SUPPORTED', `${name} of ${formatType(type)} is not supported yet`);
  });
}

/** A part of the offset from UTC. */
function zonePart(ofMinutes: (minutes: SqlExpression) => SqlExpression): FunctionTranslation {
  return ofArguments((values, call) => {
    const value = argument(values, 0);
    const { type } = argument(call.arguments, 0);
    return ofMinutes(offsetMinutes(value, type));
  });
}

function offsetMinutes(value: SqlExpression, type: Type): SqlExpression {
  if (type.kind === 'time with time zone') return cast(field(value, 'z'), bigint);
  return binary(offsetMillis(value), '//', whole(60_000));
}
