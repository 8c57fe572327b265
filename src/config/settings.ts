import {
  booleanSetting,
  numberSetting,
  optionalNumberSetting,
  requiredTextSetting,
  textSetting,
} from './setting.ts';
import type { Setting } from './setting.ts';
import type { PropertyValue } from './property-value.ts';

const matches = (pattern: RegExp, form: string) => (value: PropertyValue) =>
  typeof value === 'string' && pattern.test(value) ? undefined : `must be ${form}`;
const atLeast = (least: number) => (value: PropertyValue) =>
  typeof value === 'number' && value >= least ? undefined : `must be at least ${least}`;
const between = (least: number, most: number) => (value: PropertyValue) =>
  typeof value === 'number' && value >= least && value <= most
    ? undefined
    : `must be from ${least} to ${most}`;

const lowerCaseName = matches(
  /^[a-z0-9][_a-z0-9]*$/,
  'lower-case letters, digits and _, starting with a letter or a digit',
);

/**
 * The properties that have an effect, each with what it does. Durations are milliseconds, sizes bytes.
 * Properties of Trino 435 that aren't here are accepted with a warning, other names refused.
 */
export const settingRegistry = {
  coordinator: booleanSetting('coordinator', 'Serves statements and the other coordinator resources.'),
  includeCoordinator: booleanSetting('node-scheduler.include-coordinator', 'The coordinator runs tasks too.'),
  maxSplitsPerNode: numberSetting(
    'node-scheduler.max-splits-per-node',
    'Splits that a node has queued and runs before its tasks get no more than the least.',
    { check: atLeast(1) },
  ),
  minPendingSplitsPerTask: numberSetting(
    'node-scheduler.min-pending-splits-per-task',
    'Splits that a task may have queued however busy its node is.',
    { check: atLeast(1) },
  ),
  maxUnacknowledgedSplitsPerTask: numberSetting(
    'node-scheduler.max-unacknowledged-splits-per-task',
    'Splits on their way to a task that it has not confirmed yet.',
    { check: atLeast(1) },
  ),
  splitBatchSize: numberSetting(
    'query.schedule-split-batch-size',
    'Splits of a scan that are listed ahead of their being handed out.',
    { check: atLeast(1) },
  ),
  httpPort: numberSetting(
    'http-server.http.port',
    'Port of the HTTP interface; 0 takes a free one. `--port` wins.',
    {
      check: between(0, 65_535),
    },
  ),
  maxRequestHeaderSize: numberSetting(
    'http-server.max-request-header-size',
    'Largest header section of a request; larger ones are answered 431.',
    { check: atLeast(1024) },
  ),
  maxIdleTime: numberSetting(
    'http-server.net.max-idle-time',
    'Idle connections are closed after this time.',
    {
      check: atLeast(1000),
    },
  ),
  processForwarded: booleanSetting(
    'http-server.process-forwarded',
    'Absolute URIs in answers follow `X-Forwarded-Proto`, `-Host` and `-Port` of a proxy.',
  ),
  alternateHeaderName: textSetting(
    'protocol.v1.alternate-header-name',
    'The client protocol also takes headers `X-NAME-…` in place of `X-Trino-…`, and answers them alike.',
    {
      defaultText: 'none',
      check: matches(/^(?!trino$)[A-Za-z][A-Za-z0-9-]*$/i, 'letters, digits and -, and not Trino'),
    },
  ),
  compressResults: booleanSetting(
    'query-results.compression-enabled',
    'JSON answers are compressed for clients that accept gzip.',
  ),

  environment: requiredTextSetting(
    'node.environment',
    'Name of the cluster; nodes of another one are refused.',
    {
      defaultValue: 'test',
      defaultText: '`test`',
      check: lowerCaseName,
    },
  ),
  nodeId: textSetting('node.id', 'Name of this node in the cluster.', {
    defaultText: 'a random UUID',
    check: matches(
      /^[A-Za-z0-9][_A-Za-z0-9-]*$/,
      'letters, digits, _ and -, starting with a letter or a digit',
    ),
  }),
  nodePool: requiredTextSetting('node.pool', 'Pool in which the node announces itself.', {
    check: lowerCaseName,
  }),
  nodeLocation: textSetting('node.location', 'Location in the announcement.', {
    defaultText: '`/` and the node id',
  }),
  internalAddress: textSetting('node.internal-address', 'Host under which other nodes reach this one.', {
    defaultText: 'the address listened on',
  }),
  externalAddress: textSetting('node.external-address', 'Host in the external URI of the announcement.', {
    defaultText: '`node.internal-address`',
  }),
  bindAddress: textSetting(
    'node.bind-ip',
    'Address to listen on; any but loopback needs `internal-communication.shared-secret`. `--host` wins.',
    { defaultText: '`127.0.0.1`' },
  ),
  dataDirectory: textSetting(
    'node.data-dir',
    'Folder for what queries spill and for columns of scanned tables, kept between starts.',
    {
      defaultText: 'a temporary folder, removed at the end',
    },
  ),

  scanCacheMaxMemory: optionalNumberSetting(
    'scan-cache.max-memory-per-node',
    'Memory for columns of scanned tables, kept so that the next scan makes no rows. What is beyond goes to files.',
    { defaultText: "half of DuckDB's memory" },
  ),
  scanCacheMaxDisk: optionalNumberSetting(
    'scan-cache.max-disk-per-node',
    'What of these columns may lie in files below `node.data-dir`; beyond that the least recently used are dropped.',
    { defaultText: "as much as DuckDB's memory" },
  ),

  sharedSecret: textSetting(
    'internal-communication.shared-secret',
    'Key of the tokens by which nodes know each other.',
    { defaultText: 'the name of the environment' },
  ),
  discoveryUri: textSetting('discovery.uri', 'The coordinator to which a worker announces itself.', {
    defaultText: 'none; a worker needs it',
    check: matches(/^https?:\/\/[^/\s]+\/?$/, 'a URI such as http://host:8080'),
  }),
  discoveryMaxAge: numberSetting('discovery.max-age', 'Announcements older than this are forgotten.'),
  discoveryCacheTtl: numberSetting(
    'discovery.store-cache-ttl',
    'Service look-ups answer from a list that is at most this old.',
  ),

  failureDetectorEnabled: booleanSetting(
    'failure-detector.enabled',
    'Nodes that fail their heartbeats get no tasks.',
  ),
  failureDetectorThreshold: numberSetting(
    'failure-detector.threshold',
    'Share of failed heartbeats, decaying over a minute, from which a node counts as failed.',
    { check: between(0, 1) },
  ),
  failureDetectorHeartbeatInterval: numberSetting(
    'failure-detector.heartbeat-interval',
    'Pause between two heartbeats to a node.',
    { check: atLeast(1) },
  ),
  failureDetectorWarmupInterval: numberSetting(
    'failure-detector.warmup-interval',
    'A node that failed gets tasks again when it has answered for this time.',
  ),
  failureDetectorExpiration: numberSetting(
    'failure-detector.expiration-grace-interval',
    'A node that is no longer announced is watched for this time.',
  ),
  shutdownGracePeriod: numberSetting(
    'shutdown.grace-period',
    'A worker asked to shut down waits so long, then for its tasks, then so long again.',
  ),

  webUiEnabled: booleanSetting('web-ui.enabled', 'Serves the console under /ui.'),
  webUiSharedSecret: textSetting('web-ui.shared-secret', "Key of the console's session cookies.", {
    defaultText: 'random at each start',
  }),
  webUiSessionTimeout: numberSetting('web-ui.session-timeout', 'Life of a session of the console.'),

  catalogDirectory: requiredTextSetting('catalog.config-dir', "Folder of the catalogs' files.", {
    defaultText: '`catalog` in the folder given by `--etc`',
  }),
  disabledCatalogs: textSetting('catalog.disabled-catalogs', 'Catalogs to leave out, separated by commas.'),

  queryClientTimeout: numberSetting(
    'query.client.timeout',
    'A query whose client is silent for this time is abandoned.',
  ),
  transactionIdleTimeout: numberSetting(
    'transaction.idle-timeout',
    'A transaction without statements for this time is forgotten.',
  ),
  transactionIdleCheckInterval: numberSetting(
    'transaction.idle-check-interval',
    'How often idle transactions are looked for.',
    { check: atLeast(1) },
  ),
  queryMaxHistory: numberSetting('query.max-history', 'Ended queries that are kept at the least.'),
  queryMinExpireAge: numberSetting('query.min-expire-age', 'Ended queries are kept at least this long.'),
  queryMaxLength: numberSetting('query.max-length', 'Longest statement, in characters.'),
  maxConcurrentQueries: numberSetting('query.max-concurrent-queries', 'Queries that run at once.', {
    check: atLeast(1),
  }),
  maxQueuedQueries: numberSetting(
    'query.max-queued-queries',
    'Queries that wait for them; more are refused.',
  ),
  maxRunTime: numberSetting(
    'query.max-run-time',
    'Longest life of a query, waiting included; `query_max_run_time` of a session wins.',
  ),
  maxExecutionTime: numberSetting(
    'query.max-execution-time',
    'Longest execution of a query; `query_max_execution_time` of a session wins.',
  ),
  maxPlanningTime: numberSetting(
    'query.max-planning-time',
    'Longest planning of a query; `query_max_planning_time` of a session wins.',
  ),
  maxCpuTime: numberSetting(
    'query.max-cpu-time',
    'Processor time that a query may use; a session may ask for less by `query_max_cpu_time`.',
  ),
  maxScanPhysicalBytes: optionalNumberSetting(
    'query.max-scan-physical-bytes',
    'What the scans of a query may read; a session may ask for less by `query_max_scan_physical_bytes`.',
    { defaultText: 'no limit' },
  ),
  maxQueryMemory: numberSetting(
    'query.max-memory',
    'Memory that a query may hold on all nodes; a session may ask for less by `query_max_memory`.',
  ),
  maxQueryTotalMemory: numberSetting(
    'query.max-total-memory',
    'The same with what could be given back; a session may ask for less by `query_max_total_memory`.',
  ),
  maxStageCount: numberSetting(
    'query.max-stage-count',
    'Stages that a query may have; `query_max_stage_count` of a session wins.',
    { check: atLeast(1) },
  ),
  stageCountWarningThreshold: numberSetting(
    'query.stage-count-warning-threshold',
    'Stages from which on the client is warned.',
    { check: atLeast(1) },
  ),
  requiredWorkers: numberSetting('query-manager.required-workers', 'Active workers a query waits for.'),
  requiredWorkersMaxWait: numberSetting(
    'query-manager.required-workers-max-wait',
    'How long it waits for them before it fails.',
  ),
  remoteTaskMaxErrorDuration: numberSetting(
    'query.remote-task.max-error-duration',
    'Requests to a task may fail for this time before its query fails.',
  ),

  taskInfoUpdateInterval: numberSetting(
    'task.info-update-interval',
    "Pause between looks at a running task's statistics.",
    { check: atLeast(1) },
  ),

  taskClientTimeout: numberSetting(
    'task.client.timeout',
    'A task that nobody asks about for this time is abandoned.',
  ),
  taskInfoMaxAge: numberSetting('task.info.max-age', 'Ended tasks are kept for this time.'),
  sinkMaxBufferSize: numberSetting(
    'sink.max-buffer-size',
    'Output that a task holds before its writer waits.',
  ),

  sinkMaxBroadcastBufferSize: numberSetting(
    'sink.max-broadcast-buffer-size',
    'The same for output that every consumer gets whole.',
  ),
  exchangeMaxBufferSize: numberSetting(
    'exchange.max-buffer-size',
    'Pages of other tasks that an exchange holds before it asks for no more.',
  ),
  exchangeMaxErrorDuration: numberSetting(
    'exchange.max-error-duration',
    'Requests for pages may fail for this time before the task fails.',
  ),
  stuckSplitThreshold: numberSetting(
    'task.interrupt-stuck-split-tasks-warning-threshold',
    'Splits that run longer are counted by `GET /v1/maxActiveSplits`.',
  ),

  defaultCatalog: textSetting('sql.default-catalog', 'Catalog of sessions that name none.', {
    defaultText: 'none',
  }),
  defaultSchema: textSetting(
    'sql.default-schema',
    'Schema of sessions that name neither catalog nor schema.',
    {
      defaultText: 'none',
    },
  ),
  forcedTimeZone: textSetting(
    'sql.forced-session-time-zone',
    'Time zone of all sessions, whatever they ask for.',
    {
      defaultText: 'none',
    },
  ),

  logLevelsFile: textSetting('log.levels-file', 'File of log levels, as `log.properties`.', {
    defaultText: '`log.properties` in the folder given by `--etc`',
  }),
  logPath: textSetting('log.path', 'File for the log.', { defaultText: 'standard error' }),
} as const;

export type SettingName = keyof typeof settingRegistry;

type ValueOf<S> = S extends Setting<infer T> ? T : never;

/** Typed values of all properties that have an effect; durations in milliseconds, sizes in bytes. */
export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof settingRegistry)[Name]> };

export const settingNames = Object.keys(settingRegistry) as readonly SettingName[];

/** The settings of a node without configuration files. */
export function defaultSettings(): Settings {
  return Object.fromEntries(
    settingNames.map((name) => [name, settingRegistry[name].defaultValue]),
  ) as unknown as Settings;
}
