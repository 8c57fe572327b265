import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { TruncateTable } from '../../parse/tree/data-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/** TRUNCATE TABLE. @throws TrinoError TABLE_NOT_FOUND, NOT_SUPPORTED */
export function truncateTable(statement: TruncateTable, context: CommandContext): Command {
  return {
    updateType: 'TRUNCATE TABLE',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.table, session);
      const kind = relationKind(metadata, name);
      if (kind === 'view') throw semanticError('NOT_SUPPORTED', statement, 'Cannot truncate a view');
      if (kind === undefined) {
        throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
      }
      changing(name.catalog, 'truncateTable', 'truncating tables', context)(name.schema, name.table);
    },
  };
}
