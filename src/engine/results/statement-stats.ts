import type { StageStats, StatementStats } from '../../../generated/coordinator/types.ts';
import type { Query } from '../schedule/query.ts';
import type { Stage } from '../schedule/stage.ts';
import { peakMemoryOf, progressOf, queryTotalsOf } from './query-totals.ts';
import type { QueryTotals, Totals } from './query-totals.ts';

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
  const totals = queryTotalsOf(query);
  const { all } = totals;
  const nodes = new Set(scheduler.stages.flatMap((stage) => stage.tasks.map((task) => task.node.nodeId)));
  return {
    state: query.state,
    queued: false,
    scheduled: query.scheduled,
    ...progressOf(query, totals),
    nodes: nodes.size,
    totalSplits: all.totalDrivers,
    queuedSplits: all.queuedDrivers,
    runningSplits: all.runningDrivers + all.blockedDrivers,
    completedSplits: all.completedDrivers,
    cpuTimeMillis: millis(all.cpuTime),
    wallTimeMillis: millis(all.scheduledTime),
    queuedTimeMillis: millis(query.timings.queuedNanos),
    elapsedTimeMillis: millis(query.timings.elapsedNanos),
    processedRows: all.physicalInputPositions,
    processedBytes: all.physicalInputSize,
    physicalInputBytes: all.physicalInputSize,
    physicalWrittenBytes: all.physicalWrittenSize,
    peakMemoryBytes: peakMemoryOf(query, totals),
    spilledBytes: all.spilledSize,
    rootStage: stageStats(scheduler.root, totals),
  };
}

function stageStats(stage: Stage, query: QueryTotals): StageStats {
  const totals = (query.byStage.get(stage) as Totals).all;
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
    subStages: stage.children.map((child) => stageStats(child, query)),
  };
}

function millis(nanos: number): number {
  return Math.floor(nanos / nanosPerMilli);
}
