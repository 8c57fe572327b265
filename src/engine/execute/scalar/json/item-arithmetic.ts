import { TrinoError } from '../../../errors/trino-error.ts';
import { resolveInternal } from '../../../functions/resolve-function.ts';
import type { PathOperator } from '../../../json-path/path-node.ts';
import { displayName } from '../../../types/display-name.ts';
import type { DecimalType, Type } from '../../../types/type.ts';
import { utcSession } from '../../translate/query-session.ts';
import { castValue } from '../cast/cast-value.ts';
import { divideDecimals } from '../decimal-arithmetic.ts';
import type { Value } from '../value.ts';
import { SqlItem, pathEvaluationError } from './json-item.ts';

const functions = {
  ADD: '$operator$add',
  SUBTRACT: '$operator$subtract',
  MULTIPLY: '$operator$multiply',
  DIVIDE: '$operator$divide',
  MODULUS: '$operator$modulus',
} as const satisfies Record<PathOperator, string>;

const bits: Readonly<Partial<Record<Type['kind'], number>>> = {
  tinyint: 8,
  smallint: 16,
  integer: 32,
  bigint: 64,
};

/**
 * Arithmetic between two numbers of a path, by the rules of SQL's operators.
 * @throws TrinoError PATH_EVALUATION_ERROR
 */
export function computeItems(operator: PathOperator, left: SqlItem, right: SqlItem): SqlItem {
  const binding = resolveInternal(functions[operator], [left.type, right.type]);
  if (binding === undefined) {
    throw pathEvaluationError(
      `invalid operand types to ${operator} operator (${displayName(left.type)}, ${displayName(right.type)})`,
    );
  }
  const [leftType, rightType] = binding.argumentTypes as readonly [Type, Type];
  const type = binding.returnType;
  return failing(() => {
    const [a, b] = [valueAs(left, leftType), valueAs(right, rightType)];
    return new SqlItem(type, computeValues(operator, a, b, leftType, rightType, type));
  });
}

/** The opposite number. @throws TrinoError PATH_EVALUATION_ERROR */
export function negateItem({ type, value }: SqlItem): SqlItem {
  return failing(() => {
    if (type.kind === 'real' || type.kind === 'double') return new SqlItem(type, -(value as number));
    if (type.kind === 'decimal') return new SqlItem(type, -(value as bigint));
    return new SqlItem(type, wholeOf(type, -BigInt(value as number | bigint)));
  });
}

/** A value in a type it can be cast to. */
export function valueAs({ type, value }: SqlItem, to: Type): Value {
  const cast = castValue(type, to, utcSession);
  if (cast === undefined) throw new TrinoError('INVALID_CAST_ARGUMENT', 'No such cast');
  return cast(value);
}

/** What fails in an operator has no message in a path. */
function failing<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof TrinoError && error.errorName !== 'PATH_EVALUATION_ERROR')
      throw pathEvaluationError('');
    throw error;
  }
}

function computeValues(
  operator: PathOperator,
  left: Value,
  right: Value,
  leftType: Type,
  rightType: Type,
  type: Type,
): Value {
  switch (type.kind) {
    case 'real':
    case 'double': {
      const result = floats(operator, left as number, right as number);
      return type.kind === 'real' ? Math.fround(result) : result;
    }
    case 'decimal':
      return decimals(
        operator,
        left as bigint,
        right as bigint,
        leftType as DecimalType,
        rightType as DecimalType,
        type,
      );
    default:
      return wholeOf(
        type,
        wholes(operator, BigInt(left as number | bigint), BigInt(right as number | bigint)),
      );
  }
}

function floats(operator: PathOperator, left: number, right: number): number {
  switch (operator) {
    case 'ADD':
      return left + right;
    case 'SUBTRACT':
      return left - right;
    case 'MULTIPLY':
      return left * right;
    case 'DIVIDE':
      return left / right;
    case 'MODULUS':
      return left % right;
    default:
      throw new Error(operator satisfies never);
  }
}

function wholes(operator: PathOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case 'ADD':
      return left + right;
    case 'SUBTRACT':
      return left - right;
    case 'MULTIPLY':
      return left * right;
    case 'DIVIDE':
    case 'MODULUS':
      if (right === 0n) throw new TrinoError('DIVISION_BY_ZERO', 'Division by zero');
      return operator === 'DIVIDE' ? left / right : left % right;
    default:
      throw new Error(operator satisfies never);
  }
}

function decimals(
  operator: PathOperator,
  left: bigint,
  right: bigint,
  leftType: DecimalType,
  rightType: DecimalType,
  type: DecimalType,
): bigint {
  if (operator === 'DIVIDE' || operator === 'MODULUS') {
    return divideDecimals(
      operator === 'DIVIDE' ? '/' : '%',
      leftType,
      rightType,
      type,
    )(left, right) as bigint;
  }
  const result =
    operator === 'MULTIPLY'
      ? left * right
      : wholes(
          operator,
          left * 10n ** BigInt(type.scale - leftType.scale),
          right * 10n ** BigInt(type.scale - rightType.scale),
        );
  const bound = 10n ** BigInt(type.precision);
  if (result >= bound || result <= -bound) {
    throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
  }
  return result;
}

/** A whole number in its type's form. */
function wholeOf(type: Type, value: bigint): Value {
  const width = bits[type.kind] ?? 64;
  if (BigInt.asIntN(width, value) !== value) {
    throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Number out of range');
  }
  return type.kind === 'bigint' ? value : Number(value);
}
