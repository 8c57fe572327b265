import type { ResourceGroupApi } from '../../../generated/coordinator/server.ts';
import type { QueryManager } from '../../engine/schedule/query-manager.ts';
import { resourceGroupInfoOf } from '../../engine/results/resource-group-info.ts';
import { errorPage } from '../error-page.ts';

/** `/v1/resourceGroupState/{resourceGroupId}`: a path of several segments names a group (PROTOCOL 3). */
export function createResourceGroupApi(queries: QueryManager): ResourceGroupApi {
  return {
    async getResourceGroupState({ path, http }) {
      const group = queries.resourceGroups.find(path.resourceGroupId.split('/').map(decoded));
      if (group === undefined) return { status: 404, body: errorPage(404, http.path) };
      return { status: 200, body: resourceGroupInfoOf(group, queries.list()) };
    },
  };
}

/** A name may hold a slash of its own, encoded twice. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
