import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { Comment } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';
import { columnNamed } from './column-path.ts';
import { relationKind } from './relation-kind.ts';

/** COMMENT ON TABLE, VIEW or COLUMN. @throws TrinoError TABLE_NOT_FOUND, COLUMN_NOT_FOUND, MISSING_TABLE, NOT_SUPPORTED */
export function comment(statement: Comment, context: CommandContext): Command {
  return {
    updateType: 'COMMENT',
    execute() {
      switch (statement.type) {
        case 'TABLE':
          commentOnTable(statement, context);
          break;
        case 'VIEW':
          commentOnView(statement, context);
          break;
        case 'COLUMN':
          commentOnColumn(statement, context);
          break;
        default:
          statement.type satisfies never;
      }
    },
  };
}

function commentOnTable(statement: Comment, context: CommandContext): void {
  const { session, metadata } = context;
  const name = qualifyTable(statement, statement.name, session);
  const kind = relationKind(metadata, name);
  if (kind === 'view') {
    throw semanticError(
      'TABLE_NOT_FOUND',
      statement,
      `Table '${tableText(name)}' does not exist, but a view with that name exists. Did you mean COMMENT ON VIEW ${tableText(name)} IS ...?`,
    );
  }
  if (kind === undefined) throw noTable(statement, tableText(name));
  changing(
    name.catalog,
    'setTableComment',
    'setting table comments',
    context,
  )(name.schema, name.table, statement.comment);
}

function commentOnView(statement: Comment, context: CommandContext): void {
  const { session, metadata } = context;
  const name = qualifyTable(statement, statement.name, session);
  const kind = relationKind(metadata, name);
  if (kind !== 'view') {
    const text = tableText(name);
    const hint =
      kind === 'table'
        ? `, but a table with that name exists. Did you mean COMMENT ON TABLE ${text} IS ...?`
        : '';
    throw semanticError('TABLE_NOT_FOUND', statement, `View '${text}' does not exist${hint}`);
  }
  changing(
    name.catalog,
    'setViewComment',
    'setting view comments',
    context,
  )(name.schema, name.table, statement.comment);
}

function commentOnColumn(statement: Comment, context: CommandContext): void {
  const { session, metadata } = context;
  const parts = statement.name.parts;
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2) {
    throw semanticError('MISSING_TABLE', statement, 'Table must be specified');
  }
  const name = qualifyTable(statement, { ...statement.name, parts: parts.slice(0, -1) }, session);
  const column = last.value.toLowerCase();
  const view = metadata.view(name);
  const table = metadata.table(name);
  if (view === undefined && table === undefined) throw noTable(statement, tableText(name));
  const exists =
    view === undefined
      ? table !== undefined && columnNamed(table, column) !== undefined
      : view.columns.some((candidate) => candidate.name.toLowerCase() === column);
  if (!exists) throw semanticError('COLUMN_NOT_FOUND', statement, `Column does not exist: ${column}`);
  const set =
    view === undefined
      ? changing(name.catalog, 'setColumnComment', 'setting column comments', context)
      : changing(name.catalog, 'setViewColumnComment', 'setting view column comments', context);
  set(name.schema, name.table, column, statement.comment);
}

function noTable(statement: Comment, name: string): Error {
  return semanticError('TABLE_NOT_FOUND', statement, `Table does not exist: ${name}`);
}
