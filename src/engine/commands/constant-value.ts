import { analyze } from '../analyze/analyze.ts';
import { constantOf, selecting } from '../analyze/evaluate-constant.ts';
import { semanticError } from '../analyze/semantic-error.ts';
import type { ConstantValue, Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { Type } from '../types/type.ts';
import type { CommandContext } from './command.ts';

/**
 * The value of an expression that a command is given.
 * @param type that the value is to have
 * @throws TrinoError of the expression, TYPE_MISMATCH, EXPRESSION_NOT_CONSTANT for subqueries, DIVISION_BY_ZERO; NOT_SUPPORTED for
 *   calls of functions, which only execution computes
 */
export function constantValue(node: ExpressionNode, type: Type, context: CommandContext): ConstantValue {
  return constantOf(analyzeConstant(node, context), type, node);
}

/** An expression that a command is given, analysed. @throws TrinoError of the expression, EXPRESSION_NOT_CONSTANT for subqueries */
export function analyzeConstant(node: ExpressionNode, { session, metadata }: CommandContext): Expression {
  const { query, subqueries } = analyze(selecting(node), { session, metadata });
  const [subquery] = subqueries.values();
  if (subquery !== undefined) {
    const place = { location: subquery.location };
    throw semanticError('EXPRESSION_NOT_CONSTANT', place, 'Constant expression cannot contain a subquery');
  }
  const expression = query.body.kind === 'select' ? query.body.outputs[0]?.expression : undefined;
  if (expression === undefined) throw new TypeError('A SELECT of one value has none');
  return expression;
}
