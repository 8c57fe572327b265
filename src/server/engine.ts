import { createMetadata } from '../engine/catalog/metadata.ts';
import type { Catalog } from '../engine/catalog/metadata.ts';
import { BufferBudget } from '../engine/exchange/buffer-budget.ts';
import { createExchangeClient } from '../engine/exchange/exchange-client.ts';
import type { Kernel } from '../engine/execute/kernel.ts';
import { createTaskManager } from '../engine/execute/task-manager.ts';
import type { TaskManager } from '../engine/execute/task-manager.ts';
import { deserializePage } from '../engine/pages/page-serde.ts';
import { summaryOf } from '../engine/results/query-info.ts';
import { encodeRowParts } from '../engine/results/rows.ts';
import { RuleStatistics } from '../engine/plan/rule-statistics.ts';
import type { NodeManager } from '../engine/schedule/node-manager.ts';
import type { ResourceGroupsSpec } from '../engine/schedule/resource-groups/resource-groups-spec.ts';
import { createQueryManager } from '../engine/schedule/query-manager.ts';
import type { QueryManager } from '../engine/schedule/query-manager.ts';
import { createStoredRowSweeper } from '../engine/schedule/stored-row-sweeper.ts';
import { createTransactionManager } from '../engine/transaction/transaction-manager.ts';
import type { TransactionManager } from '../engine/transaction/transaction-manager.ts';
import { TrinoError } from '../engine/errors/trino-error.ts';
import type { CatalogConfiguration } from '../config/load-catalogs.ts';
import type { Settings } from '../config/settings.ts';
import type { Transport } from '../../generated/runtime.ts';
import { connectorsByHandle, mountCatalogs, mountWorkerCatalogs } from './catalogs.ts';
import type { NodeParts } from './parts.ts';
import { createSystemRegistries, createWorkerRegistries } from './system-registries.ts';

export interface EngineOptions {
  readonly settings: Settings;
  readonly catalogs: readonly CatalogConfiguration[];
  readonly nodes: NodeManager;
  readonly transport: Transport;
  readonly parts: NodeParts;
  /** Absent: all queries go to one group. */
  readonly resourceGroups?: ResourceGroupsSpec | undefined;
  /** Memory that another node said it has for queries, bytes. */
  readonly memoryOf?: ((nodeId: string) => number | undefined) | undefined;
  /** Already starting. */
  readonly kernel: Promise<Kernel>;
}

/** A node's engine: tasks, and the queries of a coordinator. */
export interface Engine {
  readonly kernel: Kernel;
  readonly tasks: TaskManager;
  /** Absent on a worker. */
  readonly queries: QueryManager | undefined;
  /** Pages and rows that wait for their readers. */
  readonly buffers: BufferBudget;
  /** Ends what runs, then DuckDB. */
  close(): Promise<void>;
}

/** Pages and rows that all tasks and queries of a node hold for their readers, bytes; beyond it each gets about a page. */
const maxBufferedBytes = 512 * 1024 * 1024;

/** Puts the engine's stages together. Resolves when it can take tasks. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { settings, nodes, transport, parts } = options;
  const buffers = new BufferBudget(maxBufferedBytes);
  const made: { queries?: QueryManager | undefined; tasks?: TaskManager } = {};
  const { clock } = parts;
  const transactions = createTransactionManager({
    clock,
    idleTimeoutMillis: settings.transactionIdleTimeout,
    idleCheckMillis: settings.transactionIdleCheckInterval,
  });
  const queriesSoFar = (): QueryManager | undefined => made.queries;
  const ruleStatistics = new RuleStatistics(clock);
  const registries = createSystemRegistries({
    nodes,
    transport,
    queries: queriesSoFar,
    transactions,
    ruleStatistics,
    clock,
  });
  // Workers only run splits: their connectors are in the kernel's thread, but for what they know of themselves.
  const mounted = nodes.self.coordinator
    ? mountCatalogs(options.catalogs, registries)
    : Promise.resolve(mountWorkerCatalogs(createWorkerRegistries(() => made.tasks?.list(true) ?? [])));
  const [kernel, catalogs, queries] = await Promise.all([
    options.kernel,
    mounted,
    nodes.self.coordinator
      ? createQueries(options, mounted, buffers, transactions, ruleStatistics)
      : undefined,
  ]);
  made.queries = queries;
  const connectors = connectorsByHandle(catalogs);
  const tasks = createTaskManager({
    kernel,
    connector: (handle) => connectors.get(handle),
    explainAnalyze: async (taskId, verbose) => {
      const query = made.queries?.get(taskId.slice(0, taskId.indexOf('.')));
      if (query === undefined) {
        throw new TrinoError('GENERIC_INTERNAL_ERROR', `The query of task ${taskId} is not here`);
      }
      // Loaded when it is needed: the first query shouldn't wait for it.
      const { explainAnalyze } = await import('../engine/results/explain-analyze.ts');
      return explainAnalyze(query, verbose);
    },
    transport,
    clock: parts.clock,
    random: parts.random,
    nodeId: nodes.self.nodeId,
    selfUri: () => nodes.self.uri,
    infoMaxAgeMillis: settings.taskInfoMaxAge,
    clientTimeoutMillis: settings.taskClientTimeout,
    buffers,
    maxBufferBytes: settings.sinkMaxBufferSize,
    maxBroadcastBufferBytes: settings.sinkMaxBroadcastBufferSize,
    exchangeMaxBufferBytes: settings.exchangeMaxBufferSize,
    exchangeMaxErrorMillis: settings.exchangeMaxErrorDuration,
  });
  made.tasks = tasks;
  return {
    kernel,
    tasks,
    queries,
    buffers,
    async close() {
      queries?.close();
      transactions.close();
      await tasks.close();
      await kernel.close();
    },
  };
}

async function createQueries(
  options: EngineOptions,
  mounted: Promise<ReadonlyMap<string, Catalog>>,
  buffers: BufferBudget,
  transactions: TransactionManager,
  ruleStatistics: RuleStatistics,
): Promise<QueryManager> {
  const { settings, nodes, transport, parts } = options;
  const { clock, random } = parts;
  const [planning, catalogs] = await Promise.all([parts.loadPlanning(), mounted]);
  const connectors = connectorsByHandle(catalogs);
  const taskContext = {
    transport,
    clock,
    maxErrorMillis: settings.remoteTaskMaxErrorDuration,
    infoUpdateMillis: settings.taskInfoUpdateInterval,
  };
  const sweeper = createStoredRowSweeper({ nodes, context: taskContext, random });
  for (const catalog of catalogs.values()) sweeper.watch(catalog);
  let ownMemoryBytes = 0;
  // A coordinator that runs no tasks has none, and its kernel isn't started for a number.
  if (settings.includeCoordinator) {
    const own = options.kernel.then((kernel) => kernel.memory());
    void own.then(
      ({ limitBytes }) => (ownMemoryBytes = limitBytes),
      () => undefined,
    );
  }
  const memoryOf = (nodeId: string): number =>
    nodeId === nodes.self.nodeId ? ownMemoryBytes : (options.memoryOf?.(nodeId) ?? 0);
  const metadata = createMetadata(catalogs);
  const manager = createQueryManager({
    clock,
    random,
    nodes,
    buffers,
    plan: planning.createPlanner(
      metadata,
      clock,
      () => ({ workers: nodes.schedulable().length }),
      transactions,
      ruleStatistics,
    ),
    async computeConstant(expression, session, signal) {
      const [{ computeConstant }, kernel] = await Promise.all([
        import('../engine/schedule/compute-constant.ts'),
        options.kernel,
      ]);
      return computeConstant(expression, session, { metadata, kernel, signal });
    },
    withBucketToPartition: planning.withBucketToPartition,
    connector(handle) {
      const connector = connectors.get(handle);
      if (connector === undefined) throw new TrinoError('CATALOG_NOT_AVAILABLE', `No catalog '${handle}'`);
      return connector;
    },
    taskContext,
    openExchange(locations, signal) {
      const exchange = createExchangeClient({
        transport,
        clock,
        budget: buffers,
        maxBufferBytes: settings.exchangeMaxBufferSize,
        maxErrorMillis: settings.exchangeMaxErrorDuration,
        farewellMillis: (location) => (location.startsWith(`${nodes.self.uri}/`) ? 0 : 1000),
      });
      for (const location of locations) exchange.addLocation(location);
      exchange.noMoreLocations();
      const close = (): void => {
        exchange.close();
      };
      // An aborted signal says it no more: whoever reads for an ended query would keep its tasks alive.
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
      // The signal lives as long as the query is remembered; the exchange needn't.
      return endedBy(exchange.pages(), () => {
        signal.removeEventListener('abort', close);
      });
    },
    resultCodec: (session, columns) => ({
      decode: deserializePage,
      encode: (page, types) =>
        encodeRowParts(page, types, {
          parametricDatetime: session.clientCapabilities.includes('PARAMETRIC_DATETIME'),
          columnNames: columns.map((column) => column.name),
        }),
    }),
    limits: {
      maxLength: settings.queryMaxLength,
      requiredWorkers: settings.requiredWorkers,
      requiredWorkersMaxWaitMillis: settings.requiredWorkersMaxWait,
    },
    splitLimits: {
      maxSplitsPerNode: settings.maxSplitsPerNode,
      minPendingSplitsPerTask: settings.minPendingSplitsPerTask,
      maxUnacknowledgedSplitsPerTask: settings.maxUnacknowledgedSplitsPerTask,
      splitBatchSize: settings.splitBatchSize,
    },
    clientTimeoutMillis: settings.queryClientTimeout,
    minExpireAgeMillis: settings.queryMinExpireAge,
    maxHistory: settings.queryMaxHistory,
    maxConcurrentQueries: settings.maxConcurrentQueries,
    maxQueuedQueries: settings.maxQueuedQueries,
    resourceGroups: options.resourceGroups,
    clusterMemoryBytes: () => nodes.schedulable().reduce((sum, node) => sum + memoryOf(node.nodeId), 0),
    queryType: planning.statementQueryType,
    summarize: summaryOf,
    usageLimits: {
      runMillis: settings.maxRunTime,
      executionMillis: settings.maxExecutionTime,
      planningMillis: settings.maxPlanningTime,
      cpuMillis: settings.maxCpuTime,
      scanBytes: settings.maxScanPhysicalBytes,
      memoryBytes: settings.maxQueryMemory,
      totalMemoryBytes: settings.maxQueryTotalMemory,
      stageCount: settings.maxStageCount,
      stageCountWarning: settings.stageCountWarningThreshold,
    },
  });
  return {
    ...manager,
    close() {
      sweeper.close();
      manager.close();
    },
  };
}

/** The same stream; `onEnd` is called when its reader is done with it. */
async function* endedBy<T>(stream: AsyncIterable<T>, onEnd: () => void): AsyncIterable<T> {
  try {
    yield* stream;
  } finally {
    onEnd();
  }
}
