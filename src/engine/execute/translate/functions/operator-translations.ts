import type { ArithmeticExpression, Expression } from '../../../expressions/expression.ts';
import { translateArithmetic, translateNegation } from '../arithmetic.ts';
import type { Term } from '../arithmetic.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

/** Operators that a plan writes as calls: stock does for the bounds of window frames. */
export const operatorTranslations: FunctionTranslations = {
  $operator$add: arithmetic('+'),
  $operator$subtract: arithmetic('-'),
  $operator$multiply: arithmetic('*'),
  $operator$divide: arithmetic('/'),
  $operator$modulus: arithmetic('%'),
  $operator$negation: (call, translate) => {
    const value = argument(call.arguments, 0);
    return translateNegation(translate(value), value.type);
  },
};

function arithmetic(operator: ArithmeticExpression['operator']): FunctionTranslation {
  return (call, translate) => {
    const term = (part: Expression): Term => ({ sql: translate(part), type: part.type, neverZero: false });
    const [left, right] = [argument(call.arguments, 0), argument(call.arguments, 1)];
    return translateArithmetic(operator, term(left), term(right), call.type);
  };
}
