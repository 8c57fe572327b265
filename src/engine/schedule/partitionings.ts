import type {
  OutputBuffers,
  PartitioningHandle,
  PlanFragment,
  PlanNode,
} from '../../../generated/worker/types.ts';
import { sourcesOf } from '../plan/plan-nodes.ts';

/** How the nodes of a stage are chosen. */
export type Distribution = 'single' | 'coordinator' | 'source' | 'fixed';

/** @param fragment its `partitioning` handle decides (SystemPartitioningHandle, PROTOCOL 5.7) */
export function distributionOf(fragment: PlanFragment): Distribution {
  const system = systemPartitioning(fragment.partitioning);
  switch (system?.partitioning) {
    case 'SINGLE':
      return 'single';
    case 'COORDINATOR_ONLY':
      return 'coordinator';
    case 'SOURCE':
      return 'source';
    default:
      return fragment.partitionedSources.length > 0 ? 'source' : 'fixed';
  }
}

/** The output buffers of a stage that `consumers` tasks read, one buffer each. */
export function outputBuffersFor(fragment: PlanFragment, consumers: number): OutputBuffers {
  const system = systemPartitioning(fragment.outputPartitioningScheme.partitioning.handle);
  const type = bufferType(system?.partitioning, system?.function);
  const buffers: Record<string, number> = {};
  for (let i = 0; i < consumers; i++) buffers[String(i)] = type === 'BROADCAST' ? 0 : i;
  return { '@type': 'pipelined', version: 2, type, buffers, noMoreBufferIds: true };
}

type BufferType = Extract<OutputBuffers, { '@type': 'pipelined' }>['type'];

function bufferType(partitioning: string | undefined, fn: string | undefined): BufferType {
  if (fn === 'BROADCAST') return 'BROADCAST';
  if (partitioning === 'ARBITRARY' || fn === 'ROUND_ROBIN') return 'ARBITRARY';
  return 'PARTITIONED';
}

function systemPartitioning(
  handle: PartitioningHandle,
): { readonly partitioning: string; readonly function: string } | undefined {
  const connector: unknown = handle.connectorHandle;
  if (
    typeof connector !== 'object' ||
    connector === null ||
    !('partitioning' in connector) ||
    !('function' in connector)
  ) {
    return undefined;
  }
  const { partitioning, function: fn } = connector;
  return typeof partitioning === 'string' && typeof fn === 'string'
    ? { partitioning, function: fn }
    : undefined;
}

/** Calls `visit` for a node and all below it. */
export function visitPlan(node: PlanNode, visit: (node: PlanNode) => void): void {
  visit(node);
  for (const source of sourcesOf(node)) visitPlan(source, visit);
}
