import { createFragments } from '../../../src/engine/fragment/create-fragments.ts';
import type { SubPlan } from '../../../src/engine/fragment/create-fragments.ts';
import { distributePlan, planQuery } from '../../../src/engine/plan/plan.ts';
import { planOptionsFor } from '../../../src/engine/plan/plan-options.ts';
import { planSettingsOf } from '../../../src/engine/plan/plan-settings.ts';
import { analyzed, metadata, session } from '../analyze/test-session.ts';

/** The fragments of a statement in a schema of tpch for a cluster of so many workers. */
export function planned(sql: string, workers: number, schema = 'tiny'): SubPlan {
  const settings = planSettingsOf(session, workers);
  const logical = planQuery(analyzed(sql, { schema }), metadata, settings);
  return createFragments(distributePlan(logical, planOptionsFor({ workers })));
}

/** A fragment and all below it, the root first. */
export function allFragments(plan: SubPlan): readonly SubPlan[] {
  return [plan, ...plan.children.flatMap(allFragments)];
}
