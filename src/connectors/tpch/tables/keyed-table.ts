import { rowNumber } from './row-number.ts';
import type { Cell, TpchColumn, TpchTable } from './table.ts';
import { partRange, RowSequence, scaled } from './row-sequence.ts';
import type { Range } from './row-sequence.ts';

/** What the columns of a table are made from. */
export interface RowContext {
  readonly rows: RowSequence;
  readonly scaleFactor: number;
}

/** A column and what makes its values, given what the table's columns share. */
export interface CellMaker<S> extends TpchColumn {
  readonly cell: (context: RowContext, shared: S) => Cell;
}

/**
 * A table whose size grows with the scale factor.
 * @param base groups at scale factor 1
 * @param share makes what several columns need; it must draw nothing by itself
 * @param rest how rows are counted when a group isn't one row
 */
export function keyedTable<S>(
  name: string,
  base: number,
  share: (context: RowContext) => S,
  ownMakers: readonly CellMaker<S>[],
  rest: Partial<Pick<TpchTable, 'rowCount' | 'rowsIn'>> = {},
): TpchTable {
  const makers = [...ownMakers, rowNumber<S>(1)];
  return {
    name,
    columns: makers.map(({ name: column, type, hidden }) => ({
      name: column,
      type,
      ...(hidden && { hidden }),
    })),
    rowCount: (scaleFactor) => scaled(base, scaleFactor),
    groups: (scaleFactor, part, partCount) => partRange(scaled(base, scaleFactor), part, partCount),
    rowsIn: (_, groups) => groups.count,
    open: (scaleFactor, groups) => openRange(name, groups, scaleFactor, share, makers),
    ...rest,
  };
}

/** Opens the rows of any range of groups. */
export function openRange<S>(
  name: string,
  range: Range,
  scaleFactor: number,
  share: (context: RowContext) => S,
  makers: readonly CellMaker<S>[],
): ReturnType<TpchTable['open']> {
  const rows = new RowSequence(range);
  const context = { rows, scaleFactor };
  const shared = share(context);
  return {
    sequence: rows,
    cell(column) {
      const maker = makers.find((candidate) => candidate.name === column);
      if (maker === undefined) throw new Error(`${name} has no column ${column}`);
      return maker.cell(context, shared);
    },
  };
}
