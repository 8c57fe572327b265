import type { FilterNode, PlanNode, SemiJoinNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { yes } from '../plan-conditions.ts';
import { assignmentsOf, extend, filter, mapSources, outputsOf } from '../plan-nodes.ts';
import { filteringSemiJoinOf } from '../predicates/filtering-semi-join.ts';
import { guess } from '../stats/estimate.ts';
import { estimateSemiJoin } from '../stats/estimate-semi-join.ts';
import type { Rule } from './rule.ts';

/** Where a semijoin leaves less than this of a relation's rows, it's worth looking at all of them before they are joined. */
const worthwhile = 0.25;

/**
 * Asks for a match before rows are joined with others: a filtering semijoin above inner joins moves to the relation that its key is
 * of, when that has fewer rows than the joins give, or keeps few of them. The order of the joins is chosen afterwards.
 */
export const pushSemiJoins: Rule = {
  name: 'push semijoins',
  apply: (root, context) => visit(root, context),
};

function visit(node: PlanNode, context: PlanContext): PlanNode {
  const pushed = node['@type'] === 'filter' ? (push(node, context) ?? node) : node;
  return mapSources(pushed, (source) => visit(source, context));
}

function push(node: FilterNode, context: PlanContext): PlanNode | undefined {
  const filtering = filteringSemiJoinOf(node, context);
  if (filtering === undefined) {
    return undefined;
  }
  const { semiJoin, rest } = filtering;
  const target = relationOf(semiJoin.source, semiJoin.sourceJoinSymbol, context);
  if (target === undefined || !isWorthwhile(semiJoin, target, context)) {
    return undefined;
  }
  const placed = replace(semiJoin.source, target.node, {
    ...filter(context, { ...semiJoin, source: target.node }, context.reference(semiJoin.semiJoinOutput)),
  });
  const matched = extend(context, placed, new Map<string, Expression>([[semiJoin.semiJoinOutput, yes]]));
  return rest.length === 0 ? matched : filter(context, matched, conjunction(rest));
}

interface Target {
  readonly node: PlanNode;
}

/** The relation below inner joins that a symbol is of; undefined when there is no join above it. */
function relationOf(node: PlanNode, symbol: string, context: PlanContext): Target | undefined {
  switch (node['@type']) {
    case 'join': {
      const keepsLeft = node.type === 'INNER' || node.type === 'LEFT';
      const keepsRight = node.type === 'INNER' || node.type === 'RIGHT';
      if (keepsLeft && outputsOf(node.left).includes(symbol)) {
        return relationOf(node.left, symbol, context) ?? { node: node.left };
      }
      return keepsRight && outputsOf(node.right).includes(symbol)
        ? (relationOf(node.right, symbol, context) ?? { node: node.right })
        : undefined;
    }
    case 'filter':
      return relationOf(node.source, symbol, context);
    case 'project': {
      const expression = assignmentsOf(node, context).get(symbol);
      return expression?.kind === 'symbol' && expression.name === symbol
        ? relationOf(node.source, symbol, context)
        : undefined;
    }
    default:
      return undefined;
  }
}

function isWorthwhile(semiJoin: SemiJoinNode, target: Target, context: PlanContext): boolean {
  const relation = guess(target.node, context);
  if (relation.rowCount <= guess(semiJoin.source, context).rowCount) {
    return true;
  }
  const matched = estimateSemiJoin(
    'IN',
    relation,
    guess(semiJoin.filteringSource, context),
    semiJoin.sourceJoinSymbol,
    semiJoin.filteringSourceJoinSymbol,
  );
  return matched.rowCount <= relation.rowCount * worthwhile;
}

function replace(node: PlanNode, target: PlanNode, replacement: PlanNode): PlanNode {
  return node === target ? replacement : mapSources(node, (source) => replace(source, target, replacement));
}
