import type { AggregationNode, PlanNode } from '../../../generated/worker/types.ts';
import { outputsOf, sourcesOf } from './plan-nodes.ts';

/**
 * Keys of a grouping that are the same in all rows with one number of `assignUniqueId`, which is a key too: groups are the same
 * without them, so that those that nothing reads needn't be kept.
 */
export function dependentKeys({ source, groupingSets }: AggregationNode): ReadonlySet<string> {
  const keys = new Set(groupingSets.groupingKeys);
  const dependent = new Set<string>();
  const visit = (node: PlanNode): void => {
    if (node['@type'] === 'assignUniqueId' && keys.has(node.idColumn)) {
      for (const symbol of outputsOf(node.source)) {
        if (keys.has(symbol)) {
          dependent.add(symbol);
        }
      }
    }
    sourcesOf(node).forEach(visit);
  };
  visit(source);
  return dependent;
}
