import { fixedTable } from './fixed-table.ts';
import { nations } from './places.ts';
import { randomText } from './random-text.ts';

const commentSeed = 606_179_079;
const commentAverageLength = 72;

/** 25 nations (TPC-H specification, clause 4.2.3). */
export const nation = fixedTable('nation', nations.length, [
  {
    name: 'nationkey',
    type: { kind: 'bigint' },
    cell:
      ({ rows }) =>
      () =>
        rows.group,
  },
  {
    name: 'name',
    type: { kind: 'varchar', length: 25 },
    cell:
      ({ rows }) =>
      () =>
        nations[rows.group]?.[0] ?? '',
  },
  {
    name: 'regionkey',
    type: { kind: 'bigint' },
    cell:
      ({ rows }) =>
      () =>
        nations[rows.group]?.[1] ?? 0,
  },
  {
    name: 'comment',
    type: { kind: 'varchar', length: 152 },
    cell: ({ rows }) => randomText(rows, commentSeed, commentAverageLength),
  },
]);
