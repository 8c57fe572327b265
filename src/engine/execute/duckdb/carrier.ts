import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { duckdb } from './bindings.ts';
import type { LogicalType } from './bindings.ts';
import { named } from './sql/sql-type.ts';
import type { SqlType } from './sql/sql-type.ts';

/**
 * Which DuckDB type carries the values of a Trino type: the one map between the two worlds.
 *
 * | Trino | carrier |
 * | --- | --- |
 * | boolean … double, date, decimal | the same |
 * | varchar, char (without trailing blanks), json, the items and paths of SQL/JSON | VARCHAR |
 * | varbinary, sketches, compiled patterns | BLOB |
 * | uuid; ipaddress | UUID; UHUGEINT, both ordered by unsigned bytes |
 * | time(p) | BIGINT picoseconds of the day, for every p as in pages |
 * | time with time zone | STRUCT(u: UTC picoseconds of the day, z: offset in minutes): equal when `u` is |
 * | timestamp(p ≤ 6) | TIMESTAMP |
 * | timestamp(p > 6) | STRUCT(us: microseconds, ps: picoseconds of the microsecond) |
 * | timestamp with time zone | STRUCT(ms: UTC milliseconds, ps: picoseconds of the millisecond, z: zone key): equal when `ms` and `ps` are |
 * | interval day to second; year to month | BIGINT milliseconds; INTEGER months |
 * | array, map, row | LIST, MAP, STRUCT(f1, f2, …) |
 * | unknown | BOOLEAN, always NULL |
 */
export function carrierOf(type: Type): SqlType {
  switch (type.kind) {
    case 'unknown':
    case 'boolean':
      return named('BOOLEAN');
    case 'tinyint':
      return named('TINYINT');
    case 'smallint':
      return named('SMALLINT');
    case 'integer':
    case 'color':
    case 'interval year to month':
      return named('INTEGER');
    case 'bigint':
    case 'interval day to second':
    case 'time':
      return named('BIGINT');
    case 'real':
      return named('FLOAT');
    case 'double':
      return named('DOUBLE');
    case 'date':
      return named('DATE');
    case 'decimal':
      return { kind: 'decimal', precision: type.precision, scale: type.scale };
    case 'varchar':
    case 'char':
    case 'json':
    case 'json2016':
    case 'JsonPath2016':
      return named('VARCHAR');
    case 'varbinary':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'qdigest':
    case 'tdigest':
    case 'LikePattern':
    case 'JoniRegExp':
    case 'JsonPath':
    case 'CodePoints':
      return named('BLOB');
    case 'uuid':
      return named('UUID');
    case 'ipaddress':
      return named('UHUGEINT');
    case 'time with time zone':
      return timeWithTimeZoneCarrier;
    case 'timestamp':
      return type.precision <= 6 ? named('TIMESTAMP') : longTimestampCarrier;
    case 'timestamp with time zone':
      return timestampWithTimeZoneCarrier;
    case 'array':
      return { kind: 'list', element: carrierOf(type.element) };
    case 'map':
      return { kind: 'map', key: carrierOf(type.key), value: carrierOf(type.value) };
    case 'row':
      return {
        kind: 'struct',
        fields: type.fields.map((field, index) => ({ name: fieldName(index), type: carrierOf(field.type) })),
      };
    case 'function':
      throw new TrinoError('NOT_SUPPORTED', 'A function is not a value');
    default:
      throw new Error(`Unknown type ${(type satisfies never as Type).kind}`);
  }
}

/** Name of a row's field: Trino's may be missing or repeat. @param index from 0 */
export function fieldName(index: number): string {
  return `f${index + 1}`;
}

const timeWithTimeZoneCarrier: SqlType = {
  kind: 'struct',
  fields: [
    { name: 'u', type: named('BIGINT') },
    { name: 'z', type: named('SMALLINT') },
  ],
};

const longTimestampCarrier: SqlType = {
  kind: 'struct',
  fields: [
    { name: 'us', type: named('BIGINT') },
    { name: 'ps', type: named('INTEGER') },
  ],
};

const timestampWithTimeZoneCarrier: SqlType = {
  kind: 'struct',
  fields: [
    { name: 'ms', type: named('BIGINT') },
    { name: 'ps', type: named('INTEGER') },
    { name: 'z', type: named('SMALLINT') },
  ],
};

/** The binding's form of a type, for chunks that are appended and functions that are registered. */
export function logicalTypeOf(type: SqlType): LogicalType {
  switch (type.kind) {
    case 'name':
      return duckdb.create_logical_type(duckdb.Type[type.name]);
    case 'decimal':
      return duckdb.create_decimal_type(type.precision, type.scale);
    case 'list':
      return duckdb.create_list_type(logicalTypeOf(type.element));
    case 'map':
      return duckdb.create_map_type(logicalTypeOf(type.key), logicalTypeOf(type.value));
    case 'struct':
      return duckdb.create_struct_type(
        type.fields.map((field) => logicalTypeOf(field.type)),
        type.fields.map((field) => field.name),
      );
    default:
      throw new Error(`Unknown type ${(type satisfies never as SqlType).kind}`);
  }
}

/** Bytes of a decimal in DuckDB's vectors. */
export function decimalWidth(precision: number): 2 | 4 | 8 | 16 {
  if (precision <= 4) return 2;
  if (precision <= 9) return 4;
  return precision <= 18 ? 8 : 16;
}
