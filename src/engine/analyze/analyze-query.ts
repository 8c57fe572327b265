import type { NamedQuery, QueryBody, QueryNode } from '../parse/tree/query.ts';
import type { QueryAnalysis, RecursionAnalysis, RelationAnalysis } from './analysis.ts';
import { analyzeLimit, analyzeOffset } from './analyze-limit.ts';
import { analyzeRecursion, recursiveShape } from './analyze-recursion.ts';
import type { RecursiveShape } from './analyze-recursion.ts';
import { analyzeSelect } from './analyze-select.ts';
import { analyzeSortKeys } from './analyze-order-by.ts';
import { analyzeRelation } from './analyze-relation.ts';
import { analyzeSetOperation } from './analyze-set-operation.ts';
import { checkColumnNames } from './check-column-names.ts';
import { scopeOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { semanticError } from './semantic-error.ts';
import { SubqueryCollector } from './subquery-collector.ts';

/** Code of Trino's warning for an ORDER BY that changes nothing. */
const redundantOrderBy = { code: 2, name: 'REDUNDANT_ORDER_BY' } as const;

/**
 * A query with everything resolved.
 * @param root whether its rows go to the client: elsewhere an ORDER BY without LIMIT has no meaning and is dropped
 */
export function analyzeQuery(node: QueryNode, context: QueryContext, root: boolean): QueryAnalysis {
  const inner = withNamedQueries(node, context);
  if (node.body.kind === 'querySpecification') {
    const query = analyzeSelect(node.body, inner);
    return withoutRedundantOrder(query, root, inner);
  }
  const body = analyzeBody(node.body, inner);
  const scope = scopeOf(body.fields, inner);
  const subqueries = new SubqueryCollector(inner, scope);
  const limit = analyzeLimit(node.limit, inner);
  if (limit.withTies && node.orderBy === undefined) {
    throw semanticError(
      'MISSING_ORDER_BY',
      node.limit ?? node,
      'FETCH FIRST WITH TIES clause requires ORDER BY',
    );
  }
  const query: QueryAnalysis = {
    kind: 'query',
    body,
    orderBy: analyzeSortKeys(node.orderBy, node, body.fields, (key) => ({
      key,
      context: { query: inner, scope, subqueries },
    })),
    ...limit,
    ...analyzeOffset(node.offset, inner),
    fields: body.fields,
  };
  return withoutRedundantOrder(query, root, inner);
}

function analyzeBody(
  node: Exclude<QueryBody, { readonly kind: 'querySpecification' }>,
  context: QueryContext,
): RelationAnalysis {
  return node.kind === 'setOperation'
    ? analyzeSetOperation(node, context, analyzeInput)
    : withoutHidden(analyzeRelation(node, context));
}

/** A query of WITH RECURSIVE that names itself. */
export function analyzeRecursiveQuery(
  named: NamedQuery,
  shape: RecursiveShape,
  context: QueryContext,
): RecursionAnalysis {
  return analyzeRecursion(named, shape, context, analyzeInput);
}

/** An operand of a set operation. */
function analyzeInput(node: QueryBody, context: QueryContext): RelationAnalysis {
  if (node.kind !== 'querySpecification') {
    return analyzeBody(node, context);
  }
  const query = analyzeSelect(node, context);
  return { kind: 'subquery', query, fields: query.fields };
}

/** TABLE gives no hidden columns. */
function withoutHidden(relation: RelationAnalysis): RelationAnalysis {
  if (relation.kind !== 'table' || relation.fields.every(({ hidden }) => hidden !== true)) {
    return relation;
  }
  const { columns, fields } = relation;
  return {
    ...relation,
    columns: columns.filter((_, i) => fields[i]?.hidden !== true),
    fields: fields.filter(({ hidden }) => hidden !== true),
  };
}

function withoutRedundantOrder(
  query: QueryAnalysis,
  root: boolean,
  { warnings }: QueryContext,
): QueryAnalysis {
  if (root || query.orderBy.length === 0 || query.limit !== undefined || query.offset !== undefined) {
    return query;
  }
  if (!warnings.some(({ name }) => name === redundantOrderBy.name)) {
    warnings.push({ ...redundantOrderBy, message: 'ORDER BY in subquery may have no effect' });
  }
  return { ...query, orderBy: [] };
}

function withNamedQueries(node: QueryNode, context: QueryContext): QueryContext {
  if (node.with === undefined) {
    return context;
  }
  let inner = context;
  const names = new Set<string>();
  for (const query of node.with.queries) {
    const name = query.name.value.toLowerCase();
    if (names.has(name)) {
      throw semanticError(
        'DUPLICATE_NAMED_QUERY',
        query,
        `WITH query name '${name}' specified more than once`,
      );
    }
    names.add(name);
    const recursive = node.with.recursive ? recursiveShape(query) : undefined;
    // Analysed also when nothing uses it, so that its errors show.
    if (recursive === undefined) {
      const { fields } = analyzeQuery(query.query, inner, false);
      checkColumnNames(query.columnNames ?? [], fields.length);
    } else {
      analyzeRecursiveQuery(query, recursive, inner);
    }
    const named = { query, context: inner, ...(recursive !== undefined && { recursive }) };
    inner = { ...inner, named: new Map([...inner.named, [name, named]]) };
  }
  return inner;
}
