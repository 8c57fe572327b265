import { TrinoError } from '../errors/trino-error.ts';
import type { SetSessionAuthorization } from '../parse/tree/session-statement.ts';
import { cannotImpersonate } from '../session/check-session.ts';
import type { Session } from '../session/session.ts';
import type { Command, CommandContext } from './command.ts';

/**
 * SET SESSION AUTHORIZATION: without access control that allows it, users may only become themselves (recordings
 * statement-set-session-authorization*).
 * @throws TrinoError NOT_SUPPORTED, GENERIC_USER_ERROR, PERMISSION_DENIED
 */
export function setSessionAuthorization(
  { user }: SetSessionAuthorization,
  { session }: CommandContext,
): Command {
  return {
    updateType: 'SET SESSION AUTHORIZATION',
    execute({ changes }) {
      checkClient(session, 'SET');
      const name = user.kind === 'identifier' || user.kind === 'stringLiteral' ? user.value : '';
      if (name !== session.originalUser) throw cannotImpersonate(session.originalUser, name);
      changes.authorizationUser = name;
    },
  };
}

/** RESET SESSION AUTHORIZATION. @throws TrinoError NOT_SUPPORTED, GENERIC_USER_ERROR */
export function resetSessionAuthorization({ session }: CommandContext): Command {
  return {
    updateType: 'RESET SESSION AUTHORIZATION',
    execute({ changes }) {
      checkClient(session, 'RESET');
      changes.resetAuthorizationUser = true;
    },
  };
}

function checkClient(session: Session, verb: 'SET' | 'RESET'): void {
  if (!session.clientCapabilities.includes('SESSION_AUTHORIZATION'))
    throw new TrinoError('NOT_SUPPORTED', `${verb} SESSION AUTHORIZATION not supported by client`);
  if (session.explicitTransaction === true)
    throw new TrinoError(
      'GENERIC_USER_ERROR',
      verb === 'SET'
        ? "Can't set authorization user in the middle of a transaction"
        : "Can't reset authorization user in the middle of a transaction",
    );
}
