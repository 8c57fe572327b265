import type { PlanFragment, SessionRepresentation, WriterTarget } from '../../../generated/worker/types.ts';
import type { Catalog } from '../catalog/metadata.ts';
import type { WireHandle } from '../catalog/connector.ts';
import { systemPartitioning } from '../plan/plan-nodes.ts';
import { createSession } from '../session/create-session.ts';
import { sessionRepresentation } from '../session/session-representation.ts';
import type { Timer } from './clock.ts';
import type { InternalNode, NodeManager } from './node-manager.ts';
import { coordinatorId, queryIdGenerator } from './query-id.ts';
import { RemoteTask, isTaskDone } from './remote-task.ts';
import type { RemoteTaskContext } from './remote-task.ts';

export interface StoredRowSweeperOptions {
  readonly nodes: NodeManager;
  readonly context: Omit<RemoteTaskContext, 'session' | 'closing' | 'isGone'>;
  /** Yields [0, 1). */
  readonly random: () => number;
}

/** Has nodes drop rows that nobody can read any more: of tables that were dropped, of writes that failed. */
export interface StoredRowSweeper {
  /** Watches a catalog whose rows nodes store. */
  watch(catalog: Catalog): void;
  close(): void;
}

/** What is dropped within this time is swept together, and queries that read it get on, ms. */
const sweepPauseMillis = 250;
/** A node that hasn't swept by then is left alone: its next write does it. */
const longestSweepMillis = 10_000;

/**
 * The message that a node understands, stock or ours, is a writer's task: its handle lists what is still there. So a sweep is a task on
 * each node that writes no rows, to a number that nobody reads.
 */
export function createStoredRowSweeper(options: StoredRowSweeperOptions): StoredRowSweeper {
  const { nodes, context, random } = options;
  const { clock } = context;
  const nextId = queryIdGenerator(clock, coordinatorId(random));
  const closing = new AbortController();
  const pauses = new Map<string, Timer>();

  const sweep = ({ handle, connector }: Catalog): void => {
    const { metadata } = connector;
    const empty = metadata.changes?.emptyWrite?.();
    if (empty === undefined) return;
    const queryId = nextId();
    const fragment = emptyWriter(handle, empty, metadata.transactionHandle(noTransactionId));
    const session = sweepSession(queryId, clock);
    for (const [index, node] of nodes.schedulable().entries()) {
      if (node.catalogHandleIds.includes(handle)) runTask(`${queryId}.0.${index}.0`, node, fragment, session);
    }
  };

  const runTask = (
    taskId: string,
    node: InternalNode,
    fragment: PlanFragment,
    session: SessionRepresentation,
  ): void => {
    const end = (task: RemoteTask): void => {
      deadline.cancel();
      task.end(true);
    };
    const task = new RemoteTask({
      taskId,
      node,
      fragment,
      outputBuffers: {
        '@type': 'pipelined',
        version: 2,
        type: 'PARTITIONED',
        buffers: { '0': 0 },
        noMoreBufferIds: true,
      },
      context: {
        ...context,
        session,
        closing: closing.signal,
        isGone: (nodeId) => !nodes.active().some((active) => active.nodeId === nodeId),
      },
      onChange: (changed) => {
        const state = changed.status?.state;
        // Its one page needs no reader.
        if (state === 'FLUSHING' || (state !== undefined && isTaskDone(state))) end(changed);
      },
    });
    const deadline = clock.setTimeout(() => {
      end(task);
    }, longestSweepMillis);
    task.start();
  };

  return {
    watch(catalog) {
      catalog.connector.metadata.changes?.onRowsGone?.(() => {
        if (closing.signal.aborted || pauses.has(catalog.handle)) return;
        const pause = clock.setTimeout(() => {
          pauses.delete(catalog.handle);
          sweep(catalog);
        }, sweepPauseMillis);
        pauses.set(catalog.handle, pause);
      });
    },
    close() {
      for (const pause of pauses.values()) pause.cancel();
      pauses.clear();
      closing.abort();
    },
  };
}

const noTransactionId = '00000000-0000-0000-0000-000000000000';

function emptyWriter(catalogHandle: string, empty: WireHandle, transaction: WireHandle): PlanFragment {
  const target = {
    '@type': 'InsertTarget',
    handle: { catalogHandle, transactionHandle: transaction, connectorHandle: empty },
    schemaTableName: { schema: 'none', table: 'none' },
    multipleWritersPerPartitionSupported: true,
    writerScalingOptions: { isWriterTasksScalingEnabled: false, isPerTaskWriterScalingEnabled: false },
  } as WriterTarget;
  return {
    id: '0',
    root: {
      '@type': 'tablewriter',
      id: '1',
      source: { '@type': 'values', id: '0', outputSymbols: ['none'], rowCount: 0, rows: [] },
      target,
      rowCountSymbol: 'rows',
      fragmentSymbol: 'fragment',
      columns: ['none'],
      columnNames: ['none'],
    },
    symbols: { none: 'boolean', rows: 'bigint', fragment: 'varbinary' },
    partitioning: systemPartitioning('SINGLE', 'SINGLE'),
    partitionedSources: [],
    outputPartitioningScheme: {
      partitioning: { handle: systemPartitioning('SINGLE', 'SINGLE'), arguments: [] },
      outputLayout: ['rows', 'fragment'],
      replicateNullsAndAny: false,
      bucketToPartition: [0],
    },
    statsAndCosts: { stats: {}, costs: {} },
    activeCatalogs: [],
    languageFunctions: [],
  };
}

function sweepSession(queryId: string, clock: RemoteTaskContext['clock']): SessionRepresentation {
  const user = 'leveret';
  const request = {
    clientTransactionSupport: false,
    user,
    originalUser: user,
    groups: [],
    originalUserGroups: [],
    enabledRoles: [],
    path: '',
    timeZone: 'UTC',
    locale: 'en-US',
    clientTags: [],
    clientCapabilities: [],
    resourceEstimates: {},
    systemProperties: {},
    catalogProperties: {},
    catalogRoles: {},
    preparedStatements: {},
  };
  return sessionRepresentation(createSession(queryId, request, clock, 'UTC'));
}
