import { analyze } from '../../analyze/analyze.ts';
import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { RefreshMaterializedView } from '../../parse/tree/data-statement.ts';
import type { CreateMaterializedView } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { checkCatalog, refusedChange } from './changes.ts';
import { checkProperties } from '../../analyze/check-properties.ts';
import { viewColumns } from './create-view.ts';

/** CREATE MATERIALIZED VIEW: what is wrong with it, then that no connector here makes any. @throws TrinoError NOT_SUPPORTED, … */
export function createMaterializedView(statement: CreateMaterializedView, context: CommandContext): Command {
  return {
    updateType: 'CREATE MATERIALIZED VIEW',
    execute() {
      const { session, metadata } = context;
      const { catalog } = qualifyTable(statement, statement.name, session);
      viewColumns(statement, analyze(statement.query, { session, metadata }));
      checkCatalog(statement, catalog, context);
      checkProperties(statement.properties, 'materialized view', catalog);
      if (statement.gracePeriod !== undefined) {
        throw semanticError('NOT_SUPPORTED', statement, `Catalog '${catalog}' does not support GRACE PERIOD`);
      }
      throw refusedChange(catalog, 'creating materialized views', context);
    },
  };
}

/** REFRESH MATERIALIZED VIEW: there are none. @throws TrinoError TABLE_NOT_FOUND, of analysis */
export function refuseRefresh(statement: RefreshMaterializedView, { session }: CommandContext): never {
  const name = qualifyTable(statement, statement.name, session);
  throw semanticError('TABLE_NOT_FOUND', statement, `Materialized view '${tableText(name)}' does not exist`);
}
