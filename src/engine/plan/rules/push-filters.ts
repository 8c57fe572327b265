import type { FilterNode, PlanNode } from '../../../../generated/worker/types.ts';
import { isDeterministic, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts, simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, filter, mapSources, outputsOf, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * Tests rows as early as possible: conditions move below projections, sorts and, when they only look at keys, groupings; those
 * that meet become one. A condition that is always true goes, one that never is leaves no rows.
 */
export const pushFilters: Rule = {
  name: 'push filters',
  apply: (root, context) => push(root, [], context),
};

/** @param pending conditions from above, over the node's outputs */
function push(node: PlanNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  switch (node['@type']) {
    case 'filter':
      return pushFilter(node, pending, context);
    case 'project': {
      const assignments = assignmentsOf(node, context);
      // A condition must see the very value that a projection gives, not another roll of the dice.
      const [below, above] = split(pending, (condition) =>
        [...symbolsOf(condition)].every((symbol) => {
          const value = assignments.get(symbol);
          return value !== undefined && isDeterministic(value);
        }),
      );
      const translated = below.map((condition) => simplify(substitute(condition, assignments)));
      return keep({ ...node, source: push(node.source, translated, context) }, above, context);
    }
    case 'aggregation': {
      const keys = new Set(node.groupingSets.groupingKeys);
      const [below, above] = split(
        pending,
        (condition) => keys.size > 0 && isSubset(symbolsOf(condition), keys) && isDeterministic(condition),
      );
      return keep({ ...node, source: push(node.source, below, context) }, above, context);
    }
    case 'sort':
      return { ...node, source: push(node.source, pending, context) };
    default:
      return keep(
        mapSources(node, (source) => push(source, [], context)),
        pending,
        context,
      );
  }
}

function pushFilter(node: FilterNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  const own = conjuncts(context.read(node.predicate));
  return push(node.source, [...own, ...pending], context);
}

function keep(node: PlanNode, conditions: readonly Expression[], context: PlanContext): PlanNode {
  const condition = simplify(conjunction(conditions));
  if (condition.kind === 'constant') {
    return condition.value === true ? node : values(context, outputsOf(node), []);
  }
  return filter(context, node, condition);
}

function split<T>(
  items: readonly T[],
  condition: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(condition), items.filter((item) => !condition(item))];
}

function isSubset(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
  return [...inner].every((symbol) => outer.has(symbol));
}
