import type { Router } from 'express';
import * as coordinatorServer from '../../generated/coordinator/server.ts';
import type { OperationInfo, RouterHooks, Transport } from '../../generated/runtime.ts';
import * as workerServer from '../../generated/worker/server.ts';
import type { Settings } from '../config/settings.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import { createDiscoveryApi } from '../handlers/coordinator/discovery.ts';
import { createNodeApi } from '../handlers/coordinator/node.ts';
import { createInfoApi } from '../handlers/shared/info.ts';
import type { NodeIdentity } from '../handlers/shared/info.ts';
import { createMemoryApi } from '../handlers/shared/memory.ts';
import { createStatusApi } from '../handlers/shared/status.ts';
import { createThreadApi } from '../handlers/shared/thread.ts';
import { deferred } from './deferred.ts';
import type { ClusterKnowledge, Discovery } from './discovery/discovery.ts';
import type { EngineApis } from './engine-apis.ts';
import type { Engine } from './engine.ts';
import type { GracefulShutdown } from './graceful-shutdown.ts';
import { memoryInfo } from './memory-info.ts';
import { processThreads } from './process-threads.ts';
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
  // What the engine's handlers import is the larger part of the program: it is loaded with the engine.
  const apis = Promise.all([options.engine, import('./engine-apis.ts')]).then(
    ([engine, { createEngineApis }]) => createEngineApis(options, engine),
  );
  const { cluster } = options.discovery;
  // Express asks one router after the other: those of a query's own requests come first.
  return (hooks) => [
    workerServer.taskRouter(deferred(apis.then((made) => made.task)), hooks),
    ...(cluster === undefined ? [] : coordinatorRouters(options, cluster, apis, hooks)),
    ...nodeRouters(options, hooks),
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
  ];
}

function coordinatorRouters(
  options: ApiOptions,
  cluster: ClusterKnowledge,
  apis: Promise<EngineApis>,
  hooks: RouterHooks,
): readonly Router[] {
  const coordinator = apis.then((made) => {
    if (made.coordinator === undefined) throw new Error('Only a coordinator has queries');
    return made.coordinator;
  });
  const routers = [
    coordinatorServer.statementRouter(deferred(coordinator.then((made) => made.statement)), hooks),
    coordinatorServer.queryRouter(deferred(coordinator.then((made) => made.query)), hooks),
    coordinatorServer.queryStateRouter(deferred(coordinator.then((made) => made.queryState)), hooks),
    coordinatorServer.resourceGroupRouter(deferred(coordinator.then((made) => made.resourceGroup)), hooks),
    coordinatorServer.nodeRouter(createNodeApi(cluster.detector), hooks),
    coordinatorServer.discoveryRouter(createDiscoveryApi(options.settings.environment, cluster.store), hooks),
  ];
  if (options.uiSessions !== undefined) {
    routers.push(coordinatorServer.uiRouter(deferred(coordinator.then((made) => required(made.ui))), hooks));
  }
  return routers;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('There is no console');
  return value;
}
