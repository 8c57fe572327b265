import type { ArithmeticExpression, Expression } from '../../expressions/expression.ts';
import { childrenOf } from '../../expressions/expression-tree.ts';
import { castMayFail } from './cast.ts';

/**
 * Whether evaluating an expression can fail for some row. Such a term must not be evaluated where an earlier one already decides
 * an AND or OR; DuckDB promises no order, CASE does.
 */
export function mayFail(expression: Expression): boolean {
  switch (expression.kind) {
    case 'arithmetic':
      if (expression.type.kind !== 'double' && expression.type.kind !== 'real' && !addsInterval(expression))
        return true;
      break;
    case 'negation':
      if (expression.type.kind !== 'double' && expression.type.kind !== 'real') return true;
      break;
    case 'cast':
      if (!expression.safe && castMayFail(expression.value.type, expression.type)) return true;
      break;
    case 'call':
      if (!harmlessFunctions.has(expression.function.signature.name.functionName)) return true;
      break;
    case 'subscript':
      return true;
    default:
  }
  return childrenOf(expression).some(mayFail);
}

/**
 * Whether a condition fails for values that rows are likely to have: a divisor of zero, a text that is no number, an index out of
 * range. It is computed before the conditions behind it, which may be ones that DuckDB would take first: a stock server fails then.
 */
export function failsByValue(expression: Expression): boolean {
  switch (expression.kind) {
    case 'arithmetic': {
      const { operator, right, type } = expression;
      const divides = operator === '/' || operator === '%';
      if (divides && type.kind !== 'double' && type.kind !== 'real' && right.kind !== 'constant') return true;
      break;
    }
    case 'cast':
      if (!expression.safe && /^(?:var)?char$/.test(expression.value.type.kind)) {
        if (expression.value.kind !== 'constant' && castMayFail(expression.value.type, expression.type))
          return true;
      }
      break;
    case 'call':
      if (failingFunctions.has(expression.function.signature.name.functionName)) return true;
      break;
    case 'subscript':
      return expression.base.type.kind !== 'row';
    default:
  }
  return childrenOf(expression).some(failsByValue);
}

/** Functions that refuse some of the values that rows have. */
const failingFunctions = new Set([
  'date_parse',
  'element_at',
  'fail',
  'from_base',
  'from_base64',
  'from_hex',
  'from_iso8601_date',
  'from_iso8601_timestamp',
  'json_parse',
  'mod',
  'parse_datetime',
]);

const dayMillis = 86_400_000n;

/**
 * A date, or point in time, and so many months or whole days: that fails only at the ends of the calendar, where no condition
 * before it keeps it from doing so.
 */
function addsInterval({ operator, left, right, type }: ArithmeticExpression): boolean {
  if ((type.kind !== 'date' && type.kind !== 'timestamp') || (operator !== '+' && operator !== '-'))
    return false;
  const interval = left.type.kind.startsWith('interval') ? left : right;
  if (interval.kind !== 'constant' || interval.value === null) return false;
  return interval.type.kind === 'interval year to month' || (interval.value as bigint) % dayMillis === 0n;
}

/** Functions that answer for every argument. */
const harmlessFunctions = new Set([
  '$like',
  '$internal$dynamic_filter_function',
  'concat',
  'length',
  'lower',
  'ltrim',
  'replace',
  'rtrim',
  'starts_with',
  'strpos',
  'substr',
  'substring',
  'trim',
  'upper',
]);

/** Whether an expression has to be computed where the plan has it, and once: it may fail, or answer something else each time. */
export function isPinned(expression: Expression): boolean {
  return mayFail(expression) || changes(expression);
}

function changes(expression: Expression): boolean {
  if (expression.kind === 'call' && !expression.function.deterministic) return true;
  return childrenOf(expression).some(changes);
}
