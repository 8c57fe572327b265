import type { Type } from '../../../engine/types/type.ts';
import type { Range, RowSequence } from './row-sequence.ts';

export interface TpchColumn {
  /** Trino's simplified name: the benchmark's without prefix. */
  readonly name: string;
  readonly type: Type;
  /** Only where it is named. */
  readonly hidden?: true;
}

/**
 * The value of the current row: numbers for bigint, integer, double and date (days since 1970-01-01), text (ASCII) for varchar.
 * Called at most once a row; a row that isn't asked costs nothing.
 */
export type Cell = (() => number) | (() => string) | TextCell;

/** A text that is cut from the text pool: many are cut at once. */
export interface TextCell {
  (): string;
  /** Draws where the current row's text lies in the pool: offset and length. */
  readonly draw: () => readonly [from: number, length: number];
}

/** A table of the benchmark. */
export interface TpchTable {
  readonly name: string;
  readonly columns: readonly TpchColumn[];
  /** Rows at a scale factor. */
  rowCount(scaleFactor: number): number;
  /**
   * The groups of rows that belong to one part of the table: an order with its lines, a part with its suppliers; most tables have a
   * row a group. @param part from 0 @param partCount parts that the table is cut into
   */
  groups(scaleFactor: number, part: number, partCount: number): Range;
  /** How many rows these groups have. */
  rowsIn(scaleFactor: number, groups: Range): number;
  /** Opens the rows of a range of groups. */
  open(scaleFactor: number, groups: Range): TpchRows;
}

/** The rows of a part, from before the first: `sequence.next()` goes on. */
export interface TpchRows {
  readonly sequence: RowSequence;
  /** What makes the values of a column; a column must be asked for before the first row. */
  readonly cell: (column: string) => Cell;
}
