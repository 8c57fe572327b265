import type { CellMaker } from './keyed-table.ts';
import { openRange } from './keyed-table.ts';
import { rowNumber } from './row-number.ts';
import type { TpchTable } from './table.ts';

/**
 * A table that is the same at every scale. It is never cut: all rows belong to the first part, as in stock, so that our
 * splits and stock's can be mixed.
 */
export function fixedTable(
  name: string,
  rows: number,
  ownMakers: readonly CellMaker<undefined>[],
): TpchTable {
  const makers = [...ownMakers, rowNumber<undefined>(0)];
  return {
    name,
    columns: makers.map(({ name: column, type, hidden }) => ({
      name: column,
      type,
      ...(hidden && { hidden }),
    })),
    rowCount: () => rows,
    groups: (_, part) => ({ start: 0, count: part === 0 ? rows : 0 }),
    rowsIn: (_, groups) => groups.count,
    open: (scaleFactor, groups) => openRange(name, groups, scaleFactor, () => undefined, makers),
  };
}
