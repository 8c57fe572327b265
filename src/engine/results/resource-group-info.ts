import type { ResourceGroupInfo } from '../../../generated/coordinator/types.ts';
import type { Query } from '../schedule/query.ts';
import type { ResourceGroup } from '../schedule/resource-groups/resource-group.ts';
import { formatDataSize } from '../units/data-size.ts';
import { queryStateInfoOf } from './query-info.ts';

/** Trino's text of no limit: the largest long. */
const unlimitedMemory = '9223372036854775807B';

/**
 * `GET /v1/resourceGroupState/{resourceGroupId}`: a group, its sub-groups with queries, and all queries that run in it or below.
 * @param queries of the coordinator
 */
export function resourceGroupInfoOf(group: ResourceGroup, queries: readonly Query[]): ResourceGroupInfo {
  const members = queries.filter(
    (query) => !query.machine.done && query.resourceGroup !== undefined && isIn(query.resourceGroup, group),
  );
  return {
    ...summaryOf(group, members),
    subGroups: group.subGroups
      .filter((subGroup) => subGroup.running + subGroup.queued > 0)
      .map((subGroup) =>
        summaryOf(
          subGroup,
          members.filter(({ resourceGroup }) => resourceGroup !== undefined && isIn(resourceGroup, subGroup)),
        ),
      ),
    runningQueries: members.filter((query) => query.state !== 'QUEUED').map(queryStateInfoOf),
  };
}

function summaryOf(group: ResourceGroup, members: readonly Query[]): ResourceGroupInfo {
  const memoryLimit = group.softMemoryLimitBytes;
  return {
    id: [...group.id],
    state: group.state,
    schedulingPolicy: group.schedulingPolicy,
    schedulingWeight: group.spec.schedulingWeight,
    softMemoryLimit:
      memoryLimit === undefined || !Number.isFinite(memoryLimit)
        ? unlimitedMemory
        : formatDataSize(memoryLimit),
    softConcurrencyLimit: group.spec.softConcurrencyLimit,
    hardConcurrencyLimit: group.hardConcurrencyLimit,
    maxQueuedQueries: group.maxQueuedQueries,
    memoryUsage: formatDataSize(members.reduce((sum, query) => sum + query.memoryBytes, 0)),
    // What its quota hasn't allowed yet, always in seconds: nothing without a quota, as in stock.
    cpuUsage: `${(group.cpuMillis / 1_000).toFixed(2)}s`,
    numQueuedQueries: group.queued,
    numRunningQueries: group.running,
    numEligibleSubGroups: group.eligibleSubGroups,
  };
}

function isIn(group: ResourceGroup, ancestor: ResourceGroup): boolean {
  for (let at: ResourceGroup | undefined = group; at !== undefined; at = at.parent)
    if (at === ancestor) return true;
  return false;
}
