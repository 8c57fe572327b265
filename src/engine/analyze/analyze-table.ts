import { TrinoError } from '../errors/trino-error.ts';
import type { QualifiedTableName } from '../catalog/metadata.ts';
import { quoteName } from '../expressions/sql-text.ts';
import type { TableNode } from '../parse/tree/relation.ts';
import type { TableAnalysis } from './analysis.ts';
import type { QueryContext } from './query-context.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/**
 * A table of a catalog, its name completed from the session.
 * @throws TrinoError MISSING_CATALOG_NAME, MISSING_SCHEMA_NAME, CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND
 */
export function analyzeTable(node: TableNode, { session, metadata, allocator }: QueryContext): TableAnalysis {
  const name = qualify(node, session.catalog, session.schema);
  if (node.version !== undefined) {
    throw notSupported(node.version, 'A version of a table');
  }
  if (metadata.catalog(name.catalog) === undefined) {
    if (name.catalog === 'system') {
      throw notSupported(node, 'The system catalog');
    }
    throw semanticError('CATALOG_NOT_FOUND', node, `Catalog '${name.catalog}' does not exist`);
  }
  if (!metadata.hasSchema(name.catalog, name.schema)) {
    if (name.schema === 'information_schema') {
      throw notSupported(node, 'Schema information_schema');
    }
    throw semanticError('SCHEMA_NOT_FOUND', node, `Schema '${name.schema}' does not exist`);
  }
  const table = metadata.table(name);
  if (table === undefined) {
    throw semanticError('TABLE_NOT_FOUND', node, `Table '${tableText(name)}' does not exist`);
  }
  const relation = node.name.parts.map((part) => part.value.toLowerCase());
  const { columns } = table.metadata;
  return {
    kind: 'table',
    table,
    columns,
    fields: columns.map((column) => ({
      id: allocator.next(column.name),
      name: column.name,
      type: column.type,
      relation,
      hidden: column.hidden ?? false,
      origin: { ...name, column: column.name },
    })),
  };
}

function qualify(
  node: TableNode,
  sessionCatalog: string | undefined,
  sessionSchema: string | undefined,
): QualifiedTableName {
  const parts = node.name.parts.map((part) => part.value.toLowerCase());
  if (parts.length > 3) {
    throw new TrinoError('SYNTAX_ERROR', `Too many dots in table name: ${parts.join('.')}`);
  }
  const [table = '', schema = sessionSchema, catalog = sessionCatalog] = parts.reverse();
  if (schema === undefined) {
    throw semanticError(
      'MISSING_SCHEMA_NAME',
      node,
      'Schema must be specified when session schema is not set',
    );
  }
  if (catalog === undefined) {
    throw semanticError(
      'MISSING_CATALOG_NAME',
      node,
      'Catalog must be specified when session catalog is not set',
    );
  }
  return { catalog, schema, table };
}

/** `tpch.tiny."nation "`: parts are quoted where a plain name couldn't be meant. */
function tableText({ catalog, schema, table }: QualifiedTableName): string {
  return [catalog, schema, table]
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : quoteName(part)))
    .join('.');
}
