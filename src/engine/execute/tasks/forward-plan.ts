import type {
  LimitNode,
  PlanFragment,
  PlanNode,
  RemoteSourceNode,
} from '../../../../generated/worker/types.ts';

/** How the pages of one remote source become output pages. */
export interface ForwardSource {
  readonly planNodeId: string;
  /** The source's symbols, in the order of its pages' columns. */
  readonly symbols: readonly string[];
  /** For each output column the source's; absent when the pages go on as they came. */
  readonly channels?: readonly number[];
}

/** A LIMIT on the way, which ends the task once it's reached. */
export interface ForwardLimit {
  readonly planNodeId: string;
  readonly rows: number;
}

export interface ForwardPlan {
  /** One for each remote source. */
  readonly sources: readonly ForwardSource[];
  readonly limit?: ForwardLimit;
}

interface Collected {
  readonly sources: ForwardSource[];
  limit?: ForwardLimit;
}

/**
 * Whether a fragment only passes rows on: output, limit, local exchanges and renamings over remote sources whose order doesn't
 * matter.
 * @returns undefined when the fragment needs the kernel
 */
export function forwardPlan(fragment: PlanFragment): ForwardPlan | undefined {
  const collected: Collected = { sources: [] };
  const found = collect(fragment.root, fragment.outputPartitioningScheme.outputLayout, collected);
  return found && collected.sources.length > 0 ? collected : undefined;
}

/** @param wanted the node's symbols that become the output's columns */
function collect(node: PlanNode, wanted: readonly string[], collected: Collected): boolean {
  switch (node['@type']) {
    case 'output':
      return collect(node.source, wanted, collected);
    case 'limit':
      return collectLimit(node, wanted, collected);
    case 'project': {
      const renamed = wanted.map((symbol) => symbolOf(node.assignments.assignments[symbol]));
      return renamed.every((symbol) => symbol !== undefined) && collect(node.source, renamed, collected);
    }
    case 'exchange': {
      if (node.scope !== 'LOCAL' || node.type === 'REPLICATE' || node.orderingScheme !== undefined)
        return false;
      const layout = node.partitioningScheme.outputLayout;
      const outer = collected.limit;
      return node.sources.every((source, index) => {
        const inputs = node.inputs[index] ?? [];
        const renamed = wanted.map((symbol) => inputs[layout.indexOf(symbol)]);
        if (!renamed.every((symbol) => symbol !== undefined) || !collect(source, renamed, collected))
          return false;
        // A limit of one branch among several isn't one of the whole.
        return node.sources.length === 1 || collected.limit === outer;
      });
    }
    case 'remoteSource':
      return collectSource(node, wanted, collected.sources);
    default:
      return false;
  }
}

function collectLimit(node: LimitNode, wanted: readonly string[], collected: Collected): boolean {
  if (node.tiesResolvingScheme !== undefined || node.requiresPreSortedInputs.length > 0) return false;
  const rows = Number(node.count);
  // Of limits over each other only the lowest matters, also where the inner one is a partial step.
  if (collected.limit === undefined || rows < collected.limit.rows) {
    collected.limit = { planNodeId: node.id, rows };
  }
  return collect(node.source, wanted, collected);
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
