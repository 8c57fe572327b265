import { semanticError } from '../../analyze/semantic-error.ts';
import type { AddColumn } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, refusedChange } from './changes.ts';
import { checkProperties } from '../../analyze/check-properties.ts';
import { columnNamed, columnPath, enclosingRow, existingColumn, fieldNamed } from './column-path.ts';
import { columnType } from './column-type.ts';
import { existingTable } from './existing-table.ts';

/** ALTER TABLE … ADD COLUMN. @throws TrinoError TABLE_NOT_FOUND, COLUMN_ALREADY_EXISTS, TYPE_NOT_FOUND, NOT_SUPPORTED, … */
export function addColumn(statement: AddColumn, context: CommandContext): Command {
  return {
    updateType: 'ADD COLUMN',
    execute() {
      const table = existingTable(statement, statement.table, statement.ifTableExists, context);
      if (table === undefined) return;
      const { catalog, schema } = table.name;
      const element = statement.column;
      const { column, fields } = columnPath(element.name);
      const type = columnType(element, element.type, column);
      if (fields.length > 0) {
        const { type: outer } = existingColumn(statement, table, column);
        const field = fields.at(-1) ?? '';
        if (fieldNamed(enclosingRow(statement, outer, fields), field) !== undefined) {
          if (statement.ifNotExists) return;
          throw semanticError('COLUMN_ALREADY_EXISTS', statement, `Field '${field}' already exists`);
        }
        throw refusedChange(catalog, 'adding fields', context);
      }
      if (columnNamed(table, column) !== undefined) {
        if (statement.ifNotExists) return;
        throw semanticError('COLUMN_ALREADY_EXISTS', statement, `Column '${column}' already exists`);
      }
      if (!element.nullable) {
        throw semanticError(
          'NOT_SUPPORTED',
          element,
          `Catalog '${catalog}' does not support NOT NULL for column '${column}'`,
        );
      }
      checkProperties(element.properties, 'column', catalog);
      changing(
        catalog,
        'addColumn',
        'adding columns',
        context,
      )(schema, table.name.table, {
        name: column.toLowerCase(),
        type,
        ...(element.comment !== undefined && { comment: element.comment }),
      });
    },
  };
}
