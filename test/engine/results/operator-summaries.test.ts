import { expect } from 'chai';
import type { TaskInfo } from '../../../generated/worker/types.ts';
import { operatorSummaries } from '../../../src/engine/results/operator-summaries.ts';
import type { Stage } from '../../../src/engine/schedule/stage.ts';
import { readRecording } from '../../contract/recording.ts';

const info = readRecording('task-agg-partial-final-15-delete-s1').response.body as TaskInfo;
const recorded = info.stats.pipelines[0]?.operatorSummaries ?? [];

const stageOf = (...infos: readonly (TaskInfo | undefined)[]): Stage =>
  ({ tasks: infos.map((task) => ({ info: task })) }) as unknown as Stage;

describe('the operators of a stage', () => {
  it('are those of its only task, or none before it has told any', () => {
    expect(operatorSummaries(stageOf(info))).to.deep.equal(recorded);
    expect(operatorSummaries(stageOf(undefined))).to.deep.equal([]);
  });

  it('are summed over its tasks, peaks aside', () => {
    const [scan] = recorded;
    const other = {
      ...info,
      stats: {
        ...info.stats,
        pipelines: info.stats.pipelines.map((pipeline) => ({
          ...pipeline,
          operatorSummaries: recorded.map((operator) => ({
            ...operator,
            inputDataSize: '10B',
            getOutputWall: '2.00ms',
            peakUserMemoryReservation: '123456789B',
            spilledDataSize: '1kB',
          })),
        })),
      },
    };
    const summaries = operatorSummaries(stageOf(info, other));
    expect(summaries.map(({ operatorType }) => operatorType)).to.deep.equal([
      'ScanFilterAndProjectOperator',
      'HashAggregationOperator',
      'PartitionedOutputOperator',
    ]);
    const [sum] = summaries;
    for (const name of ['totalDrivers', 'physicalInputPositions', 'outputPositions'] as const)
      expect(sum?.[name], name).to.equal(Number(scan?.[name]) * 2);
    expect(Number(scan?.physicalInputPositions)).to.be.greaterThan(0);
    expect(sum).to.include({ peakUserMemoryReservation: '123456789B', spilledDataSize: '1024B' });
  });

  it('stay apart where tasks built their pipelines differently', () => {
    const other = {
      ...info,
      stats: {
        ...info.stats,
        pipelines: info.stats.pipelines.map((pipeline) => ({
          ...pipeline,
          operatorSummaries: recorded
            .slice(0, 1)
            .map((operator) => ({ ...operator, operatorType: 'TableScanOperator' })),
        })),
      },
    };
    expect(operatorSummaries(stageOf(info, other))).to.have.length(recorded.length + 1);
  });
});
