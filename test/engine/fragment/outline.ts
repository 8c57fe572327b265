import type { PlanNode } from '../../../generated/worker/types.ts';
import type { SubPlan } from '../../../src/engine/fragment/create-fragments.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { allFragments } from '../plan/planned.ts';
import { partitioningOf } from './fragment-problems.ts';

/** The fragments in short, a line each: `1 SOURCE/UNKNOWN > FIXED/HASH(regionkey): partial aggregation(scan)`. */
export function outline(plan: SubPlan): readonly string[] {
  return allFragments(plan)
    .map(({ fragment }) => fragment)
    .sort((one, other) => Number(one.id) - Number(other.id))
    .map(({ id, partitioning, outputPartitioningScheme: output, root }) => {
      const keys = output.partitioning.arguments.map(({ expression }) => expression?.slice(1, -1)).join();
      const to = `${partitioningOf(output.partitioning.handle)}${keys === '' ? '' : `(${keys})`}`;
      return `${id} ${partitioningOf(partitioning)} > ${to}${output.replicateNullsAndAny ? ' and nulls' : ''}: ${nodeOutline(root)}`;
    });
}

function nodeOutline(node: PlanNode): string {
  const below = sourcesOf(node).map(nodeOutline).join(', ');
  switch (node['@type']) {
    case 'output':
    case 'project':
      return below;
    case 'tablescan':
      return 'scan';
    case 'remoteSource':
      return `${node.exchangeType.toLowerCase()} ${node.sourceFragmentIds.join('+')}`;
    case 'exchange': {
      const keys = node.partitioningScheme.partitioning.arguments.map(({ expression }) =>
        expression?.slice(1, -1),
      );
      const [, fn] = partitioningOf(node.partitioningScheme.partitioning.handle).split('/');
      const how = { SINGLE: 'one', HASH: `by ${keys.join()}`, ROUND_ROBIN: 'any', UNKNOWN: 'merged' }[
        fn as 'SINGLE' | 'HASH' | 'ROUND_ROBIN' | 'UNKNOWN'
      ];
      return `${how} thread(${below})`;
    }
    case 'aggregation':
      return `${node.step.toLowerCase()} aggregation(${below})`;
    case 'join':
      return `${node.type.toLowerCase()} join(${below})`;
    case 'topnRanking':
    case 'limit':
      return `${node.partial ? 'partial ' : ''}${node['@type']}(${below})`;
    default:
      return below === '' ? node['@type'] : `${node['@type']}(${below})`;
  }
}
