import type { TableFinishNode, TableWriterNode } from '../../../../generated/worker/types.ts';
import type { Distributor } from './distributor.ts';
import type { Distributed } from './exchange-builder.ts';

/**
 * Rows are dealt out to writers on all workers (recordings task-two-workers-ctas-*), unless the session wants them written where they
 * are. With one worker its task writes what it has. No writer runs beside what only the coordinator can read.
 */
export function distributeTableWriter(
  node: TableWriterNode,
  { builder, distribute }: Distributor,
): Distributed {
  if (builder.singleNode) {
    const source = builder.gatherOnWorker(distribute(node.source, { kind: 'single' }));
    return { node: { ...node, source: source.node }, distribution: source.distribution };
  }
  const source = distribute(node.source, { kind: 'any' });
  const { distribution } = source;
  const isOnCoordinator = distribution.kind === 'single' && distribution.place === 'coordinator';
  const spread =
    builder.context.settings.redistributeWrites || isOnCoordinator ? builder.spreadToWriters(source) : source;
  return { node: { ...node, source: spread.node }, distribution: spread.distribution };
}

/** What the writers tell comes together on the coordinator, which ends the write. */
export function distributeTableFinish(
  node: TableFinishNode,
  { builder, distribute }: Distributor,
): Distributed {
  const { node: source, distribution } = builder.gatherOnCoordinator(
    distribute(node.source, { kind: 'any' }),
  );
  return { node: { ...node, source }, distribution };
}
