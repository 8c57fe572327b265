import { shiftMonths } from '../../../values/shift-months.ts';
import { picosPerDay, picosPerMilli } from '../value.ts';
import type { Value } from '../value.ts';
import { argumentType, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** Entries of a result at the most. */
const maxEntries = 10_000;

/** `sequence` over numbers, dates and points in time, in steps of numbers, of a length of time or of months. */
export const sequenceBodies: FunctionBodies = {
  sequence: {
    make: (call) => {
      const { kind } = argumentType(call, 0);
      const step = call.arguments[2]?.type.kind;
      if (step === 'interval year to month') {
        const unit = kind === 'date' ? 1n : picosPerDay;
        return (start: Value, stop: Value, months: number) =>
          monthSteps(BigInt(start as number | bigint), BigInt(stop as number | bigint), months, unit).map(
            (value) => (kind === 'date' ? Number(value) : value),
          );
      }
      if (kind === 'date') {
        return (start: number, stop: number, millis?: bigint) => {
          if (millis !== undefined && millis % 86_400_000n !== 0n) {
            throw invalidArgument('sequence step must be a day interval if start and end values are dates');
          }
          const days = millis === undefined ? undefined : millis / 86_400_000n;
          return steps(BigInt(start), BigInt(stop), days).map(Number);
        };
      }
      if (kind === 'timestamp')
        return (start: bigint, stop: bigint, millis: bigint) => steps(start, stop, millis * picosPerMilli);
      return steps;
    },
  },
};

function steps(start: bigint, stop: bigint, step: bigint = stop >= start ? 1n : -1n): bigint[] {
  requireDirection(start, stop, step);
  const count = (stop - start) / step + 1n;
  requireCount(count);
  return Array.from({ length: Number(count) }, (_, index) => start + BigInt(index) * step);
}

/** @param unit how many of the values make a day */
function monthSteps(start: bigint, stop: bigint, months: number, unit: bigint): bigint[] {
  requireDirection(start, stop, BigInt(months));
  const values: bigint[] = [];
  const days = start >= 0n || start % unit === 0n ? start / unit : start / unit - 1n;
  for (let count = 0; ; count++) {
    const value = BigInt(shiftMonths(Number(days), months * count)) * unit + (start - days * unit);
    if (months > 0 ? value > stop : value < stop) return values;
    requireCount(BigInt(values.length + 1));
    values.push(value);
  }
}

function requireDirection(start: bigint, stop: bigint, step: bigint): void {
  if (step === 0n) throw invalidArgument('step must not be zero');
  if (step > 0n ? stop < start : stop > start) {
    throw invalidArgument(
      'sequence stop value should be greater than or equal to start value if step is greater than zero otherwise stop should be less than or equal to start',
    );
  }
}

function requireCount(count: bigint): void {
  if (count > maxEntries)
    throw invalidArgument(`result of sequence function must not have more than ${maxEntries} entries`);
}
