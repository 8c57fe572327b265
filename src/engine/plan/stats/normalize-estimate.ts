import type { Type } from '../../types/type.ts';
import { noRows } from './estimate-math.ts';
import { isUnknown, nullSymbol } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

/**
 * Takes back what can't be: more distinct values than rows, or than whole numbers between the ends.
 * @param symbols keep only these; all when absent
 */
export function normalizeEstimate(
  estimate: RelationEstimate,
  types: ReadonlyMap<string, Type>,
  symbols?: readonly string[],
): RelationEstimate {
  const kept =
    symbols === undefined
      ? estimate
      : {
          ...estimate,
          symbols: new Map(
            symbols.flatMap((symbol) => {
              const known = estimate.symbols.get(symbol);
              return known === undefined ? [] : [[symbol, known] as const];
            }),
          ),
        };
  if (isUnknown(estimate)) {
    return kept;
  }
  if (estimate.rowCount === 0) {
    return noRows(kept);
  }
  let changed: Map<string, SymbolEstimate> | undefined;
  for (const [symbol, known] of kept.symbols) {
    const normal = normalizeSymbol(known, estimate.rowCount, types.get(symbol));
    if (normal !== known) {
      changed ??= new Map(kept.symbols);
      changed.set(symbol, normal);
    }
  }
  return changed === undefined ? kept : { ...kept, symbols: changed };
}

function normalizeSymbol(symbol: SymbolEstimate, rowCount: number, type: Type | undefined): SymbolEstimate {
  let { distinctValues, nullsFraction } = symbol;
  if (Number.isNaN(distinctValues)) {
    return symbol;
  }
  distinctValues = Math.min(distinctValues, mostValues(symbol, type), rowCount);
  let filled = rowCount * (1 - nullsFraction);
  if (distinctValues > filled) {
    // One of both is wrong; meet in the middle.
    const difference = distinctValues - filled;
    distinctValues -= difference / 2;
    filled += difference / 2;
    nullsFraction = 1 - filled / rowCount;
  }
  if (distinctValues === 0) {
    return { ...nullSymbol, averageSize: symbol.averageSize };
  }
  return distinctValues === symbol.distinctValues && nullsFraction === symbol.nullsFraction
    ? symbol
    : { ...symbol, distinctValues, nullsFraction };
}

/** How many whole numbers there are between the ends, for types that have no others. */
function mostValues({ low, high }: SymbolEstimate, type: Type | undefined): number {
  const isWhole =
    type !== undefined &&
    (type.kind === 'bigint' ||
      type.kind === 'integer' ||
      type.kind === 'smallint' ||
      type.kind === 'tinyint' ||
      type.kind === 'date' ||
      (type.kind === 'decimal' && type.scale === 0));
  const length = high - low;
  if (Number.isNaN(length)) {
    return Infinity;
  }
  if (type?.kind === 'boolean') {
    return 2;
  }
  if (isWhole) {
    return Math.floor(high) - Math.ceil(low) + 1;
  }
  return length === 0 ? 1 : Infinity;
}
