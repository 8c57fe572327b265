import type { TaskInfo } from '../../../../generated/worker/types.ts';
import { parseDataSize } from '../../../engine/units/data-size.ts';
import { parseDuration } from '../../../engine/units/duration.ts';
import type { Cell } from '../cells.ts';
import { flags, instants, texts, wholes } from './system-table.ts';
import type { SystemTable } from './system-table.ts';

const schema = 'runtime';

const nodes: SystemTable = {
  schema,
  name: 'nodes',
  columns: [...texts('node_id', 'http_uri', 'node_version'), ...flags('coordinator'), ...texts('state')],
  *rows({ registries }) {
    for (const { nodeId, uri, version, coordinator, state } of registries.nodes()) {
      yield [nodeId, uri, version, coordinator, state];
    }
  },
};

const queries: SystemTable = {
  schema,
  name: 'queries',
  columns: [
    ...texts('query_id', 'state', 'user', 'source', 'query'),
    { name: 'resource_group_id', type: { kind: 'array', element: { kind: 'varchar' } } },
    ...wholes('queued_time_ms', 'analysis_time_ms', 'planning_time_ms'),
    ...instants('created', 'started', 'last_heartbeat', 'end'),
    ...texts('error_type', 'error_code'),
  ],
  *rows({ registries }) {
    for (const query of registries.queries()) {
      yield [
        query.queryId,
        query.state,
        query.user,
        query.source,
        query.sql,
        query.resourceGroupId,
        query.queuedMillis,
        query.analysisMillis,
        query.planningMillis,
        query.created,
        query.started,
        query.lastHeartbeat,
        query.ended,
        query.errorType,
        query.errorName,
      ];
    }
  },
};

const tasks: SystemTable = {
  schema,
  name: 'tasks',
  columns: [
    ...texts('node_id', 'task_id', 'stage_id', 'query_id', 'state'),
    ...wholes(
      'splits',
      'queued_splits',
      'running_splits',
      'completed_splits',
      'split_scheduled_time_ms',
      'split_cpu_time_ms',
      'split_blocked_time_ms',
      'raw_input_bytes',
      'raw_input_rows',
      'processed_input_bytes',
      'processed_input_rows',
      'output_bytes',
      'output_rows',
      'physical_input_bytes',
      'physical_written_bytes',
    ),
    ...instants('created', 'start', 'last_heartbeat', 'end'),
  ],
  perNode: true,
  async *rows({ registries, address }) {
    if (address === undefined) return;
    for (const task of await registries.tasksOf(address)) yield taskRow(task);
  },
};

function taskRow({ taskStatus, stats, lastHeartbeat }: TaskInfo): readonly Cell[] {
  const { taskId } = taskStatus;
  const [queryId = taskId, stage = ''] = taskId.split('.');
  return [
    taskStatus.nodeId,
    taskId,
    `${queryId}.${stage}`,
    queryId,
    taskStatus.state,
    stats.totalDrivers,
    stats.queuedDrivers,
    stats.runningDrivers,
    stats.completedDrivers,
    millis(stats.totalScheduledTime),
    millis(stats.totalCpuTime),
    millis(stats.totalBlockedTime),
    parseDataSize(stats.rawInputDataSize),
    Number(stats.rawInputPositions),
    parseDataSize(stats.processedInputDataSize),
    Number(stats.processedInputPositions),
    parseDataSize(stats.outputDataSize),
    Number(stats.outputPositions),
    parseDataSize(stats.physicalInputDataSize),
    parseDataSize(stats.physicalWrittenDataSize),
    Date.parse(stats.createTime),
    instant(stats.firstStartTime),
    Date.parse(lastHeartbeat),
    instant(stats.endTime),
  ];
}

function millis(duration: string): number {
  return (parseDuration(duration) ?? 0) / 1e6;
}

function instant(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

const transactions: SystemTable = {
  schema,
  name: 'transactions',
  columns: [
    ...texts('transaction_id', 'isolation_level'),
    ...flags('read_only', 'auto_commit_context'),
    ...instants('create_time'),
    ...wholes('idle_time_secs'),
    ...texts('written_catalog'),
    { name: 'catalogs', type: { kind: 'array', element: { kind: 'varchar' } } },
  ],
  *rows({ registries }) {
    for (const transaction of registries.transactions()) {
      yield [
        transaction.transactionId,
        transaction.isolationLevel,
        transaction.readOnly,
        transaction.autoCommit,
        transaction.created,
        transaction.idleSeconds,
        transaction.writtenCatalog,
        transaction.catalogs,
      ];
    }
  },
};

const optimizerRuleStats: SystemTable = {
  schema,
  name: 'optimizer_rule_stats',
  columns: [
    ...texts('rule_name'),
    ...wholes('invocations', 'matches', 'failures'),
    { name: 'average_time', type: { kind: 'double' } },
    {
      name: 'time_distribution_percentiles',
      type: { kind: 'map', key: { kind: 'double' }, value: { kind: 'double' } },
    },
  ],
  *rows({ registries }) {
    for (const rule of registries.optimizerRules()) {
      // Averages in microseconds, percentiles in nanoseconds: as stock shows them.
      const average = rule.averageNanos / 1e3;
      yield [rule.name, rule.invocations, rule.matches, rule.failures, average, rule.percentiles];
    }
  },
};

/** Schema runtime: what the cluster does at the moment. */
export const runtimeTables: readonly SystemTable[] = [
  nodes,
  optimizerRuleStats,
  queries,
  tasks,
  transactions,
];
