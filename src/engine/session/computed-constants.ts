import type { TrinoError } from '../errors/trino-error.ts';
import type { ConstantExpression, Expression } from '../expressions/expression.ts';

/**
 * What execution made of the constant expressions of one statement that only it computes: a value or an error, by the expression's text.
 * Analysis ends with `ConstantNeeded` where it needs one more, and is begun again when it's there.
 */
export type ComputedConstants = Map<string, ConstantExpression | TrinoError>;

/** Analysis can't go on before execution has computed an expression that has to be constant. */
export class ConstantNeeded extends Error {
  readonly expression: Expression;
  /** Its text: its key among `ComputedConstants`. */
  readonly key: string;

  constructor(expression: Expression, key: string) {
    super('The value of a constant expression is needed');
    this.expression = expression;
    this.key = key;
  }
}
