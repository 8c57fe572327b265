import { array, map, row, simple } from './fuzz-type.ts';
import type { FuzzType } from './fuzz-type.ts';

/** A column that expressions may read. */
export interface FuzzColumn {
  readonly name: string;
  readonly type: FuzzType;
}

/** Rows that expressions are computed over; `k` numbers them. */
export interface FuzzSource {
  readonly name: 'constants' | 'ordinary' | 'edges';
  /** How many rows there are. */
  readonly rows: number;
  /** The relation, with the columns that a text reads; empty: there are none. @param only the one row that is there */
  readonly from: (text: string, only?: number) => string;
  readonly columns: readonly FuzzColumn[];
}

/** Name, type, and SQL of its values: two ordinary ones, then the least and the greatest. */
const values: readonly (readonly [
  name: string,
  text: string,
  type: FuzzType,
  one: string,
  two: string,
  low: string,
  high: string,
])[] = [
  ['c_boolean', 'boolean', simple('boolean'), 'true', 'false', 'false', 'true'],
  ['c_tinyint', 'tinyint', simple('tinyint'), '3', '-5', '-128', '127'],
  ['c_smallint', 'smallint', simple('smallint'), '20', '-7', '-32768', '32767'],
  ['c_integer', 'integer', simple('integer'), '4', '-12', '-2147483648', '2147483647'],
  [
    'c_bigint',
    'bigint',
    simple('bigint'),
    '6',
    '-100',
    "BIGINT '-9223372036854775808'",
    '9223372036854775807',
  ],
  ['c_real', 'real', simple('real'), '1.25', '-3.5', "REAL '-3.4028235e38'", "REAL 'NaN'"],
  ['c_double', 'double', simple('double'), '2.5', '-0.125', "DOUBLE '-Infinity'", '1e308'],
  ['c_decimal', 'decimal(10,2)', simple('decimal'), '12.34', '-0.50', '-99999999.99', '99999999.99'],
  [
    'c_long',
    'decimal(30,5)',
    simple('decimal'),
    '1234567890.12345',
    '-2.00001',
    '-9999999999999999999999999.99999',
    '0.00001',
  ],
  ['c_varchar', 'varchar', simple('varchar'), "'hello'", "'World 42'", "''", "'ÿ😀'"],
  ['c_short', 'varchar(5)', simple('varchar'), "'abc'", "'12'", "' '", "'zzzzz'"],
  ['c_char', 'char(5)', simple('char'), "'ab'", "'x y'", "''", "'zzzzz'"],
  ['c_varbinary', 'varbinary', simple('varbinary'), "X'6162'", "X'00FF'", "X''", "X'FFFFFFFFFFFFFFFFFF'"],
  [
    'c_date',
    'date',
    simple('date'),
    "DATE '2020-02-29'",
    "DATE '1999-12-31'",
    "DATE '-4000-01-01'",
    "DATE '9999-12-31'",
  ],
  [
    'c_time',
    'time(3)',
    simple('time'),
    "TIME '12:34:56.789'",
    "TIME '00:00:01'",
    "TIME '00:00:00'",
    "TIME '23:59:59.999'",
  ],
  [
    'c_time12',
    'time(12)',
    simple('time'),
    "TIME '12:34:56.789012345678'",
    "TIME '01:00:00'",
    "TIME '00:00:00'",
    "TIME '23:59:59.999999999999'",
  ],
  [
    'c_time_tz',
    'time(3) with time zone',
    simple('time with time zone'),
    "TIME '10:00:00.5+01:00'",
    "TIME '23:15:00 -05:30'",
    "TIME '00:00:00+14:00'",
    "TIME '23:59:59.999-14:00'",
  ],
  [
    'c_timestamp',
    'timestamp(3)',
    simple('timestamp'),
    "TIMESTAMP '2020-10-25 01:30:00.123'",
    "TIMESTAMP '1969-07-20 20:17:40'",
    "TIMESTAMP '-1000-01-01 00:00:00'",
    "TIMESTAMP '9999-12-31 23:59:59.999'",
  ],
  [
    'c_timestamp6',
    'timestamp(6)',
    simple('timestamp'),
    "TIMESTAMP '2021-06-01 10:20:30.123456'",
    "TIMESTAMP '1900-02-28 00:00:00.000001'",
    "TIMESTAMP '0001-01-01 00:00:00'",
    "TIMESTAMP '9999-12-31 23:59:59.999999'",
  ],
  [
    'c_timestamp12',
    'timestamp(12)',
    simple('timestamp'),
    "TIMESTAMP '2021-06-01 10:20:30.123456789012'",
    "TIMESTAMP '1960-01-01 00:00:00.000000000001'",
    "TIMESTAMP '0001-01-01 00:00:00'",
    "TIMESTAMP '9999-12-31 23:59:59.999999999999'",
  ],
  [
    'c_timestamp_tz',
    'timestamp(3) with time zone',
    simple('timestamp with time zone'),
    "TIMESTAMP '2020-10-25 01:30:00.123 Europe/Berlin'",
    "TIMESTAMP '1999-12-31 23:00:00 America/Los_Angeles'",
    "TIMESTAMP '0001-01-01 00:00:00 UTC'",
    "TIMESTAMP '9999-12-31 23:59:59 +14:00'",
  ],
  [
    'c_timestamp_tz9',
    'timestamp(9) with time zone',
    simple('timestamp with time zone'),
    "TIMESTAMP '2021-03-28 02:30:00.123456789 Asia/Tokyo'",
    "TIMESTAMP '1950-01-01 00:00:00 +02:30'",
    "TIMESTAMP '0001-01-01 00:00:00 UTC'",
    "TIMESTAMP '9999-12-31 23:59:59 UTC'",
  ],
  [
    'c_interval',
    'interval day to second',
    simple('interval day to second'),
    "INTERVAL '1 02:03:04.5' DAY TO SECOND",
    "INTERVAL '-36' HOUR",
    "INTERVAL '0' SECOND",
    "INTERVAL '10000' DAY",
  ],
  [
    'c_months',
    'interval year to month',
    simple('interval year to month'),
    "INTERVAL '1-2' YEAR TO MONTH",
    "INTERVAL '-5' MONTH",
    "INTERVAL '0' MONTH",
    "INTERVAL '900' YEAR",
  ],
  [
    'c_json',
    'json',
    simple('json'),
    `JSON '{"a":[1,2.5,"x"],"b":null}'`,
    'JSON \'[true,{"k":"v"}]\'',
    "JSON 'null'",
    'JSON \'"text"\'',
  ],
  [
    'c_uuid',
    'uuid',
    simple('uuid'),
    "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'",
    "UUID '80000000-0000-0000-0000-000000000001'",
    "UUID '00000000-0000-0000-0000-000000000000'",
    "UUID 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
  ],
  [
    'c_ipaddress',
    'ipaddress',
    simple('ipaddress'),
    "IPADDRESS '10.1.2.3'",
    "IPADDRESS '2001:db8::1'",
    "IPADDRESS '::'",
    "IPADDRESS 'ffff::ffff'",
  ],
  [
    'c_bigints',
    'array(bigint)',
    array(simple('bigint')),
    'ARRAY[3, 1, NULL, 2]',
    'ARRAY[5]',
    'ARRAY[]',
    'ARRAY[9223372036854775807]',
  ],
  [
    'c_integers',
    'array(integer)',
    array(simple('integer')),
    'ARRAY[1, 2, 3]',
    'ARRAY[-1, -1]',
    'ARRAY[]',
    'ARRAY[NULL, NULL]',
  ],
  [
    'c_doubles',
    'array(double)',
    array(simple('double')),
    'ARRAY[1.5, -2.0]',
    'ARRAY[0.0, 3.25]',
    'ARRAY[]',
    'ARRAY[nan(), infinity()]',
  ],
  [
    'c_texts',
    'array(varchar)',
    array(simple('varchar')),
    "ARRAY['b', 'a', 'b']",
    "ARRAY[NULL, 'x']",
    'ARRAY[]',
    "ARRAY['', ' ']",
  ],
  [
    'c_dates',
    'array(date)',
    array(simple('date')),
    "ARRAY[DATE '2020-01-02', DATE '2019-01-01']",
    "ARRAY[DATE '1970-01-01']",
    'ARRAY[]',
    'ARRAY[NULL]',
  ],
  [
    'c_nested',
    'array(array(integer))',
    array(array(simple('integer'))),
    'ARRAY[ARRAY[1, 2], ARRAY[3]]',
    'ARRAY[ARRAY[], NULL]',
    'ARRAY[]',
    'ARRAY[ARRAY[7, NULL]]',
  ],
  [
    'c_map',
    'map(varchar, bigint)',
    map(simple('varchar'), simple('bigint')),
    "MAP(ARRAY['a', 'b'], ARRAY[1, 2])",
    "MAP(ARRAY['x'], ARRAY[NULL])",
    'MAP()',
    "MAP(ARRAY[''], ARRAY[-1])",
  ],
  [
    'c_int_map',
    'map(integer, double)',
    map(simple('integer'), simple('double')),
    'MAP(ARRAY[1, 2], ARRAY[0.5, 1.5])',
    'MAP(ARRAY[3], ARRAY[-1])',
    'MAP()',
    'MAP(ARRAY[0], ARRAY[nan()])',
  ],
  [
    'c_row',
    'row(a bigint, b varchar)',
    row(simple('bigint'), simple('varchar')),
    "ROW(1, 'r')",
    "ROW(NULL, 's')",
    "ROW(0, '')",
    'ROW(NULL, NULL)',
  ],
  [
    'c_rows',
    'array(row(a bigint, b varchar))',
    array(row(simple('bigint'), simple('varchar'))),
    "ARRAY[ROW(1, 'p'), ROW(2, 'q')]",
    'ARRAY[ROW(3, NULL)]',
    'ARRAY[]',
    'ARRAY[NULL]',
  ],
];

const columns: readonly FuzzColumn[] = [
  ...values.map(([name, , type]) => ({ name, type })),
  { name: 'regionkey', type: simple('bigint') },
  { name: 'name', type: simple('varchar') },
];

const valueAt = { one: 3, two: 4, low: 5, high: 6 } as const;

/** A FROM clause with the columns that a text reads: a join, so that values come from other nodes and aren't known to the planner. */
function from(rows: readonly (keyof typeof valueAt | 'null')[]): FuzzSource['from'] {
  return (text, only) => {
    const used = values.filter(([name]) => new RegExp(`\\b${name}\\b`).test(text));
    const list = rows.map(
      (row, k) =>
        `(${[String(k), ...used.map((value) => (row === 'null' ? (k === 0 ? `CAST(NULL AS ${value[1]})` : 'NULL') : `CAST(${value[valueAt[row]]} AS ${value[1]})`))].join(', ')})`,
    );
    return `tpch.tiny.region JOIN (VALUES ${list.join(', ')}) v(${['k', ...used.map(([name]) => name)].join(', ')}) ON regionkey = k${only === undefined ? '' : ` AND k = ${only}`}`;
  };
}

export const constants: FuzzSource = { name: 'constants', rows: 1, from: () => '', columns: [] };
export const ordinary: FuzzSource = {
  name: 'ordinary',
  rows: 3,
  from: from(['one', 'two', 'null']),
  columns,
};
export const edges: FuzzSource = {
  name: 'edges',
  rows: 4,
  from: from(['one', 'null', 'low', 'high']),
  columns,
};
