import type {
  BasicQueryInfo,
  QueryInfo,
  QueryStateInfo,
  StageInfo,
} from '../../../generated/coordinator/types.ts';
import { failureInfo } from '../errors/failure.ts';
import type { Query } from '../schedule/query.ts';
import type { QuerySummary } from '../schedule/query-summary.ts';
import { visitPlan } from '../schedule/partitionings.ts';
import type { Stage } from '../schedule/stage.ts';
import { sessionRepresentation } from '../session/session-representation.ts';
import type { SelectedRole } from '../session/session.ts';
import { formatType } from '../types/format-type.ts';
import { formatDateTime } from '../units/date-time.ts';
import { basicQueryStatsOf, queryStatsOf, stageStatsOf } from './query-stats.ts';
import { warningsOf } from './query-results.ts';
import { peakMemoryOf, progressOf, queryTotalsOf } from './query-totals.ts';
import type { QueryTotals } from './query-totals.ts';
import { trinoVersion } from '../units/trino-version.ts';

/** `GET /v1/query/{queryId}`. @param base the coordinator's base URI, as the caller addressed it */
export function queryInfoOf(query: Query, base: string): QueryInfo {
  const self = `${base}/v1/query/${query.queryId}`;
  if (query.summary !== undefined) return { ...query.summary.info, self };
  const plan = query.plan;
  const totals = queryTotalsOf(query);
  return {
    queryId: query.queryId,
    session: sessionRepresentation(query.session),
    state: query.state,
    self,
    fieldNames: plan?.columns.map((column) => column.name) ?? [],
    query: query.sql,
    ...(query.plan?.preparedQuery === undefined ? {} : { preparedQuery: query.plan.preparedQuery }),
    queryStats: queryStatsOf(query, totals),
    ...sessionChangesOf(query),
    ...(plan?.updateType === undefined ? {} : { updateType: plan.updateType }),
    ...(query.scheduler === undefined ? {} : { outputStage: stageInfoOf(query.scheduler.root, totals) }),
    ...failureOf(query),
    warnings: warningsOf(query),
    inputs: inputsOf(query),
    referencedTables: (plan?.inputs ?? []).map((input) => ({
      catalog: input.catalog,
      schema: input.schema,
      table: input.table,
      authorization: query.session.user,
      filters: [],
      columns: input.columns.map((column) => ({ column: column.name })),
      directlyReferenced: true,
    })),
    routines: (plan?.routines ?? []).map((routine) => ({ routine, authorization: query.session.user })),
    finalQueryInfo: query.final,
    ...groupOf(query),
    ...(plan === undefined ? {} : { queryType: plan.queryType }),
    retryPolicy: 'NONE',
    pruned: false,
    version: { version: trinoVersion },
    scheduled: query.scheduled,
    ...progressOf(query, totals),
  };
}

/**
 * What stays of an ended query that newer ones have pushed out of the history: neither plan nor tasks, and the operators' statistics
 * only by stage (recording query-info-finished-values).
 */
export function summaryOf(query: Query): QuerySummary {
  const { outputStage, queryStats, ...info } = queryInfoOf(query, '');
  return {
    info: {
      ...info,
      queryStats: { ...queryStats, operatorSummaries: [] },
      ...(outputStage === undefined ? {} : { outputStage: withoutTasks(outputStage) }),
      pruned: true,
    },
    basic: basicQueryInfoOf(query, ''),
  };
}

function withoutTasks(stage: StageInfo): StageInfo {
  const pruned = { ...stage, tasks: [], subStages: stage.subStages.map(withoutTasks) };
  Reflect.deleteProperty(pruned, 'plan');
  return pruned;
}

/** An entry of `GET /v1/query`. */
export function basicQueryInfoOf(query: Query, base: string): BasicQueryInfo {
  const self = `${base}/v1/query/${query.queryId}`;
  if (query.summary !== undefined) return { ...query.summary.basic, self };
  return {
    queryId: query.queryId,
    session: sessionRepresentation(query.session),
    ...groupOf(query),
    state: query.state,
    scheduled: query.scheduled,
    self,
    query: query.sql,
    ...(query.plan?.updateType === undefined ? {} : { updateType: query.plan.updateType }),
    ...(query.plan?.preparedQuery === undefined ? {} : { preparedQuery: query.plan.preparedQuery }),
    queryStats: basicQueryStatsOf(query, queryTotalsOf(query)),
    ...errorOf(query),
    ...(query.plan === undefined ? {} : { queryType: query.plan.queryType }),
    retryPolicy: 'NONE',
  };
}

/** `GET /v1/queryState/{queryId}`. */
export function queryStateInfoOf(query: Query): QueryStateInfo {
  const { session } = query;
  return {
    queryId: query.queryId,
    queryState: query.state,
    ...groupOf(query),
    query: query.sql,
    createTime: formatDateTime(query.timings.createMillis),
    user: session.user,
    ...(session.source === undefined ? {} : { source: session.source }),
    ...(session.clientInfo === undefined ? {} : { clientInfo: session.clientInfo }),
    ...(session.catalog === undefined ? {} : { catalog: session.catalog }),
    ...(session.schema === undefined ? {} : { schema: session.schema }),
    ...(query.machine.done ? {} : { progress: queryProgressOf(query) }),
  };
}

function groupOf({ resourceGroup }: Query): { readonly resourceGroupId?: string[] } {
  return resourceGroup === undefined ? {} : { resourceGroupId: [...resourceGroup.id] };
}

/** What the statement made of its client's session. */
function sessionChangesOf({ sessionChanges: changes }: Query) {
  return {
    ...(changes.catalog === undefined ? {} : { setCatalog: changes.catalog }),
    ...(changes.schema === undefined ? {} : { setSchema: changes.schema }),
    ...(changes.path === undefined ? {} : { setPath: changes.path }),
    ...(changes.authorizationUser === undefined ? {} : { setAuthorizationUser: changes.authorizationUser }),
    resetAuthorizationUser: changes.resetAuthorizationUser === true,
    setSessionProperties: Object.fromEntries(changes.setProperties),
    resetSessionProperties: [...changes.clearedProperties],
    setRoles: Object.fromEntries([...changes.roles].map(([catalog, role]) => [catalog, selectedRole(role)])),
    addedPreparedStatements: Object.fromEntries(changes.addedPreparedStatements),
    deallocatedPreparedStatements: [...changes.deallocatedPreparedStatements],
    ...(changes.startedTransactionId === undefined
      ? {}
      : { startedTransactionId: changes.startedTransactionId }),
    clearTransactionId: changes.clearTransactionId === true,
  };
}

function selectedRole(text: string): SelectedRole {
  const role = /^ROLE\{(.*)\}$/s.exec(text)?.[1];
  return role === undefined ? { type: text === 'ALL' ? 'ALL' : 'NONE' } : { type: 'ROLE', role };
}

function queryProgressOf(query: Query): NonNullable<QueryStateInfo['progress']> {
  const totals = queryTotalsOf(query);
  const { all } = totals;
  const { progressPercentage } = progressOf(query, totals);
  return {
    elapsedTimeMillis: Math.floor(query.timings.elapsedNanos / 1e6),
    queuedTimeMillis: Math.floor(query.timings.queuedNanos / 1e6),
    cpuTimeMillis: Math.floor(all.cpuTime / 1e6),
    scheduledTimeMillis: Math.floor(all.scheduledTime / 1e6),
    currentMemoryBytes: all.userMemory,
    peakMemoryBytes: peakMemoryOf(query, totals),
    inputRows: all.physicalInputPositions,
    inputBytes: all.physicalInputSize,
    blocked: all.fullyBlocked,
    ...(progressPercentage === undefined ? {} : { progressPercentage }),
  };
}

function stageInfoOf(stage: Stage, totals: QueryTotals): StageInfo {
  const layout = stage.fragment.outputPartitioningScheme.outputLayout;
  return {
    stageId: `${stage.queryId}.${stage.id}`,
    state: stage.state,
    plan: stage.fragment,
    coordinatorOnly: stage.coordinatorOnly,
    types: layout.map((symbol) => stage.fragment.symbols[symbol] as string),
    stageStats: stageStatsOf(stage, totals),
    tasks: stage.tasks.flatMap((task) => task.info ?? []),
    subStages: stage.children.map((child) => stageInfoOf(child, totals)),
    tables: tablesOf(stage),
    ...(stage.failure === undefined ? {} : { failureCause: failureInfo(stage.failure) }),
  };
}

function tablesOf(stage: Stage): StageInfo['tables'] {
  const tables: { -readonly [id in keyof StageInfo['tables']]: StageInfo['tables'][id] } = {};
  visitPlan(stage.fragment.root, (node) => {
    if (node['@type'] !== 'tablescan') return;
    const handle: unknown = node.table.connectorHandle;
    const catalogName = node.table.catalogHandle.split(':')[0] as string;
    const { schemaName, tableName } = handle as { schemaName?: string; tableName?: string };
    tables[node.id] = {
      connectorName:
        stage.fragment.activeCatalogs.find((catalog) => catalog.catalogHandle === node.table.catalogHandle)
          ?.connectorName ?? catalogName,
      tableName: `${catalogName}.${schemaName ?? ''}.${tableName ?? ''}`,
      predicate: { columnDomains: [] },
    };
  });
  return tables;
}

function inputsOf(query: Query): QueryInfo['inputs'] {
  const inputs: QueryInfo['inputs'][number][] = [];
  for (const stage of query.scheduler?.stages ?? []) {
    visitPlan(stage.fragment.root, (node) => {
      if (node['@type'] !== 'tablescan') return;
      const { schemaName, tableName } = node.table.connectorHandle as {
        schemaName?: string;
        tableName?: string;
      };
      const [catalogName, , catalogVersion] = node.table.catalogHandle.split(':') as [string, string, string];
      const input = query.plan?.inputs.find(
        (candidate) =>
          candidate.catalog === catalogName &&
          candidate.schema === schemaName &&
          candidate.table === tableName,
      );
      if (input === undefined) return;
      inputs.push({
        catalogName,
        catalogVersion,
        schema: input.schema,
        table: input.table,
        columns: input.columns.map((column) => ({ name: column.name, type: formatType(column.type) })),
        fragmentId: stage.fragment.id,
        planNodeId: node.id,
      });
    });
  }
  return inputs;
}

function failureOf(query: Query): Pick<QueryInfo, 'failureInfo' | 'errorCode' | 'errorType'> {
  return query.error === undefined ? {} : { failureInfo: failureInfo(query.error), ...errorOf(query) };
}

function errorOf(query: Query): Pick<QueryInfo, 'errorCode' | 'errorType'> {
  const { error } = query;
  if (error === undefined) return {};
  return {
    errorCode: { code: error.errorCode, name: error.errorName, type: error.errorType },
    errorType: error.errorType,
  };
}
