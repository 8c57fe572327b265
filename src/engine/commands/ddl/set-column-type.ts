import { semanticError } from '../../analyze/semantic-error.ts';
import type { SetColumnType } from '../../parse/tree/definition-statement.ts';
import { displayType } from '../../types/display-type.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, refusedChange } from './changes.ts';
import { columnPath, enclosingRow, existingColumn, fieldNamed } from './column-path.ts';
import { columnType } from './column-type.ts';
import { existingTable } from './existing-table.ts';

/** ALTER TABLE … ALTER COLUMN … SET DATA TYPE. @throws TrinoError TABLE_NOT_FOUND, COLUMN_NOT_FOUND, TYPE_NOT_FOUND, NOT_SUPPORTED */
export function setColumnType(statement: SetColumnType, context: CommandContext): Command {
  return {
    updateType: 'SET COLUMN TYPE',
    execute() {
      const table = existingTable(statement, statement.table, statement.ifTableExists, context);
      if (table === undefined) return;
      const { catalog, schema } = table.name;
      const { column, fields } = columnPath(statement.column);
      const { name, type: current } = existingColumn(statement, table, column);
      const type = columnType(
        statement.type,
        statement.type,
        statement.column.parts.map(({ value }) => value).join('.'),
      );
      if (fields.length > 0) {
        const row = enclosingRow(statement, current, fields);
        const field = fields.at(-1) ?? '';
        if (fieldNamed(row, field) === undefined) {
          throw semanticError(
            'COLUMN_NOT_FOUND',
            statement,
            `Field '${field}' does not exist within ${displayType(row)}`,
          );
        }
        throw refusedChange(catalog, 'setting field types', context);
      }
      changing(catalog, 'setColumnType', 'setting column types', context)(
        schema,
        table.name.table,
        name,
        type,
      );
    },
  };
}
