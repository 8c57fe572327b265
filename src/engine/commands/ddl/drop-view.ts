import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { DropMaterializedView, DropView } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';
import { relationKind } from './relation-kind.ts';

/** DROP VIEW. @throws TrinoError GENERIC_USER_ERROR when there is no such view, NOT_SUPPORTED */
export function dropView(statement: DropView, context: CommandContext): Command {
  return {
    updateType: 'DROP VIEW',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.name, session);
      const kind = relationKind(metadata, name);
      if (kind !== 'view') {
        if (kind === undefined && statement.ifExists) return;
        const text = tableText(name);
        const hint =
          kind === 'table' ? `, but a table with that name exists. Did you mean DROP TABLE ${text}?` : '';
        throw semanticError('GENERIC_USER_ERROR', statement, `View '${text}' does not exist${hint}`);
      }
      changing(name.catalog, 'dropView', 'dropping views', context)(name.schema, name.table);
    },
  };
}

/** DROP MATERIALIZED VIEW: no connector here has any. @throws TrinoError GENERIC_USER_ERROR */
export function dropMaterializedView(statement: DropMaterializedView, context: CommandContext): Command {
  return {
    updateType: 'DROP MATERIALIZED VIEW',
    execute() {
      const { session, metadata } = context;
      const name = qualifyTable(statement, statement.name, session);
      const kind = relationKind(metadata, name);
      if (kind === undefined && statement.ifExists) return;
      const text = tableText(name);
      const hint =
        kind === undefined
          ? ''
          : `, but a ${kind} with that name exists. Did you mean DROP ${kind.toUpperCase()} ${text}?`;
      throw semanticError(
        'GENERIC_USER_ERROR',
        statement,
        `Materialized view '${text}' does not exist${hint}`,
      );
    },
  };
}
