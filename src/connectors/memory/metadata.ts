import type { ConnectorMetadata, TableMetadata } from '../../engine/catalog/connector.ts';
import type { ConnectorChanges } from '../../engine/catalog/connector-changes.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { columnHandle, tableHandle, transactionHandle } from './handles.ts';
import type { MemoryFunctions } from './memory-functions.ts';
import type { MemoryTable, MemoryTables } from './memory-tables.ts';

/** What is in a catalog of the memory connector, and what may change there. */
export function createMetadata(
  tables: MemoryTables,
  functions: MemoryFunctions,
  changes: ConnectorChanges,
): ConnectorMetadata {
  return {
    schemas: () => tables.schemas(),
    hasSchema: (schema) => tables.hasSchema(schema),
    tables: (schema) => tables.tables(schema),
    table: (schema, name) => describe(tables.table(schema, name)),
    // Stock knows the number of rows of what it stores, nothing of the columns.
    statistics: (schema, name) => ({ rowCount: rowCount(tables.existing(schema, name)), columns: {} }),
    tableHandle: (schema, name) => tableHandle(tables.existing(schema, name).id),
    columnHandle(schema, name, column) {
      const index = tables.existing(schema, name).columns.findIndex((one) => one.name === column);
      if (index < 0) throw new TrinoError('COLUMN_NOT_FOUND', `Column '${column}' not found`);
      return columnHandle(index);
    },
    transactionHandle: () => transactionHandle,
    views: (schema) => tables.views(schema),
    view: (schema, name) => tables.view(schema, name),
    functions: (schema) => functions.list(schema),
    changes,
  };
}

function describe(table: MemoryTable | undefined): TableMetadata | undefined {
  return (
    table && {
      schema: table.schema,
      table: table.name,
      columns: table.columns,
      ...(table.comment !== undefined && { comment: table.comment }),
    }
  );
}

function rowCount({ writes }: MemoryTable): number {
  return writes.flatMap(({ rows }) => [...rows.values()]).reduce((sum, count) => sum + count, 0);
}
