import { analyze } from '../analyze/analyze.ts';
import { checkNoSubquery, constantOf, selecting } from '../analyze/evaluate-constant.ts';
import type { ConstantValue, Expression } from '../expressions/expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { Type } from '../types/type.ts';
import type { CommandContext } from './command.ts';

/**
 * The value of an expression that a command is given.
 * @param type that the value is to have
 * @throws TrinoError of the expression, TYPE_MISMATCH, EXPRESSION_NOT_CONSTANT for subqueries; ConstantNeeded where
 *   execution has to compute it first
 */
export function constantValue(node: ExpressionNode, type: Type, context: CommandContext): ConstantValue {
  return constantOf(analyzeConstant(node, context), type, node, context.session);
}

/** An expression that a command is given, analysed. @throws TrinoError of the expression, EXPRESSION_NOT_CONSTANT for subqueries */
export function analyzeConstant(node: ExpressionNode, { session, metadata }: CommandContext): Expression {
  const { query, subqueries } = analyze(selecting(node), { session, metadata });
  checkNoSubquery(node, subqueries);
  const expression = query.body.kind === 'select' ? query.body.outputs[0]?.expression : undefined;
  if (expression === undefined) throw new TypeError('A SELECT of one value has none');
  return expression;
}
