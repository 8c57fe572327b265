import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { formatDouble } from '../../values/double-text.ts';
import { invalidArgument } from './functions/function-body.ts';
import type { Value } from './value.ts';

/**
 * Sums, differences, multiples and parts of intervals.
 * @param result the type of the whole
 * @returns undefined when this is none of them
 */
export function intervalArithmetic(
  operator: string,
  left: Type,
  right: Type,
  result: Type,
): ((left: Value, right: Value) => Value) | undefined {
  if (result.kind !== 'interval day to second' && result.kind !== 'interval year to month') return undefined;
  const make = (count: bigint): Value => intervalOf(count, result);
  if (left.kind === result.kind && right.kind === result.kind) {
    if (operator !== '+' && operator !== '-') return undefined;
    return (a, b) => make(operator === '+' ? wide(a) + wide(b) : wide(a) - wide(b));
  }
  if (operator !== '*' && operator !== '/') return undefined;
  if (left.kind === result.kind) return (interval, factor) => make(scaled(wide(interval), operator, factor));
  if (right.kind !== result.kind || operator === '/') return undefined;
  return (factor, interval) => make(scaled(wide(interval), operator, factor));
}

function wide(value: Value): bigint {
  return BigInt(value as number | bigint);
}

function scaled(interval: bigint, operator: '*' | '/', factor: Value): bigint {
  if (typeof factor === 'bigint') return interval * factor;
  const number = factor as number;
  if (Number.isNaN(number) || (operator === '/' && number === 0))
    throw invalidArgument(
      `Cannot ${operator === '/' ? 'divide' : 'multiply'} by double ${formatDouble(number)}`,
    );
  const product = operator === '/' ? Number(interval) / number : Number(interval) * number;
  if (Number.isNaN(product)) return 0n;
  // Java's cast takes the last number there is.
  if (product >= 2 ** 63) return 2n ** 63n - 1n;
  return product <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(product));
}

/** Counts wrap around in 64 bits; months must be 32-bit numbers then. */
function intervalOf(count: bigint, { kind }: Type): Value {
  const wrapped = BigInt.asIntN(64, count);
  if (kind !== 'interval year to month') return wrapped;
  if (wrapped > 2n ** 31n - 1n)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Value ${wrapped} exceeds MAX_INT`);
  if (wrapped < -(2n ** 31n))
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Value ${wrapped} is less than MIN_INT`);
  return Number(wrapped);
}
