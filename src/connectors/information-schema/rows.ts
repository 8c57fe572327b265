import type { Metadata } from '../../engine/catalog/metadata.ts';
import { displayName } from '../../engine/types/display-name.ts';
import { detailsOf, relationNamed, relationsIn } from '../relations.ts';
import type { Relation } from '../relations.ts';
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
      for (const { schema, name, isView } of relationsAsked(handle, metadata)) {
        yield {
          table_catalog: catalogName,
          table_schema: schema,
          table_name: name,
          table_type: isView ? 'VIEW' : 'BASE TABLE',
        };
      }
      return;
    case 'COLUMNS':
      for (const relation of relationsAsked(handle, metadata)) {
        yield* columnsOf(catalogName, relation, metadata);
      }
      return;
    case 'VIEWS':
      for (const relation of relationsAsked(handle, metadata)) {
        if (!relation.isView) continue;
        const { schema, name } = relation;
        const sql = detailsOf(metadata, catalogName, schema, relation)?.viewSql;
        if (sql === undefined) continue;
        yield { table_catalog: catalogName, table_schema: schema, table_name: name, view_definition: sql };
      }
      return;
    case 'TABLE_PRIVILEGES':
    case 'ROLES':
    case 'APPLICABLE_ROLES':
    case 'ENABLED_ROLES':
      // No connector keeps privileges or roles, and those of the system are not shown here, as in stock.
      return;
    default:
      return unreachable(table);
  }
}

function* columnsOf(catalog: string, relation: SchemaRelation, metadata: Metadata): Iterable<Row> {
  const { schema, name: table } = relation;
  let position = 0;
  for (const column of detailsOf(metadata, catalog, schema, relation)?.columns ?? []) {
    const { name, type, comment, notNull } = column;
    yield {
      table_catalog: catalog,
      table_schema: schema,
      table_name: table,
      column_name: name,
      ordinal_position: ++position,
      is_nullable: notNull ? 'NO' : 'YES',
      data_type: displayName(type),
      ...(comment !== undefined && { comment }),
    };
  }
}

interface SchemaRelation extends Relation {
  readonly schema: string;
}

/** The tables and views asked for; each once. */
function* relationsAsked(
  { catalogName, prefixes }: InformationSchemaTableHandle,
  metadata: Metadata,
): Iterable<SchemaRelation> {
  const seen = new Set<string>();
  for (const prefix of prefixes.length === 0 ? [{ catalogName }] : prefixes) {
    for (const relation of relationsOf(prefix, metadata)) {
      const key = JSON.stringify([relation.schema, relation.name]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield relation;
    }
  }
}

function* relationsOf(
  { catalogName, schemaName, tableName }: Prefix,
  metadata: Metadata,
): Iterable<SchemaRelation> {
  if (schemaName !== undefined && tableName !== undefined) {
    const relation = relationNamed(metadata, catalogName, schemaName, tableName);
    if (relation !== undefined) yield { ...relation, schema: schemaName };
    return;
  }
  for (const schema of schemaName === undefined ? metadata.schemaNames(catalogName) : [schemaName]) {
    for (const relation of relationsIn(metadata, catalogName, schema)) yield { ...relation, schema };
  }
}

function unreachable(table: never): never {
  throw new Error(`unknown table ${String(table)}`);
}
