import { runInNewContext } from 'node:vm';
import type { QueryStateApi } from '../../../generated/coordinator/server.ts';
import type { QueryManager } from '../../engine/schedule/query-manager.ts';
import { queryStateInfoOf } from '../../engine/results/query-info.ts';
import { errorPage } from '../error-page.ts';

/** How long a caller's pattern may be tried against user names, ms. */
const patternMillis = 50;

/** `/v1/queryState`: the short form for dashboards and resource groups (PROTOCOL 3). */
export function createQueryStateApi(queries: QueryManager): QueryStateApi {
  return {
    async listQueryStates({ query }) {
      const active = queries.list().filter((candidate) => !candidate.machine.done);
      let listed = active;
      if (query.user !== undefined) {
        const users = matchingUsers(query.user, [
          ...new Set(active.map((candidate) => candidate.session.user)),
        ]);
        if (users === undefined) return { status: 500, body: `Not a pattern for user names: ${query.user}` };
        listed = active.filter((candidate) => users.includes(candidate.session.user));
      }
      return { status: 200, body: listed.map(queryStateInfoOf) };
    },

    async getQueryState({ path, http }) {
      const query = queries.get(path.queryId);
      if (query?.submitted !== true) return { status: 404, body: errorPage(404, http.path) };
      return { status: 200, body: queryStateInfoOf(query) };
    },
  };
}

/**
 * Users that a regular expression matches as a whole. It comes from the caller, so it runs with a time limit: a pattern that
 * backtracks for ever must not hold the server up.
 * @returns undefined when the pattern is wrong or takes too long
 */
function matchingUsers(pattern: string, users: readonly string[]): readonly string[] | undefined {
  try {
    const matches: unknown = runInNewContext(
      'users.map((user) => new RegExp(`^(?:${pattern})$`, "u").test(user))',
      { pattern, users: [...users] },
      { timeout: patternMillis },
    );
    return users.filter((_, index) => (matches as boolean[])[index]);
  } catch {
    return undefined;
  }
}
