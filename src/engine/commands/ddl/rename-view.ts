import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { RenameMaterializedView, RenameView } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, checkCatalog } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/** ALTER VIEW … RENAME TO. @throws TrinoError TABLE_NOT_FOUND, CATALOG_NOT_FOUND, TABLE_ALREADY_EXISTS, NOT_SUPPORTED, … */
export function renameView(statement: RenameView, context: CommandContext): Command {
  return {
    updateType: 'RENAME VIEW',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.source, session);
      const kind = relationKind(metadata, name);
      if (kind !== 'view') {
        const text = tableText(name);
        const hint =
          kind === 'table'
            ? `, but a table with that name exists. Did you mean ALTER TABLE ${text} RENAME TO ...?`
            : '';
        throw semanticError('TABLE_NOT_FOUND', statement, `View '${text}' does not exist${hint}`);
      }
      // What the target doesn't say is the source's.
      const target = qualifyTable(statement, statement.target, name);
      checkCatalog(statement, target.catalog, context, 'Target catalog');
      if (name.catalog !== target.catalog) {
        throw semanticError('NOT_SUPPORTED', statement, 'View rename across catalogs is not supported');
      }
      const taken = relationKind(metadata, target);
      if (taken === 'view') {
        throw semanticError(
          'GENERIC_USER_ERROR',
          statement,
          `Target view '${tableText(target)}' already exists`,
        );
      }
      if (taken === 'table') {
        throw semanticError(
          'TABLE_ALREADY_EXISTS',
          statement,
          `Target view '${tableText(target)}' does not exist, but a table with that name exists.`,
        );
      }
      changing(name.catalog, 'renameView', 'renaming views', context)(name.schema, name.table, target);
    },
  };
}

/** ALTER MATERIALIZED VIEW … RENAME TO: no connector here has any. @throws TrinoError TABLE_NOT_FOUND */
export function renameMaterializedView(statement: RenameMaterializedView, context: CommandContext): Command {
  return {
    updateType: 'RENAME MATERIALIZED VIEW',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.source, session);
      const kind = relationKind(metadata, name);
      if (kind === undefined && statement.ifExists) return;
      const text = tableText(name);
      const hint =
        kind === undefined
          ? ''
          : `, but a ${kind} with that name exists. Did you mean ALTER ${kind.toUpperCase()} ${text} RENAME TO ...?`;
      throw semanticError('TABLE_NOT_FOUND', statement, `Materialized View '${text}' does not exist${hint}`);
    },
  };
}
