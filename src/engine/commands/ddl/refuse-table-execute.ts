import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { TableExecute } from '../../parse/tree/data-statement.ts';
import type { CommandContext } from '../command.ts';
import { relationKind } from './relation-kind.ts';

/**
 * ALTER TABLE … EXECUTE: no connector here has procedures of tables.
 * @throws TrinoError TABLE_NOT_FOUND, NOT_SUPPORTED, PROCEDURE_NOT_FOUND; always
 */
export function refuseTableExecute(statement: TableExecute, { session, metadata }: CommandContext): never {
  const name = qualifyTable(statement.table, statement.table, session);
  const kind = relationKind(metadata, name);
  if (kind === undefined) {
    throw semanticError('TABLE_NOT_FOUND', statement.table, `Table '${tableText(name)}' does not exist`);
  }
  if (kind === 'view') {
    throw semanticError('NOT_SUPPORTED', statement, 'ALTER TABLE EXECUTE is not supported for views');
  }
  const { value, delimited } = statement.procedure;
  throw new TrinoError(
    'PROCEDURE_NOT_FOUND',
    `Table procedure not registered: ${delimited ? value : value.toUpperCase()}`,
  );
}
