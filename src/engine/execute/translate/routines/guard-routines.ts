import type { CallExpression, CaseExpression, Expression } from '../../../expressions/expression.ts';
import { mapChildren, some } from '../../../expressions/expression-tree.ts';
import { isRoutine } from '../../../routines/routine.ts';
import type { Type } from '../../../types/type.ts';

const boolean: Type = { kind: 'boolean' };
const truth: Expression = { kind: 'constant', type: boolean, value: true };

/**
 * Tells each call of a SQL function when it is wanted: DuckDB computes subqueries for all rows, also where CASE doesn't take the
 * branch, and functions may fail, or never end, for rows that aren't meant for them. The condition becomes one more argument.
 */
export function guardRoutines(expression: Expression): Expression {
  return isCalling(expression) ? guard(expression, undefined) : expression;
}

function isCalling(expression: Expression): boolean {
  return some(expression, (part) => part.kind === 'call' && isRoutine(part.function));
}

/** @param condition when the value is wanted; always, if absent */
function guard(expression: Expression, condition: Expression | undefined): Expression {
  if (!isCalling(expression)) return expression;
  switch (expression.kind) {
    case 'call': {
      const inner = mapChildren(expression, (child) => guard(child, condition)) as CallExpression;
      return condition === undefined || !isRoutine(inner.function)
        ? inner
        : { ...inner, arguments: [...inner.arguments, condition] };
    }
    case 'case':
      return guardCase(expression, condition);
    case 'coalesce':
      return {
        ...expression,
        operands: expression.operands.map((operand, i) =>
          guard(
            operand,
            both(
              condition,
              expression.operands
                .slice(0, i)
                .map((before): Expression => ({ kind: 'isNull', type: boolean, value: before })),
            ),
          ),
        ),
      };
    case 'logical': {
      const decides = expression.operator === 'OR';
      return {
        ...expression,
        terms: expression.terms.map((term, i) =>
          guard(
            term,
            both(
              condition,
              expression.terms.slice(0, i).map(
                (before): Expression => ({
                  kind: 'comparison',
                  type: boolean,
                  operator: 'IS DISTINCT FROM',
                  left: before,
                  right: { ...truth, value: decides } as Expression,
                }),
              ),
            ),
          ),
        ),
      };
    }
    default:
      return mapChildren(expression, (child) => guard(child, condition));
  }
}

/** A branch is wanted where its condition is the first that holds. */
function guardCase(expression: CaseExpression, condition: Expression | undefined): Expression {
  const { operand, whens, defaultValue } = expression;
  const reached = (index: number, holds: boolean): Expression => ({
    kind: 'case',
    type: boolean,
    ...(operand !== undefined && { operand }),
    whens: whens.slice(0, holds ? index + 1 : index).map((each, i) => ({
      condition: each.condition,
      result: { ...truth, value: i === index } as Expression,
    })),
    defaultValue: { ...truth, value: !holds } as Expression,
  });
  return {
    ...expression,
    ...(operand !== undefined && { operand: guard(operand, condition) }),
    whens: whens.map((each, i) => ({
      condition: guard(each.condition, i === 0 ? condition : both(condition, [reached(i, false)])),
      result: guard(each.result, both(condition, [reached(i, true)])),
    })),
    defaultValue: defaultValue && guard(defaultValue, both(condition, [reached(whens.length, false)])),
  };
}

function both(condition: Expression | undefined, others: readonly Expression[]): Expression | undefined {
  const terms = [...(condition === undefined ? [] : [condition]), ...others];
  const [first] = terms;
  return terms.length < 2 ? first : { kind: 'logical', type: boolean, operator: 'AND', terms };
}
