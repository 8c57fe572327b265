import { keyedTable } from './keyed-table.ts';
import { partsPerScale } from './part.ts';
import { randomText } from './random-text.ts';
import { randomInteger } from './random-values.ts';
import { scaled } from './row-sequence.ts';
import { suppliersPerScale } from './supplier.ts';

const suppliersPerPart = 4;

/** One of the four suppliers of a part, spread over all suppliers. @param number 0 to 3 */
export function partSupplier(partKey: number, number: number, scaleFactor: number): number {
  const suppliers = scaled(suppliersPerScale, scaleFactor);
  const step = Math.floor(suppliers / suppliersPerPart) + Math.floor((partKey - 1) / suppliers);
  return ((partKey + number * step) % suppliers) + 1;
}

/** Who supplies which part (TPC-H specification, clause 4.2.3). */
export const partsupp = keyedTable(
  'partsupp',
  partsPerScale,
  ({ rows }) => {
    rows.rowsInGroup = () => suppliersPerPart;
    return undefined;
  },
  [
    {
      name: 'partkey',
      type: { kind: 'bigint' },
      cell:
        ({ rows }) =>
        () =>
          rows.group + 1,
    },
    {
      name: 'suppkey',
      type: { kind: 'bigint' },
      cell:
        ({ rows, scaleFactor }) =>
        () =>
          partSupplier(rows.group + 1, rows.line, scaleFactor),
    },
    {
      name: 'availqty',
      type: { kind: 'integer' },
      cell: ({ rows }) => randomInteger(rows, 1_671_059_989, 1, 9_999, suppliersPerPart),
    },
    {
      name: 'supplycost',
      type: { kind: 'double' },
      cell: ({ rows }) => {
        const cents = randomInteger(rows, 1_051_288_424, 100, 100_000, suppliersPerPart);
        return () => cents() / 100;
      },
    },
    {
      name: 'comment',
      type: { kind: 'varchar', length: 199 },
      cell: ({ rows }) => randomText(rows, 1_961_692_154, 124, suppliersPerPart),
    },
  ],
  {
    rowCount: (scaleFactor) => scaled(partsPerScale, scaleFactor) * suppliersPerPart,
    rowsIn: (_, groups) => groups.count * suppliersPerPart,
  },
);
