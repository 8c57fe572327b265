import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { RenameTable } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, checkCatalog } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/** ALTER TABLE … RENAME TO. @throws TrinoError TABLE_NOT_FOUND, CATALOG_NOT_FOUND, TABLE_ALREADY_EXISTS, NOT_SUPPORTED, … */
export function renameTable(statement: RenameTable, context: CommandContext): Command {
  return {
    updateType: 'RENAME TABLE',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.source, session);
      const kind = relationKind(metadata, name);
      if (kind === 'view') {
        throw semanticError(
          'GENERIC_USER_ERROR',
          statement,
          `Table '${tableText(name)}' does not exist, but a view with that name exists. Did you mean ALTER VIEW ${tableText(name)} RENAME TO ...?`,
        );
      }
      if (kind === undefined) {
        if (statement.ifExists) return;
        throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
      }
      // What the target doesn't say is the source's.
      const target = qualifyTable(statement, statement.target, name);
      checkCatalog(statement, target.catalog, context, 'Target catalog');
      if (name.catalog !== target.catalog) {
        throw semanticError('NOT_SUPPORTED', statement, 'Table rename across catalogs is not supported');
      }
      const taken = relationKind(metadata, target);
      if (taken === 'view') {
        throw semanticError(
          'GENERIC_USER_ERROR',
          statement,
          `Target table '${tableText(target)}' does not exist, but a view with that name exists.`,
        );
      }
      if (taken === 'table') {
        throw semanticError(
          'TABLE_ALREADY_EXISTS',
          statement,
          `Target table '${tableText(target)}' already exists`,
        );
      }
      changing(name.catalog, 'renameTable', 'renaming tables', context)(name.schema, name.table, target);
    },
  };
}
