import { TrinoError } from '../errors/trino-error.ts';
import type { TableNode } from '../parse/tree/relation.ts';
import type { SubqueryAnalysis, TableAnalysis } from './analysis.ts';
import { analyzeView } from './analyze-view.ts';
import { checkTableVersion } from './check-table-version.ts';
import type { QueryContext } from './query-context.ts';
import { qualifyTable, resolveTable } from './resolve-table.ts';

/**
 * A table or a view of a catalog, its name completed from the session, or from what the view was made under that it stands in.
 * @throws TrinoError MISSING_CATALOG_NAME, MISSING_SCHEMA_NAME, CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND; of a view; of what FOR … AS OF names
 */
export function analyzeTable(node: TableNode, context: QueryContext): TableAnalysis | SubqueryAnalysis {
  const { session, metadata, allocator, views } = context;
  const name = qualifyTable(node, node.name, views?.names ?? session);
  const view = metadata.view(name);
  if (view !== undefined) return analyzeView(node, name, view, context);
  if (node.version !== undefined) checkTableVersion(node.version, context);
  const table = resolveTable(node, name, metadata);
  if (node.version !== undefined) {
    throw new TrinoError('NOT_SUPPORTED', 'This connector does not support versioned tables');
  }
  const relation = node.name.parts.map((part) => part.value.toLowerCase());
  const { columns } = table.metadata;
  return {
    kind: 'table',
    table,
    columns,
    fields: columns.map((column) => ({
      id: allocator.next(column.name),
      name: column.name,
      type: column.type,
      relation,
      hidden: column.hidden ?? false,
      origin: { ...name, column: column.name },
    })),
  };
}
