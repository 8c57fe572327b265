import { fixedTable } from './fixed-table.ts';
import { regions } from './places.ts';
import { randomText } from './random-text.ts';

const commentSeed = 1_500_869_201;
const commentAverageLength = 72;

/** 5 regions (TPC-H specification, clause 4.2.3). */
export const region = fixedTable('region', regions.length, [
  {
    name: 'regionkey',
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
        regions[rows.group] ?? '',
  },
  {
    name: 'comment',
    type: { kind: 'varchar', length: 152 },
    cell: ({ rows }) => randomText(rows, commentSeed, commentAverageLength),
  },
]);
