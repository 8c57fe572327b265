import { RowRandomInt } from '../random/row-random.ts';
import { keyedTable } from './keyed-table.ts';
import { nations } from './places.ts';
import { randomText } from './random-text.ts';
import { padKey, randomAddress, randomInteger, randomPhone } from './random-values.ts';
import type { RowSequence } from './row-sequence.ts';

export const suppliersPerScale = 10_000;

/** Suppliers (TPC-H specification, clause 4.2.3). */
export const supplier = keyedTable(
  'supplier',
  suppliersPerScale,
  ({ rows }) => {
    let drawn: (() => number) | undefined;
    return {
      key: () => rows.group + 1,
      nationKey: () => (drawn ??= rows.oncePerRow(randomInteger(rows, 110_356_601, 0, nations.length - 1))),
    };
  },
  [
    { name: 'suppkey', type: { kind: 'bigint' }, cell: (_, { key }) => key },
    {
      name: 'name',
      type: { kind: 'varchar', length: 25 },
      cell:
        (_, { key }) =>
        () =>
          `Supplier#${padKey(key())}`,
    },
    {
      name: 'address',
      type: { kind: 'varchar', length: 40 },
      cell: ({ rows }) => randomAddress(rows, 706_178_559, 25),
    },
    { name: 'nationkey', type: { kind: 'bigint' }, cell: (_, { nationKey }) => nationKey() },
    {
      name: 'phone',
      type: { kind: 'varchar', length: 15 },
      cell: ({ rows }, { nationKey }) => randomPhone(rows, 884_434_366, nationKey()),
    },
    {
      name: 'acctbal',
      type: { kind: 'double' },
      cell: ({ rows }) => {
        const cents = randomInteger(rows, 962_338_209, -99_999, 999_999);
        return () => cents() / 100;
      },
    },
    { name: 'comment', type: { kind: 'varchar', length: 101 }, cell: ({ rows }) => comment(rows) },
  ],
);

const subject = 'Customer ';
const complaint = 'Complaints';
const recommendation = 'Recommends';
const remarkLength = subject.length + complaint.length;

/** Comments; those of 10 suppliers in 10,000 hold a complaint or a recommendation at random places of the text. */
function comment(rows: RowSequence): () => string {
  const text = randomText(rows, 1_341_315_363, 63);
  const chosen = randomInteger(rows, 202_794_285, 1, suppliersPerScale);
  const gap = rows.random(new RowRandomInt(263_032_577, 1));
  const place = rows.random(new RowRandomInt(715_851_524, 1));
  const kind = randomInteger(rows, 753_643_799, 0, 100);
  return () => {
    const plain = text();
    if (chosen() > 10) return plain;
    const between = gap.next(0, plain.length - remarkLength);
    const at = place.next(0, plain.length - (remarkLength + between));
    const word = kind() < 50 ? complaint : recommendation;
    const wordAt = at + subject.length + between;
    return (
      plain.slice(0, at) +
      subject +
      plain.slice(at + subject.length, wordAt) +
      word +
      plain.slice(wordAt + word.length)
    );
  };
}
