import type { DecimalType, Type } from '../../types/type.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import type { SqlType } from '../duckdb/sql/sql-type.ts';
import { formatFloat, invalid } from './cast-conversion.ts';
import type { Conversion } from './cast-conversion.ts';
import {
  and,
  bigint,
  binary,
  cast,
  concat,
  constant,
  field,
  fn,
  isNotNull,
  text,
  varchar,
  when,
  whole,
} from './sql-shorthand.ts';

/** Casts to varchar. @param length the target's, absent when it's unbounded @returns undefined when there is no translation */
export function toVarchar(
  value: SqlExpression,
  from: Type,
  length: number | undefined,
): Conversion | undefined {
  const whole38 = length === undefined ? undefined : whole(length);
  switch (from.kind) {
    case 'varchar':
      if (whole38 === undefined || (from.length !== undefined && from.length <= (length as number)))
        return { result: value };
      return { result: fn('left', value, whole38) };
    case 'char': {
      // The blanks that the carrier leaves out are part of the value.
      const padded = fn('rpad', value, whole(from.length, named('INTEGER')), text(' '));
      return {
        result:
          whole38 === undefined || from.length <= (length as number) ? padded : fn('left', padded, whole38),
      };
    }
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return limited(cast(value, varchar), length, cast(value, varchar));
    // These are longer than their type as long as nobody writes them as a result: see results/cell-writer.ts.
    case 'boolean':
      return { result: cast(value, varchar) };
    case 'decimal':
      return limited(decimalText(value, from), length);
    case 'real':
    case 'double': {
      const formatted = scientific(value, from);
      return limited(formatted, length, concat(formatFloat(value, from), text(' ('), formatted, text(')')));
    }
    case 'date':
      return limited(
        fn('trino_date_text', cast(binary(value, '-', constant('1970-01-01', named('DATE'))), bigint)),
        length,
      );
    case 'timestamp':
      if (from.precision > 6) return undefined;
      return { result: fn('trino_timestamp_text', fn('epoch_us', value), whole(from.precision)) };
    case 'timestamp with time zone': {
      const part = (name: string): SqlExpression => cast(field(value, name), bigint);
      return {
        result: fn('trino_timestamp_zone_text', part('ms'), part('ps'), part('z'), whole(from.precision)),
      };
    }
    case 'interval day to second':
      return { result: fn('trino_day_interval_text', value) };
    case 'interval year to month':
      return { result: fn('trino_year_interval_text', value) };
    case 'time':
      return { result: fn('trino_time_text', value, whole(from.precision)) };
    default:
      return undefined;
  }
}

/** DuckDB leaves out the zero before the point of a decimal that has no digits there. */
function decimalText(value: SqlExpression, type: DecimalType): SqlExpression {
  if (type.precision !== type.scale) return cast(value, varchar);
  if (type.precision < 38)
    return cast(cast(value, { ...carrierOfDecimal(type), precision: type.precision + 1 }), varchar);
  const formatted = cast(value, varchar);
  const negative = concat(text('-0'), fn('substring', formatted, whole(2)));
  return when([[fn('starts_with', formatted, text('-')), negative]], concat(text('0'), formatted));
}

function carrierOfDecimal({ precision, scale }: DecimalType): Extract<SqlType, { kind: 'decimal' }> {
  return { kind: 'decimal', precision, scale };
}

/** Text that has to fit: numbers are not cut. */
function limited(value: SqlExpression, length: number | undefined, shown: SqlExpression = value): Conversion {
  if (length === undefined) return { result: value };
  const message = ['Value ', shown, ` cannot be represented as varchar(${length})`] as const;
  return {
    result: value,
    failure: {
      condition: and(isNotNull(value), binary(fn('length', value), '>', whole(length))),
      error: invalid({ kind: 'varchar' }, ...message),
    },
  };
}

/** `1.23456E2`: casts to varchar always use E notation. */
function scientific(value: SqlExpression, type: Type): SqlExpression {
  return type.kind === 'real' ? fn('trino_real_scientific', value) : fn('trino_double_scientific', value);
}
