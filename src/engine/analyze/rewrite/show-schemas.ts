import { informationSchemaName } from '../../catalog/metadata.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowSchemas } from '../../parse/tree/show-statement.ts';
import { missingCatalogName } from '../resolve-table.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/**
 * SHOW SCHEMAS: `information_schema.schemata` (recording statement-show-schemas).
 * @throws TrinoError MISSING_CATALOG_NAME, or CATALOG_NOT_FOUND, as in stock without position
 */
export function rewriteShowSchemas(statement: ShowSchemas, { session, metadata }: RewriteContext): QueryNode {
  const catalog = statement.catalog?.value.toLowerCase() ?? session.catalog;
  if (catalog === undefined) throw missingCatalogName(statement);
  if (metadata.catalog(catalog) === undefined) {
    throw new TrinoError('CATALOG_NOT_FOUND', `Catalog '${catalog}' does not exist`);
  }
  const builder = new StatementBuilder(statement);
  return builder.query({
    select: [builder.column(builder.identifier('schema_name'), 'Schema')],
    from: builder.table(catalog, informationSchemaName, 'schemata'),
    where: builder.like('schema_name', statement),
    orderBy: ['schema_name'],
  });
}
