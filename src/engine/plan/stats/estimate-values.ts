import type { Expression } from '../../expressions/expression.ts';
import { numberLineOf } from './number-line.ts';
import { nullSymbol, unknownSymbol } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

/** Rows that are spelled out: counted. */
export function estimateValues(
  symbols: readonly string[],
  rows: readonly (readonly Expression[])[],
): RelationEstimate {
  return {
    rowCount: rows.length,
    symbols: new Map(symbols.map((symbol, i) => [symbol, estimateColumn(rows.map((row) => row[i]))])),
  };
}

function estimateColumn(values: readonly (Expression | undefined)[]): SymbolEstimate {
  const distinct = new Set<unknown>();
  let [low, high, nulls] = [Infinity, -Infinity, 0];
  let hasLine = true;
  for (const value of values) {
    if (value?.kind !== 'constant') {
      return unknownSymbol;
    }
    if (value.value === null) {
      nulls++;
      continue;
    }
    const isPlain = typeof value.value !== 'object';
    distinct.add(isPlain ? value.value : JSON.stringify(value.value, textOfBig));
    const place = numberLineOf(value);
    if (place === undefined) {
      hasLine = false;
    } else {
      [low, high] = [Math.min(low, place), Math.max(high, place)];
    }
  }
  if (values.length === nulls) {
    return nullSymbol;
  }
  return {
    low: hasLine ? low : -Infinity,
    high: hasLine ? high : Infinity,
    nullsFraction: nulls / values.length,
    averageSize: NaN,
    distinctValues: distinct.size,
  };
}

function textOfBig(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
