import type { SqlExpression } from './sql-expression.ts';

/**
 * Whether DuckDB may compute an expression once, while it plans, with a function of ours that may fail: it reads no column, calls
 * nothing volatile, and has a function of ours in it.
 */
export function isFoldableCall(expression: SqlExpression): boolean {
  let isOurs = false;
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
      case 'not':
      case 'negate':
      case 'bitwiseNot':
      case 'isNull':
      case 'like':
      case 'field':
      case 'try':
        return isConstant(part.value);
      case 'call':
        if (part.name === 'error' || part.name === 'random') return false;
        isOurs ||= part.name.startsWith('trino_');
        return part.arguments.every(isConstant);
      case 'computed':
        isOurs = true;
        return part.arguments.every(isConstant);
      case 'binary':
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
  return isConstant(expression) && isOurs;
}
