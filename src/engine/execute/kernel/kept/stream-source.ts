import type { StablePiece, StableRows, StableScan } from '../../../catalog/connector.ts';
import type { Page } from '../../../pages/vector.ts';
import type { RowStream } from '../../duckdb/row-streams.ts';
import { keptVectorBytes } from './column-size.ts';
import type { KeptColumnRequest } from './kept-tables.ts';

/** Tells what was read: rows and bytes since the last time. A statement that reads the stream twice counts it once. */
export type OnRead = (rows: number, bytes: number) => void;

/** Makes pages of pieces in their order. */
export type PageMaker = (pieces: Iterable<StablePiece>, columns: readonly string[]) => Iterator<Page>;

/** Rows that are too many to be kept, made as a statement reads them: nothing of them stays. */
export function streamOf(
  scan: StableScan,
  columns: readonly KeptColumnRequest[],
  makePages: PageMaker,
  onRead: OnRead,
): RowStream {
  const told = { rows: 0, bytes: 0 };
  return {
    types: columns.map(({ type }) => type),
    rowEstimate: scan.rowEstimate,
    *open(): Iterator<Page> {
      const seen = { rows: 0, bytes: 0 };
      const pages = makePages(
        scan.pieces(),
        columns.map(({ name }) => name),
      );
      for (let next = pages.next(); next.done !== true; next = pages.next()) {
        const page = next.value;
        seen.rows += page.positions;
        // As kept columns are counted: a dictionary doesn't make them smaller.
        for (const column of page.columns) seen.bytes += keptVectorBytes(column) + page.positions;
        if (seen.rows > told.rows) {
          onRead(seen.rows - told.rows, seen.bytes - told.bytes);
          Object.assign(told, seen);
        }
        yield page;
      }
    },
  };
}

/** Makes pages in the thread that reads them. */
export function ownThreadPages(stable: StableRows): PageMaker {
  return function* (pieces, columns) {
    for (const piece of pieces) {
      yield { positions: piece.rows, columns: columns.map((column) => stable.values([piece], column)) };
    }
  };
}
