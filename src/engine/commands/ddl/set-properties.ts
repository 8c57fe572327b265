import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { SetProperties } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { checkCatalog } from './changes.ts';
import { checkProperties } from '../../analyze/check-properties.ts';

/** ALTER TABLE or MATERIALIZED VIEW … SET PROPERTIES: no connector here has any. @throws TrinoError of the property's kind */
export function setProperties(statement: SetProperties, context: CommandContext): Command {
  return {
    updateType: 'SET PROPERTIES',
    execute() {
      const name = qualifyTable(statement, statement.name, context.session);
      checkCatalog(statement, name.catalog, context);
      checkProperties(
        statement.properties,
        statement.entity === 'TABLE' ? 'table' : 'materialized view',
        name.catalog,
      );
      throw semanticError('TABLE_NOT_FOUND', statement, `Table does not exist: ${tableText(name)}`);
    },
  };
}
