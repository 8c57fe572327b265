import { operatorTypes } from '../kernel.ts';
import type { KernelOperatorStats } from '../kernel.ts';

/**
 * Number of the one pipeline of a task of ours. A stock coordinator adds up the operators of a stage's tasks by the numbers of
 * pipeline and operator, and fails the query when one number means two types of operators. Stock tasks number their pipelines
 * from 0, as many as a fragment has: ours stays clear of them.
 */
export const pipelineId = 1_000_000;

/** Room for types that come later. */
const typesPerNode = 16;

/**
 * An operator's number: the same in every task of a stage, whatever the order in which its operators began, and another for each
 * node and type. Ids of plan nodes are numbers, in our plans and in stock's; of ids that aren't, only types are told apart.
 */
export function operatorId({
  planNodeId,
  operatorType,
}: Pick<KernelOperatorStats, 'planNodeId' | 'operatorType'>): number {
  const node = /^\d{1,7}$/.test(planNodeId) ? Number(planNodeId) : 10_000_000;
  return node * typesPerNode + operatorTypes.indexOf(operatorType);
}
