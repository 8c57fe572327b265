import type { ConnectorMetadata, TableMetadata } from '../../engine/catalog/connector.ts';
import { informationSchemaName } from '../../engine/catalog/metadata.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { columnHandle, readTableHandle, tableHandle, transactionHandle } from './handles.ts';
import type { Prefix } from './handles.ts';
import { tableKind, tables } from './tables.ts';
import type { TableKind } from './tables.ts';

/** More prefixes than this are worth no more than looking at everything (stock's number). */
const maxPrefixes = 100;

/** Tables whose rows are about tables, by which they can be limited. */
const aboutTables: ReadonlySet<TableKind> = new Set<TableKind>([
  'COLUMNS',
  'TABLES',
  'VIEWS',
  'TABLE_PRIVILEGES',
]);

/**
 * What is in a catalog's information_schema.
 * @param schemaNames the catalog's schemas, information_schema among them
 */
export function createMetadata(catalog: string, schemaNames: () => readonly string[]): ConnectorMetadata {
  return {
    schemas: () => [informationSchemaName],
    hasSchema: (schema) => schema === informationSchemaName,
    tables: (schema) => (schema === informationSchemaName ? [...tables.keys()] : []),
    table: describe,
    statistics: () => ({ columns: {} }),
    tableHandle(schema, name) {
      if (describe(schema, name) === undefined) throw missing(schema, name);
      const kind = tableKind(name);
      return tableHandle(catalog, kind, aboutTables.has(kind) ? [{ catalogName: catalog }] : []);
    },
    columnHandle(schema, name, column) {
      if (!describe(schema, name)?.columns.some((candidate) => candidate.name === column)) {
        throw missing(schema, `${name}.${column}`);
      }
      return columnHandle(column);
    },
    transactionHandle,
    limitTo(handle, values) {
      const { table, catalogName } = readTableHandle(handle);
      const schemas = values.get('table_schema');
      const names = values.get('table_name');
      if (!aboutTables.has(table) || (schemas === undefined && names === undefined)) return undefined;
      const catalogs = values.get('table_catalog');
      if (catalogs !== undefined && !catalogs.includes(catalogName)) return undefined;
      const prefixes: Prefix[] = [];
      for (const schemaName of lowerCase(schemas ?? schemaNames())) {
        if (names === undefined) prefixes.push({ catalogName, schemaName });
        else for (const tableName of lowerCase(names)) prefixes.push({ catalogName, schemaName, tableName });
        if (prefixes.length > maxPrefixes) return undefined;
      }
      // No prefix would mean all: a name with capital letters, which nothing has, is left to the filter.
      return prefixes.length === 0 ? undefined : tableHandle(catalogName, table, prefixes);
    },
  };
}

function describe(schema: string, name: string): TableMetadata | undefined {
  const columns = tables.get(name);
  return schema === informationSchemaName && columns !== undefined
    ? { schema, table: name, columns }
    : undefined;
}

function lowerCase(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => name === name.toLowerCase());
}

function missing(schema: string, name: string): TrinoError {
  return new TrinoError('NOT_FOUND', `There is no ${schema}.${name}`);
}
