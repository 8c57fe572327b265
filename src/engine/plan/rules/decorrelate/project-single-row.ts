import type { PlanNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import type { PlanContext } from '../../plan-context.ts';
import { assignmentsOf, extend, rowsOf } from '../../plan-nodes.ts';
import type { DecorrelationRule } from './correlated-join.ts';

/** A subquery that only computes (`SELECT a + 1` without FROM, one row of VALUES): a projection of the enclosing query's rows. */
export const projectSingleRow: DecorrelationRule = ({ input, subquery, condition }, context) => {
  const projections = condition === undefined ? computations(subquery, context) : undefined;
  return projections?.reduce((plan, computed) => extend(context, plan, computed), input);
};

/** What each projection adds, the lowest first; undefined when there is more than projections of one row. */
export function computations(
  node: PlanNode,
  context: PlanContext,
): readonly ReadonlyMap<string, Expression>[] | undefined {
  switch (node['@type']) {
    case 'project': {
      const below = computations(node.source, context);
      const computed = [...assignmentsOf(node, context)].filter(
        ([symbol, expression]) => expression.kind !== 'symbol' || expression.name !== symbol,
      );
      return below && [...below, new Map(computed)];
    }
    case 'scalar':
      return computations(node.source, context);
    case 'values': {
      const rows = rowsOf(node, context);
      const [row] = rows ?? [];
      return rows?.length === 1 && row !== undefined
        ? [new Map(node.outputSymbols.map((symbol, i) => [symbol, row[i] as Expression]))]
        : undefined;
    }
    default:
      return undefined;
  }
}
