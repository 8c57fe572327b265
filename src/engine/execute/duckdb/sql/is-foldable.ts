import type { SqlExpression } from './sql-expression.ts';

/** Operators that fail where the result doesn't fit. */
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '//', '%']);

/**
 * Whether DuckDB may compute an expression once, while it plans, and fail: it reads no column, calls nothing volatile, and has
 * arithmetic, a cast or a function of ours in it.
 */
export function isFoldableCall(expression: SqlExpression): boolean {
  let mayFail = false;
  const isConstant = (part: SqlExpression): boolean => {
    switch (part.kind) {
      case 'column':
      case 'aggregate':
      case 'window':
      case 'routine':
      case 'exists':
      case 'inQuery':
      case 'lambda':
        return false;
      case 'null':
      case 'boolean':
      case 'constant':
      case 'text':
      case 'bytes':
        return true;
      case 'cast':
        mayFail ||= !part.safe;
        return isConstant(part.value);
      case 'negate':
        mayFail = true;
        return isConstant(part.value);
      case 'not':
      case 'bitwiseNot':
      case 'isNull':
      case 'like':
      case 'field':
      case 'try':
      case 'lazy':
        return isConstant(part.value);
      case 'call':
        // Errors mostly stand in branches that DuckDB leaves out, and then the rest is constant.
        if (part.name === 'random') return false;
        mayFail ||= part.name.startsWith('trino_');
        return part.arguments.every(isConstant);
      case 'computed':
        mayFail = true;
        return part.arguments.every(isConstant);
      case 'binary':
        mayFail ||= arithmetic.has(part.operator);
        return isConstant(part.left) && isConstant(part.right);
      case 'logical':
        return part.terms.every(isConstant);
      case 'in':
        return isConstant(part.value) && part.list.every(isConstant);
      case 'case':
        return (
          part.whens.every(({ condition, result }) => isConstant(condition) && isConstant(result)) &&
          (part.otherwise === undefined || isConstant(part.otherwise))
        );
      case 'struct':
        return part.fields.every(({ value }) => isConstant(value));
      case 'list':
        return part.elements.every(isConstant);
      default:
        throw new Error(`Unknown expression ${(part satisfies never as SqlExpression).kind}`);
    }
  };
  return isConstant(expression) && mayFail;
}
