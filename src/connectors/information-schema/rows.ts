import type { Metadata } from '../../engine/catalog/metadata.ts';
import { displayType } from '../../engine/types/display-type.ts';
import type { InformationSchemaTableHandle, Prefix } from './handles.ts';

/** A row: what its columns hold, by name; a column that isn't there is NULL. */
export type Row = Readonly<Record<string, string | number>>;

/** The rows of a table, made as they're read, from what the catalog's connector says then. */
export function* rowsOf(handle: InformationSchemaTableHandle, metadata: Metadata): Iterable<Row> {
  const { catalogName, table } = handle;
  switch (table) {
    case 'SCHEMATA':
      for (const schema of metadata.schemaNames(catalogName)) {
        yield { catalog_name: catalogName, schema_name: schema };
      }
      return;
    case 'TABLES':
      for (const { schema, name } of tablesIn(handle, metadata)) {
        yield {
          table_catalog: catalogName,
          table_schema: schema,
          table_name: name,
          table_type: 'BASE TABLE',
        };
      }
      return;
    case 'COLUMNS':
      for (const { schema, name } of tablesIn(handle, metadata)) {
        yield* columnsOf(catalogName, schema, name, metadata);
      }
      return;
    case 'VIEWS':
    case 'TABLE_PRIVILEGES':
    case 'ROLES':
    case 'APPLICABLE_ROLES':
    case 'ENABLED_ROLES':
      // No connector has views, privileges or roles so far.
      return;
    default:
      return unreachable(table);
  }
}

function* columnsOf(catalog: string, schema: string, table: string, metadata: Metadata): Iterable<Row> {
  const found = metadata.table({ catalog, schema, table });
  let position = 0;
  for (const { name, type, hidden, comment, notNull } of found?.metadata.columns ?? []) {
    if (hidden) continue;
    yield {
      table_catalog: catalog,
      table_schema: schema,
      table_name: table,
      column_name: name,
      ordinal_position: ++position,
      is_nullable: notNull ? 'NO' : 'YES',
      data_type: displayType(type),
      ...(comment !== undefined && { comment }),
    };
  }
}

interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** The tables asked for; each once. */
function* tablesIn(
  { catalogName, prefixes }: InformationSchemaTableHandle,
  metadata: Metadata,
): Iterable<TableName> {
  const seen = new Set<string>();
  for (const prefix of prefixes.length === 0 ? [{ catalogName }] : prefixes) {
    for (const table of tablesOf(prefix, metadata)) {
      const key = JSON.stringify([table.schema, table.name]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield table;
    }
  }
}

function* tablesOf({ catalogName, schemaName, tableName }: Prefix, metadata: Metadata): Iterable<TableName> {
  if (schemaName !== undefined && tableName !== undefined) {
    const name = { catalog: catalogName, schema: schemaName, table: tableName };
    if (metadata.table(name) !== undefined) yield { schema: schemaName, name: tableName };
    return;
  }
  for (const schema of schemaName === undefined ? metadata.schemaNames(catalogName) : [schemaName]) {
    for (const name of metadata.tableNames(catalogName, schema)) yield { schema, name };
  }
}

function unreachable(table: never): never {
  throw new Error(`unknown table ${String(table)}`);
}
