import type { AggregationNode, PlanNode } from '../../../../generated/worker/types.ts';
import { mapSources } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** A sort whose order nothing above can tell goes: below groups, joins, unions, other sorts. */
export const removeRedundantSorts: Rule = {
  name: 'remove redundant sorts',
  apply: (root) => visit(root, true),
};

/** @param isSeen whether the order of the node's rows can be seen above */
function visit(node: PlanNode, isSeen: boolean): PlanNode {
  if (node['@type'] === 'sort' && !isSeen) {
    return visit(node.source, false);
  }
  return mapSources(node, (source) => visit(source, passesOrder(node, isSeen)));
}

/** Whether the order of a node's input shows in what it gives, or in its order when that is seen. */
function passesOrder(node: PlanNode, isSeen: boolean): boolean {
  switch (node['@type']) {
    case 'aggregation':
      return seesOrder(node);
    case 'sort':
    case 'topn':
    case 'join':
    case 'semijoin':
    case 'union':
    case 'markDistinct':
    case 'groupid':
    case 'window':
    case 'patternRecognition':
    case 'topnRanking':
    case 'scalar':
    case 'distinctlimit':
      return false;
    case 'output':
    case 'project':
    case 'filter':
    case 'assignUniqueId':
    case 'unnest':
    case 'sample':
      return isSeen;
    default:
      // A limit takes the first rows, a row number counts them: what isn't known may look at the order too.
      return true;
  }
}

/** Whether some aggregate's result depends on the order of its input, so that sorting it may have been meant. */
function seesOrder(node: AggregationNode): boolean {
  return Object.values(node.aggregations).some(({ resolvedFunction, orderingScheme }) => {
    const { functionName } = resolvedFunction.signature.name;
    return (
      orderingScheme === undefined && ['array_agg', 'listagg', 'map_agg', 'arbitrary'].includes(functionName)
    );
  });
}
