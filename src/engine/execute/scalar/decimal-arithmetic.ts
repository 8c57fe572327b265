import { TrinoError } from '../../errors/trino-error.ts';
import type { DecimalType } from '../../types/type.ts';
import type { Value } from './value.ts';

/** Quotients and remainders of decimals whose intermediate results need more than 38 digits. */
export function divideDecimals(
  operator: '/' | '%',
  left: DecimalType,
  right: DecimalType,
  result: DecimalType,
): (left: Value, right: Value) => Value {
  const bound = 10n ** BigInt(result.precision);
  const checked = (value: bigint): bigint => {
    if (value >= bound || value <= -bound)
      throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
    return value;
  };
  return (a, b) => {
    const [dividend, divisor] = [a as bigint, b as bigint];
    if (divisor === 0n) throw new TrinoError('DIVISION_BY_ZERO', 'Division by zero');
    if (operator === '%') {
      const scale = Math.max(left.scale, right.scale);
      const rest = (dividend * power(scale - left.scale)) % (divisor * power(scale - right.scale));
      return checked(rest);
    }
    const rescale = result.scale - left.scale + right.scale;
    // Stock multiplies with a table of powers that ends there, whatever the dividend is.
    if (rescale >= 38) throw new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', 'Decimal overflow');
    const top = rescale >= 0 ? dividend * power(rescale) : dividend;
    const bottom = rescale >= 0 ? divisor : divisor * power(-rescale);
    const magnitude = (2n * absolute(top) + absolute(bottom)) / (2n * absolute(bottom));
    return checked(top < 0n === bottom < 0n ? magnitude : -magnitude);
  };
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
