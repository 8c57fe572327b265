import type { Type } from './type.ts';

/** Bytes that every value of a type takes (`Type Size` of DESCRIBE OUTPUT); undefined where they differ. */
export function fixedSize(type: Type): number | undefined {
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
    case 'uuid':
    case 'ipaddress':
      return 16;
    case 'decimal':
      return type.precision <= 18 ? 8 : 16;
    case 'timestamp':
      return type.precision <= 6 ? 8 : 12;
    case 'timestamp with time zone':
      return type.precision <= 3 ? 8 : 12;
    case 'time with time zone':
      return type.precision <= 9 ? 8 : 12;
    default:
      return undefined;
  }
}
