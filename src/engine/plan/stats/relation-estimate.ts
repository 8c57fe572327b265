import type { StatisticRange } from './statistic-range.ts';

/** What is known of a symbol's values. Unknown counts and sizes are NaN, unknown ends infinite. */
export interface SymbolEstimate {
  /** Ends on the type's number line; NaN when every value is NULL. */
  readonly low: number;
  readonly high: number;
  /** Of all rows, 0 to 1. */
  readonly nullsFraction: number;
  /** Bytes of a value that isn't NULL, on average; only told for types without a fixed width. */
  readonly averageSize: number;
  readonly distinctValues: number;
}

/** What is known of a node's rows. */
export interface RelationEstimate {
  /** NaN: unknown; then nothing is known of the symbols either. */
  readonly rowCount: number;
  readonly symbols: ReadonlyMap<string, SymbolEstimate>;
}

export const unknownSymbol: SymbolEstimate = {
  low: -Infinity,
  high: Infinity,
  nullsFraction: NaN,
  averageSize: NaN,
  distinctValues: NaN,
};

/** A symbol without any value but NULL. */
export const nullSymbol: SymbolEstimate = {
  low: NaN,
  high: NaN,
  nullsFraction: 1,
  averageSize: 0,
  distinctValues: 0,
};

export const unknownRelation: RelationEstimate = { rowCount: NaN, symbols: new Map() };

export function isUnknown(estimate: RelationEstimate): boolean {
  return Number.isNaN(estimate.rowCount);
}

export function symbolOf(estimate: RelationEstimate, symbol: string): SymbolEstimate {
  return estimate.symbols.get(symbol) ?? unknownSymbol;
}

export function rangeOf({ low, high, distinctValues }: SymbolEstimate): StatisticRange {
  return { low, high, distinct: distinctValues };
}

export function withRange(symbol: SymbolEstimate, range: StatisticRange): SymbolEstimate {
  return { ...symbol, low: range.low, high: range.high, distinctValues: range.distinct };
}

export function withRowCount(estimate: RelationEstimate, rowCount: number): RelationEstimate {
  return { ...estimate, rowCount };
}

export function withSymbols(
  estimate: RelationEstimate,
  changes: Iterable<readonly [string, SymbolEstimate]>,
): RelationEstimate {
  return { ...estimate, symbols: new Map([...estimate.symbols, ...changes]) };
}
