import {
  isUnknown,
  nullSymbol,
  rangeOf,
  symbolOf,
  unknownRelation,
  unknownSymbol,
  withRange,
} from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';
import { addRanges, addRangesWithMost, intersectRanges, minOfKnown } from './statistic-range.ts';
import type { StatisticRange } from './statistic-range.ts';

/** What a condition that nothing is known of leaves of the rows; Trino's guess. */
export const unknownFilterFactor = 0.9;

type AddRanges = (a: StatisticRange, b: StatisticRange) => StatisticRange;

/** Rows of both, where no value of one is among the other's. */
export function addEstimates(a: RelationEstimate, b: RelationEstimate): RelationEstimate {
  return add(a, b, addRanges);
}

/** Rows of both, where the values of the one with fewer are among the other's. */
export function addOverlappingEstimates(a: RelationEstimate, b: RelationEstimate): RelationEstimate {
  return add(a, b, addRangesWithMost);
}

function add(a: RelationEstimate, b: RelationEstimate, addRangesOf: AddRanges): RelationEstimate {
  if (isUnknown(a) || isUnknown(b)) {
    return unknownRelation;
  }
  if (a.rowCount === 0 || b.rowCount === 0) {
    return a.rowCount === 0 ? b : a;
  }
  const symbols = new Map<string, SymbolEstimate>();
  for (const [symbol, left] of a.symbols) {
    const right = b.symbols.get(symbol);
    symbols.set(
      symbol,
      right === undefined ? unknownSymbol : addSymbol(left, a.rowCount, right, b.rowCount, addRangesOf),
    );
  }
  return { rowCount: a.rowCount + b.rowCount, symbols };
}

function addSymbol(
  a: SymbolEstimate,
  aRows: number,
  b: SymbolEstimate,
  bRows: number,
  addRangesOf: AddRanges,
): SymbolEstimate {
  const nulls = (aRows * a.nullsFraction + bRows * b.nullsFraction) / (aRows + bRows);
  const aValues = aRows * (1 - a.nullsFraction);
  const bValues = bRows * (1 - b.nullsFraction);
  const size = aValues + bValues;
  const averageSize =
    size === 0 ? 0 : (partOf(a.averageSize, aValues) + partOf(b.averageSize, bValues)) / size;
  return withRange({ ...a, nullsFraction: nulls, averageSize }, addRangesOf(rangeOf(a), rangeOf(b)));
}

function partOf(size: number, values: number): number {
  return values === 0 ? 0 : size * values;
}

/** Rows of `whole` that aren't among those of `part`, which are all in `whole`. */
export function subtractEstimates(whole: RelationEstimate, part: RelationEstimate): RelationEstimate {
  if (isUnknown(whole) || isUnknown(part)) {
    return unknownRelation;
  }
  if (part.rowCount === 0) {
    return whole;
  }
  const rowCount = Math.max(whole.rowCount - part.rowCount, 0);
  if (rowCount === 0) {
    return noRows(whole);
  }
  const symbols = new Map<string, SymbolEstimate>();
  for (const [symbol, all] of whole.symbols) {
    const some = symbolOf(part, symbol);
    const nulls = Math.max(whole.rowCount * all.nullsFraction - part.rowCount * some.nullsFraction, 0);
    const allPerValue = (whole.rowCount * (1 - all.nullsFraction)) / all.distinctValues;
    const somePerValue = (part.rowCount * (1 - some.nullsFraction)) / some.distinctValues;
    const distinctValues =
      all.distinctValues === 0
        ? 0
        : allPerValue <= somePerValue
          ? Math.max(all.distinctValues - some.distinctValues, 0)
          : all.distinctValues;
    symbols.set(
      symbol,
      distinctValues === 0
        ? { ...nullSymbol, averageSize: all.averageSize }
        : { ...all, nullsFraction: Math.min(nulls, rowCount) / rowCount, distinctValues },
    );
  }
  return { rowCount, symbols };
}

/** The estimate, where `limit` is the most there can be. */
export function capEstimate(estimate: RelationEstimate, limit: RelationEstimate): RelationEstimate {
  if (isUnknown(estimate) || isUnknown(limit)) {
    return unknownRelation;
  }
  const rowCount = Math.min(estimate.rowCount, limit.rowCount);
  const symbols = new Map<string, SymbolEstimate>();
  for (const [symbol, own] of estimate.symbols) {
    const most = symbolOf(limit, symbol);
    const nulls = Math.min(estimate.rowCount * own.nullsFraction, limit.rowCount * most.nullsFraction);
    symbols.set(symbol, {
      low: Math.max(own.low, most.low),
      high: Math.min(own.high, most.high),
      distinctValues: Math.min(own.distinctValues, most.distinctValues),
      averageSize: Math.min(own.averageSize, most.averageSize),
      nullsFraction: rowCount === 0 ? 1 : Math.min(nulls / rowCount, 1),
    });
  }
  return { rowCount, symbols };
}

/** A relation of the same symbols that has no rows. */
export function noRows(estimate: RelationEstimate): RelationEstimate {
  return {
    rowCount: 0,
    symbols: new Map([...estimate.symbols.keys()].map((symbol) => [symbol, nullSymbol])),
  };
}

/**
 * The rows left by several conditions on one input, given what each leaves. Conditions in a query tend to go together, so every
 * further one counts for less: the strictest in full, the next to the power of `independence`, then of its square …
 * @returns NaN when none is known
 */
export function correlatedRowCount(
  input: RelationEstimate,
  estimates: readonly RelationEstimate[],
  independence: number,
): number {
  if (isUnknown(input) || input.rowCount === 0) {
    return input.rowCount;
  }
  const rowCounts = estimates
    .map(({ rowCount }) => rowCount)
    .filter((rowCount) => !Number.isNaN(rowCount))
    .sort((a, b) => a - b);
  const [strictest] = rowCounts;
  if (strictest === undefined) {
    return NaN;
  }
  let fraction = strictest / input.rowCount;
  let exponent = 1;
  for (const rowCount of rowCounts.slice(1)) {
    exponent *= independence;
    fraction *= (rowCount / input.rowCount) ** exponent;
  }
  const unknownFactor = rowCounts.length < estimates.length ? unknownFilterFactor : 1;
  return input.rowCount * fraction * unknownFactor;
}

/** What is known of symbols when all of several conditions hold: the least that any of them leaves. */
export function intersectSymbols(
  estimates: readonly RelationEstimate[],
): ReadonlyMap<string, SymbolEstimate> {
  const [first, ...rest] = estimates.filter((estimate) => !isUnknown(estimate));
  if (first === undefined || rest.length === 0) {
    return first?.symbols ?? new Map<string, SymbolEstimate>();
  }
  const symbols = new Map<string, SymbolEstimate>();
  for (const [symbol, own] of first.symbols) {
    let all = own;
    for (const estimate of rest) {
      const other = symbolOf(estimate, symbol);
      if (other === all) {
        continue;
      }
      const range = intersectRanges(rangeOf(all), rangeOf(other));
      const distinct = minOfKnown(all.distinctValues, other.distinctValues);
      all = withRange(
        {
          ...all,
          nullsFraction: minOfKnown(all.nullsFraction, other.nullsFraction),
          averageSize: minOfKnown(all.averageSize, other.averageSize),
        },
        { ...range, distinct: minOfKnown(range.distinct, distinct) },
      );
    }
    symbols.set(symbol, all);
  }
  return symbols;
}
