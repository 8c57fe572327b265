import type {
  BasicQueryStats,
  QueryStageStats,
  QueryStats,
  StageGcStatistics,
} from '../../../generated/coordinator/types.ts';
import type { Query } from '../schedule/query.ts';
import type { Stage } from '../schedule/stage.ts';
import type { TaskTotals } from '../schedule/task-totals.ts';
import { formatDataSize } from '../units/data-size.ts';
import { formatDateTime } from '../units/date-time.ts';
import { distributionOf } from '../units/distribution.ts';
import { formatDuration, parseDuration } from '../units/duration.ts';
import { operatorSummaries } from './operator-summaries.ts';
import { peakMemoryOf, progressOf } from './query-totals.ts';
import type { QueryTotals, Totals } from './query-totals.ts';

/** Counters that stages and queries share; sizes and times as text. */
function commonStats({ all, failed }: Totals) {
  return {
    totalTasks: all.totalTasks,
    runningTasks: all.runningTasks,
    completedTasks: all.completedTasks,
    failedTasks: all.failedTasks,
    totalDrivers: all.totalDrivers,
    queuedDrivers: all.queuedDrivers,
    runningDrivers: all.runningDrivers,
    blockedDrivers: all.blockedDrivers,
    completedDrivers: all.completedDrivers,
    cumulativeUserMemory: all.cumulativeUserMemory,
    failedCumulativeUserMemory: failed.cumulativeUserMemory,
    userMemoryReservation: formatDataSize(all.userMemory),
    revocableMemoryReservation: formatDataSize(all.revocableMemory),
    totalMemoryReservation: formatDataSize(all.userMemory + all.revocableMemory),
    totalScheduledTime: formatDuration(all.scheduledTime),
    failedScheduledTime: formatDuration(failed.scheduledTime),
    totalCpuTime: formatDuration(all.cpuTime),
    failedCpuTime: formatDuration(failed.cpuTime),
    totalBlockedTime: formatDuration(all.blockedTime),
    fullyBlocked: all.fullyBlocked,
    blockedReasons: [],
    physicalInputDataSize: formatDataSize(all.physicalInputSize),
    failedPhysicalInputDataSize: formatDataSize(failed.physicalInputSize),
    physicalInputPositions: all.physicalInputPositions,
    failedPhysicalInputPositions: failed.physicalInputPositions,
    physicalInputReadTime: formatDuration(all.physicalInputReadTime),
    failedPhysicalInputReadTime: formatDuration(failed.physicalInputReadTime),
    internalNetworkInputDataSize: formatDataSize(all.networkInputSize),
    failedInternalNetworkInputDataSize: formatDataSize(failed.networkInputSize),
    internalNetworkInputPositions: all.networkInputPositions,
    failedInternalNetworkInputPositions: failed.networkInputPositions,
    inputBlockedTime: formatDuration(all.inputBlockedTime),
    failedInputBlockedTime: formatDuration(failed.inputBlockedTime),
    outputBlockedTime: formatDuration(all.outputBlockedTime),
    failedOutputBlockedTime: formatDuration(failed.outputBlockedTime),
    physicalWrittenDataSize: formatDataSize(all.physicalWrittenSize),
    failedPhysicalWrittenDataSize: formatDataSize(failed.physicalWrittenSize),
  };
}

/** `raw…` and `processed…` input and the output: of the scans and the root for a query, of its own tasks for a stage. */
function flowStats(input: TaskTotals, output: TaskTotals, failed: TaskTotals) {
  return {
    rawInputDataSize: formatDataSize(input.rawInputSize),
    failedRawInputDataSize: formatDataSize(failed.rawInputSize),
    rawInputPositions: input.rawInputPositions,
    failedRawInputPositions: failed.rawInputPositions,
    processedInputDataSize: formatDataSize(input.processedInputSize),
    failedProcessedInputDataSize: formatDataSize(failed.processedInputSize),
    processedInputPositions: input.processedInputPositions,
    failedProcessedInputPositions: failed.processedInputPositions,
    outputDataSize: formatDataSize(output.outputSize),
    failedOutputDataSize: formatDataSize(failed.outputSize),
    outputPositions: output.outputPositions,
    failedOutputPositions: failed.outputPositions,
  };
}

/** A query's input is what its scans read, each once; what stages hand to each other is none. */
function scanned(totals: TaskTotals): TaskTotals {
  const { physicalInputPositions: rows, physicalInputSize: bytes } = totals;
  return {
    ...totals,
    rawInputPositions: rows,
    rawInputSize: bytes,
    processedInputPositions: rows,
    processedInputSize: bytes,
  };
}

/** `stageStats` of a StageInfo. */
export function stageStatsOf(stage: Stage, { byStage }: QueryTotals): QueryStageStats {
  const totals = byStage.get(stage) as Totals;
  const complete = stage.schedulingCompleteMillis;
  return {
    ...(complete === undefined ? {} : { schedulingComplete: formatDateTime(complete) }),
    getSplitDistribution: distributionOf(stage.splitTimesNanos),
    ...commonStats(totals),
    peakUserMemoryReservation: formatDataSize(totals.all.peakUserMemory),
    peakRevocableMemoryReservation: formatDataSize(totals.all.revocableMemory),
    ...flowStats(totals.all, totals.all, totals.failed),
    bufferedDataSize: formatDataSize(totals.all.bufferedSize),
    gcInfo: gcOf(stage),
    operatorSummaries: operatorSummaries(stage),
  };
}

/** `queryStats` of a QueryInfo. */
export function queryStatsOf(query: Query, totals: QueryTotals): QueryStats {
  const { timings } = query;
  const peakMemory = formatDataSize(peakMemoryOf(query, totals));
  const stages = query.scheduler?.stages ?? [];
  return {
    createTime: formatDateTime(timings.createMillis),
    ...(timings.executionStartMillis === undefined
      ? {}
      : { executionStartTime: formatDateTime(timings.executionStartMillis) }),
    lastHeartbeat: formatDateTime(timings.lastHeartbeatMillis),
    ...(timings.endMillis === undefined ? {} : { endTime: formatDateTime(timings.endMillis) }),
    elapsedTime: formatDuration(timings.elapsedNanos),
    queuedTime: formatDuration(timings.queuedNanos),
    resourceWaitingTime: formatDuration(timings.resourceWaitingNanos),
    dispatchingTime: formatDuration(timings.dispatchingNanos),
    executionTime: formatDuration(timings.executionNanos),
    analysisTime: formatDuration(timings.analysisNanos),
    planningTime: formatDuration(timings.planningNanos),
    planningCpuTime: formatDuration(timings.planningCpuNanos),
    finishingTime: formatDuration(timings.finishingNanos),
    ...commonStats(totals),
    peakUserMemoryReservation: peakMemory,
    peakRevocableMemoryReservation: formatDataSize(totals.all.revocableMemory),
    peakTotalMemoryReservation: peakMemory,
    peakTaskUserMemory: formatDataSize(totals.all.peakTaskMemory),
    peakTaskRevocableMemory: formatDataSize(totals.all.revocableMemory),
    peakTaskTotalMemory: formatDataSize(totals.all.peakTaskMemory),
    scheduled: query.scheduled,
    ...progressOf(query, totals),
    ...flowStats(scanned(totals.all), totals.root, scanned(totals.failed)),
    stageGcStatistics: stages.map(gcOf),
    dynamicFiltersStats: {
      dynamicFilterDomainStats: [],
      lazyDynamicFilters: 0,
      replicatedDynamicFilters: 0,
      totalDynamicFilters: 0,
      dynamicFiltersCompleted: 0,
    },
    operatorSummaries: stages.flatMap(operatorSummaries),
    optimizerRulesSummaries: [],
    logicalWrittenDataSize: formatDataSize(0),
    writtenPositions: 0,
    spilledDataSize: formatDataSize(totals.all.spilledSize),
  };
}

/** `queryStats` of the entries of `/v1/query`. */
export function basicQueryStatsOf(query: Query, totals: QueryTotals): BasicQueryStats {
  const { timings } = query;
  const { all, failed } = totals;
  const peak = formatDataSize(peakMemoryOf(query, totals));
  return {
    createTime: formatDateTime(timings.createMillis),
    ...(timings.endMillis === undefined ? {} : { endTime: formatDateTime(timings.endMillis) }),
    queuedTime: formatDuration(timings.queuedNanos),
    elapsedTime: formatDuration(timings.elapsedNanos),
    executionTime: formatDuration(timings.executionNanos),
    failedTasks: all.failedTasks,
    totalDrivers: all.totalDrivers,
    queuedDrivers: all.queuedDrivers,
    runningDrivers: all.runningDrivers,
    completedDrivers: all.completedDrivers,
    rawInputDataSize: formatDataSize(all.physicalInputSize),
    rawInputPositions: all.physicalInputPositions,
    physicalInputDataSize: formatDataSize(all.physicalInputSize),
    cumulativeUserMemory: all.cumulativeUserMemory,
    failedCumulativeUserMemory: failed.cumulativeUserMemory,
    userMemoryReservation: formatDataSize(all.userMemory),
    totalMemoryReservation: formatDataSize(all.userMemory + all.revocableMemory),
    peakUserMemoryReservation: peak,
    peakTotalMemoryReservation: peak,
    totalCpuTime: formatDuration(all.cpuTime),
    failedCpuTime: formatDuration(failed.cpuTime),
    totalScheduledTime: formatDuration(all.scheduledTime),
    failedScheduledTime: formatDuration(failed.scheduledTime),
    fullyBlocked: all.fullyBlocked,
    blockedReasons: [],
    ...progressOf(query, totals),
  };
}

/** Full garbage collections that the tasks of a stage lived through, in whole seconds as in stock. */
function gcOf(stage: Stage): StageGcStatistics {
  const seconds = stage.tasks
    .filter((task) => Number(task.status?.fullGcCount ?? 0) > 0)
    .map((task) => Math.round((parseDuration(task.status?.fullGcTime ?? '') ?? 0) / 1e9));
  const total = seconds.reduce((sum, value) => sum + value, 0);
  return {
    stageId: stage.id,
    tasks: stage.tasks.length,
    fullGcTasks: seconds.length,
    minFullGcSec: seconds.length === 0 ? 0 : Math.min(...seconds),
    maxFullGcSec: Math.max(0, ...seconds),
    totalFullGcSec: total,
    averageFullGcSec: seconds.length === 0 ? 0 : Math.round(total / seconds.length),
  };
}
