import type { Type } from '../../../engine/types/type.ts';

/** Codes of java.sql.Types that Trino's types have; `JAVA_OBJECT` for the rest. */
const typeCodes: Readonly<Partial<Record<Type['kind'], number>>> = {
  boolean: 16,
  bigint: -5,
  integer: 4,
  smallint: 5,
  tinyint: -6,
  real: 7,
  double: 8,
  decimal: 3,
  varchar: 12,
  char: 1,
  varbinary: -3,
  time: 92,
  'time with time zone': 2013,
  timestamp: 93,
  'timestamp with time zone': 2014,
  date: 91,
  array: 2003,
};
export const javaObject = 2000;

/** `data_type`: the code in java.sql.Types. */
export function jdbcTypeCode(type: Type): number {
  return typeCodes[type.kind] ?? javaObject;
}

/** Length of a varchar without bound, as of varbinary. */
const unbounded = 2_147_483_647;

/** `column_size`: digits of numbers (binary ones of real and double), characters of text and of points in time as text. */
export function columnSize(type: Type): number | undefined {
  switch (type.kind) {
    case 'bigint':
      return 19;
    case 'integer':
      return 10;
    case 'smallint':
      return 5;
    case 'tinyint':
      return 3;
    case 'decimal':
      return type.precision;
    case 'real':
      return 24;
    case 'double':
      return 53;
    case 'date':
      return 14;
    case 'time':
      return 8 + fraction(type.precision);
    case 'time with time zone':
      return 14 + fraction(type.precision);
    case 'timestamp':
      return 21 + fraction(type.precision);
    case 'timestamp with time zone':
      return 55 + fraction(type.precision);
    default:
      return textSize(type);
  }
}

/** `char_octet_length`: length of text and of bytes. */
export function textSize(type: Type): number | undefined {
  switch (type.kind) {
    case 'varchar':
      return type.length ?? unbounded;
    case 'char':
      return type.length;
    case 'varbinary':
      return unbounded;
    default:
      return undefined;
  }
}

/** `decimal_digits`: digits behind the point, also of seconds. */
export function decimalDigits(type: Type): number | undefined {
  switch (type.kind) {
    case 'decimal':
      return type.scale;
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return type.precision;
    default:
      return undefined;
  }
}

/** `num_prec_radix`: what the digits of `column_size` count in. */
export function precisionRadix(type: Type): number | undefined {
  switch (type.kind) {
    case 'bigint':
    case 'integer':
    case 'smallint':
    case 'tinyint':
    case 'decimal':
      return 10;
    case 'real':
    case 'double':
      return 2;
    default:
      return undefined;
  }
}

function fraction(precision: number): number {
  return precision === 0 ? 0 : 1 + precision;
}
