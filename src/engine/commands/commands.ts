import { TrinoError } from '../errors/trino-error.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Command, CommandContext } from './command.ts';
import { ddlCommand } from './ddl/ddl-command.ts';
import { deallocate, prepare } from './prepare.ts';
import { resetSessionAuthorization, setSessionAuthorization } from './session-authorization.ts';
import { setPath } from './set-path.ts';
import { setRole } from './set-role.ts';
import { resetSession, setSession } from './set-session.ts';
import { setTimeZone } from './set-time-zone.ts';
import { commit, rollback, startTransaction } from './transaction-statements.ts';
import { use } from './use.ts';

/** The command that a statement is, or undefined where it is a query or answers like one. @throws TrinoError */
export function commandOf(statement: Statement, context: CommandContext): Command | undefined {
  switch (statement.kind) {
    case 'use':
      return use(statement, context);
    case 'prepare':
      return prepare(statement);
    case 'deallocate':
      return deallocate(statement, context);
    case 'startTransaction':
      return startTransaction(statement, context);
    case 'commit':
      return commit(context);
    case 'rollback':
      return rollback(context);
    case 'setSession':
      return setSession(statement, context);
    case 'resetSession':
      return resetSession(statement, context);
    case 'setTimeZone':
      return setTimeZone(statement, context);
    case 'setPath':
      return setPath(statement, context);
    case 'setRole':
      return setRole(statement, context);
    case 'setSessionAuthorization':
      return setSessionAuthorization(statement, context);
    case 'resetSessionAuthorization':
      return resetSessionAuthorization(context);
    case 'call':
      if (context.session.explicitTransaction === true) {
        throw new TrinoError(
          'NOT_SUPPORTED',
          'Procedures cannot be called within a transaction (use autocommit mode)',
        );
      }
      return ddlCommand(statement, context);
    default:
      return ddlCommand(statement, context);
  }
}
