import { symbolOf } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

/** Groups of rows by some symbols: a row each, nothing known but the keys. */
export function estimateGroups(source: RelationEstimate, keys: readonly string[]): RelationEstimate {
  if (keys.length === 0) {
    return { rowCount: 1, symbols: new Map() };
  }
  const rowCount = Math.min(combinations(source, keys), source.rowCount);
  return {
    rowCount,
    symbols: new Map(
      keys.map((key): [string, SymbolEstimate] => {
        const known = symbolOf(source, key);
        const nullsFraction = known.nullsFraction === 0 ? 0 : 1 / (known.distinctValues + 1);
        return [key, { ...known, nullsFraction }];
      }),
    ),
  };
}

/** How many combinations of values there are at the most; NULL counts as one. */
export function combinations(source: RelationEstimate, keys: readonly string[]): number {
  return keys.reduce((product, key) => {
    const { distinctValues, nullsFraction } = symbolOf(source, key);
    return product * (distinctValues + (nullsFraction === 0 ? 0 : 1));
  }, 1);
}
