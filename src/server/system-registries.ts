import { TaskClient } from '../../generated/worker/client.ts';
import type { TaskInfo } from '../../generated/worker/types.ts';
import type { Transport } from '../../generated/runtime.ts';
import type {
  NodeEntry,
  QueryEntry,
  SystemRegistries,
  TransactionEntry,
} from '../connectors/system/registries.ts';
import { TrinoError } from '../engine/errors/trino-error.ts';
import type { RuleStatistics } from '../engine/plan/rule-statistics.ts';
import type { InternalNode, NodeManager } from '../engine/schedule/node-manager.ts';
import type { Query } from '../engine/schedule/query.ts';
import type { QueryManager } from '../engine/schedule/query-manager.ts';
import { addressOf } from '../engine/schedule/scan-splits.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import type { Transaction } from '../engine/transaction/transaction.ts';
import type { TransactionManager } from '../engine/transaction/transaction-manager.ts';
import { end, killed } from '../handlers/coordinator/query.ts';

/** How long a node may take to list its tasks, ms. */
const listTasksMillis = 10_000;

export interface SystemRegistriesOptions {
  readonly nodes: NodeManager;
  readonly transport: Transport;
  /** Undefined until the coordinator can take statements. */
  readonly queries: () => QueryManager | undefined;
  readonly transactions: Pick<TransactionManager, 'list'>;
  readonly ruleStatistics: Pick<RuleStatistics, 'report'>;
  readonly clock: Clock;
}

/** What the catalog system shows of a coordinator. */
export function createSystemRegistries({
  nodes,
  transport,
  queries,
  transactions,
  ruleStatistics,
  clock,
}: SystemRegistriesOptions): SystemRegistries {
  return {
    *queries() {
      for (const query of queries()?.list() ?? []) yield queryEntry(query);
    },
    *nodes() {
      for (const node of nodes.active()) yield nodeEntry(node, 'active');
      for (const node of nodes.inactive()) yield nodeEntry(node, 'inactive');
      for (const node of nodes.shuttingDown()) yield nodeEntry(node, 'shutting_down');
    },
    *transactions() {
      const now = clock.now();
      for (const transaction of transactions.list()) yield transactionEntry(transaction, now);
    },
    optimizerRules: () => ruleStatistics.report(),
    taskNodes: () => [...nodes.active(), ...nodes.shuttingDown()].map(addressOf),
    async tasksOf(address) {
      const node = [...nodes.active(), ...nodes.shuttingDown()].find((one) => addressOf(one) === address);
      // Gone since the splits were made, and its tasks with it.
      return node === undefined ? [] : listTasks(node, transport);
    },
    kill(queryId, message) {
      const manager = queries();
      const status = manager && end(manager, queryId, killed(message));
      return status === undefined || status === 410 ? undefined : status === 202;
    },
  };
}

/**
 * What a worker adds to the catalog system when a stock coordinator asks: its own tasks (`system.runtime.tasks` is read by a split a
 * node there). Everything else is read on the coordinator.
 */
export function createWorkerRegistries(tasks: () => readonly TaskInfo[]): SystemRegistries {
  return {
    queries: () => [],
    nodes: () => [],
    transactions: () => [],
    optimizerRules: () => [],
    taskNodes: () => [],
    tasksOf: () => Promise.resolve(tasks()),
    kill: () => undefined,
  };
}

function queryEntry(query: Query): QueryEntry {
  const { timings, session, error } = query;
  return {
    queryId: query.queryId,
    state: query.state,
    user: session.user,
    source: session.source,
    sql: query.sql,
    resourceGroupId: query.resourceGroup?.id ?? [],
    queuedMillis: timings.queuedNanos / 1e6,
    analysisMillis: timings.analysisNanos / 1e6,
    planningMillis: timings.planningNanos / 1e6,
    created: timings.createMillis,
    started: timings.executionStartMillis,
    lastHeartbeat: timings.lastHeartbeatMillis,
    ended: timings.endMillis,
    errorType: error?.errorType,
    errorName: error?.errorName,
  };
}

function transactionEntry(transaction: Transaction, nowMillis: number): TransactionEntry {
  const { id, options, createdMillis, writtenCatalog, catalogs } = transaction;
  return {
    transactionId: id,
    isolationLevel: options.isolationLevel,
    readOnly: options.readOnly,
    autoCommit: options.autoCommit,
    created: createdMillis,
    idleSeconds: Math.floor(transaction.idleMillis(nowMillis) / 1000),
    writtenCatalog,
    catalogs,
  };
}

function nodeEntry(
  { nodeId, uri, version, coordinator }: InternalNode,
  state: NodeEntry['state'],
): NodeEntry {
  return { nodeId, uri, version, coordinator, state };
}

/** @throws TrinoError REMOTE_TASK_ERROR when the node doesn't answer */
async function listTasks({ uri }: InternalNode, transport: Transport): Promise<readonly TaskInfo[]> {
  const client = new TaskClient(uri, transport);
  const answer = await client.listTasks(
    { query: { summarize: '' } },
    { signal: AbortSignal.timeout(listTasksMillis) },
  );
  if (answer.undocumented || answer.status !== 200) {
    throw new TrinoError('REMOTE_TASK_ERROR', `Unexpected response from ${uri}/v1/task: ${answer.status}`);
  }
  return answer.body;
}
