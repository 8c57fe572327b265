import type { ComparisonExpression } from '../../expressions/expression.ts';
import {
  isUnknown,
  nullSymbol,
  rangeOf,
  unknownRelation,
  withRange,
  withRowCount,
  withSymbols,
} from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';
import { emptyRange, intersectRanges, isEmptyRange, overlapFraction } from './statistic-range.ts';
import type { StatisticRange } from './statistic-range.ts';

/** A side of a comparison; the symbol, where it is one, gets what the comparison says about it. */
export interface ComparedSide {
  readonly estimate: SymbolEstimate;
  readonly symbol?: string | undefined;
}

type Operator = ComparisonExpression['operator'];

/** Of two ranges that overlap, how often a value of one is less than one of the other. */
const inequalityFactor = 0.5;

/**
 * Rows of which a value compares with a constant as told.
 * @param constant its place on the number line; undefined when its type has none
 */
export function estimateWithConstant(
  input: RelationEstimate,
  side: ComparedSide,
  constant: number | undefined,
  operator: Operator,
): RelationEstimate {
  switch (operator) {
    case '=':
      return withinRange(input, side, pointRange(constant));
    case '<>':
      return besidePoint(input, side, pointRange(constant));
    case '<':
    case '<=':
      return withinRange(input, side, { low: -Infinity, high: constant ?? Infinity, distinct: NaN });
    case '>':
    case '>=':
      return withinRange(input, side, { low: constant ?? -Infinity, high: Infinity, distinct: NaN });
    case 'IS DISTINCT FROM':
      return unknownRelation;
    default: {
      const never: never = operator;
      return never;
    }
  }
}

function pointRange(value: number | undefined): StatisticRange {
  return { low: value ?? -Infinity, high: value ?? Infinity, distinct: 1 };
}

function withinRange(input: RelationEstimate, side: ComparedSide, range: StatisticRange): RelationEstimate {
  const own = rangeOf(side.estimate);
  const rest = intersectRanges(own, range);
  const fraction = overlapFraction(own, rest) * (1 - side.estimate.nullsFraction);
  return changed(input, fraction, [[side, withRange({ ...side.estimate, nullsFraction: 0 }, rest)]]);
}

function besidePoint(input: RelationEstimate, side: ComparedSide, point: StatisticRange): RelationEstimate {
  const { estimate } = side;
  const own = rangeOf(estimate);
  const fraction = 1 - overlapFraction(own, intersectRanges(own, point));
  return changed(input, fraction * (1 - estimate.nullsFraction), [
    [side, { ...estimate, nullsFraction: 0, distinctValues: Math.max(estimate.distinctValues - 1, 0) }],
  ]);
}

/** Rows of which two values compare as told. */
export function estimateBetweenSides(
  input: RelationEstimate,
  left: ComparedSide,
  right: ComparedSide,
  operator: Operator,
): RelationEstimate {
  switch (operator) {
    case '=':
      return equalSides(input, left, right);
    case '<>': {
      const equal = equalSides(input, left, right);
      if (isUnknown(equal)) {
        return unknownRelation;
      }
      const notNull = filledFraction(left) * filledFraction(right);
      return changed(input, notNull - (input.rowCount === 0 ? 0 : equal.rowCount / input.rowCount), [
        [left, { ...left.estimate, nullsFraction: 0 }],
        [right, { ...right.estimate, nullsFraction: 0 }],
      ]);
    }
    case '<':
    case '<=':
      return lesserSide(input, left, right);
    case '>':
    case '>=':
      return lesserSide(input, right, left);
    case 'IS DISTINCT FROM':
      return unknownRelation;
    default: {
      const never: never = operator;
      return never;
    }
  }
}

function equalSides(input: RelationEstimate, left: ComparedSide, right: ComparedSide): RelationEstimate {
  const a = left.estimate;
  const b = right.estimate;
  if (Number.isNaN(a.distinctValues) || Number.isNaN(b.distinctValues)) {
    return unknownRelation;
  }
  const shared = intersectRanges(rangeOf(a), rangeOf(b));
  const fraction =
    (filledFraction(left) * filledFraction(right)) / Math.max(a.distinctValues, b.distinctValues, 1);
  const equal: SymbolEstimate = {
    low: shared.low,
    high: shared.high,
    nullsFraction: 0,
    averageSize: averageOfKnown(a.averageSize, b.averageSize),
    distinctValues: Math.min(shared.distinct, a.distinctValues, b.distinctValues),
  };
  return changed(input, fraction, [
    [left, equal],
    [right, equal],
  ]);
}

/** Rows in which the value of `less` is below that of `greater`. */
function lesserSide(input: RelationEstimate, less: ComparedSide, greater: ComparedSide): RelationEstimate {
  const a = rangeOf(less.estimate);
  const b = rangeOf(greater.estimate);
  if (isEmptyRange(a) || isEmptyRange(b)) {
    return changed(input, 0, [
      [less, nullSymbol],
      [greater, nullSymbol],
    ]);
  }
  const aShared = overlapFraction(a, b);
  const bShared = overlapFraction(b, a);
  const aBelow = a.low < b.low ? Math.min(overlapOf(a, a.low, b.low), 1 - aShared) : 0;
  const bAbove = b.high > a.high ? Math.min(overlapOf(b, a.high, b.high), 1 - bShared) : 0;
  const fraction = aBelow + aShared * (inequalityFactor * bShared + bAbove);
  const rest = (range: StatisticRange, limit: StatisticRange): StatisticRange => {
    const cut = intersectRanges(range, limit);
    return cut.low <= cut.high ? cut : emptyRange;
  };
  return changed(input, fraction * filledFraction(less) * filledFraction(greater), [
    [less, filled(less, rest(a, { low: -Infinity, high: b.high, distinct: NaN }))],
    [greater, filled(greater, rest(b, { low: a.low, high: Infinity, distinct: NaN }))],
  ]);
}

function filled({ estimate }: ComparedSide, range: StatisticRange): SymbolEstimate {
  return withRange({ ...estimate, nullsFraction: 0 }, range);
}

function overlapOf(range: StatisticRange, low: number, high: number): number {
  return overlapFraction(range, { low, high, distinct: NaN });
}

function filledFraction({ estimate }: ComparedSide): number {
  return 1 - estimate.nullsFraction;
}

function changed(
  input: RelationEstimate,
  fraction: number,
  sides: readonly (readonly [ComparedSide, SymbolEstimate])[],
): RelationEstimate {
  return withSymbols(
    withRowCount(input, input.rowCount * fraction),
    sides.flatMap(([{ symbol }, estimate]) => (symbol === undefined ? [] : [[symbol, estimate] as const])),
  );
}

function averageOfKnown(a: number, b: number): number {
  return Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2;
}
