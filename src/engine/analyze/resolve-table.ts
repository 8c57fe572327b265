import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata, QualifiedTableName, ResolvedTable } from '../catalog/metadata.ts';
import { quoteName } from '../expressions/sql-text.ts';
import type { QualifiedName } from '../parse/tree/identifier.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { Session } from '../session/session.ts';
import { semanticError } from './semantic-error.ts';

/**
 * A table's full name, completed from the session.
 * @param node where errors are
 * @throws TrinoError SYNTAX_ERROR (without position, as in stock), MISSING_SCHEMA_NAME, MISSING_CATALOG_NAME
 */
export function qualifyTable(
  node: SyntaxNode,
  name: QualifiedName,
  session: Pick<Session, 'catalog' | 'schema'>,
): QualifiedTableName {
  const parts = name.parts.map((part) => part.value.toLowerCase());
  if (parts.length > 3) {
    throw new TrinoError('SYNTAX_ERROR', `Too many dots in table name: ${parts.join('.')}`);
  }
  const [table = '', schema = session.schema, catalog = session.catalog] = parts.reverse();
  if (schema === undefined) throw missingSchemaName(node);
  if (catalog === undefined) throw missingCatalogName(node);
  return { catalog, schema, table };
}

/**
 * The table of a full name.
 * @param node where errors are
 * @throws TrinoError CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND
 */
export function resolveTable(node: SyntaxNode, name: QualifiedTableName, metadata: Metadata): ResolvedTable {
  checkCatalog(node, name.catalog, metadata);
  checkSchema(node, name.catalog, name.schema, metadata);
  const table = metadata.table(name);
  if (table === undefined) {
    throw semanticError('TABLE_NOT_FOUND', node, `Table '${tableText(name)}' does not exist`);
  }
  return table;
}

/** @throws TrinoError CATALOG_NOT_FOUND */
export function checkCatalog(node: SyntaxNode, catalog: string, metadata: Metadata): void {
  if (metadata.catalog(catalog) !== undefined) return;
  throw semanticError('CATALOG_NOT_FOUND', node, `Catalog '${catalog}' does not exist`);
}

/** @throws TrinoError SCHEMA_NOT_FOUND */
export function checkSchema(node: SyntaxNode, catalog: string, schema: string, metadata: Metadata): void {
  if (metadata.hasSchema(catalog, schema)) return;
  throw semanticError('SCHEMA_NOT_FOUND', node, `Schema '${schema}' does not exist`);
}

/** A name without catalog, in a session without one. */
export function missingCatalogName(node: SyntaxNode): TrinoError {
  return semanticError(
    'MISSING_CATALOG_NAME',
    node,
    'Catalog must be specified when session catalog is not set',
  );
}

/** A name without schema, in a session without one. */
export function missingSchemaName(node: SyntaxNode): TrinoError {
  return semanticError(
    'MISSING_SCHEMA_NAME',
    node,
    'Schema must be specified when session schema is not set',
  );
}

/** `tpch.tiny."nation "`: parts are quoted where a plain name couldn't be meant. */
export function tableText({ catalog, schema, table }: QualifiedTableName): string {
  return [catalog, schema, table]
    .map((part) => (/^[a-z_][a-z0-9_]*$/.test(part) ? part : quoteName(part)))
    .join('.');
}
