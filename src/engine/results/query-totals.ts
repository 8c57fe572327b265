import type { Query } from '../schedule/query.ts';
import type { Stage } from '../schedule/stage.ts';
import { noTotals, sumTotals, totalsOf } from '../schedule/task-totals.ts';
import type { TaskTotals } from '../schedule/task-totals.ts';

/** What the tasks of a stage or of a query report together, and what those that failed used. */
export interface Totals {
  readonly all: TaskTotals;
  readonly failed: TaskTotals;
}

/** The sums of one moment, made once an answer. */
export interface QueryTotals extends Totals {
  readonly byStage: ReadonlyMap<Stage, Totals>;
  /** Of the root stage: its output is the query's. */
  readonly root: TaskTotals;
}

/** Sums what the tasks of a query last reported. */
export function queryTotalsOf(query: Query): QueryTotals {
  const byStage = new Map((query.scheduler?.stages ?? []).map((stage) => [stage, totalsOfStage(stage)]));
  const all = [...byStage.values()];
  const root = query.scheduler === undefined ? undefined : byStage.get(query.scheduler.root);
  return {
    byStage,
    all: sumTotals(all.map((totals) => totals.all)),
    failed: sumTotals(all.map((totals) => totals.failed)),
    root: root?.all ?? noTotals(),
  };
}

function totalsOfStage(stage: Stage): Totals {
  const failed = stage.tasks.filter((task) => task.status?.state === 'FAILED');
  return { all: totalsOf(stage.tasks), failed: failed.length === 0 ? noTotals() : totalsOf(failed) };
}

/** Percentages of a query's splits; absent until all stages are scheduled. Progress never goes back, and ends at 100. */
export function progressOf(
  query: Query,
  { all }: QueryTotals,
): { progressPercentage?: number; runningPercentage?: number } {
  if (!query.scheduled || all.totalDrivers === 0) return {};
  const percent = (part: number): number => Math.min(100, (part * 100) / all.totalDrivers);
  return {
    progressPercentage: query.noteProgress(percent(all.completedDrivers)),
    runningPercentage: query.machine.done ? 0 : percent(all.runningDrivers),
  };
}

/** Highest memory of a query, bytes. */
export function peakMemoryOf(query: Query, { all }: QueryTotals): number {
  return Math.max(query.peakMemoryBytes, all.peakTaskMemory);
}
