import type { TableScanNode } from '../../../../generated/worker/types.ts';
import type { Metadata } from '../../catalog/metadata.ts';
import type { PlanContext } from '../plan-context.ts';
import { unknownRelation } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

/** What a table's connector tells of it. */
export function estimateScan(
  node: TableScanNode,
  context: PlanContext,
  metadata: Metadata | undefined,
): RelationEstimate {
  const scan = context.scans.get(node.id);
  const statistics = scan && metadata?.statistics(scan.table);
  if (scan === undefined || statistics?.rowCount === undefined) {
    return unknownRelation;
  }
  const { rowCount, columns } = statistics;
  const symbols = new Map<string, SymbolEstimate>();
  for (const symbol of node.outputSymbols) {
    const column = columns[scan.columns.get(symbol)?.name ?? ''];
    if (column === undefined) {
      continue;
    }
    const { low = -Infinity, high = Infinity, distinctValues = NaN, nullsFraction = NaN, dataSize } = column;
    const values = rowCount * (1 - nullsFraction);
    symbols.set(symbol, {
      // Nothing but NULL has no ends.
      low: nullsFraction === 1 ? NaN : low,
      high: nullsFraction === 1 ? NaN : high,
      nullsFraction,
      distinctValues,
      averageSize: dataSize === undefined ? NaN : values === 0 ? 0 : dataSize / values,
    });
  }
  return { rowCount, symbols };
}
