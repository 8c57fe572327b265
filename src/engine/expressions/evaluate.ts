import { sameValue } from './same-expression.ts';
import type { ConstantExpression, ConstantValue, Expression } from './expression.ts';
import type { DecimalType, Type } from '../types/type.ts';
import { castConstant } from './cast-constant.ts';
import { integerConstant } from './integer-constant.ts';
import { shiftDate } from './shift-date.ts';

/**
 * The value of an expression over constants, as far as it is certain what Trino would answer; overflows, divisions by zero and
 * everything with more semantics than a few lines are left to execution.
 * @param expression its children are already evaluated
 * @returns undefined when it isn't constant, or not certain
 */
export function evaluate(expression: Expression): ConstantExpression | undefined {
  switch (expression.kind) {
    case 'arithmetic': {
      const operands = constants([expression.left, expression.right]);
      const { operator, type } = expression;
      return (
        operands &&
        over(operands, type, ([left, right]) =>
          type.kind === 'decimal'
            ? computeDecimal(operator, operands, type)
            : type.kind === 'date' || type.kind === 'timestamp'
              ? shiftDate(operator, operands[0] as ConstantExpression, operands[1] as ConstantExpression)
              : compute(operator, left, right, type),
        )
      );
    }
    case 'negation': {
      const operands = constants([expression.value]);
      return operands && over(operands, expression.type, ([value]) => negate(value, expression.type));
    }
    case 'comparison': {
      const operands = constants([expression.left, expression.right]);
      return operands && compare(expression.operator, operands);
    }
    case 'isNull': {
      const operands = constants([expression.value]);
      return operands && boolean(operands[0]?.value === null);
    }
    case 'nullIf': {
      const operands = constants([expression.first, expression.second]);
      const [first, second] = operands ?? [];
      const equal = first?.type.kind === second?.type.kind ? operands && compare('=', operands) : undefined;
      return (
        equal && (equal.value === true ? { kind: 'constant', type: expression.type, value: null } : first)
      );
    }
    case 'cast': {
      const operands = constants([expression.value]);
      const value = operands?.[0];
      return value && castConstant(value, expression.type);
    }
    default:
      return undefined;
  }
}

export function boolean(value: boolean | null): ConstantExpression {
  return { kind: 'constant', type: { kind: 'boolean' }, value };
}

function constants(expressions: readonly Expression[]): readonly ConstantExpression[] | undefined {
  return expressions.every((each) => each.kind === 'constant') ? expressions : undefined;
}

/** NULL in gives NULL out. */
function over(
  operands: readonly ConstantExpression[],
  type: Type,
  action: (values: readonly ConstantValue[]) => ConstantValue | undefined,
): ConstantExpression | undefined {
  if (operands.some(({ value }) => value === null)) {
    return { kind: 'constant', type, value: null };
  }
  const value = action(operands.map((operand) => operand.value));
  return value === undefined ? undefined : { kind: 'constant', type, value };
}

function compute(
  operator: string,
  left: ConstantValue | undefined,
  right: ConstantValue | undefined,
  type: Type,
): ConstantValue | undefined {
  if (type.kind === 'double' && typeof left === 'number' && typeof right === 'number') {
    return computeDouble(operator, left, right);
  }
  if (!isWhole(left) || !isWhole(right)) {
    return undefined;
  }
  const [a, b] = [BigInt(left), BigInt(right)];
  switch (operator) {
    case '+':
      return integerConstant(a + b, type.kind);
    case '-':
      return integerConstant(a - b, type.kind);
    case '*':
      return integerConstant(a * b, type.kind);
    case '/':
      return b === 0n ? undefined : integerConstant(a / b, type.kind);
    case '%':
      return b === 0n ? undefined : integerConstant(a % b, type.kind);
    default:
      return undefined;
  }
}

/** Sums and products that fit; a quotient has to be rounded. */
function computeDecimal(
  operator: string,
  operands: readonly ConstantExpression[],
  type: DecimalType,
): bigint | undefined {
  const [left, right] = operands;
  if (left?.type.kind !== 'decimal' || right?.type.kind !== 'decimal') {
    return undefined;
  }
  const result = exactDecimal(
    operator,
    { unscaled: left.value as bigint, scale: left.type.scale },
    { unscaled: right.value as bigint, scale: right.type.scale },
  );
  if (result?.scale !== type.scale) {
    return undefined;
  }
  const magnitude = result.unscaled < 0n ? -result.unscaled : result.unscaled;
  return magnitude < 10n ** BigInt(type.precision) ? result.unscaled : undefined;
}

interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

function exactDecimal(operator: string, left: Decimal, right: Decimal): Decimal | undefined {
  const scale = Math.max(left.scale, right.scale);
  const [a, b] = [left, right].map(({ unscaled, scale: own }) => unscaled * 10n ** BigInt(scale - own)) as [
    bigint,
    bigint,
  ];
  switch (operator) {
    case '+':
    case '-':
      // Terms that outgrow 128 bits overflow, even if their sum wouldn't.
      if (BigInt.asIntN(128, a) !== a || BigInt.asIntN(128, b) !== b) return undefined;
      return { unscaled: operator === '+' ? a + b : a - b, scale };
    case '*':
      return { unscaled: left.unscaled * right.unscaled, scale: left.scale + right.scale };
    default:
      return undefined;
  }
}

/** Java's and JavaScript's doubles are the same, remainders included. */
function computeDouble(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return undefined;
  }
}

function isWhole(value: ConstantValue | undefined): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
}

function negate(value: ConstantValue | undefined, type: Type): ConstantValue | undefined {
  switch (type.kind) {
    case 'double':
    case 'real':
      return typeof value === 'number' ? -value : undefined;
    case 'decimal':
      return typeof value === 'bigint' ? -value : undefined;
    default:
      return isWhole(value) ? integerConstant(-BigInt(value), type.kind) : undefined;
  }
}

function compare(operator: string, operands: readonly ConstantExpression[]): ConstantExpression | undefined {
  const [left, right] = operands;
  if (left === undefined || right === undefined) {
    return undefined;
  }
  if (operator === 'IS DISTINCT FROM') {
    const order = left.value === null || right.value === null ? undefined : orderOf(left, right);
    if (left.value === null || right.value === null) {
      return boolean(left.value !== right.value);
    }
    return order === undefined ? undefined : boolean(order !== 0);
  }
  if (left.value === null || right.value === null) {
    return boolean(null);
  }
  const order = orderOf(left, right);
  if (order === undefined) {
    return undefined;
  }
  switch (operator) {
    case '=':
      return boolean(order === 0);
    case '<>':
      return boolean(order !== 0);
    case '<':
      return boolean(order < 0);
    case '<=':
      return boolean(order <= 0);
    case '>':
      return boolean(order > 0);
    case '>=':
      return boolean(order >= 0);
    default:
      return undefined;
  }
}

/** Less, equal or greater (-1, 0, 1) where the stored forms tell; not for floating point, with its NaN. */
function orderOf(left: ConstantExpression, right: ConstantExpression): number | undefined {
  switch (left.type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'date':
    case 'interval day to second':
    case 'interval year to month':
    case 'decimal': {
      const [a, b] = [left, right].map(({ value }) => BigInt(value as bigint | number | boolean)) as [
        bigint,
        bigint,
      ];
      return a < b ? -1 : a > b ? 1 : 0;
    }
    case 'varchar':
      return Math.sign(Buffer.compare(Buffer.from(left.value as string), Buffer.from(right.value as string)));
    case 'timestamp':
    case 'time':
      return sameValue(left.value, right.value) ? 0 : undefined;
    default:
      return undefined;
  }
}
