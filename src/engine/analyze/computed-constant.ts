import type { ConstantExpression, Expression } from '../expressions/expression.ts';
import { printExpression } from '../expressions/print-expression.ts';
import { ConstantNeeded } from '../session/computed-constants.ts';
import type { Session } from '../session/session.ts';

/**
 * The constant that execution made of an expression without columns.
 * @throws ConstantNeeded when it hasn't yet; TrinoError when it failed
 */
export function computedConstant(expression: Expression, { computed }: Session): ConstantExpression {
  const key = printExpression(expression);
  const known = computed?.get(key);
  if (known === undefined) throw new ConstantNeeded(expression, key);
  if (known instanceof Error) throw known;
  return known;
}
