import { keyedTable } from './keyed-table.ts';
import { nations } from './places.ts';
import { randomText } from './random-text.ts';
import { padKey, randomAddress, randomInteger, randomPhone, randomWord } from './random-values.ts';

export const customersPerScale = 150_000;

const segments = ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'];

/** Customers (TPC-H specification, clause 4.2.3). */
export const customer = keyedTable(
  'customer',
  customersPerScale,
  ({ rows }) => {
    let drawn: (() => number) | undefined;
    return {
      key: () => rows.group + 1,
      nationKey: () => (drawn ??= rows.oncePerRow(randomInteger(rows, 1_489_529_863, 0, nations.length - 1))),
    };
  },
  [
    { name: 'custkey', type: { kind: 'bigint' }, cell: (_, { key }) => key },
    {
      name: 'name',
      type: { kind: 'varchar', length: 25 },
      cell:
        (_, { key }) =>
        () =>
          `Customer#${padKey(key())}`,
    },
    {
      name: 'address',
      type: { kind: 'varchar', length: 40 },
      cell: ({ rows }) => randomAddress(rows, 881_155_353, 25),
    },
    { name: 'nationkey', type: { kind: 'bigint' }, cell: (_, { nationKey }) => nationKey() },
    {
      name: 'phone',
      type: { kind: 'varchar', length: 15 },
      cell: ({ rows }, { nationKey }) => randomPhone(rows, 1_521_138_112, nationKey()),
    },
    {
      name: 'acctbal',
      type: { kind: 'double' },
      cell: ({ rows }) => {
        const cents = randomInteger(rows, 298_370_230, -99_999, 999_999);
        return () => cents() / 100;
      },
    },
    {
      name: 'mktsegment',
      type: { kind: 'varchar', length: 10 },
      cell: ({ rows }) => randomWord(rows, 1_140_279_430, segments),
    },
    {
      name: 'comment',
      type: { kind: 'varchar', length: 117 },
      cell: ({ rows }) => randomText(rows, 1_335_826_707, 73),
    },
  ],
);
