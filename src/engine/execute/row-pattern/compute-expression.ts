import { TrinoError } from '../../errors/trino-error.ts';
import type { ArithmeticExpression, ComparisonExpression, Expression } from '../../expressions/expression.ts';
import { commonSuperType } from '../../types/coercion.ts';
import { formatType } from '../../types/format-type.ts';
import type { DecimalType, Type } from '../../types/type.ts';
import { runBounded } from '../scalar/bounded-run.ts';
import { castValue } from '../scalar/cast/cast-value.ts';
import { equalityOf, orderOf, sameOf } from '../scalar/compare-values.ts';
import { divideDecimals } from '../scalar/decimal-arithmetic.ts';
import type { FunctionBodies } from '../scalar/functions/function-body.ts';
import { intervalArithmetic } from '../scalar/interval-arithmetic.ts';
import { shiftValue } from '../scalar/shift-values.ts';
import type { Value } from '../scalar/value.ts';
import { plainBodies } from './plain-bodies.ts';
import { subscriptOf } from './plain-collection-bodies.ts';
import type { QuerySession } from '../translate/query-session.ts';

/** The value of an expression in an environment. @throws TrinoError of the expression */
export type Compute<Environment> = (environment: Environment) => Value;

/**
 * Makes a function of what combines values of several rows: operators and conditions. Parts that read one row are columns by then.
 * @param leaf what a part is by itself; undefined: look at its parts
 * @param bodies functions of ours by name
 * @throws TrinoError NOT_SUPPORTED for calls over several rows of functions that DuckDB alone computes
 */
export function computeExpression<Environment>(
  expression: Expression,
  leaf: (part: Expression) => Compute<Environment> | undefined,
  session: QuerySession,
  bodies: FunctionBodies,
): Compute<Environment> {
  const known = leaf(expression);
  if (known !== undefined) return known;
  const part = (child: Expression): Compute<Environment> => computeExpression(child, leaf, session, bodies);
  switch (expression.kind) {
    case 'logical': {
      const terms = expression.terms.map(part);
      const decides = expression.operator === 'OR';
      return (environment) => {
        let result: Value = !decides;
        for (const term of terms) {
          const value = term(environment);
          if (value === decides) return decides;
          if (value === null) result = null;
        }
        return result;
      };
    }
    case 'not': {
      const value = part(expression.value);
      return strict([value], ([operand]) => !(operand as boolean));
    }
    case 'isNull': {
      const value = part(expression.value);
      return (environment) => value(environment) === null;
    }
    case 'comparison':
      return comparison(expression, part(expression.left), part(expression.right));
    case 'between': {
      const order = orderOf(expression.value.type);
      const [value, min, max] = [part(expression.value), part(expression.min), part(expression.max)];
      return (environment) => {
        const [operand, low, high] = [value(environment), min(environment), max(environment)];
        if (operand === null) return null;
        const above = low === null ? null : order(operand, low) >= 0;
        const below = high === null ? null : order(operand, high) <= 0;
        if (above === false || below === false) return false;
        return above === null || below === null ? null : true;
      };
    }
    case 'in': {
      const equal = equalityOf(expression.value.type);
      const value = part(expression.value);
      const list = expression.list.map(part);
      return (environment) => {
        const operand = value(environment);
        if (operand === null) return null;
        let result: Value = false;
        for (const item of list) {
          const candidate = item(environment);
          const same = candidate === null ? null : equal(operand, candidate);
          if (same === true) return true;
          if (same === null) result = null;
        }
        return result;
      };
    }
    case 'case': {
      const otherwise = expression.defaultValue === null ? undefined : part(expression.defaultValue);
      const operand = expression.operand === undefined ? undefined : part(expression.operand);
      const equal = expression.operand === undefined ? undefined : equalityOf(expression.operand.type);
      const whens = expression.whens.map(({ condition, result }) => ({
        condition: part(condition),
        result: part(result),
      }));
      return (environment) => {
        const subject = operand?.(environment);
        for (const { condition, result } of whens) {
          const value = condition(environment);
          const holds =
            equal === undefined
              ? value === true
              : value !== null && subject !== null && subject !== undefined && equal(subject, value) === true;
          if (holds) return result(environment);
        }
        return otherwise?.(environment) ?? null;
      };
    }
    case 'coalesce': {
      const operands = expression.operands.map(part);
      return (environment) => {
        for (const operand of operands) {
          const value = operand(environment);
          if (value !== null) return value;
        }
        return null;
      };
    }
    case 'nullIf': {
      const { first, second } = expression;
      const type = commonSuperType(first.type, second.type) ?? first.type;
      const [left, right] = [
        converted(part(first), first.type, type, session),
        converted(part(second), second.type, type, session),
      ];
      const result = part(first);
      const equal = equalityOf(type);
      return (environment) => {
        const [a, b] = [left(environment), right(environment)];
        return a !== null && b !== null && equal(a, b) === true ? null : result(environment);
      };
    }
    case 'arithmetic': {
      const operate = arithmetic(expression);
      return strict([part(expression.left), part(expression.right)], ([left, right]) =>
        operate(left as Value, right as Value),
      );
    }
    case 'negation': {
      const value = part(expression.value);
      return strict([value], ([operand]) => (typeof operand === 'bigint' ? -operand : -(operand as number)));
    }
    case 'cast': {
      const cast = converted(part(expression.value), expression.value.type, expression.type, session);
      if (!expression.safe) return cast;
      return (environment) => {
        try {
          return cast(environment);
        } catch (error) {
          if (error instanceof TrinoError) return null;
          throw error;
        }
      };
    }
    case 'row': {
      const fields = expression.fields.map(part);
      return (environment) => fields.map((field) => field(environment));
    }
    case 'call': {
      const { functionName } = expression.function.signature.name;
      const body = plainBodies[functionName] ?? bodies[functionName];
      if (body === undefined) throw notSupported(`A call of ${functionName}`);
      const made = body.make(expression, session) as (...values: readonly Value[]) => Value;
      const compute =
        body.bounded === true ? (...values: readonly Value[]) => runBounded(() => made(...values)) : made;
      const args = expression.arguments.map(part);
      return body.takesNull === true
        ? (environment) => compute(...args.map((argument) => argument(environment)))
        : strict(args, (values) => compute(...values));
    }
    case 'subscript': {
      const find = subscriptOf(expression, session);
      return strict([part(expression.base), part(expression.index)], ([base, index]) =>
        find(base as Value, index as Value),
      );
    }
    default:
      throw notSupported(`A ${expression.kind}`);
  }
}

function notSupported(what: string): TrinoError {
  return new TrinoError(
    'NOT_SUPPORTED',
    `${what} over several rows of a match is not supported yet in DEFINE`,
  );
}

function strict<Environment>(
  operands: readonly Compute<Environment>[],
  operate: (values: readonly Value[]) => Value,
): Compute<Environment> {
  return (environment) => {
    const values = operands.map((operand) => operand(environment));
    return values.includes(null) ? null : operate(values);
  };
}

function converted<Environment>(
  value: Compute<Environment>,
  from: Type,
  to: Type,
  session: QuerySession,
): Compute<Environment> {
  const cast = castValue(from, to, session);
  if (cast === undefined) {
    if (formatType(from) === formatType(to)) return value;
    throw new TrinoError(
      'NOT_SUPPORTED',
      `A cast of ${formatType(from)} to ${formatType(to)} over several rows of a match is not supported yet in DEFINE`,
    );
  }
  return (environment) => {
    const operand = value(environment);
    return operand === null ? null : cast(operand);
  };
}

function comparison<Environment>(
  { operator, left: { type } }: ComparisonExpression,
  left: Compute<Environment>,
  right: Compute<Environment>,
): Compute<Environment> {
  if (operator === 'IS DISTINCT FROM') {
    const same = sameOf(type);
    return (environment) => {
      const [a, b] = [left(environment), right(environment)];
      return a === null || b === null ? a !== b : !same(a, b);
    };
  }
  if (operator === '=' || operator === '<>') {
    const equal = equalityOf(type);
    return strict([left, right], ([a, b]) => {
      const result = equal(a as Value, b as Value);
      return result === null ? null : result === (operator === '=');
    });
  }
  const order = orderOf(type);
  const isFloat = type.kind === 'double' || type.kind === 'real';
  return strict([left, right], ([a, b]) => {
    if (isFloat && (Number.isNaN(a) || Number.isNaN(b))) return false;
    const result = order(a as Value, b as Value);
    switch (operator) {
      case '<':
        return result < 0;
      case '<=':
        return result <= 0;
      case '>':
        return result > 0;
      case '>=':
        return result >= 0;
      default:
        throw new Error(`Unknown comparison ${operator satisfies never as string}`);
    }
  });
}

const bits: Readonly<Record<string, bigint>> = { tinyint: 7n, smallint: 15n, integer: 31n, bigint: 63n };
const words = { '+': 'addition', '-': 'subtraction', '*': 'multiplication', '/': 'division', '%': 'modulus' };

function arithmetic({ operator, type, left, right }: ArithmeticExpression): (a: Value, b: Value) => Value {
  if (type.kind === 'double') return (a, b) => ofFloats(operator, a as number, b as number);
  if (type.kind === 'real') return (a, b) => Math.fround(ofFloats(operator, a as number, b as number));
  if (type.kind === 'decimal')
    return ofDecimals(operator, left.type as DecimalType, right.type as DecimalType, type);
  const width = bits[type.kind];
  if (width !== undefined) {
    return (a, b) => {
      const result = ofWholes(operator, BigInt(a as number | bigint), BigInt(b as number | bigint));
      if (BigInt.asIntN(Number(width) + 1, result) !== result) {
        throw new TrinoError(
          'NUMERIC_VALUE_OUT_OF_RANGE',
          `${type.kind} ${words[operator]} overflow: ${(a as number).toString()} ${operator} ${(b as number).toString()}`,
        );
      }
      return type.kind === 'bigint' ? result : Number(result);
    };
  }
  const shift =
    intervalArithmetic(operator, left.type, right.type, type) ?? shiftValue(operator, left.type, right.type);
  if (shift !== undefined) return shift;
  throw new TrinoError(
    'NOT_SUPPORTED',
    `${formatType(left.type)} ${operator} ${formatType(right.type)} over several rows of a match is not supported yet in DEFINE`,
  );
}

function ofFloats(operator: ArithmeticExpression['operator'], a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      throw new Error(`Unknown operator ${operator satisfies never as string}`);
  }
}

function ofWholes(operator: ArithmeticExpression['operator'], a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
    case '%':
      if (b === 0n) throw new TrinoError('DIVISION_BY_ZERO', 'Division by zero');
      return operator === '/' ? a / b : a % b;
    default:
      throw new Error(`Unknown operator ${operator satisfies never as string}`);
  }
}

function ofDecimals(
  operator: ArithmeticExpression['operator'],
  left: DecimalType,
  right: DecimalType,
  result: DecimalType,
): (a: Value, b: Value) => Value {
  if (operator === '/' || operator === '%') return divideDecimals(operator, left, right, result);
  const bound = 10n ** BigInt(result.precision);
  return (a, b) => {
    const [x, y] = [a as bigint, b as bigint];
    const scaled = (value: bigint, { scale }: DecimalType): bigint =>
      value * 10n ** BigInt(result.scale - scale);
    const value =
      operator === '*'
        ? x * y
        : operator === '+'
          ? scaled(x, left) + scaled(y, right)
          : scaled(x, left) - scaled(y, right);
    if (value >= bound || value <= -bound)
      throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
    return value;
  };
}
