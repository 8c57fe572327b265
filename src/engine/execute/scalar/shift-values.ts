import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { shiftMonths } from '../../values/shift-months.ts';
import { checkedMillis, instantOf, localPicos } from './cast/time-casts.ts';
import { floorDivide, floorRemainder, picosPerDay, picosPerMilli } from './value.ts';
import type { Instant, Value } from './value.ts';

/** Arithmetic with points in time that DuckDB's carriers have no operators for: beyond microseconds, and with zones. */
export type ValueArithmetic = (left: Value, right: Value) => Value;

/**
 * `point ± interval`, `interval + point` and `point - point`.
 * @returns undefined when this isn't one of them
 */
export function shiftValue(operator: string, left: Type, right: Type): ValueArithmetic | undefined {
  const isInterval = (type: Type): boolean => type.kind.startsWith('interval');
  if (isInterval(left)) {
    const swapped = operator === '+' && !isInterval(right) ? shiftValue('+', right, left) : undefined;
    return swapped && ((interval, point) => swapped(point, interval));
  }
  if (operator !== '+' && operator !== '-') return undefined;
  const sign = operator === '-' ? -1 : 1;
  switch (right.kind) {
    case 'interval day to second':
      return addMillis(left, BigInt(sign));
    case 'interval year to month':
      return addMonths(left, sign);
    default:
      return operator === '-' && left.kind === right.kind ? differenceOf(left) : undefined;
  }
}

function addMillis({ kind }: Type, sign: bigint): ValueArithmetic | undefined {
  const distance = (interval: Value): bigint => sign * (interval as bigint) * picosPerMilli;
  switch (kind) {
    case 'time':
      // Stock counts picoseconds in 64 bits, which wrap around.
      return (time, interval) =>
        floorRemainder(
          BigInt.asIntN(64, (time as bigint) + BigInt.asIntN(64, distance(interval))),
          picosPerDay,
        );
    case 'time with time zone':
      return (time, interval) => {
        const { picos, zone } = time as Instant;
        return {
          picos: floorRemainder(
            BigInt.asIntN(64, picos + BigInt.asIntN(64, distance(interval))),
            picosPerDay,
          ),
          zone,
        };
      };
    case 'timestamp':
      return (timestamp, interval) => checkedMicros((timestamp as bigint) + distance(interval));
    case 'timestamp with time zone':
      return (timestamp, interval) => {
        const { picos, zone } = timestamp as Instant;
        const moved = picos + distance(interval);
        checkedMillis(floorDivide(moved, picosPerMilli));
        return { picos: moved, zone };
      };
    default:
      return undefined;
  }
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when microseconds don't fit 64 bits */
function checkedMicros(picos: bigint): bigint {
  const micros = floorDivide(picos, 1_000_000n);
  if (BigInt.asIntN(64, micros) !== micros) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'long overflow');
  return picos;
}

/** Months move what the clock shows in the value's zone. */
function addMonths({ kind }: Type, sign: number): ValueArithmetic | undefined {
  const moved = (local: bigint, months: Value): bigint => {
    const days = floorDivide(local, picosPerDay);
    const day = shiftMonths(Number(days), sign * (months as number));
    return BigInt(day) * picosPerDay + (local - days * picosPerDay);
  };
  switch (kind) {
    case 'timestamp':
      return (timestamp, months) => checkedMicros(moved(timestamp as bigint, months));
    case 'timestamp with time zone':
      return (timestamp, months) => {
        const instant = timestamp as Instant;
        return instantOf(moved(localPicos(instant), months), instant.zone);
      };
    default:
      return undefined;
  }
}

function differenceOf({ kind }: Type): ValueArithmetic | undefined {
  switch (kind) {
    case 'time':
      return (left, right) => floorDivide((left as bigint) - (right as bigint), picosPerMilli);
    case 'timestamp': {
      // Whole microseconds are subtracted, then rounded.
      const micros = (value: Value): bigint => floorDivide(value as bigint, 1_000_000n);
      return (left, right) => floorDivide(micros(left) - micros(right) + 500n, 1000n);
    }
    case 'time with time zone':
      return (left, right) =>
        floorDivide((left as Instant).picos - (right as Instant).picos + picosPerMilli / 2n, picosPerMilli);
    case 'timestamp with time zone':
      return (left, right) => zonedMillis((left as Instant).picos, (right as Instant).picos);
    default:
      return undefined;
  }
}

/** Whole milliseconds are subtracted; half a millisecond that the rest makes counts as one, either way. */
function zonedMillis(left: bigint, right: bigint): bigint {
  const millis = floorDivide(left, picosPerMilli) - floorDivide(right, picosPerMilli);
  const rest = floorRemainder(left, picosPerMilli) - floorRemainder(right, picosPerMilli);
  if (rest >= picosPerMilli / 2n) return millis + 1n;
  return rest <= -picosPerMilli / 2n ? millis - 1n : millis;
}
