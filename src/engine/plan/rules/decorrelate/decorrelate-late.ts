import type { CorrelatedJoinNode, PlanNode } from '../../../../../generated/worker/types.ts';
import type { ErrorLocation } from '../../../errors/trino-error.ts';
import type { PlanContext } from '../../plan-context.ts';
import { yes } from '../../plan-conditions.ts';
import { outputsOf, restrict, rewritePlan, sourcesOf } from '../../plan-nodes.ts';
import type { PlannedRelation } from '../../plan-session.ts';
import { freeSymbols } from '../../plan-symbols.ts';
import { pruneColumns } from '../prune-columns.ts';
import type { CorrelatedJoin } from './correlated-join.ts';
import { decorrelate } from './decorrelate.ts';

/** A LATERAL in a form that can't be planned, kept until it is known which of its columns anything reads: it may do without the others. */
export function postpone(join: CorrelatedJoin, context: PlanContext): CorrelatedJoinNode {
  const id = context.nextId();
  if (join.location !== undefined) context.lateralLocations.set(id, join.location);
  const condition = context.write(join.condition ?? yes);
  return {
    '@type': 'correlatedJoin',
    id,
    input: join.input,
    subquery: join.subquery,
    correlation: [...join.correlation],
    type: join.type,
    filter: condition,
    originSubquery: condition,
  };
}

/** Plans what was postponed, without columns that nothing reads. @throws TrinoError NOT_SUPPORTED where that doesn't help */
export function decorrelateLate(planned: PlannedRelation, context: PlanContext): PlannedRelation {
  if (!hasPostponed(planned.node)) return planned;
  const columns = restrict(context, planned.node, [...new Set(planned.symbols)]);
  const node = rewritePlan(pruneColumns.apply(columns, context), (each) =>
    each['@type'] === 'correlatedJoin'
      ? decorrelate(joinOf(each, context.lateralLocations.get(each.id), context), context)
      : each,
  );
  return { node, symbols: planned.symbols };
}

function hasPostponed(node: PlanNode): boolean {
  return node['@type'] === 'correlatedJoin' || sourcesOf(node).some(hasPostponed);
}

function joinOf(
  { type, input, subquery, filter }: CorrelatedJoinNode,
  location: ErrorLocation | undefined,
  context: PlanContext,
): CorrelatedJoin {
  const free = freeSymbols(subquery, context);
  const condition = context.read(filter);
  const isTrue = condition.kind === 'constant' && condition.value === true;
  return {
    type: type === 'LEFT' ? 'LEFT' : 'INNER',
    input,
    subquery,
    correlation: new Set(outputsOf(input).filter((symbol) => free.has(symbol))),
    ...(!isTrue && { condition }),
    location,
  };
}
