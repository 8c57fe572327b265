import type { TableNode } from '../parse/tree/relation.ts';
import type { TableAnalysis } from './analysis.ts';
import type { QueryContext } from './query-context.ts';
import { qualifyTable, resolveTable } from './resolve-table.ts';
import { notSupported } from './semantic-error.ts';

/**
 * A table of a catalog, its name completed from the session.
 * @throws TrinoError MISSING_CATALOG_NAME, MISSING_SCHEMA_NAME, CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND, TABLE_NOT_FOUND
 */
export function analyzeTable(node: TableNode, { session, metadata, allocator }: QueryContext): TableAnalysis {
  const name = qualifyTable(node, node.name, session);
  if (node.version !== undefined) {
    throw notSupported(node.version, 'A version of a table');
  }
  const table = resolveTable(node, name, metadata);
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
