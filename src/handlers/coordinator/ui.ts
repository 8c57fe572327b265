import type { UiApi } from '../../../generated/coordinator/server.ts';
import type { ClusterStats } from '../../../generated/coordinator/types.ts';
import type { Transport } from '../../../generated/runtime.ts';
import { StatusClient, TaskClient, ThreadClient } from '../../../generated/worker/client.ts';
import { queryInfoOf } from '../../engine/results/query-info.ts';
import type { NodeManager } from '../../engine/schedule/node-manager.ts';
import type { QueryManager } from '../../engine/schedule/query-manager.ts';
import { queryStates } from '../../engine/schedule/query-state.ts';
import { queryTotals } from '../../server/query-totals.ts';
import type { EndedQueryTotals } from '../../server/query-totals.ts';
import type { UiSessions } from '../../server/ui-session.ts';
import { baseUri } from '../base-uri.ts';
import { errorPage } from '../error-page.ts';
import type { NodeIdentity } from '../shared/info.ts';
import { end, killed, preempted, stateNamed } from './query.ts';
import { trimmedQueryInfoOf } from './trimmed-query-info.ts';

export interface UiOptions {
  readonly node: NodeIdentity;
  readonly nodes: NodeManager;
  /** Processors of a node, as it said last. */
  readonly processorsOf: (nodeId: string) => number;
  readonly queries: QueryManager;
  readonly ended: EndedQueryTotals;
  readonly sessions: UiSessions;
  readonly transport: Transport;
}

/** What the console asks (PROTOCOL 6). */
export function createUiApi(options: UiOptions): UiApi {
  const { node, queries, sessions, transport } = options;
  /** Base URI of a node, whatever its state. */
  const uriOf = (nodeId: string): string | undefined =>
    [
      options.nodes.self,
      ...options.nodes.active(),
      ...options.nodes.inactive(),
      ...options.nodes.shuttingDown(),
    ].find((candidate) => candidate.nodeId === nodeId)?.uri;

  return {
    async login({ body, http }) {
      const base = baseUri(http);
      const user = body?.username?.trim() ?? '';
      // Passwords mean nothing without TLS and an authenticator; taking one would pretend that it was checked.
      if (user === '' || (body?.password ?? '') !== '') {
        return { status: 303, headers: { Location: `${base}/ui/login.html` } };
      }
      return {
        status: 303,
        headers: {
          Location: landingPage(base, body?.redirectPath),
          'Set-Cookie': await sessions.start(user),
        },
      };
    },
    logout: ({ http }) => ({
      status: 303,
      headers: { Location: `${baseUri(http)}/ui/login.html`, 'Set-Cookie': sessions.end() },
    }),

    getCluster: () => ({
      status: 200,
      body: {
        nodeVersion: { version: node.nodeVersion },
        environment: node.environment,
        uptime: node.uptime(),
      },
    }),
    getClusterStats: () => ({ status: 200, body: clusterStats(options) }),

    listUiQueries({ query, http }) {
      const wanted = query.state === undefined ? undefined : stateNamed(query.state);
      if (query.state !== undefined && wanted === undefined) {
        return {
          status: 500,
          body: `No query state is named ${query.state}; the states are ${queryStates.join(', ')}`,
        };
      }
      const base = baseUri(http);
      const listed = queries.list().filter((candidate) => wanted === undefined || candidate.state === wanted);
      return { status: 200, body: listed.map((candidate) => trimmedQueryInfoOf(candidate, base)) };
    },
    async getUiQuery({ path, http }) {
      const found = queries.get(path.queryId);
      if (found?.submitted !== true) return { status: 410, body: errorPage(410, http.path) };
      await found.refreshStatistics(500, 100);
      return { status: 200, body: queryInfoOf(found, baseUri(http)) };
    },
    killUiQuery: ({ path, body }) => ({ status: end(queries, path.queryId, killed(body)) }),
    preemptUiQuery: ({ path, body }) => ({ status: end(queries, path.queryId, preempted(body)) }),

    async getWorkerStatus({ path, http }) {
      const uri = uriOf(path.nodeId);
      if (uri === undefined) return { status: 404, body: errorPage(404, http.path) };
      const answer = await new StatusClient(uri, transport).getStatus();
      if (answer.undocumented === true || answer.status !== 200) {
        throw unexpected(uri, answer.status);
      }
      return { status: 200, body: answer.body };
    },
    async listWorkerThreads({ path, http }) {
      const uri = uriOf(path.nodeId);
      if (uri === undefined) return { status: 404, body: errorPage(404, http.path) };
      const answer = await new ThreadClient(uri, transport).listThreads();
      if (answer.undocumented === true || answer.status !== 200) {
        throw unexpected(uri, answer.status);
      }
      return { status: 200, body: answer.body };
    },
    async getWorkerTask({ path, http }) {
      const uri = uriOf(path.nodeId);
      if (uri === undefined) return { status: 410, body: errorPage(410, http.path) };
      const answer = await new TaskClient(uri, transport).getTaskInfo({ path: { taskId: path.taskId } });
      if (answer.undocumented === true || answer.status !== 200) {
        throw unexpected(uri, answer.status);
      }
      return { status: 200, body: answer.body };
    },
  };
}

function unexpected(uri: string, status: number): Error {
  return new Error(`${uri} answered ${status}`);
}

/** Where a login leads: a page of this server, by its path or its whole URI, never another server's. */
function landingPage(base: string, redirectPath: string | undefined): string {
  const home = `${base}/ui/`;
  // Blanks and control characters are no part of a URI; the parser below would drop some of them in silence.
  if (redirectPath === undefined || !/^[\x21-\x7e]+$/.test(redirectPath)) return home;
  try {
    const page = new URL(redirectPath, `${base}/`);
    return page.origin === new URL(base).origin ? page.href : home;
  } catch (error) {
    if (error instanceof TypeError) return home;
    throw error;
  }
}

function clusterStats({ nodes, queries, ended, processorsOf }: UiOptions): ClusterStats {
  let runningQueries = 0;
  let blockedQueries = 0;
  let queuedQueries = 0;
  let runningDrivers = 0;
  let reservedMemory = 0;
  let { rows, bytes, cpuNanos } = ended.totals;
  for (const query of queries.list()) {
    if (ended.includes(query)) continue;
    const totals = queryTotals(query);
    rows += totals.physicalInputPositions;
    bytes += totals.physicalInputSize;
    cpuNanos += totals.cpuTime;
    if (query.machine.done) continue;
    if (query.state === 'QUEUED') queuedQueries++;
    else if (totals.fullyBlocked) blockedQueries++;
    else runningQueries++;
    runningDrivers += totals.runningDrivers;
    reservedMemory += totals.userMemory;
  }
  const active = nodes.active();
  return {
    runningQueries,
    blockedQueries,
    queuedQueries,
    activeCoordinators: active.filter((candidate) => candidate.coordinator).length,
    activeWorkers: nodes.schedulable().length,
    runningDrivers,
    totalAvailableProcessors: active.reduce((sum, candidate) => sum + processorsOf(candidate.nodeId), 0),
    reservedMemory,
    totalInputRows: rows,
    totalInputBytes: bytes,
    totalCpuTimeSecs: Math.floor(cpuNanos / 1e9),
  };
}
