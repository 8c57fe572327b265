import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { DropTable } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/** DROP TABLE. @throws TrinoError TABLE_NOT_FOUND, GENERIC_USER_ERROR for a view, NOT_SUPPORTED */
export function dropTable(statement: DropTable, context: CommandContext): Command {
  return {
    updateType: 'DROP TABLE',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.name, session);
      const kind = relationKind(metadata, name);
      if (kind === 'view') {
        throw semanticError(
          'GENERIC_USER_ERROR',
          statement,
          `Table '${tableText(name)}' does not exist, but a view with that name exists. Did you mean DROP VIEW ${tableText(name)}?`,
        );
      }
      if (kind === undefined) {
        if (statement.ifExists) return;
        throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
      }
      changing(name.catalog, 'dropTable', 'dropping tables', context)(name.schema, name.table);
    },
  };
}
