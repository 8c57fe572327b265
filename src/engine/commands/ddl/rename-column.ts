import { semanticError } from '../../analyze/semantic-error.ts';
import type { RenameColumn } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, refusedChange } from './changes.ts';
import { columnNamed, columnPath, enclosingRow, existingColumn, fieldNamed } from './column-path.ts';
import { existingTable } from './existing-table.ts';

/** ALTER TABLE … RENAME COLUMN. @throws TrinoError TABLE_NOT_FOUND, COLUMN_NOT_FOUND, COLUMN_ALREADY_EXISTS, NOT_SUPPORTED */
export function renameColumn(statement: RenameColumn, context: CommandContext): Command {
  return {
    updateType: 'RENAME COLUMN',
    execute() {
      const table = existingTable(statement, statement.table, statement.ifTableExists, context);
      if (table === undefined) return;
      const { catalog, schema } = table.name;
      const { column, fields } = columnPath(statement.source);
      const target = statement.target.value.toLowerCase();
      if (statement.ifExists && columnNamed(table, column) === undefined) return;
      const { name, type } = existingColumn(statement, table, column);
      if (fields.length > 0) {
        const row = enclosingRow(statement, type, fields);
        if (fieldNamed(row, fields.at(-1) ?? '') === undefined) {
          if (statement.ifExists) return;
          // Stock names the column here, not the field.
          throw semanticError('COLUMN_NOT_FOUND', statement, `Field '${name}' does not exist`);
        }
        if (fieldNamed(row, target) !== undefined) {
          throw semanticError('COLUMN_ALREADY_EXISTS', statement, `Field '${target}' already exists`);
        }
        throw refusedChange(catalog, 'renaming fields', context);
      }
      if (columnNamed(table, target) !== undefined) {
        throw semanticError('COLUMN_ALREADY_EXISTS', statement, `Column '${target}' already exists`);
      }
      changing(catalog, 'renameColumn', 'renaming columns', context)(schema, table.name.table, name, target);
    },
  };
}
