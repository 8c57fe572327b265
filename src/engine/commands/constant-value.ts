import { analyze } from '../analyze/analyze.ts';
import { coerce, typeText } from '../analyze/coerce.ts';
import { semanticError } from '../analyze/semantic-error.ts';
import type { ConstantValue } from '../expressions/expression.ts';
import { simplify } from '../expressions/simplify.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import { canCoerce } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import type { CommandContext } from './command.ts';

/**
 * The value of an expression that a command is given.
 * @param type that the value is to have
 * @throws TrinoError of the expression, TYPE_MISMATCH, EXPRESSION_NOT_CONSTANT for subqueries; NOT_SUPPORTED for calls of functions,
 *   which only execution computes
 */
export function constantValue(
  node: ExpressionNode,
  type: Type,
  { session, metadata }: CommandContext,
): ConstantValue {
  const { query, subqueries } = analyze(selecting(node), { session, metadata });
  const [subquery] = subqueries.values();
  if (subquery !== undefined) {
    const place = { location: subquery.location };
    throw semanticError('EXPRESSION_NOT_CONSTANT', place, 'Constant expression cannot contain a subquery');
  }
  const expression = query.body.kind === 'select' ? query.body.outputs[0]?.expression : undefined;
  if (expression === undefined) throw new Error('SELECT without a column');
  if (!canCoerce(expression.type, type)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Cannot cast type ${typeText(expression.type)} to ${typeText(type)}`,
    );
  }
  const value = simplify(coerce(expression, type));
  if (value.kind === 'constant') return value.value;
  throw semanticError('NOT_SUPPORTED', node, 'An argument that calls functions not yet supported');
}

/** SELECT of one value. */
function selecting(expression: ExpressionNode): QueryNode {
  const { location } = expression;
  return {
    kind: 'query',
    body: {
      kind: 'querySpecification',
      distinct: false,
      items: [{ kind: 'singleColumn', expression, location }],
      windows: [],
      location,
    },
    location,
  };
}
