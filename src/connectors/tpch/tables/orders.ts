import { customersPerScale } from './customer.ts';
import { keyedTable } from './keyed-table.ts';
import type { RowContext } from './keyed-table.ts';
import {
  discount,
  isInPast,
  lineCount,
  linePart,
  linePrice,
  orderDate,
  orderKey,
  ordersPerScale,
  quantity,
  shipDelay,
  tax,
} from './order-lines.ts';
import { randomText } from './random-text.ts';
import { padKey, randomInteger, randomKey, randomWord } from './random-values.ts';
import { scaled } from './row-sequence.ts';

const priorities = ['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'];
const clerksPerScale = 1_000;
/** Every third customer has no orders. */
const customerMortality = 3;

/** Orders (TPC-H specification, clause 4.2.3). */
export const orders = keyedTable(
  'orders',
  ordersPerScale,
  (context) => {
    let date: (() => number) | undefined;
    let lines: (() => number) | undefined;
    return {
      date: () => (date ??= context.rows.oncePerRow(orderDate(context.rows))),
      lines: () => (lines ??= context.rows.oncePerRow(lineCount(context.rows))),
    };
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
    { name: 'custkey', type: { kind: 'bigint' }, cell: customerKey },
    { name: 'orderstatus', type: { kind: 'varchar', length: 1 }, cell: orderStatus },
    { name: 'totalprice', type: { kind: 'double' }, cell: totalPrice },
    { name: 'orderdate', type: { kind: 'date' }, cell: (_, { date }) => date() },
    {
      name: 'orderpriority',
      type: { kind: 'varchar', length: 15 },
      cell: ({ rows }) => randomWord(rows, 591_449_447, priorities),
    },
    {
      name: 'clerk',
      type: { kind: 'varchar', length: 15 },
      cell: ({ rows, scaleFactor }) => {
        const clerks = Math.max(Math.trunc(scaleFactor * clerksPerScale), clerksPerScale);
        const clerk = randomInteger(rows, 1_171_034_773, 1, clerks);
        return () => `Clerk#${padKey(clerk())}`;
      },
    },
    { name: 'shippriority', type: { kind: 'integer' }, cell: () => () => 0 },
    {
      name: 'comment',
      type: { kind: 'varchar', length: 79 },
      cell: ({ rows }) => randomText(rows, 276_090_261, 49),
    },
  ],
);

interface OrderShared {
  readonly date: () => () => number;
  readonly lines: () => () => number;
}

function customerKey({ rows, scaleFactor }: RowContext): () => number {
  const last = scaled(customersPerScale, scaleFactor);
  const draw = randomKey(rows, 851_767_375, last, scaleFactor);
  return () => {
    let key = draw();
    for (let step = 1; key % customerMortality === 0; step = -step) key = Math.min(key + step, last);
    return key;
  };
}

function orderStatus({ rows }: RowContext, shared: OrderShared): () => string {
  const date = shared.date();
  const lines = shared.lines();
  const delay = shipDelay(rows);
  return () => {
    const count = lines();
    let shipped = 0;
    for (let i = 0; i < count; i++) if (isInPast(date() + delay())) shipped++;
    if (shipped === count) return 'F';
    return shipped > 0 ? 'P' : 'O';
  };
}

function totalPrice(context: RowContext, shared: OrderShared): () => number {
  const lines = shared.lines();
  const pieces = quantity(context.rows);
  const part = linePart(context);
  const less = discount(context.rows);
  const more = tax(context.rows);
  return () => {
    let cents = 0;
    for (let i = lines(); i > 0; i--) {
      const discounted = linePrice(part(), pieces()) * (100 - less());
      cents += Math.floor((Math.floor(discounted / 100) * (100 + more())) / 100);
    }
    return cents / 100;
  };
}
