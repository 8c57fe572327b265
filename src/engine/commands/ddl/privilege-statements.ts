import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { qualifySchema } from '../../analyze/rewrite/qualify-schema.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { Deny, Grant, Revoke } from '../../parse/tree/security-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { noPermissionManagement } from './refusals.ts';
import { relationKind } from './relation-kind.ts';

/**
 * GRANT, DENY and REVOKE of privileges: no catalog keeps any.
 * @throws TrinoError SCHEMA_NOT_FOUND, TABLE_NOT_FOUND, NOT_SUPPORTED; always
 */
export function privilegeStatement(statement: Grant | Deny | Revoke, context: CommandContext): Command {
  return {
    updateType: statement.kind.toUpperCase(),
    execute() {
      const catalog = catalogOfObject(statement, context);
      context.metadata.checkWrite(catalog);
      throw noPermissionManagement(catalog);
    },
  };
}

function catalogOfObject(statement: Grant | Deny | Revoke, { session, metadata }: CommandContext): string {
  const { entity, name: written } = statement.object;
  if (entity === 'SCHEMA') {
    const { catalog, schema } = qualifySchema(statement, written, session);
    if (metadata.hasSchema(catalog, schema)) return catalog;
    throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' does not exist`);
  }
  const name = qualifyTable(statement, written, session);
  if (relationKind(metadata, name) !== undefined) return name.catalog;
  throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
}
