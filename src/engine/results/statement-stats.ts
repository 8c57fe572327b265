import type { StageStats, StatementStats } from '../../../generated/coordinator/types.ts';
import type { Query } from '../schedule/query.ts';
import type { Stage } from '../schedule/stage.ts';
import { sumTotals, totalsOf } from '../schedule/task-totals.ts';
import type { TaskTotals } from '../schedule/task-totals.ts';

const nanosPerMilli = 1e6;

/** `stats` of an answer in the queued phase, where only QUEUED and FAILED are told (PROTOCOL 2.2). */
export function queuedStats(query: Query): StatementStats {
  const failed = query.state === 'FAILED';
  const begun = query.submitted && !failed;
  return {
    state: failed ? 'FAILED' : 'QUEUED',
    queued: !failed,
    scheduled: false,
    nodes: 0,
    totalSplits: 0,
    queuedSplits: 0,
    runningSplits: 0,
    completedSplits: 0,
    cpuTimeMillis: 0,
    wallTimeMillis: 0,
    queuedTimeMillis: begun ? millis(query.timings.queuedNanos) : 0,
    elapsedTimeMillis: begun ? millis(query.timings.elapsedNanos) : 0,
    processedRows: 0,
    processedBytes: 0,
    physicalInputBytes: 0,
    physicalWrittenBytes: 0,
    peakMemoryBytes: 0,
    spilledBytes: 0,
  };
}

/** `stats` of an answer in the executing phase: sums over the stages, and the tree of stages. */
export function executingStats(query: Query): StatementStats {
  const scheduler = query.scheduler;
  if (scheduler === undefined) return { ...queuedStats(query), state: query.state, queued: false };
  const byStage = new Map(scheduler.stages.map((stage) => [stage, totalsOf(stage.tasks)] as const));
  const totals = sumTotals([...byStage.values()]);
  query.notePeakMemory(totals.userMemory);
  const leaves = sumTotals(scheduler.stages.filter(isLeaf).map((stage) => byStage.get(stage) as TaskTotals));
  const nodes = new Set(scheduler.stages.flatMap((stage) => stage.tasks.map((task) => task.node.nodeId)));
  return {
    state: query.state,
    queued: false,
    scheduled: query.scheduled,
    ...progressOf(query.scheduled, totals),
    nodes: nodes.size,
    totalSplits: totals.totalDrivers,
    queuedSplits: totals.queuedDrivers,
    runningSplits: totals.runningDrivers + totals.blockedDrivers,
    completedSplits: totals.completedDrivers,
    cpuTimeMillis: millis(totals.cpuTime),
    wallTimeMillis: millis(totals.scheduledTime),
    queuedTimeMillis: millis(query.timings.queuedNanos),
    elapsedTimeMillis: millis(query.timings.elapsedNanos),
    processedRows: leaves.rawInputPositions,
    processedBytes: leaves.rawInputSize,
    physicalInputBytes: totals.physicalInputSize,
    physicalWrittenBytes: totals.physicalWrittenSize,
    peakMemoryBytes: Math.max(query.peakMemoryBytes, totals.peakTaskMemory),
    spilledBytes: totals.spilledSize,
    rootStage: stageStats(scheduler.root, byStage),
  };
}

/** Percentages once splits are known. */
export function progressOf(
  scheduled: boolean,
  totals: TaskTotals,
): { progressPercentage?: number; runningPercentage?: number } {
  if (!scheduled || totals.totalDrivers === 0) return {};
  const percent = (part: number): number => Math.min(100, (part * 100) / totals.totalDrivers);
  return {
    progressPercentage: percent(totals.completedDrivers),
    runningPercentage: percent(totals.runningDrivers),
  };
}

function stageStats(stage: Stage, byStage: ReadonlyMap<Stage, TaskTotals>): StageStats {
  const totals = byStage.get(stage) as TaskTotals;
  return {
    stageId: String(stage.id),
    state: stage.state,
    done: stage.machine.done,
    nodes: new Set(stage.tasks.map((task) => task.node.nodeId)).size,
    totalSplits: totals.totalDrivers,
    queuedSplits: totals.queuedDrivers,
    runningSplits: totals.runningDrivers + totals.blockedDrivers,
    completedSplits: totals.completedDrivers,
    cpuTimeMillis: millis(totals.cpuTime),
    wallTimeMillis: millis(totals.scheduledTime),
    processedRows: totals.processedInputPositions,
    processedBytes: totals.processedInputSize,
    physicalInputBytes: totals.physicalInputSize,
    failedTasks: totals.failedTasks,
    coordinatorOnly: stage.coordinatorOnly,
    subStages: stage.children.map((child) => stageStats(child, byStage)),
  };
}

function isLeaf(stage: Stage): boolean {
  return stage.fragment.partitionedSources.length > 0;
}

function millis(nanos: number): number {
  return Math.floor(nanos / nanosPerMilli);
}
