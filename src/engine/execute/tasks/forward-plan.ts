import type { PlanFragment, PlanNode, RemoteSourceNode } from '../../../../generated/worker/types.ts';

/** How the pages of one remote source become output pages. */
export interface ForwardSource {
  readonly planNodeId: string;
  /** The source's symbols, in the order of its pages' columns. */
  readonly symbols: readonly string[];
  /** For each output column the source's; absent when the pages go on as they came. */
  readonly channels?: readonly number[];
}

/**
 * Whether a fragment only passes rows on: output, local exchanges and renamings over remote sources whose order doesn't matter.
 * @returns a source for each remote source, or undefined when the fragment needs the kernel
 */
export function forwardPlan(fragment: PlanFragment): readonly ForwardSource[] | undefined {
  const sources: ForwardSource[] = [];
  const found = collect(fragment.root, fragment.outputPartitioningScheme.outputLayout, sources);
  return found && sources.length > 0 ? sources : undefined;
}

/** @param wanted the node's symbols that become the output's columns */
function collect(node: PlanNode, wanted: readonly string[], sources: ForwardSource[]): boolean {
  switch (node['@type']) {
    case 'output':
      return collect(node.source, wanted, sources);
    case 'project': {
      const renamed = wanted.map((symbol) => symbolOf(node.assignments.assignments[symbol]));
      return renamed.every((symbol) => symbol !== undefined) && collect(node.source, renamed, sources);
    }
    case 'exchange': {
      if (node.scope !== 'LOCAL' || node.type === 'REPLICATE' || node.orderingScheme !== undefined)
        return false;
      const layout = node.partitioningScheme.outputLayout;
      return node.sources.every((source, index) => {
        const inputs = node.inputs[index] ?? [];
        const renamed = wanted.map((symbol) => inputs[layout.indexOf(symbol)]);
        return renamed.every((symbol) => symbol !== undefined) && collect(source, renamed, sources);
      });
    }
    case 'remoteSource':
      return collectSource(node, wanted, sources);
    default:
      return false;
  }
}

function collectSource(node: RemoteSourceNode, wanted: readonly string[], sources: ForwardSource[]): boolean {
  if (node.orderingScheme !== undefined) return false;
  const channels = wanted.map((symbol) => node.outputs.indexOf(symbol));
  if (channels.includes(-1)) return false;
  const same =
    channels.length === node.outputs.length && channels.every((channel, index) => channel === index);
  sources.push({ planNodeId: node.id, symbols: node.outputs, ...(same ? {} : { channels }) });
  return true;
}

/** The symbol that an expression consists of, if it's nothing else (`"regionkey"`). */
function symbolOf(expression: string | undefined): string | undefined {
  const match = expression === undefined ? null : /^"((?:[^"]|"")+)"$/.exec(expression);
  return match?.[1]?.replaceAll('""', '"');
}
