import type { ConnectorPageSource, WireHandle } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Page } from '../../engine/pages/vector.ts';
import { columnOf } from './cells.ts';
import type { Cell } from './cells.ts';
import { columnFilters } from './column-filters.ts';
import { readColumnHandle, readSplit, readTableHandle } from './handles.ts';
import type { SystemRegistries } from './registries.ts';
import { systemTable } from './tables/tables.ts';

/** Rows a page at the most. */
const pageRows = 1024;

/** Rows of what the coordinator knows at the moment; made on its main thread. */
export function createPages(metadata: Metadata, registries: SystemRegistries): ConnectorPageSource {
  async function* livePages(
    splitHandle: WireHandle,
    handle: WireHandle,
    columnHandles: readonly WireHandle[],
  ): AsyncIterable<Page> {
    const { addresses } = readSplit(splitHandle);
    const { schemaName, tableName, constraint } = readTableHandle(handle);
    const table = systemTable(schemaName, tableName);
    if (table === undefined) {
      throw new TrinoError('TABLE_NOT_FOUND', `system has no table ${schemaName}.${tableName}`);
    }
    const wanted = columnHandles.map((columnHandle) => {
      const name = readColumnHandle(columnHandle);
      const index = table.columns.findIndex((column) => column.name === name);
      const column = table.columns[index];
      if (column === undefined)
        throw new TrinoError('COLUMN_NOT_FOUND', `${tableName} has no column ${name}`);
      return { index, type: column.type };
    });
    const pageOf = (rows: readonly (readonly Cell[])[]): Page => ({
      positions: rows.length,
      columns: wanted.map(({ index, type }) =>
        columnOf(
          type,
          rows.map((row) => row[index]),
        ),
      ),
    });
    // A hint: what a stock coordinator says of columns that nothing is limited by isn't read.
    const filters = columnFilters(table.filtered === undefined ? { columnDomains: [] } : constraint);
    if (filters === undefined) return;
    let rows: (readonly Cell[])[] = [];
    for await (const row of table.rows({ metadata, registries, filters, address: addresses[0] })) {
      rows.push(row);
      if (rows.length < pageRows) continue;
      yield pageOf(rows);
      rows = [];
    }
    if (rows.length > 0) yield pageOf(rows);
  }
  return {
    pages() {
      throw new TrinoError('GENERIC_INTERNAL_ERROR', 'System tables are only read on the coordinator');
    },
    livePages,
  };
}
