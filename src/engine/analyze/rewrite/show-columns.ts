import { informationSchemaName } from '../../catalog/metadata.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowColumns } from '../../parse/tree/show-statement.ts';
import { qualifyTable, resolveTable } from '../resolve-table.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * SHOW COLUMNS, DESCRIBE: the table's rows in `information_schema.columns` (recording statement-show-columns).
 * @throws TrinoError when there is no such table or view
 */
export function rewriteShowColumns(statement: ShowColumns, { session, metadata }: RewriteContext): QueryNode {
  const { catalog, schema, table } = qualifyTable(statement, statement.table, session);
  const name = { catalog, schema, table };
  if (metadata.view(name) === undefined) resolveTable(statement, name, metadata);
  const builder = new StatementBuilder(statement);
  return builder.query({
    select: [
      builder.column(builder.identifier('column_name'), 'Column'),
      builder.column(builder.identifier('data_type'), 'Type'),
      builder.column(builder.nullToEmpty('extra_info'), 'Extra'),
      builder.column(builder.nullToEmpty('comment'), 'Comment'),
    ],
    from: builder.table(catalog, informationSchemaName, 'columns'),
    where: [
      builder.equal('table_schema', schema),
      builder.equal('table_name', table),
      ...builder.like('column_name', statement),
    ],
    orderBy: ['ordinal_position'],
  });
}
