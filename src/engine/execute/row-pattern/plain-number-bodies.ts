import { TrinoError } from '../../errors/trino-error.ts';
import type { CallExpression } from '../../expressions/expression.ts';
import type { DecimalType } from '../../types/type.ts';
import { divideDecimals } from '../scalar/decimal-arithmetic.ts';
import { argumentType, body } from '../scalar/functions/function-body.ts';
import type { FunctionBodies, FunctionBody } from '../scalar/functions/function-body.ts';
import { roundFloating, roundUnscaled } from '../scalar/functions/round-body.ts';
import { floorDivide } from '../scalar/value.ts';
import type { Value } from '../scalar/value.ts';

/** A whole number of any width, or a floating point number. */
type Numeric = number | bigint;

/** Functions on numbers that DuckDB computes elsewhere (functions/math-functions.ts). */
export const plainNumberBodies: FunctionBodies = {
  abs: {
    make: (call) => {
      const { kind } = call.type;
      const least = leastOf[kind];
      return (value: Numeric) => {
        if (least !== undefined && BigInt(value) === least)
          throw new TrinoError(
            'NUMERIC_VALUE_OUT_OF_RANGE',
            `Value ${least} is out of range for abs(${kind})`,
          );
        return typeof value === 'number' ? Math.abs(value) : value < 0n ? -value : value;
      };
    },
  },
  ceil: wholePart(Math.ceil, (value, unit) => -floorDivide(-value, unit)),
  ceiling: wholePart(Math.ceil, (value, unit) => -floorDivide(-value, unit)),
  floor: wholePart(Math.floor, floorDivide),
  round: { make: round },
  truncate: { make: truncate },
  mod: { make: remainder },
  sign: {
    make: (call) =>
      call.type.kind === 'decimal' || call.type.kind === 'bigint'
        ? (value: bigint) => (value > 0n ? 1n : value < 0n ? -1n : 0n)
        : (value: number) => Math.sign(value),
  },
  sqrt: body(Math.sqrt),
  cbrt: body(Math.cbrt),
  power: body((base: number, exponent: number) => base ** exponent),
  pow: body((base: number, exponent: number) => base ** exponent),
  exp: body(Math.exp),
  ln: body(Math.log),
  log2: body(Math.log2),
  log10: body(Math.log10),
  log: body((base: number, value: number) => Math.log(value) / Math.log(base)),
  sin: body(Math.sin),
  cos: body(Math.cos),
  tan: body(Math.tan),
  asin: body(Math.asin),
  acos: body(Math.acos),
  atan: body(Math.atan),
  atan2: body(Math.atan2),
  sinh: body(Math.sinh),
  cosh: body(Math.cosh),
  tanh: body(Math.tanh),
  degrees: body((value: number) => value * (180 / Math.PI)),
  radians: body((value: number) => value * (Math.PI / 180)),
  is_nan: body((value: number) => Number.isNaN(value)),
  is_finite: body((value: number) => Number.isFinite(value)),
  is_infinite: body((value: number) => Math.abs(value) === Infinity),
  bitwise_and: body((left: Numeric, right: Numeric) => BigInt(left) & BigInt(right)),
  bitwise_or: body((left: Numeric, right: Numeric) => BigInt(left) | BigInt(right)),
  bitwise_xor: body((left: Numeric, right: Numeric) => BigInt(left) ^ BigInt(right)),
  bitwise_not: body((value: Numeric) => ~BigInt(value)),
};

const leastOf: Readonly<Record<string, bigint>> = {
  tinyint: -(1n << 7n),
  smallint: -(1n << 15n),
  integer: -(1n << 31n),
  bigint: -(1n << 63n),
};

function scaleOf(call: CallExpression): number {
  const type = argumentType(call, 0);
  return type.kind === 'decimal' ? type.scale : 0;
}

/** Whole numbers are themselves. */
function wholePart(
  ofFloat: (value: number) => number,
  ofUnscaled: (value: bigint, unit: bigint) => bigint,
): FunctionBody {
  return {
    make: (call) => {
      if (call.type.kind !== 'decimal')
        return (value: Numeric) => (typeof value === 'number' ? ofFloat(value) : value);
      const unit = 10n ** BigInt(scaleOf(call));
      return (value: bigint) => ofUnscaled(value, unit);
    },
  };
}

function round(call: CallExpression): (value: never, digits?: number) => Value {
  const { kind } = call.type;
  switch (kind) {
    case 'double':
      return (value: number, digits = 0) => roundFloating(value, digits) + 0;
    case 'real':
      return (value: number, digits = 0) => Math.fround(roundFloating(value, digits) + 0);
    case 'decimal': {
      const scale = scaleOf(call);
      const toDigits = roundUnscaled(scale);
      const unit = 10n ** BigInt(scale);
      // Without digits the result has no scale.
      return (value: bigint, digits?: number) =>
        digits === undefined ? toDigits(value, 0) / unit : toDigits(value, digits);
    }
    default:
      return (value: Numeric, digits = 0) => {
        if (digits >= 0) return value;
        const rounded = digits < -18 ? undefined : roundUnscaled(0)(BigInt(value), digits);
        const least = leastOf[kind] ?? 0n;
        if (rounded === undefined || rounded < least || rounded >= -least)
          throw roundOverflow(rounded === undefined ? 'bigint' : kind, value, rounded ?? 0n);
        return typeof value === 'bigint' ? rounded : Number(rounded);
      };
  }
}

/** What stock says of a whole number that is too large when it's rounded, which differs by type. */
function roundOverflow(kind: string, value: Numeric, rounded: bigint): TrinoError {
  if (kind === 'integer') return new TrinoError('GENERIC_INTERNAL_ERROR', 'integer overflow');
  return new TrinoError(
    'NUMERIC_VALUE_OUT_OF_RANGE',
    kind === 'bigint' ? `numerical overflow: ${value}` : `Out of range for ${kind}: ${rounded}`,
  );
}

function truncate(call: CallExpression): (value: never, digits?: number) => Value {
  if (call.type.kind !== 'decimal') return (value: number) => Math.trunc(value);
  const scale = scaleOf(call);
  return (value: bigint, digits?: number) => {
    if (digits === undefined) return value / 10n ** BigInt(scale);
    if (digits >= scale) return value;
    const unit = 10n ** BigInt(Math.min(39, scale - digits));
    return (value / unit) * unit;
  };
}

/** To the function, unlike the operator, it's Java that fails. */
function remainder(call: CallExpression): (left: never, right: never) => Value {
  const { type } = call;
  switch (type.kind) {
    case 'double':
      return (left: number, right: number) => left % right;
    case 'real':
      return (left: number, right: number) => Math.fround(left % right);
    case 'decimal': {
      const [left, right] = [argumentType(call, 0), argumentType(call, 1)];
      const operate = divideDecimals('%', left as DecimalType, right as DecimalType, type);
      return (a: bigint, b: bigint) => operate(a, b);
    }
    default:
      return (left: Numeric, right: Numeric) => {
        if (BigInt(right) === 0n) throw new TrinoError('GENERIC_INTERNAL_ERROR', '/ by zero');
        const result = BigInt(left) % BigInt(right);
        return type.kind === 'bigint' ? result : Number(result);
      };
  }
}
