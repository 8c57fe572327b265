import type { PlanNode } from '../../../generated/worker/types.ts';
import type { SampleAnalysis } from '../analyze/analysis.ts';
import { resolveFunction } from '../functions/resolve-function.ts';
import { compare, constant } from './plan-conditions.ts';
import type { PlanContext } from './plan-context.ts';
import { filter, outputsOf, values } from './plan-nodes.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import type { Translation } from './translation.ts';

/** TABLESAMPLE as stock's optimizer leaves it: nothing, everything, a roll of the dice for each row, or a node that samples splits. */
export function planSample(
  { relation, type, ratio }: SampleAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const { node, symbols } = session.planRelation(relation, translation);
  return { node: sampled(node, type, ratio, context), symbols };
}

function sampled(
  source: PlanNode,
  sampleType: SampleAnalysis['type'],
  sampleRatio: number,
  context: PlanContext,
): PlanNode {
  if (sampleRatio === 0) return values(context, outputsOf(source), []);
  if (sampleRatio === 1) return source;
  if (sampleType === 'SYSTEM') {
    return { '@type': 'sample', id: context.nextId(), source, sampleRatio, sampleType };
  }
  const { function: random, returnType } = resolveFunction('random', []);
  const roll = { kind: 'call', function: random, type: returnType, arguments: [] } as const;
  return filter(context, source, compare('<', roll, constant(returnType, sampleRatio)));
}
