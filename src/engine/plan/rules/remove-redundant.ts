import type { AggregationNode, PlanNode } from '../../../../generated/worker/types.ts';
import { givesOneRow, givesOneRowAtMost } from '../plan-cardinality.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, restrict, rewritePlan, values } from '../plan-nodes.ts';
import { isUniqueBy } from '../unique-keys.ts';
import type { Rule } from './rule.ts';

/**
 * Takes out what changes nothing: limits and orders of one row, DISTINCT over rows that are so already, a check for one row over what
 * always gives one.
 */
export const removeRedundant: Rule = {
  name: 'remove redundant nodes',
  apply: (root, context) => rewritePlan(root, (node) => withoutRedundant(node, context)),
};

function withoutRedundant(node: PlanNode, context: PlanContext): PlanNode {
  switch (node['@type']) {
    case 'limit':
    case 'topn':
      if (Number(node.count) === 0) return values(context, outputsOf(node), []);
      return givesOneRowAtMost(node.source) ? node.source : node;
    case 'sort':
      return givesOneRowAtMost(node.source) ? node.source : node;
    case 'scalar':
      return givesOneRow(node.source) ? node.source : node;
    case 'distinctlimit':
      return Number(node.limit) > 0 && givesOneRowAtMost(node.source)
        ? restrict(context, node.source, node.distinctSymbols)
        : node;
    case 'aggregation':
      return isRedundantDistinct(node, context)
        ? restrict(context, node.source, node.groupingSets.groupingKeys)
        : node;
    default:
      return node;
  }
}

function isRedundantDistinct(node: AggregationNode, context: PlanContext): boolean {
  const { groupingKeys, groupingSetCount } = node.groupingSets;
  return (
    Object.keys(node.aggregations).length === 0 &&
    groupingKeys.length > 0 &&
    groupingSetCount === 1 &&
    node.step === 'SINGLE' &&
    isUniqueBy(node.source, new Set(groupingKeys), context)
  );
}
