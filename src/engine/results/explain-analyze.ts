import type { PlanFragment, PlanNode } from '../../../generated/worker/types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { dataSizeText } from '../plan/explain/format-estimate.ts';
import { explainMeasured } from '../plan/explain/explain-plan.ts';
import type { Measurements } from '../plan/explain/explain-plan.ts';
import type { Query } from '../schedule/query.ts';
import type { Stage } from '../schedule/stage.ts';
import { totalsOf } from '../schedule/task-totals.ts';
import { parseDataSize } from '../units/data-size.ts';
import { formatDuration, parseDuration } from '../units/duration.ts';
import { operatorSummaries } from './operator-summaries.ts';

/** How long the last statistics of the query's tasks are waited for, ms. */
const lastStatisticsMillis = 5_000;

/**
 * The text of EXPLAIN ANALYZE, for the query itself that asks: its plan below the root, with what its tasks measured. Nodes that a
 * worker computes as one with others have no numbers of their own.
 * @throws TrinoError GENERIC_INTERNAL_ERROR when the query has no plan to explain
 */
export async function explainAnalyze(query: Query, verbose: boolean): Promise<string> {
  const { scheduler, plan } = query;
  const explained = plan?.kind === 'query' ? plan.explained?.() : undefined;
  if (scheduler === undefined || explained === undefined) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The query has no plan to explain');
  }
  const stages = scheduler.stages.filter((stage) => stage !== scheduler.root);
  await settled(query, stages);
  const byFragment = new Map(stages.map((stage) => [stage.fragment.id, stage]));
  const measured = nodeMeasurements(stages);
  const { queuedNanos, analysisNanos, planningNanos, executionNanos } = query.timings;
  const times = [
    `Queued: ${formatDuration(queuedNanos)}`,
    `Analysis: ${formatDuration(analysisNanos)}`,
    `Planning: ${formatDuration(planningNanos)}`,
    `Execution: ${formatDuration(executionNanos)}`,
  ];
  const measurements: Measurements = {
    heading: times.join(', '),
    fragment: ({ id }) => {
      const stage = byFragment.get(id);
      return stage === undefined ? [] : fragmentLines(stage, verbose);
    },
    node: (nodes) => measured(nodes),
  };
  const fragments = stages
    .map(({ fragment }): PlanFragment => fragment)
    .sort((a, b) => Number(a.id) - Number(b.id));
  return explainMeasured(explained, fragments, measurements);
}

async function settled(query: Query, stages: readonly Stage[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, lastStatisticsMillis);
    timer.unref();
  });
  try {
    while (!query.machine.done && !stages.every((stage) => stage.settled)) {
      if ((await Promise.race([query.changed(), timeout])) === 'late') return;
    }
  } finally {
    clearTimeout(timer);
  }
}

function fragmentLines({ tasks }: Stage, verbose: boolean): string[] {
  const totals = totalsOf(tasks);
  const inputs = tasks.map(({ info }) => Number(info?.stats.processedInputPositions ?? 0));
  const { average, deviation } = spread(inputs);
  const blocked =
    `Blocked ${formatDuration(totals.blockedTime)} (Input: ${formatDuration(totals.inputBlockedTime)}, ` +
    `Output: ${formatDuration(totals.outputBlockedTime)})`;
  const line = [
    `CPU: ${formatDuration(totals.cpuTime)}`,
    `Scheduled: ${formatDuration(totals.scheduledTime)}`,
    blocked,
    `Input: ${rows(totals.processedInputPositions, totals.processedInputSize)}; per task: avg.: ${average.toFixed(2)} std.dev.: ${deviation.toFixed(2)}`,
    `Output: ${rows(totals.outputPositions, totals.outputSize)}`,
  ].join(', ');
  if (!verbose) return [line];
  const sizes = (name: 'outputDataSize' | 'processedInputDataSize'): number[] =>
    tasks.map(({ info }) => parseDataSize(info?.stats[name] ?? '0B') ?? 0);
  return [
    line,
    `Task output distribution: ${distribution(sizes('outputDataSize'))}`,
    `Task input distribution: ${distribution(sizes('processedInputDataSize'))}`,
  ];
}

const percentiles = [1, 5, 10, 25, 50, 75, 90, 95, 99] as const;

function distribution(bytes: readonly number[]): string {
  const sorted = [...bytes].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const parts = percentiles.map(
    (each) => `p${String(each).padStart(2, '0')}=${dataSizeText(at(each / 100))}`,
  );
  return `{count=${sorted.length.toFixed(2)}, ${parts.join(', ')}, max=${dataSizeText(sorted.at(-1) ?? 0)}}`;
}

/** What the operators of a plan node took. */
interface NodeMeasurement {
  readonly cpuNanos: number;
  readonly scheduledNanos: number;
  readonly blockedNanos: number;
  readonly inputRows: number;
  readonly physicalRows: number;
  readonly physicalBytes: number;
  readonly outputRows: number;
  readonly outputBytes: number;
  readonly drivers: number;
  readonly squaredInput: number;
}

/** @returns a function that gives the lines of nodes that are shown as one, the lowest first */
function nodeMeasurements(stages: readonly Stage[]): (nodes: readonly PlanNode[]) => string[] {
  const byNode = new Map<string, NodeMeasurement>();
  for (const { planNodeId, ...stats } of stages.flatMap(operatorSummaries)) {
    const known = byNode.get(planNodeId);
    const time = (...texts: readonly string[]): number =>
      texts.reduce((sum, text) => sum + (parseDuration(text) ?? 0), 0);
    byNode.set(planNodeId, {
      cpuNanos: (known?.cpuNanos ?? 0) + time(stats.addInputCpu, stats.getOutputCpu, stats.finishCpu),
      scheduledNanos:
        (known?.scheduledNanos ?? 0) + time(stats.addInputWall, stats.getOutputWall, stats.finishWall),
      blockedNanos: (known?.blockedNanos ?? 0) + time(stats.blockedWall),
      // A node's first operator takes its rows in, the last gives them out.
      inputRows: known?.inputRows ?? Number(stats.inputPositions),
      drivers: known?.drivers ?? Number(stats.totalDrivers),
      squaredInput: known?.squaredInput ?? Number(stats.sumSquaredInputPositions),
      physicalRows: known?.physicalRows ?? Number(stats.physicalInputPositions),
      physicalBytes: known?.physicalBytes ?? parseDataSize(stats.physicalInputDataSize) ?? 0,
      outputRows: Number(stats.outputPositions),
      outputBytes: parseDataSize(stats.outputDataSize) ?? 0,
    });
  }
  const all = [...byNode.values()];
  const total = (of: (each: NodeMeasurement) => number): number =>
    all.reduce((sum, each) => sum + of(each), 0);
  const [cpu, scheduled, blocked] = [
    total(({ cpuNanos }) => cpuNanos),
    total(({ scheduledNanos }) => scheduledNanos),
    total(({ blockedNanos }) => blockedNanos),
  ];
  return (nodes) => {
    const found = nodes.flatMap(({ id }) => byNode.get(id) ?? []);
    const [first] = found;
    if (first === undefined) return [];
    const sum = (of: (each: NodeMeasurement) => number): number =>
      found.reduce((all, each) => all + of(each), 0);
    const top = byNode.get(nodes.at(-1)?.id ?? '');
    // Without a filter as many rows go on as come in.
    const output = top ?? (nodes.some((node) => node['@type'] === 'filter') ? undefined : first);
    // What no worker told of any node isn't zero, but unknown.
    const times = [
      ...(cpu > 0
        ? [
            `CPU: ${part(
              sum(({ cpuNanos }) => cpuNanos),
              cpu,
            )}`,
          ]
        : []),
      `Scheduled: ${part(
        sum(({ scheduledNanos }) => scheduledNanos),
        scheduled,
      )}`,
      ...(blocked > 0
        ? [
            `Blocked: ${part(
              sum(({ blockedNanos }) => blockedNanos),
              blocked,
            )}`,
          ]
        : []),
    ];
    if (output !== undefined) times.push(`Output: ${rows(output.outputRows, output.outputBytes)}`);
    const average = first.inputRows / first.drivers;
    const deviation = Math.sqrt(Math.max(0, first.squaredInput / first.drivers - average ** 2));
    return [
      times.join(', '),
      ...(first.drivers > 0
        ? [`Input avg.: ${average.toFixed(2)} rows, Input std.dev.: ${percent(deviation, average)}`]
        : []),
      ...(nodes[0]?.['@type'] === 'tablescan'
        ? [`Input: ${rows(first.physicalRows, first.physicalBytes)}`]
        : []),
    ];
  };
}

function part(nanos: number, whole: number): string {
  return `${formatDuration(nanos)} (${percent(nanos, whole)})`;
}

function percent(value: number, whole: number): string {
  return whole === 0 ? '?%' : `${((100 * value) / whole).toFixed(2)}%`;
}

function rows(count: number, bytes: number): string {
  return `${count} row${count === 1 ? '' : 's'} (${dataSizeText(bytes)})`;
}

function spread(values: readonly number[]): { readonly average: number; readonly deviation: number } {
  if (values.length === 0) return { average: 0, deviation: 0 };
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  return { average, deviation: Math.sqrt(variance) };
}
