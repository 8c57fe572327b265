import { semanticError } from '../../analyze/semantic-error.ts';
import type { DropColumn } from '../../parse/tree/definition-statement.ts';
import { displayType } from '../../types/display-type.ts';
import type { Type } from '../../types/type.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, refusedChange } from './changes.ts';
import { columnNamed, columnPath, existingColumn, fieldNamed } from './column-path.ts';
import { existingTable } from './existing-table.ts';

/** ALTER TABLE … DROP COLUMN. @throws TrinoError TABLE_NOT_FOUND, COLUMN_NOT_FOUND, NOT_SUPPORTED */
export function dropColumn(statement: DropColumn, context: CommandContext): Command {
  return {
    updateType: 'DROP COLUMN',
    execute() {
      const table = existingTable(statement, statement.table, statement.ifTableExists, context);
      if (table === undefined) return;
      const { catalog, schema } = table.name;
      const { column, fields } = columnPath(statement.column);
      if (statement.ifExists && columnNamed(table, column) === undefined) return;
      const { name, type } = existingColumn(statement, table, column);
      if (fields.length > 0) {
        if (!isFieldToDrop(statement, type, fields)) return;
        throw refusedChange(catalog, 'dropping fields', context);
      }
      if (table.metadata.columns.filter(({ hidden }) => hidden !== true).length <= 1) {
        throw semanticError('NOT_SUPPORTED', statement, 'Cannot drop the only column in a table');
      }
      changing(catalog, 'dropColumn', 'dropping columns', context)(schema, table.name.table, name);
    },
  };
}

/** @returns false when the field is missing and may be */
function isFieldToDrop(statement: DropColumn, type: Type, fields: readonly string[]): boolean {
  let at = type;
  for (const [i, name] of fields.entries()) {
    const field = at.kind === 'row' ? fieldNamed(at, name) : undefined;
    if (field === undefined) {
      if (statement.ifExists) return false;
      throw semanticError(
        'NOT_SUPPORTED',
        statement,
        `Cannot resolve field '${name}' within ${displayType(at)} type when dropping [${fields.join(', ')}] in ${displayType(type)}`,
      );
    }
    if (i === fields.length - 1 && at.kind === 'row' && at.fields.length === 1) {
      throw semanticError('NOT_SUPPORTED', statement, 'Cannot drop the only field in a row type');
    }
    at = field;
  }
  return true;
}
