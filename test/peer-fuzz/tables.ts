import { simple } from './fuzz-type.ts';
import type { FuzzColumn } from './sources.ts';

/** A table of tpch.tiny. */
export interface FuzzTable {
  readonly name: string;
  readonly rows: number;
  /** Columns that tell its rows apart. */
  readonly keys: readonly string[];
  readonly columns: readonly FuzzColumn[];
}

function table(name: string, rows: number, keys: string, columns: string): FuzzTable {
  return {
    name,
    rows,
    keys: keys.split(' '),
    columns: columns.split(', ').map((column) => {
      const [columnName = '', type = ''] = column.split(' ');
      return { name: columnName, type: simple(type) };
    }),
  };
}

export const tables: readonly FuzzTable[] = [
  table('region', 5, 'regionkey', 'regionkey bigint, name varchar, comment varchar'),
  table('nation', 25, 'nationkey', 'nationkey bigint, name varchar, regionkey bigint, comment varchar'),
  table(
    'supplier',
    100,
    'suppkey',
    'suppkey bigint, name varchar, address varchar, nationkey bigint, phone varchar, acctbal double, comment varchar',
  ),
  table(
    'customer',
    1500,
    'custkey',
    'custkey bigint, name varchar, address varchar, nationkey bigint, phone varchar, acctbal double, mktsegment varchar, comment varchar',
  ),
  table(
    'part',
    2000,
    'partkey',
    'partkey bigint, name varchar, mfgr varchar, brand varchar, type varchar, size integer, container varchar, retailprice double, comment varchar',
  ),
  table(
    'partsupp',
    8000,
    'partkey suppkey',
    'partkey bigint, suppkey bigint, availqty integer, supplycost double, comment varchar',
  ),
  table(
    'orders',
    15000,
    'orderkey',
    'orderkey bigint, custkey bigint, orderstatus varchar, totalprice double, orderdate date, orderpriority varchar, clerk varchar, shippriority integer, comment varchar',
  ),
  table(
    'lineitem',
    60000,
    'orderkey linenumber',
    'orderkey bigint, partkey bigint, suppkey bigint, linenumber integer, quantity double, extendedprice double, discount double, tax double, returnflag varchar, linestatus varchar, shipdate date, commitdate date, receiptdate date, shipinstruct varchar, shipmode varchar, comment varchar',
  ),
];

/** Columns that tables are joined by. */
export const joinKeys: ReadonlySet<string> = new Set([
  'regionkey',
  'nationkey',
  'suppkey',
  'custkey',
  'partkey',
  'orderkey',
]);

/** Constants that columns are compared with. */
export const columnConstants: Readonly<Record<string, readonly string[]>> = {
  bigint: ['0', '3', '7', '12', '100', '1000', "BIGINT '24'"],
  integer: ['1', '4', '10', '25', '0', '7.5'],
  double: ['0', '0.04', '25', '1000.5', '150000e0', '-100', "DECIMAL '9000.00'"],
  varchar: ["'A'", "'EUROPE'", "'FRANCE'", "'BUILDING'", "'Brand#23'", "'MAIL'", "'1-URGENT'", "'F'", "'M'"],
  date: [
    "DATE '1995-01-01'",
    "DATE '1993-07-01' + INTERVAL '3' MONTH",
    "DATE '1998-08-02'",
    "TIMESTAMP '1996-06-15 12:00:00'",
  ],
};
