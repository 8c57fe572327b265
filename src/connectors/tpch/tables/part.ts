import { keyedTable } from './keyed-table.ts';
import { colors, containers, partTypes } from './part-words.ts';
import { randomText } from './random-text.ts';
import { randomInteger, randomWord, randomWords } from './random-values.ts';

export const partsPerScale = 200_000;

/** What a part costs, in cents (TPC-H specification, clause 4.2.3: P_RETAILPRICE). */
export function partPrice(partKey: number): number {
  return 90_000 + (Math.floor(partKey / 10) % 20_001) + (partKey % 1_000) * 100;
}

/** Parts (TPC-H specification, clause 4.2.3). */
export const part = keyedTable(
  'part',
  partsPerScale,
  ({ rows }) => {
    let drawn: (() => number) | undefined;
    return {
      key: () => rows.group + 1,
      manufacturer: () => (drawn ??= rows.oncePerRow(randomInteger(rows, 1, 1, 5))),
    };
  },
  [
    { name: 'partkey', type: { kind: 'bigint' }, cell: (_, { key }) => key },
    {
      name: 'name',
      type: { kind: 'varchar', length: 55 },
      cell: ({ rows }) => randomWords(rows, 709_314_158, 5, colors),
    },
    {
      name: 'mfgr',
      type: { kind: 'varchar', length: 25 },
      cell: (_, shared) => {
        const manufacturer = shared.manufacturer();
        return () => `Manufacturer#${manufacturer()}`;
      },
    },
    {
      name: 'brand',
      type: { kind: 'varchar', length: 10 },
      cell: ({ rows }, shared) => {
        const manufacturer = shared.manufacturer();
        const brand = randomInteger(rows, 46_831_694, 1, 5);
        return () => `Brand#${manufacturer()}${brand()}`;
      },
    },
    {
      name: 'type',
      type: { kind: 'varchar', length: 25 },
      cell: ({ rows }) => randomWord(rows, 1_841_581_359, partTypes),
    },
    {
      name: 'size',
      type: { kind: 'integer' },
      cell: ({ rows }) => randomInteger(rows, 1_193_163_244, 1, 50),
    },
    {
      name: 'container',
      type: { kind: 'varchar', length: 10 },
      cell: ({ rows }) => randomWord(rows, 727_633_698, containers),
    },
    {
      name: 'retailprice',
      type: { kind: 'double' },
      cell:
        (_, { key }) =>
        () =>
          partPrice(key()) / 100,
    },
    {
      name: 'comment',
      type: { kind: 'varchar', length: 23 },
      cell: ({ rows }) => randomText(rows, 804_159_733, 14),
    },
  ],
);
