import type { Statement } from '../parse/tree/statement.ts';
import type { Command, CommandContext } from './command.ts';
import { ddlCommand } from './ddl/ddl-command.ts';
import { use } from './use.ts';

/** The command that a statement is, or undefined where it is a query or answers like one. @throws TrinoError */
export function commandOf(statement: Statement, context: CommandContext): Command | undefined {
  switch (statement.kind) {
    case 'use':
      return use(statement, context);
    default:
      return ddlCommand(statement, context);
  }
}
