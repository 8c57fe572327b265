import type { SimpleType, Type } from '../../../engine/types/type.ts';
import type { Cell } from '../cells.ts';
import { columnSize, javaObject, jdbcTypeCode, precisionRadix } from './jdbc-type.ts';
import type { SystemTable } from './system-table.ts';
import { flags, texts, wholes } from './system-table.ts';

/** `nullable` of a type or a column that may be NULL, and of a column that may not. */
export const nullable = 1;
export const notNullable = 0;

/** What of a type can be searched for: all, or nothing of types that can't be compared. */
const searchable = 3;
const notSearchable = 0;

/** A type without parameters: its name, and whether its values can be compared. */
interface PlainType {
  readonly name: string;
  readonly comparable: boolean;
  /** Absent for types that only functions use between each other. */
  readonly type?: Type;
}

function plain(kind: SimpleType['kind'], comparable = true): PlainType {
  return { name: kind, comparable, type: { kind } };
}

function inner(name: string): PlainType {
  return { name, comparable: false };
}

/** The types without parameters of Trino 435; `integer` is there twice, once as what `row` counts with. */
const plainTypes: readonly PlainType[] = [
  plain('unknown'),
  plain('boolean'),
  plain('bigint'),
  plain('integer'),
  plain('integer'),
  plain('smallint'),
  plain('tinyint'),
  plain('double'),
  plain('real'),
  plain('varbinary'),
  plain('date'),
  plain('interval year to month'),
  plain('interval day to second'),
  plain('HyperLogLog', false),
  plain('P4HyperLogLog', false),
  plain('SetDigest', false),
  plain('tdigest', false),
  plain('JoniRegExp', false),
  inner('Re2JRegExp'),
  plain('LikePattern', false),
  plain('JsonPath', false),
  inner('JsonPath2016'),
  inner('json2016'),
  plain('color'),
  plain('json'),
  plain('CodePoints', false),
  plain('uuid'),
  plain('ipaddress'),
];

/** The types with parameters: as such they have no size and can't be compared. */
const parametricTypes: readonly string[] = [
  'varchar',
  'char',
  'decimal',
  'row',
  'array',
  'map',
  'function',
  'qdigest',
  'timestamp',
  'timestamp with time zone',
  'time',
  'time with time zone',
];

/** `DatabaseMetaData.getTypeInfo()`. */
export const typesTable: SystemTable = {
  schema: 'jdbc',
  name: 'types',
  columns: [
    ...texts('type_name'),
    ...wholes('data_type', 'precision'),
    ...texts('literal_prefix', 'literal_suffix', 'create_params'),
    ...wholes('nullable'),
    ...flags('case_sensitive'),
    ...wholes('searchable'),
    ...flags('unsigned_attribute', 'fixed_prec_scale', 'auto_increment'),
    ...texts('local_type_name'),
    ...wholes('minimum_scale', 'maximum_scale', 'sql_data_type', 'sql_datetime_sub', 'num_prec_radix'),
  ],
  *rows() {
    for (const { name, comparable, type } of plainTypes) {
      const code = type === undefined ? javaObject : jdbcTypeCode(type);
      yield typeRow(name, code, comparable, type && columnSize(type), type && precisionRadix(type));
    }
    for (const name of parametricTypes) {
      const code =
        name === 'array' ? jdbcTypeCode({ kind: 'array', element: { kind: 'unknown' } }) : javaObject;
      yield typeRow(name, code, false, undefined, undefined);
    }
  },
};

function typeRow(
  name: string,
  code: number,
  comparable: boolean,
  precision: number | undefined,
  radix: number | undefined,
): readonly Cell[] {
  return [
    name,
    code,
    precision,
    undefined,
    undefined,
    undefined,
    nullable,
    false,
    comparable ? searchable : notSearchable,
    undefined,
    false,
    undefined,
    undefined,
    0,
    0,
    undefined,
    undefined,
    radix,
  ];
}
