import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { PlanContext } from '../plan-context.ts';

/** A step of optimization: a plan in, a plan with the same result out. */
export interface Rule {
  /** What it does, for EXPLAIN and for a developer who bisects. */
  readonly name: string;
  apply(root: PlanNode, context: PlanContext): PlanNode;
}
