import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import { simplify } from '../expressions/simplify.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { RelationNode, SampledRelation } from '../parse/tree/relation.ts';
import { canCoerce } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import { expressionsIn } from './aggregate-checks.ts';
import type { RelationAnalysis, SampleAnalysis } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { coerce } from './coerce.ts';
import { scopeOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import { semanticError } from './semantic-error.ts';
import { SubqueryCollector } from './subquery-collector.ts';

const double: Type = { kind: 'double' };

/**
 * TABLESAMPLE: the percentage first, then the relation, as in stock. What is sampled sees nothing to its left.
 * @throws TrinoError EXPRESSION_NOT_CONSTANT, TYPE_MISMATCH, INVALID_ARGUMENTS, NUMERIC_VALUE_OUT_OF_RANGE at the percentage,
 *   GENERIC_INTERNAL_ERROR for what stock can't compute there; of the relation
 */
export function analyzeSample(
  node: SampledRelation,
  context: QueryContext,
  analyzeRelation: (node: RelationNode, context: QueryContext) => RelationAnalysis,
): SampleAnalysis {
  const percentage = percentageOf(node.percentage, context);
  if (percentage < 0) {
    throw outOfRange(node.percentage, 'greater than or equal to 0');
  }
  if (percentage > 100) {
    throw outOfRange(node.percentage, 'less than or equal to 100');
  }
  const relation = analyzeRelation(node.relation, context);
  return { kind: 'sample', relation, type: node.type, ratio: percentage / 100, fields: relation.fields };
}

function percentageOf(node: ExpressionNode, context: QueryContext): number {
  const parts = partsOf(node);
  if (parts.some(({ kind }) => kind === 'identifier' || kind === 'dereference')) {
    throw semanticError(
      'EXPRESSION_NOT_CONSTANT',
      node,
      'Sample percentage cannot contain column references',
    );
  }
  const scope = scopeOf([], context);
  const subqueries = new SubqueryCollector(context, scope);
  const expression = analyzeExpression(node, { query: context, scope, subqueries });
  if (!canCoerce(expression.type, double)) {
    throw semanticError('TYPE_MISMATCH', node, 'Sample percentage should be a numeric expression');
  }
  const call = parts.find(({ kind }) => kind === 'functionCall');
  if (call?.kind === 'functionCall') {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Function is not resolved: ${call.name.parts.map(({ value }) => value.toLowerCase()).join('.')}`,
    );
  }
  const value = valueOf(simplify(coerce(expression, double)));
  if (value === null) {
    throw semanticError('INVALID_ARGUMENTS', node, 'Sample percentage cannot be NULL');
  }
  if (value === undefined) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Sample percentage is not a number');
  }
  return value;
}

function valueOf(expression: Expression): number | null | undefined {
  if (expression.kind !== 'constant') return undefined;
  const { value } = expression;
  return value === null ? null : typeof value === 'number' ? value : undefined;
}

/** An expression and all within it. */
function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  return [node, ...expressionsIn(node).flatMap(partsOf)];
}

function outOfRange(node: ExpressionNode, range: string): TrinoError {
  return semanticError('NUMERIC_VALUE_OUT_OF_RANGE', node, `Sample percentage must be ${range}`);
}
