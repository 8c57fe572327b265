import { TrinoError } from '../../../errors/trino-error.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { named } from '../../duckdb/sql/sql-type.ts';
import { bigint, binary, cast, field, fn, whole } from '../sql-shorthand.ts';

/** What a clock shows: a point in time as DuckDB's TIMESTAMP, in its own zone when it has one; below microseconds it's cut. */
export function localTimestamp(value: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'date':
      return cast(value, named('TIMESTAMP'));
    case 'timestamp':
      return type.precision <= 6 ? value : fn('make_timestamp', field(value, 'us'));
    case 'timestamp with time zone': {
      const millis = binary(field(value, 'ms'), '+', offsetMillis(value));
      const micros = binary(cast(field(value, 'ps'), bigint), '//', whole(1_000_000));
      return fn('make_timestamp', binary(binary(millis, '*', whole(1000)), '+', micros));
    }
    default:
      throw new TrinoError('NOT_SUPPORTED', `The calendar of ${formatType(type)} is not supported yet`);
  }
}

/** How far a point in time with a zone is ahead of UTC, in milliseconds. */
export function offsetMillis(value: SqlExpression): SqlExpression {
  return fn('trino_zone_offset', field(value, 'ms'), cast(field(value, 'z'), bigint));
}

const minutePicos = 60_000_000_000_000n;
const dayPicos = 1440n * minutePicos;

/** A time of day in picoseconds, as its own clock shows it. */
export function localTimeOfDay(value: SqlExpression, type: Type): SqlExpression {
  if (type.kind !== 'time with time zone') return value;
  const offset = binary(cast(field(value, 'z'), bigint), '*', whole(minutePicos));
  return binary(binary(binary(field(value, 'u'), '+', offset), '+', whole(dayPicos)), '%', whole(dayPicos));
}
