import type { Type } from '../../../engine/types/type.ts';

export interface TpchColumn {
  /** Trino's simplified name: the benchmark's without prefix. */
  readonly name: string;
  readonly type: Type;
}

/** A table of the benchmark. */
export interface TpchTable {
  readonly name: string;
  readonly columns: readonly TpchColumn[];
  /** Rows at a scale factor. */
  rowCount(scaleFactor: number): number;
  /**
   * Values of the columns asked for, a list a column, all rows of one part of the table.
   * @param part from 0 @param partCount parts that the table is cut into
   */
  generate(columns: readonly string[], part: number, partCount: number): readonly (readonly ColumnValue[])[];
}

export type ColumnValue = number | string;
