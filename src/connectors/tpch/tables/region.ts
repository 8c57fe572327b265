import { fixedTable } from './fixed-table.ts';
import { regions } from './places.ts';
import { RandomText } from './random-text.ts';

const commentSeed = 1_500_869_201;
const commentAverageLength = 72;

/** 5 regions (TPC-H specification, clause 4.2.3). */
export const region = fixedTable('region', regions.length, [
  { name: 'regionkey', type: { kind: 'bigint' }, values: () => regions.map((_, key) => key) },
  { name: 'name', type: { kind: 'varchar', length: 25 }, values: () => regions },
  {
    name: 'comment',
    type: { kind: 'varchar', length: 152 },
    values: () => {
      const text = new RandomText(commentSeed, commentAverageLength);
      return regions.map(() => text.next());
    },
  },
]);
