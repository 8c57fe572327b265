import { TrinoError } from '../../errors/trino-error.ts';
import type { Analyze } from '../../parse/tree/data-statement.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import { checkProperties } from '../check-properties.ts';
import { qualifyTable, tableText } from '../resolve-table.ts';
import { semanticError } from '../semantic-error.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * ANALYZE: the table's rows are counted. Stock's tpch connector asks for no statistics of columns either, and keeps none.
 * @throws TrinoError TABLE_NOT_FOUND, INVALID_ANALYZE_PROPERTY; NOT_SUPPORTED for views, and where the connector doesn't analyze
 */
export function rewriteAnalyze(
  statement: Analyze,
  { session, metadata }: Pick<RewriteContext, 'session' | 'metadata'>,
): QueryNode {
  const name = qualifyTable(statement, statement.table, session);
  if (metadata.view(name) !== undefined) {
    throw semanticError('NOT_SUPPORTED', statement, 'Analyzing views is not supported');
  }
  const table = metadata.table(name);
  if (table === undefined) {
    throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
  }
  checkProperties(statement.properties, 'analyze', name.catalog);
  metadata.checkWrite(name.catalog);
  if (table.catalog.connector.metadata.analyzes !== true) {
    throw new TrinoError('NOT_SUPPORTED', 'This connector does not support analyze');
  }
  const builder = new StatementBuilder(statement);
  const { location } = statement;
  return builder.query({
    select: [
      builder.column(
        { kind: 'functionCall', name: builder.name('count'), arguments: [], distinct: false, location },
        'rows',
      ),
    ],
    from: builder.table(name.catalog, name.schema, name.table),
  });
}
