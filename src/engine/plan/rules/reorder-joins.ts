import type { PlanNode } from '../../../../generated/worker/types.ts';
import { conjunction } from '../../expressions/simplify.ts';
import { joinGraphOf } from '../join-order/join-graph.ts';
import type { JoinGraph } from '../join-order/join-graph.ts';
import { JoinSizes } from '../join-order/join-size.ts';
import { cheapestOrder, orderWithoutCrossJoins } from '../join-order/order-joins.ts';
import type { JoinOrder } from '../join-order/order-joins.ts';
import type { PlanContext } from '../plan-context.ts';
import { filter, join, mapSources } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * Joins in the order that works on the fewest bytes, the smaller side building; where sizes aren't known in the order of the query,
 * but without multiplying what a later condition connects. Outer joins and semijoins stay where they are. `join_reordering_strategy`
 * may forbid either.
 */
export const reorderJoins: Rule = {
  name: 'reorder joins',
  apply: (root, context) =>
    context.settings.joinReorderingStrategy === 'NONE' ? root : visit(root, context),
};

function visit(node: PlanNode, context: PlanContext): PlanNode {
  if (node['@type'] !== 'join' || node.type !== 'INNER') {
    return mapSources(node, (source) => visit(source, context));
  }
  const graph = joinGraphOf(node, context);
  if (graph === undefined) {
    return mapSources(node, (source) => visit(source, context));
  }
  const below = { ...graph, relations: graph.relations.map((relation) => visit(relation, context)) };
  return joinsOf(orderOf(below, context), below, context);
}

function orderOf(graph: JoinGraph, context: PlanContext): JoinOrder {
  if (context.settings.joinReorderingStrategy === 'AUTOMATIC') {
    const sizes = new JoinSizes(graph, context);
    if (sizes.areKnown) {
      return cheapestOrder(graph, sizes, context.settings);
    }
  }
  return orderWithoutCrossJoins(graph);
}

function joinsOf(order: JoinOrder, graph: JoinGraph, context: PlanContext): PlanNode {
  const asked = new Set<string>();
  const build = (part: JoinOrder): PlanNode => {
    if (part.kind === 'relation') {
      return graph.relations[part.relation] as PlanNode;
    }
    const [left, right] = [build(part.left), build(part.right)];
    const { criteria, conditions } = part.link;
    const texts = conditions.map(({ expression }) => context.textOf(expression));
    texts.forEach((text) => asked.add(text));
    const condition =
      conditions.length === 0 ? undefined : conjunction(conditions.map(({ expression }) => expression));
    // Nested loops test nothing themselves.
    return criteria.length === 0 && condition !== undefined
      ? filter(context, join(context, 'INNER', left, right), condition)
      : join(context, 'INNER', left, right, criteria, condition);
  };
  const joined = build(order);
  // Conditions about fewer than two relations belong to no join.
  const rest = graph.conditions.filter(({ expression }) => !asked.has(context.textOf(expression)));
  return rest.length === 0
    ? joined
    : filter(context, joined, conjunction(rest.map(({ expression }) => expression)));
}
