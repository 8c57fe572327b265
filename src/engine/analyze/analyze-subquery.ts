import { isComparable, isOrderable } from '../functions/type-traits.ts';
import type { Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { ExistsNode, InNode, QuantifiedComparisonNode } from '../parse/tree/predicate.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { SubqueryNode } from '../parse/tree/scalar.ts';
import { commonSuperType } from '../types/coercion.ts';
import type { RowType, Type } from '../types/type.ts';
import type { QueryAnalysis, SubqueryExpressionAnalysis } from './analysis.ts';
import { booleanType, coerce, nullOf, typeText } from './coerce.ts';
import type { AnalyzeNested, ExpressionContext } from './expression-context.ts';
import { semanticError } from './semantic-error.ts';
import type { Field, FieldUse } from './scope.ts';

/** `(SELECT …)` as a value: its column, or a row of its columns. */
export function analyzeScalarSubquery(node: SubqueryNode, context: ExpressionContext): Expression {
  const { query, uses } = analyzeNestedQuery(node.query, context);
  const [field] = query.fields;
  const output =
    query.fields.length === 1 && field !== undefined
      ? reference(field)
      : coerce(rowOf(query.fields), rowType(query.fields));
  const { location } = node.query;
  return symbolOf(
    context.subqueries.add({ kind: 'scalar', query, output, type: output.type, location }, uses),
  );
}

export function analyzeExists(node: ExistsNode, context: ExpressionContext): Expression {
  const { location } = node;
  const { query, uses } = analyzeNestedQuery(queryOf(node.subquery), context);
  return symbolOf(context.subqueries.add({ kind: 'exists', query, type: booleanType, location }, uses));
}

/** `value IN (SELECT …)`. @throws TrinoError TYPE_MISMATCH at the operator */
export function analyzeInSubquery(
  node: InNode,
  subquery: SubqueryNode,
  nested: AnalyzeNested,
  context: ExpressionContext,
): Expression {
  const compared = analyzeCompared(node, node.value, subquery.query, nested, context);
  const { query, uses, value, output } = compared;
  const { location } = node;
  return symbolOf(
    context.subqueries.add({ kind: 'in', query, value, output, type: booleanType, location }, uses),
  );
}

/** `value operator ANY|ALL (SELECT …)`. @throws TrinoError TYPE_MISMATCH at the operator */
export function analyzeQuantifiedComparison(
  node: QuantifiedComparisonNode,
  nested: AnalyzeNested,
  context: ExpressionContext,
): Expression {
  const { operator, location } = node;
  const compared = analyzeCompared(node, node.value, queryOf(node.subquery), nested, context);
  const { query, uses, value, output, type } = compared;
  if (operator === 'IS DISTINCT FROM') {
    throw new TypeError(`${operator} stands where the grammar has no such comparison`);
  }
  const equality = operator === '=' || operator === '<>';
  if (!(equality ? isComparable(type) : isOrderable(type))) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Type [${typeText(type)}] must be ${equality ? 'comparable' : 'orderable'} in order to be used in quantified comparison`,
    );
  }
  const quantifier = node.quantifier === 'ALL' ? 'ALL' : 'ANY';
  return symbolOf(
    context.subqueries.add(
      {
        kind: 'quantified',
        operator,
        quantifier,
        query,
        value,
        output,
        type: booleanType,
        location,
        queryLocation: queryOf(node.subquery).location,
      },
      uses,
    ),
  );
}

interface NestedQuery {
  readonly query: QueryAnalysis;
  readonly uses: readonly FieldUse[];
}

function analyzeNestedQuery(node: QueryNode, context: ExpressionContext): NestedQuery {
  const references = context.subqueries.source.references ?? [];
  const before = references.length;
  const query = context.query.analyzeQuery(node, { ...context.query, outer: context.scope });
  return { query, uses: references.slice(before) };
}

/** A value and the columns it's compared with, both as the type they have in common: a row where there are several. */
function analyzeCompared(
  node: ExpressionNode,
  valueNode: ExpressionNode,
  queryNode: QueryNode,
  nested: AnalyzeNested,
  context: ExpressionContext,
): NestedQuery & { readonly value: Expression; readonly output: Expression; readonly type: Type } {
  const value = nested(valueNode);
  const { query, uses } = analyzeNestedQuery(queryNode, context);
  const columns = rowType(query.fields);
  const isRow = value.type.kind === 'row' || value.type.kind === 'unknown';
  const valueType: Type = isRow ? value.type : { kind: 'row', fields: [{ type: value.type }] };
  const type = commonSuperType(valueType, columns);
  if (type?.kind !== 'row') {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Value expression and result of subquery must be of the same type: ${typeText(valueType)} vs ${typeText(columns)}`,
    );
  }
  const [field] = query.fields;
  const [column] = type.fields;
  const single = type.fields.length === 1 && field !== undefined && column !== undefined;
  const alone = value.kind === 'row' ? value.fields[0] : value.type.kind === 'row' ? undefined : value;
  if (single && alone !== undefined) {
    return {
      query,
      uses,
      value: coerce(withoutUse(alone), column.type),
      output: coerce(reference(field), column.type),
      type,
    };
  }
  return { query, uses, value: coerce(value, type), output: coerceRow(query.fields, type), type };
}

/** What is compared with a subquery tells DESCRIBE INPUT nothing of a parameter, as in Trino. */
function withoutUse(value: Expression): Expression {
  return value.kind === 'constant' && typeof value.parameter === 'object' ? nullOf(value.type) : value;
}

/** Casts the columns rather than the row of them; a row constructor gives its fields no names. */
function coerceRow(fields: readonly Field[], type: RowType): Expression {
  const columns = fields.map((field, i) => coerce(reference(field), type.fields[i]?.type ?? field.type));
  return coerce(rowConstructor(columns), type);
}

function rowOf(fields: readonly Field[]): Expression {
  return rowConstructor(fields.map(reference));
}

function rowConstructor(fields: readonly Expression[]): Expression {
  return { kind: 'row', fields, type: { kind: 'row', fields: fields.map(({ type }) => ({ type })) } };
}

function rowType(fields: readonly Field[]): RowType {
  return {
    kind: 'row',
    fields: fields.map(({ name, type }) => ({ type, ...(name !== undefined && { name }) })),
  };
}

function reference({ id, type }: Field): Expression {
  return { kind: 'symbol', name: id, type };
}

function symbolOf({ id, type }: SubqueryExpressionAnalysis): Expression {
  return { kind: 'symbol', name: id, type };
}

function queryOf(node: ExpressionNode): QueryNode {
  if (node.kind !== 'subquery') {
    throw new TypeError(`A ${node.kind} stands where the grammar has a query`);
  }
  return node.query;
}
