import type { QueryApi } from '../../../generated/coordinator/server.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Query } from '../../engine/schedule/query.ts';
import type { QueryManager } from '../../engine/schedule/query-manager.ts';
import { queryStates } from '../../engine/schedule/query-state.ts';
import type { QueryState } from '../../engine/schedule/query-state.ts';
import { basicQueryInfoOf, queryInfoOf } from '../../engine/results/query-info.ts';
import { baseUri } from '../base-uri.ts';
import { errorPage } from '../error-page.ts';

/** `/v1/query`: what is known of queries, and how to end them (PROTOCOL 3). */
export function createQueryApi(queries: QueryManager): QueryApi {
  return {
    async listQueries({ query, http }) {
      const wanted = query.state === undefined ? undefined : stateNamed(query.state);
      if (query.state !== undefined && wanted === undefined) {
        return {
          status: 500,
          body: `No query state is named ${query.state}; the states are ${queryStates.join(', ')}`,
        };
      }
      const base = baseUri(http);
      const listed = queries.list().filter((candidate) => wanted === undefined || candidate.state === wanted);
      return { status: 200, body: listed.map((candidate) => basicQueryInfoOf(candidate, base)) };
    },

    async getQuery({ path, http }) {
      const found = submitted(queries, path.queryId);
      if (found === undefined) return { status: 410, body: errorPage(410, http.path) };
      await found.refreshStatistics(500, 100);
      return { status: 200, body: queryInfoOf(found, baseUri(http)) };
    },

    async cancelQuery({ path }) {
      submitted(queries, path.queryId)?.cancel();
      return { status: 204 };
    },

    async killQuery({ path, body }) {
      return { status: end(queries, path.queryId, killed(body)) };
    },

    async preemptQuery({ path, body }) {
      return { status: end(queries, path.queryId, preempted(body)) };
    },
  };
}

/** Error of a query that an administrator ended. @param message the request's body */
export function killed(message: string | undefined): TrinoError {
  return new TrinoError('ADMINISTRATIVELY_KILLED', `Query killed. ${withMessage(message)}`);
}

/** Error of a query that had to make room. @param message the request's body */
export function preempted(message: string | undefined): TrinoError {
  return new TrinoError('ADMINISTRATIVELY_PREEMPTED', `Query preempted. ${withMessage(message)}`);
}

/** Fails a query for an administrator: 202, 409 when it has ended, 410 when it isn't known. */
export function end(queries: QueryManager, queryId: string, error: TrinoError): 202 | 409 | 410 {
  const query = submitted(queries, queryId);
  if (query === undefined) return 410;
  if (query.machine.done) return 409;
  query.fail(error);
  return 202;
}

/** A state by its name in any case; undefined where there is none. */
export function stateNamed(name: string): QueryState | undefined {
  return queryStates.find((state) => state === name.toUpperCase());
}

function withMessage(message: string | undefined): string {
  return message === undefined || message === '' ? 'No message provided.' : `Message: ${message}`;
}

function submitted(queries: QueryManager, queryId: string): Query | undefined {
  const query = queries.get(queryId);
  return query?.submitted === true ? query : undefined;
}
