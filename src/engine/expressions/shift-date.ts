import type { ConstantExpression, ConstantValue } from './expression.ts';

const millisPerDay = 86_400_000;
const microsPerDay = 86_400_000_000n;

/**
 * A date or timestamp moved by an interval. Months keep the day of the month, or end on the month's last day, as in Trino.
 * @returns undefined for what isn't one, for part of a day on a date, and outside of the years 1 to 9999: execution tells
 */
export function shiftDate(
  operator: '+' | '-' | '*' | '/' | '%',
  left: ConstantExpression,
  right: ConstantExpression,
): ConstantValue | undefined {
  if (operator !== '+' && operator !== '-') {
    return undefined;
  }
  if (isInterval(left) && operator === '+') {
    return shiftDate('+', right, left);
  }
  if (!isInterval(right)) {
    return undefined;
  }
  const amount = Number(right.value) * (operator === '-' ? -1 : 1);
  const isMonths = right.type.kind === 'interval year to month';
  if (left.type.kind === 'date' && typeof left.value === 'number') {
    return isMonths ? addMonths(left.value, amount) : addWholeDays(left.value, amount);
  }
  if (left.type.kind === 'timestamp' && typeof left.value === 'bigint') {
    if (!isMonths) {
      return inRange(left.value + BigInt(amount) * 1000n);
    }
    const days = floorDivide(left.value, microsPerDay);
    const moved = addMonths(Number(days), amount);
    return moved === undefined
      ? undefined
      : BigInt(moved) * microsPerDay + (left.value - days * microsPerDay);
  }
  return undefined;
}

function isInterval({ type }: ConstantExpression): boolean {
  return type.kind === 'interval year to month' || type.kind === 'interval day to second';
}

function addWholeDays(days: number, millis: number): number | undefined {
  return millis % millisPerDay === 0 ? dayInRange(days + millis / millisPerDay) : undefined;
}

function addMonths(days: number, months: number): number | undefined {
  const date = new Date(days * millisPerDay);
  const month = date.getUTCMonth() + months;
  const lastDay = new Date(0);
  lastDay.setUTCFullYear(date.getUTCFullYear(), month + 1, 0);
  const moved = new Date(0);
  moved.setUTCFullYear(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay.getUTCDate()));
  return dayInRange(moved.getTime() / millisPerDay);
}

const firstDay = -719_162;
const lastDay = 2_932_896;

function dayInRange(day: number): number | undefined {
  return day >= firstDay && day <= lastDay ? day : undefined;
}

function inRange(micros: bigint): bigint | undefined {
  return dayInRange(Number(floorDivide(micros, microsPerDay))) === undefined ? undefined : micros;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}
