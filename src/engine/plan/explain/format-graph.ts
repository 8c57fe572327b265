import type { PlanFragment, PlanNode } from '../../../../generated/worker/types.ts';
import { sourcesOf } from '../plan-nodes.ts';
import { graphLabel } from './graph-label.ts';
import { partitioningText } from './handle-text.ts';

/** EXPLAIN (TYPE LOGICAL, FORMAT GRAPHVIZ): the plan as a graph in the DOT language. */
export function formatGraph(root: PlanNode): string {
  const numbers = numberNodes([root]);
  return [
    'digraph logical_plan {\n',
    cluster('graphviz_plan', 'SINGLE', root, numbers),
    edges(root, numbers, new Map()),
    '}\n',
  ].join('');
}

/** EXPLAIN (TYPE DISTRIBUTED, FORMAT GRAPHVIZ): a cluster a fragment. @param fragments in the order of their ids */
export function formatGraphs(fragments: readonly PlanFragment[]): string {
  const numbers = numberNodes(fragments.map(({ root }) => root));
  const roots = new Map(fragments.map(({ id, root }) => [id, root]));
  const parts = fragments.map(
    ({ id, root, partitioning }) =>
      cluster(id, partitioningText(partitioning), root, numbers) + edges(root, numbers, roots),
  );
  return `digraph distributed_plan {\n${parts.join('')}}\n`;
}

type Numbers = ReadonlyMap<PlanNode, number>;

function numberNodes(roots: readonly PlanNode[]): Numbers {
  const numbers = new Map<PlanNode, number>();
  const visit = (node: PlanNode): void => {
    numbers.set(node, numbers.size + 1);
    sourcesOf(node).forEach(visit);
  };
  roots.forEach(visit);
  return numbers;
}

function cluster(id: string, label: string, root: PlanNode, numbers: Numbers): string {
  const lines = [`subgraph cluster_${id} {`, `label = "${label}"`];
  const visit = (node: PlanNode): void => {
    const { text, color } = graphLabel(node);
    lines.push(
      `plannode_${numbers.get(node)}[label="{${text}}", style="rounded, filled", shape=record, fillcolor=${color}];`,
    );
    sourcesOf(node).forEach(visit);
  };
  visit(root);
  return `${lines.join('\n')}\n}\n`;
}

/** @param roots of the fragments, which remote sources lead to */
function edges(root: PlanNode, numbers: Numbers, roots: ReadonlyMap<string, PlanNode>): string {
  let text = '';
  const visit = (node: PlanNode): void => {
    const sources = sourcesOf(node);
    const remote =
      node['@type'] === 'remoteSource' ? node.sourceFragmentIds.flatMap((id) => roots.get(id) ?? []) : [];
    for (const source of [...sources, ...remote]) {
      text += `plannode_${numbers.get(node)} -> plannode_${numbers.get(source)};\n`;
      if (sources.includes(source)) visit(source);
    }
  };
  visit(root);
  return text;
}
