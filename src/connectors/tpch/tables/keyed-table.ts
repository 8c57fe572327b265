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
 * @param countRows rows at a scale factor; as many as groups when absent
 */
export function keyedTable<S>(
  name: string,
  base: number,
  share: (context: RowContext) => S,
  makers: readonly CellMaker<S>[],
  countRows: (scaleFactor: number) => number = (scaleFactor) => scaled(base, scaleFactor),
): TpchTable {
  return {
    name,
    columns: makers.map((maker) => ({ name: maker.name, type: maker.type })),
    rowCount: countRows,
    open: (scaleFactor, part, partCount) =>
      openRange(name, partRange(scaled(base, scaleFactor), part, partCount), scaleFactor, share, makers),
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
