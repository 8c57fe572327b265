import type { Type } from '../../../types/type.ts';

/**
 * SQL for the bytes that a column's values take in Trino's pages: a byte a position for NULL, four for the offset of what has no fixed
 * width. What is nested is taken for as long as its text.
 * @param column the column, quoted
 */
export function columnBytesSql(type: Type, column: string): string {
  const width = fixedWidth(type);
  if (width !== undefined) return `count(*) * ${width + 1}`;
  return `count(*) * 5 + coalesce(sum(${lengthSql(type, column)}), 0)`;
}

function lengthSql(type: Type, column: string): string {
  switch (type.kind) {
    case 'varchar':
    case 'char':
    case 'json':
      return `strlen(${column})`;
    case 'array':
    case 'map':
    case 'row':
      return `strlen(CAST(${column} AS VARCHAR))`;
    default:
      return `octet_length(${column})`;
  }
}

function fixedWidth(type: Type): number | undefined {
  switch (type.kind) {
    case 'unknown':
    case 'boolean':
    case 'tinyint':
      return 1;
    case 'smallint':
      return 2;
    case 'integer':
    case 'real':
    case 'date':
    case 'color':
    case 'interval year to month':
      return 4;
    case 'bigint':
    case 'double':
    case 'time':
    case 'interval day to second':
      return 8;
    case 'decimal':
      return type.precision <= 18 ? 8 : 16;
    case 'timestamp':
      return type.precision <= 6 ? 8 : 12;
    case 'time with time zone':
      return type.precision <= 9 ? 8 : 12;
    case 'timestamp with time zone':
      return type.precision <= 3 ? 8 : 12;
    case 'uuid':
    case 'ipaddress':
      return 16;
    default:
      return undefined;
  }
}
