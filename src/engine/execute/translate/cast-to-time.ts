import type { Type } from '../../types/type.ts';
import { whiteSpace } from '../../values/white-space.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import { cannot, invalid } from './cast-conversion.ts';
import type { Conversion } from './cast-conversion.ts';
import { localTimestamp } from './functions/local-time.ts';
import { binary, cast, constant, fn, text, whole } from './sql-shorthand.ts';

/** Casts to dates. @returns undefined when there is no translation */
export function toDate(value: SqlExpression, from: Type): Conversion | undefined {
  switch (from.kind) {
    case 'timestamp':
    case 'timestamp with time zone':
      return { result: cast(localTimestamp(value, from), named('DATE')) };
    case 'varchar': {
      const days = fn('trino_parse_date', value);
      const parsed = binary(constant('1970-01-01', named('DATE')), '+', days);
      return {
        result: parsed,
        failure: {
          condition: cannot(days, value),
          error: invalid({ kind: 'date' }, 'Value cannot be cast to date: ', value),
        },
      };
    }
    default:
      return undefined;
  }
}

const dayPicos = 86_400_000_000_000_000n;

/** Half up on the picoseconds; midnight comes round again. */
export function toTime(value: SqlExpression, from: number, to: number): SqlExpression {
  if (from <= to) return value;
  const unit = whole(10n ** BigInt(12 - to));
  const half = whole(10n ** BigInt(12 - to) / 2n);
  return binary(binary(binary(binary(value, '+', half), '//', unit), '*', unit), '%', whole(dayPicos));
}

/** Casts to points in time without zone. @returns undefined when there is no translation */
export function toTimestamp(value: SqlExpression, from: Type, precision: number): Conversion | undefined {
  if (precision > 6) return undefined;
  switch (from.kind) {
    case 'date':
      return { result: cast(value, named('TIMESTAMP')) };
    case 'varchar':
    case 'char': {
      const micros = fn('trino_parse_timestamp', value, whole(precision));
      return {
        result: fn('make_timestamp', micros),
        failure: {
          condition: cannot(micros, value),
          error: invalid(
            { kind: 'timestamp', precision },
            'Value cannot be cast to timestamp: ',
            fn('trim', value, text(whiteSpace)),
          ),
        },
      };
    }
    case 'timestamp with time zone': {
      if (from.precision > 6) return undefined;
      const local = localTimestamp(value, from);
      return toTimestamp(local, { kind: 'timestamp', precision: from.precision }, precision);
    }
    case 'timestamp': {
      if (from.precision > 6) return undefined;
      if (from.precision <= precision) return { result: value };
      // Half up on the microseconds: DuckDB would cut.
      const unit = 10n ** BigInt(6 - precision);
      const micros = binary(fn('epoch_us', value), '+', whole(unit / 2n));
      const rest = binary(binary(binary(micros, '%', whole(unit)), '+', whole(unit)), '%', whole(unit));
      return { result: fn('make_timestamp', binary(micros, '-', rest)) };
    }
    default:
      return undefined;
  }
}
