import type { PlanNode } from '../../../generated/worker/types.ts';
import { outputsOf, sourcesOf } from '../plan/plan-nodes.ts';
import { formatType } from '../types/format-type.ts';
import type { Type } from '../types/type.ts';

/** Types of the symbols that a fragment's nodes give: `symbols` on the wire. What a node reads, one below it gives. */
export function fragmentSymbols(
  root: PlanNode,
  outputLayout: readonly string[],
  types: ReadonlyMap<string, Type>,
): Record<string, string> {
  const symbols: Record<string, string> = {};
  const add = (symbol: string): void => {
    const type = types.get(symbol);
    if (type === undefined) {
      throw new TypeError(`Symbol ${symbol} has no type`);
    }
    symbols[symbol] = formatType(type);
  };
  const visit = (node: PlanNode): void => {
    outputsOf(node).forEach(add);
    sourcesOf(node).forEach(visit);
  };
  outputLayout.forEach(add);
  visit(root);
  return symbols;
}
