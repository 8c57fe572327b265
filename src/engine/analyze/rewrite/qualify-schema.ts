import type { QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { Session } from '../../session/session.ts';
import { missingCatalogName, missingSchemaName } from '../resolve-table.ts';
import { semanticError } from '../semantic-error.ts';

/**
 * A schema's full name, completed from the session.
 * @param name absent: the session's schema
 * @throws TrinoError SYNTAX_ERROR, MISSING_CATALOG_NAME, MISSING_SCHEMA_NAME
 */
export function qualifySchema(
  node: SyntaxNode,
  name: QualifiedName | undefined,
  session: Session,
): { readonly catalog: string; readonly schema: string } {
  const parts = name?.parts.map((part) => part.value.toLowerCase()) ?? [];
  if (parts.length > 2) {
    throw semanticError('SYNTAX_ERROR', node, `Too many parts in schema name: ${parts.join('.')}`);
  }
  const [schema = session.schema, catalog = session.catalog] = parts.reverse();
  if (catalog === undefined) throw missingCatalogName(node);
  if (schema === undefined) throw missingSchemaName(node);
  return { catalog, schema };
}
