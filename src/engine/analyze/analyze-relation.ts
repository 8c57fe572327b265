import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { QueryNode, ValuesNode } from '../parse/tree/query.ts';
import type { AliasedRelation, RelationNode, TableNode } from '../parse/tree/relation.ts';
import { commonSuperType } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { AggregateCollector } from './aggregate-collector.ts';
import type { QueryAnalysis, RelationAnalysis, SubqueryAnalysis } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { LambdaAnalysis } from './analyze-lambda.ts';
import { expressionText } from './expression-text.ts';
import { analyzeJsonTable } from './json/analyze-json-table.ts';
import { analyzeJoin } from './analyze-join.ts';
import { analyzeSample } from './analyze-sample.ts';
import { aliasTableFunction, analyzeTableFunction } from './analyze-table-function.ts';
import { analyzeUnnest } from './analyze-unnest.ts';
import { analyzeTable } from './analyze-table.ts';
import { analyzePatternRecognition } from './row-pattern/analyze-pattern-recognition.ts';
import { coerce, typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { maxNamedQueryUses, scopeOf } from './query-context.ts';
import { refuseSubqueries } from './refuse-subqueries.ts';
import type { QueryContext } from './query-context.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';
import { SubqueryCollector } from './subquery-collector.ts';

/**
 * A relation of FROM.
 * @throws TrinoError of its tables, names and types, with their positions
 */
export function analyzeRelation(node: RelationNode, context: QueryContext): RelationAnalysis {
  switch (node.kind) {
    case 'table':
      if (context.recursion?.reference === node) return context.recursion.previous;
      return analyzeNamedQuery(node, context) ?? analyzeTable(node, context);
    case 'aliasedRelation':
      return analyzeAlias(node, context);
    case 'tableSubquery':
      return analyzeTableSubquery(node.query, context);
    case 'values':
      return analyzeValues(node, context);
    case 'join':
      return analyzeJoin(node, context, analyzeRelation);
    case 'lateral':
      return {
        ...analyzeTableSubquery(node.query, context),
        lateral: true,
        location: node.query.location,
      };
    case 'unnest':
      return analyzeUnnest(node, context);
    case 'sampledRelation':
      return analyzeSample(node, context, analyzeRelation);
    case 'patternRecognition':
      return analyzePatternRecognition(node, context, analyzeRelation);
    case 'tableFunctionInvocation':
      return analyzeTableFunction(node, context, analyzeRelation);
    case 'jsonTable':
      return analyzeJsonTable(node, expressionAnalysis(context), context.allocator);
    default: {
      const never: never = node;
      return never;
    }
  }
}

/** Analyses expressions of a relation that sees what stands to its left. */
function expressionAnalysis(context: QueryContext): (node: ExpressionNode) => Expression {
  // What stands to the left belongs to the same query.
  const scope = { ...scopeOf([], context), isBoundary: false };
  const subqueries = new SubqueryCollector(context, scope);
  return (node) => analyzeExpression(node, { query: context, scope, subqueries });
}

/** Names of enclosing queries may be used here whatever is around it. */
function analyzeTableSubquery(node: QueryNode, context: QueryContext): SubqueryAnalysis {
  return asRelation(context.analyzeQuery(node, { ...context, isUncorrelated: false }), context);
}

/** A query as a relation, its columns under their names. */
function asRelation(
  query: QueryAnalysis,
  { allocator }: QueryContext,
  relation?: readonly string[],
): SubqueryAnalysis {
  return {
    kind: 'subquery',
    query,
    fields: query.fields.map(({ name, type, origin }) => ({
      id: allocator.next(name ?? 'field'),
      type,
      ...(name !== undefined && { name }),
      ...(relation !== undefined && { relation }),
      ...(origin !== undefined && { origin }),
    })),
  };
}

/** A name of WITH. Each use is analysed anew: it may be planned differently. */
function analyzeNamedQuery(node: TableNode, context: QueryContext): RelationAnalysis | undefined {
  const [part, ...rest] = node.name.parts;
  const named = part && rest.length === 0 ? context.named.get(part.value.toLowerCase()) : undefined;
  if (part === undefined || named === undefined) {
    return undefined;
  }
  if (++context.namedQueryUses.count > maxNamedQueryUses) {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      `WITH queries that are used more than ${maxNamedQueryUses} times are not supported`,
    );
  }
  const { query, recursive } = named;
  if (recursive !== undefined) return context.analyzeRecursion(query, recursive, named.context);
  const relation = asRelation(context.analyzeQuery(query.query, named.context), context, [
    part.value.toLowerCase(),
  ]);
  const { columnNames } = query;
  return columnNames === undefined
    ? relation
    : renamed(relation, (field, i) => ({ ...field, name: columnNames[i]?.value ?? '' }));
}

function analyzeAlias(node: AliasedRelation, context: QueryContext): RelationAnalysis {
  const relation = analyzeRelation(node.relation, context);
  if (node.relation.kind === 'tableFunctionInvocation' && relation.kind === 'tableFunction') {
    return aliasTableFunction(node, node.relation, relation);
  }
  const visible = relation.fields.filter((field) => field.hidden !== true);
  const names = node.columnNames;
  if (names !== undefined && names.length !== visible.length) {
    throw semanticError(
      'MISMATCHED_COLUMN_ALIASES',
      node,
      `Column alias list has ${names.length} entries but '${node.alias.value.toLowerCase()}' has ${visible.length} columns available`,
    );
  }
  const alias = [node.alias.value.toLowerCase()];
  return renamed(relation, ({ name: oldName, ...field }, i) => {
    // With names for the visible columns, hidden ones can't be named any more.
    const name = names === undefined ? oldName : names[visible.indexOf(relation.fields[i] as Field)]?.value;
    return { ...field, relation: alias, ...(name !== undefined && { name }) };
  });
}

function renamed(relation: RelationAnalysis, change: (field: Field, i: number) => Field): RelationAnalysis {
  return relation.kind === 'singleRow' ? relation : { ...relation, fields: relation.fields.map(change) };
}

/** VALUES: the columns of all rows get common types. */
export function analyzeValues(node: ValuesNode, context: QueryContext): RelationAnalysis {
  const scope = scopeOf([], context);
  const subqueries = new SubqueryCollector(context, scope);
  const around = withAggregateCalls({ query: context, scope, subqueries });
  const rows = node.rows.map((row) => analyzeRow(row, around));
  const first = rows[0] ?? [];
  const types: Type[] = first.map(({ type }) => type);
  for (const row of rows) {
    if (row.length !== types.length) {
      throw semanticError(
        'TYPE_MISMATCH',
        node,
        `Values rows have mismatched sizes: ${types.length} vs ${row.length}`,
      );
    }
    for (const [i, { type }] of row.entries()) {
      const common = commonSuperType(types[i] as Type, type);
      if (common === undefined) {
        throw semanticError(
          'TYPE_MISMATCH',
          node,
          `Values rows have mismatched types: ${rowText(first.map((value) => value.type))} vs ${rowText(row.map((value) => value.type))}`,
        );
      }
      types[i] = common;
    }
  }
  refuseSubqueries(node.rows);
  return {
    kind: 'values',
    rows: rows.map((row) => row.map((value, i) => coerce(value, types[i] as Type))),
    fields: types.map((type) => ({ id: context.allocator.next('field'), type })),
  };
}

/** Where aggregates are calls like others: that they can't be computed is found by planning, as in stock. Windows are none. */
function withAggregateCalls(around: ExpressionContext): ExpressionContext {
  const collector = new AggregateCollector(around.query.allocator);
  const context: ExpressionContext = {
    ...around,
    aggregate: (node) => {
      const value = collector.add(
        node,
        (part) => analyzeExpression(part, context),
        (part) => new LambdaAnalysis(part, context, analyzeExpression),
      );
      const call = collector.calls.find(({ id }) => value.kind === 'symbol' && id === value.name);
      if (call === undefined) throw new TypeError('An aggregate was not collected');
      return { kind: 'call', type: call.type, function: call.function, arguments: call.arguments };
    },
    window: (node) => {
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `no resolved window for: ${expressionText(node)}`);
    },
  };
  return context;
}

/** The columns of a row: of ROW(…) its items, of another value of a row type its fields, else the value alone. */
function analyzeRow(node: ExpressionNode, context: ExpressionContext): readonly Expression[] {
  if (node.kind === 'row') {
    return node.items.map((item) => analyzeExpression(item, context));
  }
  const value = analyzeExpression(node, context);
  const { type } = value;
  return type.kind === 'row'
    ? type.fields.map((field, i) => ({
        kind: 'subscript',
        base: value,
        index: { kind: 'constant', type: { kind: 'integer' }, value: i + 1 },
        type: field.type,
      }))
    : [value];
}

function rowText(types: readonly Type[]): string {
  return `row(${types.map(typeText).join(', ')})`;
}
