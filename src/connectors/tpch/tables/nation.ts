import { fixedTable } from './fixed-table.ts';
import { nations } from './places.ts';
import { RandomText } from './random-text.ts';

const commentSeed = 606_179_079;
const commentAverageLength = 72;

/** 25 nations (TPC-H specification, clause 4.2.3). */
export const nation = fixedTable('nation', nations.length, [
  { name: 'nationkey', type: { kind: 'bigint' }, values: () => nations.map((_, key) => key) },
  { name: 'name', type: { kind: 'varchar', length: 25 }, values: () => nations.map(([name]) => name) },
  { name: 'regionkey', type: { kind: 'bigint' }, values: () => nations.map(([, regionKey]) => regionKey) },
  {
    name: 'comment',
    type: { kind: 'varchar', length: 152 },
    values: () => {
      const text = new RandomText(commentSeed, commentAverageLength);
      return nations.map(() => text.next());
    },
  },
]);
