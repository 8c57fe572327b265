/** A table of DuckDB that holds rows of one write, or of several small ones that are read together. */
export interface StoredBlock {
  /** A generated name, never the user's; columns are `c1`, `c2`, … */
  readonly name: string;
  /** DuckDB's types of the columns, printed. */
  readonly types: readonly string[];
  readonly rows: number;
  /** Pieces and scans that need it; without any it is dropped. */
  users: number;
}

/** Rows of one write: a stretch of a block. */
export interface StoredPiece {
  readonly block: StoredBlock;
  /** The first row's number in the block. */
  readonly start: number;
  readonly rows: number;
  /** Bytes of each column, as Trino counts them in pages. */
  readonly columnBytes: readonly number[];
}

/** Name of a column in a block. @param index from 0 */
export function blockColumn(index: number): string {
  return `c${index + 1}`;
}

export function pieceBytes({ columnBytes }: StoredPiece): number {
  return columnBytes.reduce((sum, bytes) => sum + bytes, 0);
}
