import { isReservedWord } from './reserved-words.ts';
import type { Type } from '../types/type.ts';

/** A string literal. Only quotes are escaped: fragments are Unicode text. */
export function quoteString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A symbol or another name, always in double quotes. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name as Trino writes it where it may: lower case without quotes, or in quotes where it has to be. */
export function formatName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isReservedWord(name)
    ? name.toLowerCase()
    : quoteName(name);
}

/** Names of fields keep their case: what isn't read back as it is stands in quotes. */
function formatFieldName(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name) && !isReservedWord(name) ? name : quoteName(name);
}

/** A type in the SQL of a fragment: `decimal(2, 1)`, `ROW(a bigint)`, `INTERVAL DAY TO SECOND`. Type ids look different. */
export function formatSqlType(type: Type): string {
  switch (type.kind) {
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'varchar':
      return type.length === undefined ? 'varchar' : `varchar(${type.length})`;
    case 'char':
      return `char(${type.length})`;
    case 'time':
    case 'timestamp':
      return `${type.kind}(${type.precision})`;
    case 'time with time zone':
      return `time(${type.precision}) with time zone`;
    case 'timestamp with time zone':
      return `timestamp(${type.precision}) with time zone`;
    case 'interval day to second':
    case 'interval year to month':
      return type.kind.toUpperCase();
    case 'array':
    case 'qdigest':
      return `${type.kind}(${formatSqlType(type.element)})`;
    case 'map':
      return `map(${formatSqlType(type.key)}, ${formatSqlType(type.value)})`;
    case 'row':
      return `ROW(${type.fields
        .map(
          (field) =>
            (field.name === undefined ? '' : `${formatFieldName(field.name)} `) + formatSqlType(field.type),
        )
        .join(', ')})`;
    case 'function':
      return `function(${[...type.arguments, type.result].map(formatSqlType).join(', ')})`;
    default:
      return type.kind;
  }
}
