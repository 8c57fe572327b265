import type { ExplainAnalyzeNode } from '../../../../generated/worker/types.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';

/** The rows of what is explained come to the coordinator, which knows what its stages took. */
export function distributeExplainAnalyze(
  node: ExplainAnalyzeNode,
  { builder, distribute }: Distributor,
): Distributed {
  const rows = distribute(node.source, { kind: 'any' });
  const { node: source, distribution } = builder.gatherOnCoordinator(rows);
  return { node: { ...node, source }, distribution };
}
