import type { PlanFragment, PlanNode, TableFinishNode } from '../../../../generated/worker/types.ts';

/** A fragment that ends a write: what writers tell comes in, the number of rows goes out. */
export interface FinishPlan {
  readonly node: TableFinishNode;
  /** Where the writers' pages come from: for each remote source the channels of row count and fragment. */
  readonly sources: readonly FinishSource[];
}

export interface FinishSource {
  readonly planNodeId: string;
  readonly symbols: readonly string[];
  readonly rowCountChannel: number;
  readonly fragmentChannel: number;
}

/** Whether a fragment ends a write (recordings task-insert-01-update-s0). @returns undefined when it does something else */
export function finishPlan({ root }: PlanFragment): FinishPlan | undefined {
  const node = root['@type'] === 'output' ? root.source : root;
  if (node['@type'] !== 'tablecommit') return undefined;
  const sources: FinishSource[] = [];
  // The writers give two columns, in this order, whatever they are called.
  const visit = (below: PlanNode, symbols: readonly (string | undefined)[] | undefined): void => {
    if (below['@type'] === 'exchange') {
      const layout = below.partitioningScheme.outputLayout;
      below.sources.forEach((source, i) => {
        const inputs = below.inputs[i] ?? [];
        visit(
          source,
          (symbols ?? layout).map((symbol) => inputs[layout.indexOf(symbol ?? '')]),
        );
      });
    } else if (below['@type'] === 'remoteSource') {
      const [rows, fragment] = symbols ?? below.outputs;
      sources.push({
        planNodeId: below.id,
        symbols: below.outputs,
        rowCountChannel: below.outputs.indexOf(rows ?? ''),
        fragmentChannel: below.outputs.indexOf(fragment ?? ''),
      });
    }
  };
  visit(node.source, undefined);
  return { node, sources };
}
