import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { CreateRole, DropRole, GrantRoles, RevokeRoles } from '../../parse/tree/security-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { checkRole, noSuchRole } from './check-role.ts';

/**
 * CREATE ROLE, DROP ROLE, GRANT and REVOKE of roles, under Trino's default access control: no catalog manages roles, the system
 * has none and makes none.
 * @throws TrinoError CATALOG_NOT_FOUND, ROLE_NOT_FOUND, NOT_SUPPORTED, GENERIC_INTERNAL_ERROR; always
 */
export function roleStatement(
  statement: CreateRole | DropRole | GrantRoles | RevokeRoles,
  context: CommandContext,
): Command {
  return {
    updateType: updateTypes[statement.kind],
    execute() {
      if (statement.kind !== 'createRole') checkGrantor(statement);
      checkRoleCatalog(statement, statement.catalog, context);
      switch (statement.kind) {
        case 'createRole':
          checkGrantor(statement);
          if (statement.admin?.kind === 'grantorPrincipal') checkRole(statement, statement.admin.principal);
          throw new TrinoError('NOT_SUPPORTED', 'System roles are not enabled');
        case 'dropRole':
          throw noSuchRole(statement, statement.name.value);
        case 'grantRoles':
        case 'revokeRoles':
          throw noSuchRole(statement, statement.roles[0]?.value ?? '');
        default:
          statement satisfies never;
      }
    },
  };
}

/** Stock has yet to learn what a session's role may hand on. @throws TrinoError GENERIC_INTERNAL_ERROR */
function checkGrantor(statement: CreateRole | DropRole | GrantRoles | RevokeRoles): void {
  if (statement.kind === 'dropRole') return;
  const grantor = statement.kind === 'createRole' ? statement.admin : statement.grantedBy;
  if (grantor?.kind === 'currentRoleGrantor') {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'CURRENT_ROLE is not yet supported');
  }
}

const updateTypes = {
  createRole: 'CREATE ROLE',
  dropRole: 'DROP ROLE',
  grantRoles: 'GRANT ROLE',
  revokeRoles: 'REVOKE ROLE',
} as const;

/**
 * The catalog of IN: none manages roles.
 * @throws TrinoError CATALOG_NOT_FOUND, NOT_SUPPORTED
 */
export function checkRoleCatalog(
  statement: SyntaxNode,
  written: IdentifierNode | undefined,
  { metadata }: CommandContext,
): void {
  if (written === undefined) return;
  const catalog = written.value.toLowerCase();
  if (metadata.catalog(catalog) === undefined) {
    throw semanticError('CATALOG_NOT_FOUND', statement, `Catalog '${catalog}' does not exist`);
  }
  throw semanticError('NOT_SUPPORTED', statement, `Catalog '${catalog}' does not support role management`);
}
