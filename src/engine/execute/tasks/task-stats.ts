import type { OperatorStats, PipelineStats, TaskStats } from '../../../../generated/worker/types.ts';
import { formatDataSize } from '../../units/data-size.ts';
import { formatDateTime } from '../../units/date-time.ts';
import { distributionOf } from '../../units/distribution.ts';
import { formatDuration } from '../../units/duration.ts';
import type { KernelOperatorStats } from '../kernel.ts';
import { operatorId, pipelineId } from './operator-identity.ts';
import type { TaskMeasurements } from './task-meter.ts';

/** Weight of a split of average size, in stock's hundredths. */
const standardSplitWeight = 100;

/**
 * `TaskInfo.stats` of what was measured.
 * @param stage number of the task's stage
 * @param summarize leaves out pipelines and operators
 */
export function taskStats(measured: TaskMeasurements, stage: number, summarize: boolean): TaskStats {
  const { terminatingStartMillis, endMillis } = measured;
  return {
    createTime: formatDateTime(measured.createMillis),
    ...startAndEndTimes(measured),
    ...(terminatingStartMillis === undefined
      ? {}
      : { terminatingStartTime: formatDateTime(terminatingStartMillis) }),
    ...(endMillis === undefined ? {} : { endTime: formatDateTime(endMillis) }),
    elapsedTime: formatDuration(measured.elapsedNanos),
    queuedTime: formatDuration(measured.queuedNanos),
    ...driverStats(measured),
    cumulativeUserMemory: measured.cumulativeMemory,
    userMemoryReservation: formatDataSize(measured.memoryBytes),
    peakUserMemoryReservation: formatDataSize(measured.peakMemoryBytes),
    revocableMemoryReservation: formatDataSize(0),
    ...flowStats(measured),
    writerInputDataSize: formatDataSize(0),
    fullGcCount: measured.fullGc.count,
    fullGcTime: formatDuration(measured.fullGc.nanos),
    pipelines: summarize || measured.kernel === undefined ? [] : [pipelineStats(measured, stage)],
  };
}

/** The counts of `TaskStatus` that tell the scheduler how busy a task is. */
export function partitionedDriverStats(
  measured: TaskMeasurements,
): Pick<
  TaskStats,
  | 'queuedPartitionedDrivers'
  | 'runningPartitionedDrivers'
  | 'queuedPartitionedSplitsWeight'
  | 'runningPartitionedSplitsWeight'
> {
  const { queued, running, blocked } = measured.partitionedDrivers;
  return {
    queuedPartitionedDrivers: queued,
    runningPartitionedDrivers: running + blocked,
    queuedPartitionedSplitsWeight: queued * standardSplitWeight,
    runningPartitionedSplitsWeight: (running + blocked) * standardSplitWeight,
  };
}

/** A fragment is one statement of the kernel, and so one pipeline. */
function pipelineStats(measured: TaskMeasurements, stage: number): PipelineStats {
  const { drivers, firstStartMillis } = measured;
  const operators = measured.kernel?.operators ?? [];
  // A statement doesn't tell which of its operators spilled: it stands at the last one.
  const spilledDataSize = formatDataSize(measured.kernel?.spilledBytes ?? 0);
  const executedNanos = measured.elapsedNanos - measured.queuedNanos;
  return {
    pipelineId,
    ...startAndEndTimes(measured),
    inputPipeline: true,
    outputPipeline: true,
    ...driverStats(measured),
    userMemoryReservation: formatDataSize(measured.memoryBytes),
    revocableMemoryReservation: formatDataSize(0),
    queuedTime: distributionOf(firstStartMillis === undefined ? [] : [measured.queuedNanos]),
    elapsedTime: distributionOf(firstStartMillis === undefined ? [] : [executedNanos]),
    ...flowStats(measured),
    operatorSummaries: operators
      .map((operator) => operatorStats(operator, drivers.total, stage))
      .map((operator, index) =>
        index === operators.length - 1 ? { ...operator, spilledDataSize } : operator,
      ),
    drivers: [],
  };
}

function operatorStats(operator: KernelOperatorStats, drivers: number, stage: number): OperatorStats {
  const scan = operator.operatorType === 'TableScanOperator';
  const exchange = operator.operatorType === 'ExchangeOperator';
  const none = formatDataSize(0);
  const noTime = formatDuration(0);
  const inputSize = formatDataSize(operator.inputBytes);
  return {
    stageId: stage,
    pipelineId,
    operatorId: operatorId(operator),
    planNodeId: operator.planNodeId,
    operatorType: operator.operatorType,
    totalDrivers: drivers,
    // One statement takes its whole input in one call and gives its whole output in one.
    addInputCalls: operator.inputRows > 0 ? 1 : 0,
    addInputWall: noTime,
    addInputCpu: noTime,
    physicalInputDataSize: scan ? inputSize : none,
    physicalInputPositions: scan ? operator.inputRows : 0,
    physicalInputReadTime: noTime,
    internalNetworkInputDataSize: exchange ? inputSize : none,
    internalNetworkInputPositions: exchange ? operator.inputRows : 0,
    rawInputDataSize: scan || exchange ? inputSize : none,
    inputDataSize: inputSize,
    inputPositions: operator.inputRows,
    sumSquaredInputPositions: operator.inputRows ** 2,
    getOutputCalls: operator.outputRows > 0 ? 1 : 0,
    getOutputWall: formatDuration(operator.wallNanos),
    getOutputCpu: noTime,
    outputDataSize: formatDataSize(operator.outputBytes),
    outputPositions: operator.outputRows,
    dynamicFilterSplitsProcessed: 0,
    metrics: {},
    connectorMetrics: {},
    physicalWrittenDataSize: none,
    blockedWall: noTime,
    finishCalls: 1,
    finishWall: noTime,
    finishCpu: noTime,
    userMemoryReservation: none,
    revocableMemoryReservation: none,
    peakUserMemoryReservation: none,
    peakRevocableMemoryReservation: none,
    peakTotalMemoryReservation: none,
    spilledDataSize: none,
  };
}

function startAndEndTimes(
  measured: TaskMeasurements,
): Pick<TaskStats, 'firstStartTime' | 'lastStartTime' | 'lastEndTime'> {
  const { firstStartMillis, lastStartMillis, lastEndMillis } = measured;
  return {
    ...(firstStartMillis === undefined ? {} : { firstStartTime: formatDateTime(firstStartMillis) }),
    ...(lastStartMillis === undefined ? {} : { lastStartTime: formatDateTime(lastStartMillis) }),
    ...(lastEndMillis === undefined ? {} : { lastEndTime: formatDateTime(lastEndMillis) }),
  };
}

function driverStats(
  measured: TaskMeasurements,
): Pick<
  TaskStats,
  'totalDrivers' | 'queuedDrivers' | 'runningDrivers' | 'blockedDrivers' | 'completedDrivers'
> &
  ReturnType<typeof partitionedDriverStats> {
  const { drivers } = measured;
  return {
    totalDrivers: drivers.total,
    queuedDrivers: drivers.queued,
    runningDrivers: drivers.running,
    blockedDrivers: drivers.blocked,
    completedDrivers: drivers.completed,
    ...partitionedDriverStats(measured),
  };
}

/** What went in and out, and the time it took: the same names in a task and in its pipelines. */
function flowStats(
  measured: TaskMeasurements,
): Pick<
  TaskStats,
  | 'totalScheduledTime'
  | 'totalCpuTime'
  | 'totalBlockedTime'
  | 'fullyBlocked'
  | 'blockedReasons'
  | 'physicalInputDataSize'
  | 'physicalInputPositions'
  | 'physicalInputReadTime'
  | 'internalNetworkInputDataSize'
  | 'internalNetworkInputPositions'
  | 'rawInputDataSize'
  | 'rawInputPositions'
  | 'processedInputDataSize'
  | 'processedInputPositions'
  | 'inputBlockedTime'
  | 'outputDataSize'
  | 'outputPositions'
  | 'outputBlockedTime'
  | 'physicalWrittenDataSize'
> {
  const { kernel, drivers, networkBytes, networkRows, inputBlockedNanos, outputBlockedNanos } = measured;
  const scannedBytes = kernel?.scannedBytes ?? 0;
  const scannedRows = kernel?.scannedRows ?? 0;
  const inputRows = scannedRows + networkRows + measured.valuesRows;
  return {
    totalScheduledTime: formatDuration(kernel?.wallNanos ?? 0),
    totalCpuTime: formatDuration(kernel?.cpuNanos ?? 0),
    totalBlockedTime: formatDuration(inputBlockedNanos + outputBlockedNanos),
    fullyBlocked: drivers.blocked > 0 && drivers.running === 0,
    blockedReasons: [],
    physicalInputDataSize: formatDataSize(scannedBytes),
    physicalInputPositions: scannedRows,
    physicalInputReadTime: formatDuration(0),
    internalNetworkInputDataSize: formatDataSize(networkBytes),
    internalNetworkInputPositions: networkRows,
    rawInputDataSize: formatDataSize(scannedBytes + networkBytes),
    rawInputPositions: inputRows,
    processedInputDataSize: formatDataSize(scannedBytes + networkBytes),
    processedInputPositions: inputRows,
    inputBlockedTime: formatDuration(inputBlockedNanos),
    outputDataSize: formatDataSize(measured.outputBytes),
    outputPositions: measured.outputRows,
    outputBlockedTime: formatDuration(outputBlockedNanos),
    physicalWrittenDataSize: formatDataSize(0),
  };
}
