import type { PlanNode, TableScanNode, TaskUpdateRequest } from '../../../generated/worker/types.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { recordings } from '../../support/recordings.ts';

/** The scan and the first split of a recorded task update. @throws Error when there is no such recording, or it has none */
export function recordedTask(name: string): {
  readonly scan: TableScanNode;
  readonly split: unknown;
} {
  const request = recordings().find((recording) => recording.name === name)?.request.body as
    | TaskUpdateRequest
    | undefined;
  const find = (node: PlanNode): TableScanNode | undefined =>
    node['@type'] === 'tablescan'
      ? node
      : sourcesOf(node)
          .map(find)
          .find((found) => found !== undefined);
  const scan = request?.fragment && find(request.fragment.root);
  const split = request?.splitAssignments[0]?.splits[0]?.split.connectorSplit;
  if (scan === undefined || split === undefined) throw new Error(`${name} has no scan with a split`);
  return { scan, split };
}
