import type { CellMaker } from './keyed-table.ts';
import { openRange } from './keyed-table.ts';
import type { TpchTable } from './table.ts';

/**
 * A table that is the same at every scale. It is never cut: all rows belong to the first part, as in stock, so that our
 * splits and stock's can be mixed.
 */
export function fixedTable(name: string, rows: number, makers: readonly CellMaker<undefined>[]): TpchTable {
  return {
    name,
    columns: makers.map((maker) => ({ name: maker.name, type: maker.type })),
    rowCount: () => rows,
    groups: (_, part) => ({ start: 0, count: part === 0 ? rows : 0 }),
    rowsIn: (_, groups) => groups.count,
    open: (scaleFactor, groups) => openRange(name, groups, scaleFactor, () => undefined, makers),
  };
}
