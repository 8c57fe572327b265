import type { Router } from 'express';
import * as coordinatorServer from '../../generated/coordinator/server.ts';
import type { OperationInfo, RouterHooks, Transport } from '../../generated/runtime.ts';
import * as workerServer from '../../generated/worker/server.ts';
import type { Settings } from '../config/settings.ts';
import { createSession } from '../engine/session/create-session.ts';
import type { SessionRequest } from '../engine/session/create-session.ts';
import type { Session } from '../engine/session/session.ts';
import type { QueryManager } from '../engine/schedule/query-manager.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import { StatementProtocol } from '../engine/results/statement-protocol.ts';
import { createDiscoveryApi } from '../handlers/coordinator/discovery.ts';
import { createNodeApi } from '../handlers/coordinator/node.ts';
import { createQueryStateApi } from '../handlers/coordinator/query-state.ts';
import { createQueryApi } from '../handlers/coordinator/query.ts';
import { createResourceGroupApi } from '../handlers/coordinator/resource-group.ts';
import { createStatementApi } from '../handlers/coordinator/statement.ts';
import { createUiApi } from '../handlers/coordinator/ui.ts';
import { createInfoApi } from '../handlers/shared/info.ts';
import type { NodeIdentity } from '../handlers/shared/info.ts';
import { createMemoryApi } from '../handlers/shared/memory.ts';
import { createStatusApi } from '../handlers/shared/status.ts';
import { createThreadApi } from '../handlers/shared/thread.ts';
import { createTaskApi } from '../handlers/worker/task.ts';
import { deferred } from './deferred.ts';
import type { ClusterKnowledge, Discovery } from './discovery/discovery.ts';
import type { Engine } from './engine.ts';
import type { GracefulShutdown } from './graceful-shutdown.ts';
import { memoryInfo } from './memory-info.ts';
import { processThreads } from './process-threads.ts';
import { EndedQueryTotals } from './query-totals.ts';
import { SystemLoad } from './system-load.ts';
import type { UiSessions } from './ui-session.ts';

export interface ApiOptions {
  readonly settings: Settings;
  readonly node: NodeIdentity;
  readonly lifecycle: GracefulShutdown;
  readonly discovery: Discovery;
  /** Requests that need it wait until it's there. */
  readonly engine: Promise<Engine>;
  readonly clock: Clock;
  readonly transport: Transport;
  readonly uiSessions: UiSessions | undefined;
  readonly internalAddress: string;
  readonly externalAddress: string;
}

/** Makes the generated routers of all operations that a node serves, with our handlers behind them. */
export function createRouters(options: ApiOptions): (hooks: RouterHooks) => readonly Router[] {
  return (hooks) => [
    ...nodeRouters(options, hooks),
    ...(options.discovery.cluster === undefined
      ? []
      : coordinatorRouters(options, options.discovery.cluster, hooks)),
  ];
}

/** What a node serves, for the methods that a path knows. */
export function servedOperations(coordinator: boolean, webUi: boolean): readonly OperationInfo[] {
  if (!coordinator) return workerServer.operations;
  const ids = new Set(coordinatorServer.operations.map((operation) => operation.operationId));
  const all = [
    ...coordinatorServer.operations,
    ...workerServer.operations.filter((operation) => !ids.has(operation.operationId)),
  ];
  return webUi ? all : all.filter((operation) => operation.tag !== 'Ui');
}

function nodeRouters(options: ApiOptions, hooks: RouterHooks): readonly Router[] {
  const { node, engine, settings } = options;
  const memory = async (): ReturnType<typeof memoryInfo> => memoryInfo(await engine);
  const load = new SystemLoad(options.clock);
  return [
    workerServer.infoRouter(createInfoApi(node, options.lifecycle), hooks),
    workerServer.statusRouter(
      createStatusApi(node, {
        internalAddress: options.internalAddress,
        externalAddress: options.externalAddress,
        memory,
        load: () => load.measure(),
        activeSplits: async () => (await engine).tasks.activeSplits(),
        stuckSplitMillis: settings.stuckSplitThreshold,
      }),
      hooks,
    ),
    workerServer.memoryRouter(createMemoryApi(memory), hooks),
    workerServer.threadRouter(createThreadApi(processThreads), hooks),
    workerServer.taskRouter(deferred(engine.then(({ tasks }) => createTaskApi(tasks))), hooks),
  ];
}

function coordinatorRouters(
  options: ApiOptions,
  cluster: ClusterKnowledge,
  hooks: RouterHooks,
): readonly Router[] {
  const { settings, clock, discovery, transport, uiSessions, node } = options;
  const ended = new EndedQueryTotals();
  const queries = options.engine.then((engine) => {
    if (engine.queries === undefined) throw new Error('A worker has no queries');
    return followedQueries(engine.queries, ended);
  });
  const routers = [
    coordinatorServer.statementRouter(
      deferred(
        queries.then((manager) =>
          createStatementApi(manager, new StatementProtocol(manager, clock), sessionFactory(settings, clock)),
        ),
      ),
      hooks,
    ),
    coordinatorServer.queryRouter(deferred(queries.then(createQueryApi)), hooks),
    coordinatorServer.queryStateRouter(deferred(queries.then(createQueryStateApi)), hooks),
    coordinatorServer.resourceGroupRouter(deferred(queries.then(createResourceGroupApi)), hooks),
    coordinatorServer.nodeRouter(createNodeApi(cluster.detector), hooks),
    coordinatorServer.discoveryRouter(createDiscoveryApi(settings.environment, cluster.store), hooks),
  ];
  if (uiSessions !== undefined) {
    const ui = queries.then((manager) =>
      createUiApi({
        node,
        nodes: discovery.nodes,
        processorsOf: (nodeId) => cluster.processorsOf(nodeId),
        queries: manager,
        ended,
        sessions: uiSessions,
        transport,
      }),
    );
    routers.push(coordinatorServer.uiRouter(deferred(ui), hooks));
  }
  return routers;
}

/** The queries, each followed to its end for the console's totals. */
function followedQueries(queries: QueryManager, ended: EndedQueryTotals): QueryManager {
  return {
    ...queries,
    submit(query) {
      const first = !query.submitted;
      queries.submit(query);
      if (first) ended.follow(query);
    },
  };
}

function sessionFactory(
  settings: Settings,
  clock: Clock,
): (queryId: string, request: SessionRequest) => Session {
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { defaultCatalog, defaultSchema, forcedTimeZone } = settings;
  return (queryId, request) => {
    const defaults =
      request.catalog !== undefined || defaultCatalog === undefined
        ? {}
        : { catalog: defaultCatalog, ...(defaultSchema === undefined ? {} : { schema: defaultSchema }) };
    const timeZone = forcedTimeZone ?? request.timeZone;
    return createSession(queryId, { ...request, ...defaults, timeZone }, clock, ownZone);
  };
}
