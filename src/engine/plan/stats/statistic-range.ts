/**
 * Values of a column between two ends, and how many different ones there are. Ends are on the type's number line; an end that isn't
 * known is infinite, a count that isn't known NaN. Ends of NaN: there are no values.
 */
export interface StatisticRange {
  readonly low: number;
  readonly high: number;
  readonly distinct: number;
}

export const emptyRange: StatisticRange = { low: NaN, high: NaN, distinct: 0 };

/** A guess at how much of an infinite range another infinite one covers; Trino's. */
const infiniteOverInfinite = 0.5;
/** The same for a finite one. */
const finiteOverInfinite = 0.25;

export function isEmptyRange({ low, high }: StatisticRange): boolean {
  return Number.isNaN(low) && Number.isNaN(high);
}

/** The fraction (0 to 1) of a range's values that another range covers; NaN where nothing tells. */
export function overlapFraction(range: StatisticRange, other: StatisticRange): number {
  if (isEmptyRange(range) || isEmptyRange(other)) {
    return 0;
  }
  const isSame = range.low === other.low && range.high === other.high;
  const bothInfinite = isInfinite(range) && isInfinite(other);
  if (isSame && !bothInfinite && Object.is(range.distinct, other.distinct)) {
    return 1;
  }
  const length = Math.min(range.high, other.high) - Math.max(range.low, other.low);
  if (length === Infinity || Number.isNaN(length)) {
    return Number.isFinite(range.distinct) && Number.isFinite(other.distinct)
      ? Math.min(other.distinct / range.distinct, 1)
      : infiniteOverInfinite;
  }
  if (length < 0) {
    return 0;
  }
  if (length === 0) {
    return 1 / Math.max(range.distinct, 1);
  }
  const whole = range.high - range.low;
  if (whole === Infinity) {
    return finiteOverInfinite;
  }
  return whole > 0 ? length / whole : NaN;
}

/** What two ranges share. */
export function intersectRanges(a: StatisticRange, b: StatisticRange): StatisticRange {
  const low = Math.max(a.low, b.low);
  const high = Math.min(a.high, b.high);
  return low <= high ? { low, high, distinct: sharedDistinct(a, b) } : emptyRange;
}

function sharedDistinct(a: StatisticRange, b: StatisticRange): number {
  return minOfKnown(overlapFraction(a, b) * a.distinct, overlapFraction(b, a) * b.distinct);
}

/** Both ranges' values, where none of one is among the other's. */
export function addRanges(a: StatisticRange, b: StatisticRange): StatisticRange {
  return { ...spanOf(a, b), distinct: a.distinct + b.distinct };
}

/** Both ranges' values, where those of the smaller are among the other's. */
export function addRangesWithMost(a: StatisticRange, b: StatisticRange): StatisticRange {
  return { ...spanOf(a, b), distinct: Math.max(a.distinct, b.distinct) };
}

/** Both ranges' values, where those of the part that both cover are the same. */
export function addRangesCollapsed(a: StatisticRange, b: StatisticRange): StatisticRange {
  const onlyA = a.distinct * (1 - overlapFraction(a, b));
  const onlyB = b.distinct * (1 - overlapFraction(b, a));
  const both = maxOfKnown(overlapFraction(a, b) * a.distinct, overlapFraction(b, a) * b.distinct);
  return { ...spanOf(a, b), distinct: onlyA + onlyB + both };
}

function spanOf(a: StatisticRange, b: StatisticRange): { readonly low: number; readonly high: number } {
  return { low: minOfKnown(a.low, b.low), high: maxOfKnown(a.high, b.high) };
}

function isInfinite({ low, high }: StatisticRange): boolean {
  return low === -Infinity && high === Infinity;
}

/** The lesser of two numbers; the other one where one is unknown (NaN). */
export function minOfKnown(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b);
}

/** The greater of two numbers; the other one where one is unknown (NaN). */
export function maxOfKnown(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b);
}
