import type { OperatorStats } from '../../../generated/worker/types.ts';
import type { Stage } from '../schedule/stage.ts';
import { formatDataSize, parseDataSize } from '../units/data-size.ts';
import { formatDuration, parseDuration } from '../units/duration.ts';

/** The operators of a stage, summed over its tasks as far as these sent them. */
export function operatorSummaries(stage: Stage): OperatorStats[] {
  const byOperator = new Map<string, OperatorStats>();
  for (const task of stage.tasks) {
    for (const pipeline of task.info?.stats.pipelines ?? []) {
      for (const operator of pipeline.operatorSummaries) {
        const { pipelineId, operatorId, planNodeId, operatorType } = operator;
        // Workers of ours and stock ones build different pipelines of one fragment.
        const key = `${pipelineId}/${operatorId}/${planNodeId}/${operatorType}`;
        const known = byOperator.get(key);
        byOperator.set(key, known === undefined ? operator : sumOf(known, operator));
      }
    }
  }
  return [...byOperator.values()];
}

const counts = [
  'totalDrivers',
  'addInputCalls',
  'physicalInputPositions',
  'internalNetworkInputPositions',
  'inputPositions',
  'getOutputCalls',
  'outputPositions',
  'dynamicFilterSplitsProcessed',
  'finishCalls',
] as const;

const durations = [
  'addInputWall',
  'addInputCpu',
  'physicalInputReadTime',
  'getOutputWall',
  'getOutputCpu',
  'blockedWall',
  'finishWall',
  'finishCpu',
] as const;

const sizes = [
  'physicalInputDataSize',
  'internalNetworkInputDataSize',
  'rawInputDataSize',
  'inputDataSize',
  'outputDataSize',
  'physicalWrittenDataSize',
  'userMemoryReservation',
  'revocableMemoryReservation',
  'spilledDataSize',
] as const;

/** Of these the highest of one task counts. */
const peaks = [
  'peakUserMemoryReservation',
  'peakRevocableMemoryReservation',
  'peakTotalMemoryReservation',
] as const;

function sumOf(a: OperatorStats, b: OperatorStats): OperatorStats {
  const sum: { -readonly [K in keyof OperatorStats]: OperatorStats[K] } = {
    ...a,
    sumSquaredInputPositions: Number(a.sumSquaredInputPositions) + Number(b.sumSquaredInputPositions),
  };
  for (const name of counts) sum[name] = Number(a[name]) + Number(b[name]);
  for (const name of durations) sum[name] = formatDuration(nanos(a[name]) + nanos(b[name]));
  for (const name of sizes) sum[name] = formatDataSize(bytes(a[name]) + bytes(b[name]));
  for (const name of peaks) sum[name] = formatDataSize(Math.max(bytes(a[name]), bytes(b[name])));
  return sum;
}

function nanos(text: string): number {
  return parseDuration(text) ?? 0;
}

function bytes(text: string): number {
  return parseDataSize(text) ?? 0;
}
