import type { PlanNode } from '../../../generated/worker/types.ts';
import { sourcesOf } from '../plan/plan-nodes.ts';

/**
 * Ids of the scans of a fragment, in the order in which a task needs their splits: what a join or semi join looks up in comes
 * before what is looked up (recording task-spatial-index-none-00-update-s1). A stock worker starts no split of a scan before all
 * of an earlier one's have come.
 */
export function partitionedSources(root: PlanNode): string[] {
  const ids: string[] = [];
  const visit = (node: PlanNode): void => {
    if (readsSplits(node)) {
      ids.push(node.id);
    }
    const sources = sourcesOf(node);
    const inOrder =
      node['@type'] === 'join' || node['@type'] === 'semijoin' ? [...sources].reverse() : sources;
    inOrder.forEach(visit);
  };
  visit(root);
  return ids;
}

/** A scan, or a table function without a table. */
function readsSplits(node: PlanNode): boolean {
  return (
    node['@type'] === 'tablescan' || (node['@type'] === 'tableFunctionProcessor' && node.source === undefined)
  );
}
