import { intersectRanges, minOfKnown } from './statistic-range.ts';
import { rangeOf, symbolOf, withRowCount, withSymbols } from './relation-estimate.ts';
import type { RelationEstimate } from './relation-estimate.ts';

/** NOT IN leaves at least this much of the values: that all are in the list would be a strange question. */
const leastLeft = 0.5;

/** Rows of which the value is among those of the list (`IN`), or isn't (`NOT IN`), taking the smaller set as a part of the larger. */
export function estimateSemiJoin(
  kind: 'IN' | 'NOT IN',
  source: RelationEstimate,
  list: RelationEstimate,
  sourceSymbol: string,
  listSymbol: string,
): RelationEstimate {
  const own = symbolOf(source, sourceSymbol);
  const other = symbolOf(list, listSymbol);
  const listed = other.distinctValues;
  const shared = intersectRanges(rangeOf(own), rangeOf(other)).distinct;
  const distinctValues =
    kind === 'IN'
      ? Math.min(own.distinctValues, listed)
      : Math.max(own.distinctValues * leastLeft, own.distinctValues - listed);
  const fraction = ((1 - own.nullsFraction) * distinctValues) / own.distinctValues;
  const kept = kind === 'IN' ? minOfKnown(shared, distinctValues) : distinctValues;
  return withSymbols(withRowCount(source, source.rowCount * fraction), [
    [sourceSymbol, { ...own, nullsFraction: 0, distinctValues: kept }],
  ]);
}
