import { semanticError } from '../analyze/semantic-error.ts';
import type { SetRole } from '../parse/tree/session-statement.ts';
import type { Command, CommandContext } from './command.ts';

/**
 * SET ROLE: the system has no roles, and no connector manages any (recordings statement-set-role*).
 * @throws TrinoError CATALOG_NOT_FOUND, NOT_SUPPORTED, ROLE_NOT_FOUND
 */
export function setRole(statement: SetRole, { metadata }: CommandContext): Command {
  return {
    updateType: 'SET ROLE',
    execute({ changes }) {
      const { type, role, catalog } = statement;
      const name = catalog?.value.toLowerCase();
      if (name !== undefined) {
        throw metadata.catalog(name) === undefined
          ? semanticError('CATALOG_NOT_FOUND', statement, `Catalog '${name}' does not exist`)
          : semanticError('NOT_SUPPORTED', statement, `Catalog '${name}' does not support role management`);
      }
      if (type === 'ROLE')
        throw semanticError(
          'ROLE_NOT_FOUND',
          statement,
          `Role '${role?.value.toLowerCase() ?? ''}' does not exist`,
        );
      changes.roles.set('system', type);
    },
  };
}
