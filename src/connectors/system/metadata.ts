import type { ConnectorMetadata, TableMetadata } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { columnHandle, readTableHandle, tableHandle, transactionHandle } from './handles.ts';
import { limitTable } from './limit-table.ts';
import { systemTable, systemTables } from './tables/tables.ts';

/** What is in the catalog system. @param all metadata of all catalogs */
export function createMetadata(all: Metadata): ConnectorMetadata {
  return {
    schemas: () => [...systemTables.keys()],
    hasSchema: (schema) => systemTables.has(schema),
    tables: (schema) => [...(systemTables.get(schema)?.keys() ?? [])],
    table: describe,
    statistics: () => ({ columns: {} }),
    tableHandle(schema, name) {
      if (describe(schema, name) === undefined) throw missing(schema, name);
      return tableHandle(schema, name);
    },
    columnHandle(schema, name, column) {
      if (!describe(schema, name)?.columns.some((candidate) => candidate.name === column)) {
        throw missing(schema, `${name}.${column}`);
      }
      return columnHandle(column);
    },
    transactionHandle,
    limitTo(handle, conditions) {
      const { schemaName, tableName } = readTableHandle(handle);
      const table = systemTable(schemaName, tableName);
      return table && limitTable(table, conditions, all);
    },
  };
}

function describe(schema: string, name: string): TableMetadata | undefined {
  const found = systemTable(schema, name);
  return found && { schema, table: name, columns: found.columns };
}

function missing(schema: string, name: string): TrinoError {
  return new TrinoError('NOT_FOUND', `There is no ${schema}.${name}`);
}
