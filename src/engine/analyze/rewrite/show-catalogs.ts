import type { QueryNode } from '../../parse/tree/query.ts';
import type { ShowCatalogs } from '../../parse/tree/show-statement.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { StatementBuilder } from './statement-builder.ts';

/** SHOW CATALOGS: the mounted catalogs as rows (recording statement-show-catalogs). */
export function rewriteShowCatalogs(statement: ShowCatalogs, { metadata }: RewriteContext): QueryNode {
  const builder = new StatementBuilder(statement);
  const names = metadata.catalogNames();
  if (names.length === 0) return builder.emptyQuery([['Catalog', 'varchar']]);
  return builder.query({
    from: builder.values(
      ['Catalog'],
      names.map((name) => [builder.text(name)]),
    ),
    where: builder.like('Catalog', statement),
    orderBy: ['Catalog'],
  });
}
