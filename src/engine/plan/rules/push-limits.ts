import type { LimitNode, PlanNode } from '../../../../generated/worker/types.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, rewritePlan, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** A limit moves below projections, makes a sort a top N and DISTINCT a distinct limit; LIMIT 0 needs no source at all. */
export const pushLimits: Rule = {
  name: 'push limits',
  apply: (root, context) =>
    rewritePlan(root, (node) => (node['@type'] === 'limit' ? pushLimit(node, context) : node)),
};

function pushLimit(node: LimitNode, context: PlanContext): PlanNode {
  const { source, count } = node;
  if (node.tiesResolvingScheme !== undefined || node.partial) {
    return node;
  }
  if (BigInt(count) === 0n) {
    return values(context, outputsOf(node), []);
  }
  switch (source['@type']) {
    case 'project':
      return { ...source, source: pushLimit({ ...node, source: source.source }, context) };
    case 'limit':
      return pushLimit({ ...source, count: least(count, source.count) }, context);
    case 'sort':
      return {
        '@type': 'topn',
        id: context.nextId(),
        source: source.source,
        count,
        orderingScheme: source.orderingScheme,
        step: 'SINGLE',
      };
    case 'topn':
      return { ...source, count: least(count, source.count) };
    case 'values':
      return source.rowCount <= count ? source : node;
    case 'aggregation': {
      const { groupingKeys, groupingSetCount } = source.groupingSets;
      const isDistinct =
        Object.keys(source.aggregations).length === 0 && groupingKeys.length > 0 && groupingSetCount === 1;
      return isDistinct
        ? {
            '@type': 'distinctlimit',
            id: context.nextId(),
            source: source.source,
            limit: count,
            partial: false,
            distinctSymbols: groupingKeys,
          }
        : node;
    }
    default:
      return node;
  }
}

/** Counts may be of either kind of number: those of 64 bits come as bigint. */
function least(a: LimitNode['count'], b: LimitNode['count']): LimitNode['count'] {
  return a < b ? a : b;
}
