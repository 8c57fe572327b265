import type { ConnectorMetadata, TableMetadata, TextCondition } from '../../engine/catalog/connector.ts';
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

/** The names there are in a catalog, asked when they are needed. */
export interface NameSources {
  /** The catalog's schemas, information_schema among them. */
  schemaNames(): readonly string[];
  /** A schema's tables and views. */
  relationNames(schema: string): readonly string[];
}

/** What is in a catalog's information_schema. */
export function createMetadata(catalog: string, sources: NameSources): ConnectorMetadata {
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
    limitTo(handle, conditions) {
      const { table, catalogName } = readTableHandle(handle);
      const schema = conditions.get('table_schema');
      const name = conditions.get('table_name');
      if (!aboutTables.has(table) || (schema === undefined && name === undefined)) return undefined;
      if (conditions.get('table_catalog')?.accepts(catalogName) === false) {
        return tableHandle(catalogName, table, [nothing(catalogName)]);
      }
      const prefixes = prefixesOf(catalogName, schema, name, sources);
      if (prefixes.length > maxPrefixes) return undefined;
      // No prefix at all would mean everything.
      return tableHandle(catalogName, table, prefixes.length === 0 ? [nothing(catalogName)] : prefixes);
    },
  };
}

/**
 * What conditions on schemas and tables leave, as stock works it out: listed values as they are, others by looking at the names
 * there are.
 */
function prefixesOf(
  catalogName: string,
  schema: TextCondition | undefined,
  name: TextCondition | undefined,
  sources: NameSources,
): readonly Prefix[] {
  const schemas = lowerCase(schema?.values ?? sources.schemaNames()).filter(
    (one) => schema?.accepts(one) ?? true,
  );
  const inSchemas = schemas.map((schemaName): Prefix => ({ catalogName, schemaName }));
  if (name === undefined || inSchemas.length > maxPrefixes) return inSchemas;
  const prefixes: Prefix[] = [];
  for (const schemaName of schemas) {
    for (const tableName of lowerCase(name.values ?? sources.relationNames(schemaName))) {
      if (!name.accepts(tableName)) continue;
      prefixes.push({ catalogName, schemaName, tableName });
      if (prefixes.length > maxPrefixes) return inSchemas;
    }
  }
  return prefixes;
}

/** A prefix that no table has. */
function nothing(catalogName: string): Prefix {
  return { catalogName, schemaName: '' };
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
