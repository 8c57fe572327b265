import { informationSchemaName } from '../../catalog/metadata.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowTables } from '../../parse/tree/show-statement.ts';
import { checkCatalog, checkSchema } from '../resolve-table.ts';
import { qualifySchema } from './qualify-schema.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * SHOW TABLES: the schema's rows in `information_schema.tables` (recording task-show-tables-00-update-s2).
 * @throws TrinoError when there is no such schema
 */
export function rewriteShowTables(statement: ShowTables, { session, metadata }: RewriteContext): QueryNode {
  const { catalog, schema } = qualifySchema(statement, statement.schema, session);
  checkCatalog(statement, catalog, metadata);
  checkSchema(statement, catalog, schema, metadata);
  const builder = new StatementBuilder(statement);
  return builder.query({
    select: [builder.column(builder.identifier('table_name'), 'Table')],
    from: builder.table(catalog, informationSchemaName, 'tables'),
    where: [builder.equal('table_schema', schema), ...builder.like('table_name', statement)],
    orderBy: ['table_name'],
  });
}
