import { keyedTable } from './keyed-table.ts';
import {
  countLines,
  discount,
  isInPast,
  lineCount,
  linePart,
  linePrice,
  maxLines,
  orderDate,
  orderKey,
  ordersPerScale,
  quantity,
  shipDelay,
  tax,
} from './order-lines.ts';
import { partSupplier } from './partsupp.ts';
import { randomText } from './random-text.ts';
import { randomInteger, randomWord } from './random-values.ts';
import { RowSequence, scaled } from './row-sequence.ts';
import type { Range } from './row-sequence.ts';

const instructions = ['DELIVER IN PERSON', 'COLLECT COD', 'TAKE BACK RETURN', 'NONE'];
const modes = ['REG AIR', 'AIR', 'RAIL', 'TRUCK', 'MAIL', 'FOB', 'SHIP'];

const counted = new Map<number, number>();

/** The lines of orders (TPC-H specification, clause 4.2.3); parts of the table are cut between orders. */
export const lineitem = keyedTable(
  'lineitem',
  ordersPerScale,
  (context) => {
    const { rows } = context;
    rows.rowsInGroup = lineCount(rows);
    const lazily = <T>(make: () => () => T): (() => () => T) => {
      let made: (() => T) | undefined;
      return () => (made ??= make());
    };
    const ordered = lazily(() => rows.oncePerGroup(orderDate(rows)));
    const shipped = lazily(() => {
      const delay = shipDelay(rows);
      const date = ordered();
      return rows.oncePerRow(() => date() + delay());
    });
    const received = lazily(() => {
      const delay = randomInteger(rows, 373_135_028, 1, 30, maxLines);
      const date = shipped();
      return rows.oncePerRow(() => date() + delay());
    });
    const part = lazily(() => rows.oncePerRow(linePart(context)));
    const pieces = lazily(() => rows.oncePerRow(quantity(rows)));
    return { ordered, shipped, received, part, pieces };
  },
  [
    {
      name: 'orderkey',
      type: { kind: 'bigint' },
      cell:
        ({ rows }) =>
        () =>
          orderKey(rows.group),
    },
    { name: 'partkey', type: { kind: 'bigint' }, cell: (_, { part }) => part() },
    {
      name: 'suppkey',
      type: { kind: 'bigint' },
      cell: ({ rows, scaleFactor }, shared) => {
        const part = shared.part();
        const number = randomInteger(rows, 2_095_021_727, 0, 3, maxLines);
        return () => partSupplier(part(), number(), scaleFactor);
      },
    },
    {
      name: 'linenumber',
      type: { kind: 'integer' },
      cell:
        ({ rows }) =>
        () =>
          rows.line + 1,
    },
    { name: 'quantity', type: { kind: 'double' }, cell: (_, { pieces }) => pieces() },
    {
      name: 'extendedprice',
      type: { kind: 'double' },
      cell: (_, shared) => {
        const part = shared.part();
        const pieces = shared.pieces();
        return () => linePrice(part(), pieces()) / 100;
      },
    },
    {
      name: 'discount',
      type: { kind: 'double' },
      cell: ({ rows }) => {
        const hundredths = discount(rows);
        return () => hundredths() / 100;
      },
    },
    {
      name: 'tax',
      type: { kind: 'double' },
      cell: ({ rows }) => {
        const hundredths = tax(rows);
        return () => hundredths() / 100;
      },
    },
    {
      name: 'returnflag',
      type: { kind: 'varchar', length: 1 },
      cell: ({ rows }, shared) => {
        const received = shared.received();
        const flag = randomWord(rows, 717_419_739, ['R', 'A'], maxLines);
        return () => (isInPast(received()) ? flag() : 'N');
      },
    },
    {
      name: 'linestatus',
      type: { kind: 'varchar', length: 1 },
      cell: (_, shared) => {
        const shipped = shared.shipped();
        return () => (isInPast(shipped()) ? 'F' : 'O');
      },
    },
    { name: 'shipdate', type: { kind: 'date' }, cell: (_, { shipped }) => shipped() },
    {
      name: 'commitdate',
      type: { kind: 'date' },
      cell: ({ rows }, shared) => {
        const ordered = shared.ordered();
        const delay = randomInteger(rows, 904_914_315, 30, 90, maxLines);
        return () => ordered() + delay();
      },
    },
    { name: 'receiptdate', type: { kind: 'date' }, cell: (_, { received }) => received() },
    {
      name: 'shipinstruct',
      type: { kind: 'varchar', length: 25 },
      cell: ({ rows }) => randomWord(rows, 1_371_272_478, instructions, maxLines),
    },
    {
      name: 'shipmode',
      type: { kind: 'varchar', length: 10 },
      cell: ({ rows }) => randomWord(rows, 675_466_456, modes, maxLines),
    },
    {
      name: 'comment',
      type: { kind: 'varchar', length: 44 },
      cell: ({ rows }) => randomText(rows, 1_095_462_486, 27, maxLines),
    },
  ],
  {
    rowCount(scaleFactor) {
      let total = counted.get(scaleFactor);
      if (total === undefined) {
        total = linesOf(scaleFactor, { start: 0, count: scaled(ordersPerScale, scaleFactor) });
        counted.set(scaleFactor, total);
      }
      return total;
    },
    rowsIn: linesOf,
  },
);

function linesOf(scaleFactor: number, orders: Range): number {
  return countLines({ rows: new RowSequence(orders), scaleFactor }, orders.count);
}
