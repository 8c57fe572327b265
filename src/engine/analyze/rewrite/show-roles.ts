import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowGrants, ShowRoleGrants, ShowRoles } from '../../parse/tree/show-statement.ts';
import { checkCatalog, qualifyTable } from '../resolve-table.ts';
import { semanticError } from '../semantic-error.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * SHOW ROLES, SHOW ROLE GRANTS: the system has no roles, and no connector manages any.
 * @throws TrinoError CATALOG_NOT_FOUND; NOT_SUPPORTED for every catalog there is
 */
export function rewriteShowRoles(
  statement: ShowRoles | ShowRoleGrants,
  { metadata }: RewriteContext,
): QueryNode {
  const catalog = statement.catalog?.value.toLowerCase();
  if (catalog !== undefined) {
    checkCatalog(statement, catalog, metadata);
    throw semanticError('NOT_SUPPORTED', statement, `Catalog '${catalog}' does not support role management`);
  }
  const column = statement.kind === 'showRoles' ? 'Role' : 'Role Grants';
  return new StatementBuilder(statement).emptyQuery([[column, 'varchar']]);
}

const grantColumns = [
  'Grantor',
  'Grantor Type',
  'Grantee',
  'Grantee Type',
  'Catalog',
  'Schema',
  'Table',
  'Privilege',
  'Grantable',
  'With Hierarchy',
] as const;

/**
 * SHOW GRANTS: no connector has privileges.
 * @throws TrinoError TABLE_NOT_FOUND, with the name as stock writes it
 */
export function rewriteShowGrants(statement: ShowGrants, { session, metadata }: RewriteContext): QueryNode {
  const { table } = statement;
  if (table !== undefined && metadata.table(qualifyTable(statement, table, session)) === undefined) {
    const text = table.parts.map(({ value }) => value.toLowerCase()).join('.');
    throw semanticError('TABLE_NOT_FOUND', statement, `Table 'Optional[${text}]' does not exist`);
  }
  return new StatementBuilder(statement).emptyQuery(grantColumns.map((name) => [name, 'varchar']));
}
