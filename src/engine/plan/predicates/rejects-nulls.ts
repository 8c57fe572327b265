import { isDeterministic, some, substitute } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';

/** Whether a condition can't be true of a row in which all these symbols are NULL. */
export function rejectsNulls(
  condition: Expression,
  symbols: readonly string[],
  context: PlanContext,
): boolean {
  if (!isDeterministic(condition)) {
    return false;
  }
  const nulls = new Map<string, Expression>(
    symbols.map((symbol) => [symbol, { kind: 'constant', type: context.typeOf(symbol), value: null }]),
  );
  if (!some(condition, (part) => part.kind === 'symbol' && nulls.has(part.name))) {
    return false;
  }
  const value = simplify(propagateNulls(substitute(condition, nulls)));
  return value.kind === 'constant' && value.value !== true;
}

/** Folds calls that are NULL for a NULL argument: `simplify` leaves calls alone. */
function propagateNulls(expression: Expression): Expression {
  const folded = simplify(expression);
  return fold(folded);
}

function fold(expression: Expression): Expression {
  switch (expression.kind) {
    case 'logical':
      return { ...expression, terms: expression.terms.map(fold) };
    case 'not':
      return { ...expression, value: fold(expression.value) };
    default:
      return isNullForNull(expression)
        ? { kind: 'constant', type: expression.type, value: null }
        : expression;
  }
}

/** Whether the expression must be NULL, because something it can't do without is. */
function isNullForNull(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
      return expression.value === null;
    case 'call':
      return expression.arguments.some(
        (argument, i) =>
          expression.function.functionNullability.argumentNullable[i] === false && isNullForNull(argument),
      );
    case 'arithmetic':
      return isNullForNull(expression.left) || isNullForNull(expression.right);
    case 'comparison':
      return (
        expression.operator !== 'IS DISTINCT FROM' &&
        (isNullForNull(expression.left) || isNullForNull(expression.right))
      );
    case 'negation':
    case 'cast':
    case 'not':
      return isNullForNull(expression.value);
    case 'between':
      return isNullForNull(expression.value);
    case 'in':
      return isNullForNull(expression.value);
    default:
      return false;
  }
}
