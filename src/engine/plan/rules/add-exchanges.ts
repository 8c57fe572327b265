import type { PlanNode } from '../../../../generated/worker/types.ts';
import { distributeOverTasks } from '../exchanges/distribute-plan.ts';
import type { SpreadPlan } from '../exchanges/distribute-plan.ts';
import type { PlanContext } from '../plan-context.ts';
import type { PlanOptions } from '../plan-options.ts';

/** Adds the exchanges between tasks: `exchanges/` has what each kind of node asks for. */
export function addExchanges(root: PlanNode, context: PlanContext, options: PlanOptions): SpreadPlan {
  return distributeOverTasks(root, context, options);
}
