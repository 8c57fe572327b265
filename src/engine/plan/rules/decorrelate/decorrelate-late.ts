import type { CorrelatedJoinNode, PlanNode } from '../../../../../generated/worker/types.ts';
import type { ErrorLocation } from '../../../errors/trino-error.ts';
import type { PlanContext } from '../../plan-context.ts';
import { yes } from '../../plan-conditions.ts';
import { outputsOf, restrict, rewritePlan, sourcesOf } from '../../plan-nodes.ts';
import type { PlannedRelation } from '../../plan-session.ts';
import { freeSymbols } from '../../plan-symbols.ts';
import { pruneColumns } from '../prune-columns.ts';
import type { CorrelatedJoin } from './correlated-join.ts';
import { decorrelate, unsupportedSubquery } from './decorrelate.ts';

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
  const pruned = pruneColumns.apply(columns, context);
  const enclosing = outermostJoins(pruned);
  const node = rewritePlan(pruned, (each) => {
    if (each['@type'] !== 'correlatedJoin') return each;
    // A stock server tells of the outermost that it has no plan for.
    const outermost = enclosing.get(each.id) ?? each.id;
    const location = context.lateralLocations.get(outermost);
    if (outermost !== each.id && readsBeyond(each, context)) throw unsupportedSubquery(location);
    return decorrelate(joinOf(each, location, context), context);
  });
  return { node, symbols: planned.symbols };
}

/** The ids of postponed joins, each with that of the outermost whose subquery it stands in. */
function outermostJoins(plan: PlanNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (node: PlanNode, outermost: string | undefined): void => {
    if (node['@type'] !== 'correlatedJoin') {
      for (const source of sourcesOf(node)) visit(source, outermost);
      return;
    }
    found.set(node.id, outermost ?? node.id);
    visit(node.input, outermost);
    visit(node.subquery, outermost ?? node.id);
  };
  visit(plan, undefined);
  return found;
}

/** Whether a subquery reads columns of more than the rows that it is joined with. */
function readsBeyond({ input, subquery }: CorrelatedJoinNode, context: PlanContext): boolean {
  const own = new Set(outputsOf(input));
  return [...freeSymbols(subquery, context)].some((symbol) => !own.has(symbol));
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
