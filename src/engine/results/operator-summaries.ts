import type { OperatorStats } from '../../../generated/worker/types.ts';
import type { Stage } from '../schedule/stage.ts';

/** The operators of a stage, summed over its tasks as far as these sent them. */
export function operatorSummaries(stage: Stage): OperatorStats[] {
  const byOperator = new Map<string, OperatorStats>();
  for (const task of stage.tasks) {
    for (const pipeline of task.info?.stats.pipelines ?? []) {
      for (const operator of pipeline.operatorSummaries) {
        const key = `${operator.pipelineId}/${operator.operatorId}`;
        const known = byOperator.get(key);
        byOperator.set(
          key,
          known === undefined
            ? operator
            : {
                ...known,
                totalDrivers: Number(known.totalDrivers) + Number(operator.totalDrivers),
                inputPositions: Number(known.inputPositions) + Number(operator.inputPositions),
                outputPositions: Number(known.outputPositions) + Number(operator.outputPositions),
              },
        );
      }
    }
  }
  return [...byOperator.values()];
}
