import { checkCatalog, qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { qualifySchema } from '../../analyze/rewrite/qualify-schema.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { SetAuthorization } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { checkRole } from './check-role.ts';
import { noPermissionManagement } from './refusals.ts';
import { relationKind } from './relation-kind.ts';

/**
 * ALTER SCHEMA, TABLE or VIEW … SET AUTHORIZATION: what may be wrong with it, for no catalog keeps owners.
 * @throws TrinoError CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND, ROLE_NOT_FOUND, NOT_SUPPORTED
 */
export function setAuthorization(statement: SetAuthorization, context: CommandContext): Command {
  return {
    updateType: `SET ${statement.entity} AUTHORIZATION`,
    execute() {
      const catalog = existingEntity(statement, context);
      checkRole(statement, statement.principal);
      context.metadata.checkWrite(catalog);
      throw noPermissionManagement(catalog);
    },
  };
}

/** @returns its catalog */
function existingEntity(statement: SetAuthorization, { session, metadata }: CommandContext): string {
  if (statement.entity === 'SCHEMA') {
    const { catalog, schema } = qualifySchema(statement, statement.name, session);
    if (metadata.hasSchema(catalog, schema)) return catalog;
    throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' does not exist`);
  }
  const name = qualifyTable(statement, statement.name, session);
  checkCatalog(statement, name.catalog, metadata);
  const kind = relationKind(metadata, name);
  // A view is found as a table, too.
  if (kind === 'view' || (kind === 'table' && statement.entity === 'TABLE')) return name.catalog;
  const entity = statement.entity === 'TABLE' ? 'Table' : 'View';
  throw semanticError('TABLE_NOT_FOUND', statement, `${entity} '${tableText(name)}' does not exist`);
}
