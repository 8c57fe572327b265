import type { PlanNode } from '../../../../../generated/worker/types.ts';
import type { PlanContext } from '../../plan-context.ts';

/** Numbers rows, so that equal ones can be told apart. */
export function assignUniqueId(
  source: PlanNode,
  context: PlanContext,
): { readonly node: PlanNode; readonly idColumn: string } {
  const idColumn = context.newSymbol('unique', { kind: 'bigint' });
  return { node: { '@type': 'assignUniqueId', id: context.nextId(), source, idColumn }, idColumn };
}
