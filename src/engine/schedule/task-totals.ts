import type { TaskInfo, TaskStatus } from '../../../generated/worker/types.ts';
import { parseDataSize } from '../units/data-size.ts';
import { parseDuration } from '../units/duration.ts';
import type { RemoteTask } from './remote-task.ts';
import { isTaskDone } from './remote-task.ts';

/** Sums over tasks. Times in nanoseconds, sizes in bytes, positions in rows. */
export interface TaskTotals {
  readonly totalTasks: number;
  readonly runningTasks: number;
  readonly completedTasks: number;
  readonly failedTasks: number;
  readonly totalDrivers: number;
  readonly queuedDrivers: number;
  readonly runningDrivers: number;
  readonly blockedDrivers: number;
  readonly completedDrivers: number;
  readonly cumulativeUserMemory: number;
  readonly userMemory: number;
  readonly peakUserMemory: number;
  /** Highest of a single task. */
  readonly peakTaskMemory: number;
  readonly revocableMemory: number;
  readonly scheduledTime: number;
  readonly cpuTime: number;
  readonly blockedTime: number;
  readonly fullyBlocked: boolean;
  readonly physicalInputSize: number;
  readonly physicalInputPositions: number;
  readonly physicalInputReadTime: number;
  readonly networkInputSize: number;
  readonly networkInputPositions: number;
  readonly rawInputSize: number;
  readonly rawInputPositions: number;
  readonly processedInputSize: number;
  readonly processedInputPositions: number;
  readonly inputBlockedTime: number;
  readonly bufferedSize: number;
  readonly outputSize: number;
  readonly outputPositions: number;
  readonly outputBlockedTime: number;
  readonly physicalWrittenSize: number;
  readonly spilledSize: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function noTotals(): Mutable<TaskTotals> {
  return {
    totalTasks: 0,
    runningTasks: 0,
    completedTasks: 0,
    failedTasks: 0,
    totalDrivers: 0,
    queuedDrivers: 0,
    runningDrivers: 0,
    blockedDrivers: 0,
    completedDrivers: 0,
    cumulativeUserMemory: 0,
    userMemory: 0,
    peakUserMemory: 0,
    peakTaskMemory: 0,
    revocableMemory: 0,
    scheduledTime: 0,
    cpuTime: 0,
    blockedTime: 0,
    fullyBlocked: false,
    physicalInputSize: 0,
    physicalInputPositions: 0,
    physicalInputReadTime: 0,
    networkInputSize: 0,
    networkInputPositions: 0,
    rawInputSize: 0,
    rawInputPositions: 0,
    processedInputSize: 0,
    processedInputPositions: 0,
    inputBlockedTime: 0,
    bufferedSize: 0,
    outputSize: 0,
    outputPositions: 0,
    outputBlockedTime: 0,
    physicalWrittenSize: 0,
    spilledSize: 0,
  };
}

/** Sums what the tasks last reported. @param tasks those of one stage */
export function totalsOf(tasks: readonly RemoteTask[]): TaskTotals {
  const totals = noTotals();
  let running = 0;
  let blocked = 0;
  for (const task of tasks) {
    totals.totalTasks++;
    const { status, info } = task;
    if (status !== undefined) countState(totals, status);
    if (status?.state === 'RUNNING') {
      running++;
      if (info?.stats.fullyBlocked === true) blocked++;
    }
    totals.userMemory += task.memoryBytes;
    if (info !== undefined) addStats(totals, info);
  }
  totals.fullyBlocked = running > 0 && blocked === running;
  return totals;
}

/** Adds up the totals of several stages. */
export function sumTotals(all: readonly TaskTotals[]): TaskTotals {
  const sum = noTotals();
  for (const totals of all) {
    for (const key of Object.keys(sum) as (keyof TaskTotals)[]) {
      if (key === 'fullyBlocked') continue;
      sum[key] = key === 'peakTaskMemory' ? Math.max(sum[key], totals[key]) : sum[key] + totals[key];
    }
  }
  const active = all.filter((totals) => totals.runningTasks > 0);
  sum.fullyBlocked = active.length > 0 && active.every((totals) => totals.fullyBlocked);
  return sum;
}

function countState(totals: Mutable<TaskTotals>, status: TaskStatus): void {
  if (status.state === 'FAILED') totals.failedTasks++;
  else if (isTaskDone(status.state)) totals.completedTasks++;
  else totals.runningTasks++;
}

function addStats(totals: Mutable<TaskTotals>, info: TaskInfo): void {
  const { stats } = info;
  totals.totalDrivers += stats.totalDrivers;
  totals.queuedDrivers += stats.queuedDrivers;
  totals.runningDrivers += stats.runningDrivers;
  totals.blockedDrivers += stats.blockedDrivers;
  totals.completedDrivers += stats.completedDrivers;
  totals.cumulativeUserMemory += numberOf(stats.cumulativeUserMemory);
  const peak = bytes(stats.peakUserMemoryReservation);
  totals.peakUserMemory += peak;
  totals.peakTaskMemory = Math.max(totals.peakTaskMemory, peak);
  totals.revocableMemory += bytes(stats.revocableMemoryReservation);
  totals.scheduledTime += nanos(stats.totalScheduledTime);
  totals.cpuTime += nanos(stats.totalCpuTime);
  totals.blockedTime += nanos(stats.totalBlockedTime);
  totals.physicalInputSize += bytes(stats.physicalInputDataSize);
  totals.physicalInputPositions += Number(stats.physicalInputPositions);
  totals.physicalInputReadTime += nanos(stats.physicalInputReadTime);
  totals.networkInputSize += bytes(stats.internalNetworkInputDataSize);
  totals.networkInputPositions += Number(stats.internalNetworkInputPositions);
  totals.rawInputSize += bytes(stats.rawInputDataSize);
  totals.rawInputPositions += Number(stats.rawInputPositions);
  totals.processedInputSize += bytes(stats.processedInputDataSize);
  totals.processedInputPositions += Number(stats.processedInputPositions);
  totals.inputBlockedTime += nanos(stats.inputBlockedTime);
  totals.bufferedSize += Number(info.outputBuffers.totalBufferedBytes);
  totals.outputSize += bytes(stats.outputDataSize);
  totals.outputPositions += Number(stats.outputPositions);
  totals.outputBlockedTime += nanos(stats.outputBlockedTime);
  totals.physicalWrittenSize += bytes(stats.physicalWrittenDataSize);
  for (const pipeline of stats.pipelines) {
    for (const operator of pipeline.operatorSummaries) totals.spilledSize += bytes(operator.spilledDataSize);
  }
}

function numberOf(value: number | string | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function nanos(text: string): number {
  return parseDuration(text) ?? 0;
}

function bytes(text: string): number {
  return parseDataSize(text) ?? 0;
}
