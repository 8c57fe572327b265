import type { ConnectorPageSource } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Page, Vector } from '../../engine/pages/vector.ts';
import { longColumn, textColumn } from './columns.ts';
import { checkSplit, readColumnHandle, readTableHandle } from './handles.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { tables } from './tables.ts';

/** Rows a page at the most. */
const pageRows = 1024;

/** Rows from the coordinator's metadata; runs on its main thread. */
export function createPages(metadata: Metadata): ConnectorPageSource {
  return {
    *pages(split, table, columnHandles): Iterable<Page> {
      checkSplit(split);
      const handle = readTableHandle(table);
      const columns = tables.get(handle.table.toLowerCase());
      if (columns === undefined) {
        throw new TrinoError('TABLE_NOT_FOUND', `information_schema has no table ${handle.table}`);
      }
      const wanted = columnHandles.map((columnHandle) => {
        const name = readColumnHandle(columnHandle);
        const column = columns.find((candidate) => candidate.name === name);
        if (column === undefined) {
          throw new TrinoError('COLUMN_NOT_FOUND', `${handle.table} has no column ${name}`);
        }
        return column;
      });
      const pageOf = (rows: readonly Row[]): Page => ({
        positions: rows.length,
        columns: wanted.map(({ name, type }): Vector => {
          const cells = rows.map((row) => row[name]);
          return type.kind === 'bigint'
            ? longColumn(cells as (number | undefined)[])
            : textColumn(cells as (string | undefined)[]);
        }),
      });

      let rows: Row[] = [];
      for (const row of rowsOf(handle, metadata)) {
        rows.push(row);
        if (rows.length < pageRows) continue;
        yield pageOf(rows);
        rows = [];
      }
      if (rows.length > 0) yield pageOf(rows);
    },
  };
}
