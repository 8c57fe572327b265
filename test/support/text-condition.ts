import type { TextCondition } from '../../src/engine/catalog/connector.ts';
import { likePatternConstant } from '../../src/engine/expressions/internal-constants.ts';
import { likeCondition } from '../../src/engine/expressions/like-pattern.ts';
import type { ConstantExpression } from '../../src/engine/expressions/expression.ts';

/** What `IN (values)` says of a column. */
export function anyOf(...values: readonly string[]): TextCondition {
  return { values, accepts: (value) => values.includes(value) };
}

/** What `LIKE pattern [ESCAPE escape]` says of a column. @throws TrinoError as LIKE does */
export function like(pattern: string, escape?: string): TextCondition {
  const constant = likePatternConstant(text(pattern), escape === undefined ? undefined : text(escape));
  const condition = constant && likeCondition(constant);
  if (condition === undefined) throw new Error('The pattern is not constant');
  return condition;
}

function text(value: string): ConstantExpression {
  return { kind: 'constant', type: { kind: 'varchar' }, value };
}
