import type { Expression } from '../expressions/expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { IdentifierNode } from '../parse/tree/identifier.ts';
import type { JoinNode, RelationNode } from '../parse/tree/relation.ts';
import { commonSuperType } from '../types/coercion.ts';
import { verifyNoAggregations } from './aggregate-checks.ts';
import type { JoinAnalysis, RelationAnalysis } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { coerce, coerceToBoolean, typeText } from './coerce.ts';
import { scopeOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { fieldsNamed } from './scope.ts';
import type { Field, Scope } from './scope.ts';
import { semanticError } from './semantic-error.ts';
import { SubqueryCollector } from './subquery-collector.ts';

/** A relation within a context: handed in, because relations hold joins. */
type AnalyzeSide = (node: RelationNode, context: QueryContext) => RelationAnalysis;

/**
 * A join. The right side sees the fields of the left one where it is LATERAL or UNNEST, ON sees those of both.
 * @throws TrinoError of its sides and condition; NOT_SUPPORTED for what Trino can't join either
 */
export function analyzeJoin(node: JoinNode, context: QueryContext, analyzeSide: AnalyzeSide): JoinAnalysis {
  const { criteria } = node;
  if (criteria?.kind === 'natural') {
    throw semanticError('NOT_SUPPORTED', node, 'Natural join not supported');
  }
  const left = analyzeSide(node.left, context);
  const lateral = isLateral(node.right);
  const leftScope = scopeOf(left.fields, context);
  const right = analyzeSide(node.right, lateral ? { ...context, outer: leftScope } : context);
  if (lateral) {
    verifyLateral(node, leftScope);
  }
  const type = node.type === 'IMPLICIT' ? 'CROSS' : node.type;
  const sides = { kind: 'join', type, left, right } as const;
  switch (criteria?.kind) {
    case undefined:
      return { ...sides, fields: [...left.fields, ...right.fields] };
    case 'on': {
      const fields = [...left.fields, ...right.fields];
      const isUncorrelated = context.isUncorrelated === true || type !== 'INNER';
      const condition = analyzeCondition(criteria.expression, fields, { ...context, isUncorrelated });
      return { ...sides, condition, fields };
    }
    case 'using':
      return { ...sides, ...analyzeUsing(criteria.columns, left, right, context) };
    default: {
      const never: never = criteria;
      return never;
    }
  }
}

/** Whether a relation sees what stands to its left. */
function isLateral(node: RelationNode): boolean {
  return node.kind === 'aliasedRelation'
    ? isLateral(node.relation)
    : node.kind === 'lateral' || node.kind === 'unnest' || node.kind === 'jsonTable';
}

/** UNNEST and JSON_TABLE make rows of their left neighbours' values, under whatever name. */
function rowMaker(node: RelationNode): string | undefined {
  if (node.kind === 'aliasedRelation') return rowMaker(node.relation);
  return node.kind === 'unnest' ? 'UNNEST' : node.kind === 'jsonTable' ? 'JSON_TABLE' : undefined;
}

/** What Trino can't do with a relation that sees its left neighbour. */
function verifyLateral({ type, criteria, right, ...node }: JoinNode, left: Scope): void {
  const use = left.references?.[0];
  if (use !== undefined && (type === 'RIGHT' || type === 'FULL')) {
    throw semanticError(
      'INVALID_COLUMN_REFERENCE',
      use.node,
      `LATERAL reference not allowed in ${type} JOIN`,
    );
  }
  if (criteria === undefined || (criteria.kind === 'on' && isTrue(criteria.expression))) {
    return;
  }
  const place = criteria.kind === 'on' ? criteria.expression : node;
  const maker = rowMaker(right);
  if (maker !== undefined) {
    throw semanticError(
      'NOT_SUPPORTED',
      place,
      `${type} JOIN involving ${maker} is only supported with condition ON TRUE`,
    );
  }
  if (type === 'FULL') {
    throw semanticError(
      'NOT_SUPPORTED',
      place,
      'FULL JOIN involving LATERAL relation is only supported with condition ON TRUE',
    );
  }
  if (criteria.kind !== 'on') {
    throw semanticError(
      'NOT_SUPPORTED',
      node,
      'Correlated join with criteria other than ON is not supported',
    );
  }
}

function isTrue(node: ExpressionNode): boolean {
  return node.kind === 'booleanLiteral' && node.value;
}

function analyzeCondition(node: ExpressionNode, fields: readonly Field[], context: QueryContext): Expression {
  verifyNoAggregations(node, 'JOIN clause');
  const scope = scopeOf(fields, context);
  const subqueries = new SubqueryCollector(context, scope);
  const condition = analyzeExpression(node, { query: context, scope, subqueries });
  return coerceToBoolean(
    condition,
    node,
    (type) => `JOIN ON clause must evaluate to a boolean: actual type ${type}`,
  );
}

/** USING: the columns once each, as fields that belong to neither side, then what is left of both sides. */
function analyzeUsing(
  columns: readonly IdentifierNode[],
  left: RelationAnalysis,
  right: RelationAnalysis,
  { allocator }: QueryContext,
): Required<Pick<JoinAnalysis, 'using' | 'fields'>> {
  const seen = new Set<string>();
  const merged = new Set<Field>();
  const using = columns.map((column) => {
    // As written: another case, or quotes, make it another name here.
    const name = `${column.delimited ? '"' : ''}${column.value}`;
    if (seen.has(name)) {
      throw semanticError(
        'DUPLICATE_COLUMN_NAME',
        column,
        `Column '${column.value}' appears multiple times in USING clause`,
      );
    }
    seen.add(name);
    const leftField = usingField(column, left, 'left');
    const rightField = usingField(column, right, 'right');
    const type = commonSuperType(leftField.type, rightField.type);
    if (type === undefined || !isComparable(type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        column,
        `Cannot apply operator: ${typeText(leftField.type)} = ${typeText(rightField.type)}`,
      );
    }
    merged.add(leftField).add(rightField);
    return {
      field: { id: allocator.next(column.value), name: column.value, type },
      left: coerce({ kind: 'symbol', name: leftField.id, type: leftField.type }, type),
      right: coerce({ kind: 'symbol', name: rightField.id, type: rightField.type }, type),
    };
  });
  const others = [...left.fields, ...right.fields].filter((field) => !merged.has(field));
  return { using, fields: [...using.map(({ field }) => field), ...others] };
}

function usingField(column: IdentifierNode, { fields }: RelationAnalysis, side: 'left' | 'right'): Field {
  const found = fieldsNamed({ fields }, [], column.value).fields;
  const [field] = found;
  if (field === undefined) {
    throw semanticError(
      'COLUMN_NOT_FOUND',
      column,
      `Column '${column.value}' is missing from ${side} side of join`,
    );
  }
  if (found.length > 1) {
    throw semanticError('AMBIGUOUS_NAME', column, `Column '${column.value.toLowerCase()}' is ambiguous`);
  }
  return field;
}
