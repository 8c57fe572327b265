import type { ViewDefinition } from '../catalog/connector-changes.ts';
import type { QualifiedTableName } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { parseStatement } from '../parse/parse.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { TableNode } from '../parse/tree/relation.ts';
import { canCoerce } from '../types/coercion.ts';
import { sameType } from '../types/same-type.ts';
import type { QueryAnalysis, SubqueryAnalysis } from './analysis.ts';
import { coerce, typeText } from './coerce.ts';
import { maxNamedQueryUses } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { tableText } from './resolve-table.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';

/**
 * A view in FROM: its stored query, with names looked up where the view was made; all else is the session's own, also
 * `current_user`. Its columns are those that it had when it was made.
 * @param node where errors are
 * @throws TrinoError VIEW_IS_RECURSIVE, INVALID_VIEW when its query can't be read or analysed any more, VIEW_IS_STALE when it gives
 *   other columns than it used to
 */
export function analyzeView(
  node: TableNode,
  name: QualifiedTableName,
  view: ViewDefinition,
  context: QueryContext,
): SubqueryAnalysis {
  const text = tableText(name);
  if (context.views?.replaced !== undefined && tableText(context.views.replaced) === text) {
    throw semanticError('VIEW_IS_RECURSIVE', node, 'Statement would create a recursive view');
  }
  const enclosing = context.views?.enclosing ?? [];
  if (enclosing.includes(text)) throw semanticError('VIEW_IS_RECURSIVE', node, 'View is recursive');
  if (++context.namedQueryUses.count > maxNamedQueryUses) {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      `Views that are used more than ${maxNamedQueryUses} times are not supported`,
    );
  }
  const query = analyzeStored(node, text, view, {
    session: context.session,
    metadata: context.metadata,
    allocator: context.allocator,
    named: new Map(),
    namedQueryUses: context.namedQueryUses,
    warnings: context.warnings,
    subqueries: context.subqueries,
    analyzeQuery: context.analyzeQuery,
    analyzeRecursion: context.analyzeRecursion,
    ...(context.routines !== undefined && {
      routines: context.routines.ofCatalogs({
        ...context.session,
        ...(view.catalog !== undefined && { catalog: view.catalog }),
        path: view.path,
      }),
    }),
    views: { ...context.views, enclosing: [...enclosing, text], names: view },
  });
  const problem = staleness(view, query.fields);
  if (problem !== undefined) {
    throw semanticError('VIEW_IS_STALE', node, `View '${text}' is stale or in invalid state: ${problem}`);
  }
  const relation = node.name.parts.map((part) => part.value.toLowerCase());
  return {
    kind: 'subquery',
    query: withTypes(query, view, context),
    fields: view.columns.map((column) => ({
      id: context.allocator.next(column.name),
      name: column.name,
      type: column.type,
      relation,
      origin: { ...name, column: column.name },
    })),
  };
}

function analyzeStored(
  node: TableNode,
  name: string,
  { originalSql }: ViewDefinition,
  context: QueryContext,
): QueryAnalysis {
  let doing = 'parsing';
  try {
    const query = parseStored(originalSql);
    doing = 'analyzing';
    return context.analyzeQuery(query, context);
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error;
    throw semanticError('INVALID_VIEW', node, `Failed ${doing} stored view '${name}': ${error.message}`);
  }
}

function parseStored(sql: string): QueryNode {
  const statement = parseStatement(sql);
  if (statement.kind !== 'query') throw new TrinoError('INVALID_VIEW', `A view of ${statement.kind}`);
  return statement;
}

/** What has changed so much that the view can't be what it was; undefined: nothing. */
function staleness({ columns }: ViewDefinition, fields: readonly Field[]): string | undefined {
  if (columns.length !== fields.length) {
    return `stored view column count (${columns.length}) does not match column count derived from the view query analysis (${fields.length})`;
  }
  for (const [i, column] of columns.entries()) {
    const field = fields[i];
    if (field === undefined) continue;
    const type = typeText(field.type);
    if (field.name === undefined) {
      return `a column of type ${type} projected from query view at position ${i} has no name`;
    }
    const projected = `column [${field.name}] of type ${type} projected from query view at position ${i}`;
    const stored = `column [${column.name}] of type ${typeText(column.type)} stored in view definition`;
    if (field.name.toLowerCase() !== column.name.toLowerCase()) {
      return `${projected} has a different name from ${stored}`;
    }
    if (!canCoerce(field.type, column.type)) return `${projected} cannot be coerced to ${stored}`;
  }
  return undefined;
}

/** The query with its columns cast to those of the view, where they differ. */
function withTypes(
  query: QueryAnalysis,
  { columns }: ViewDefinition,
  { allocator }: QueryContext,
): QueryAnalysis {
  const types = columns.map(({ type }) => type);
  if (query.fields.every((field, i) => sameType(field.type, types[i] ?? field.type))) return query;
  const inner = query.fields.map((field): Field => ({ ...field, id: allocator.next(field.name ?? 'field') }));
  const outputs = inner.map((field, i) => {
    const type = types[i] ?? field.type;
    return {
      field: { id: allocator.next(field.name ?? 'field'), type },
      expression: coerce({ kind: 'symbol', name: field.id, type: field.type }, type),
    };
  });
  return {
    kind: 'query',
    body: {
      kind: 'select',
      from: { kind: 'subquery', query, fields: inner },
      outputs,
      distinct: false,
    },
    orderBy: [],
    withTies: false,
    fields: outputs.map(({ field }) => field),
  };
}
