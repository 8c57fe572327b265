import type { PlanNode } from '../../../generated/worker/types.ts';

/** Whether a plan gives one row, whatever the data. */
export function givesOneRow(node: PlanNode): boolean {
  switch (node['@type']) {
    case 'values':
      return node.rowCount === 1;
    case 'scalar':
      return true;
    case 'aggregation':
      return isGlobal(node);
    case 'project':
    case 'sort':
    case 'assignUniqueId':
    case 'markDistinct':
      return givesOneRow(node.source);
    case 'limit':
    case 'topn':
      return Number(node.count) > 0 && givesOneRow(node.source);
    case 'semijoin':
      return givesOneRow(node.source);
    case 'join':
      return (
        givesOneRow(node.left) &&
        (node.type === 'LEFT'
          ? givesOneRowAtMost(node.right)
          : node.type === 'INNER' &&
            node.criteria.length === 0 &&
            node.filter === undefined &&
            givesOneRow(node.right))
      );
    default:
      return false;
  }
}

/** Whether a plan never gives two rows. */
export function givesOneRowAtMost(node: PlanNode): boolean {
  switch (node['@type']) {
    case 'values':
      return node.rowCount <= 1;
    case 'filter':
    case 'project':
    case 'sort':
    case 'assignUniqueId':
    case 'markDistinct':
    case 'rowNumber':
    case 'topnRanking':
    case 'sample':
      return givesOneRowAtMost(node.source);
    case 'aggregation':
      return isGlobal(node) || givesOneRowAtMost(node.source);
    case 'limit':
    case 'topn':
      return Number(node.count) <= 1 || givesOneRowAtMost(node.source);
    case 'distinctlimit':
      return Number(node.limit) <= 1 || givesOneRowAtMost(node.source);
    case 'semijoin':
      return givesOneRowAtMost(node.source);
    case 'join':
      return (
        (node.type === 'INNER' || node.type === 'LEFT') &&
        givesOneRowAtMost(node.left) &&
        givesOneRowAtMost(node.right)
      );
    default:
      return givesOneRow(node);
  }
}

/** One group of everything, made even of no rows. */
export function isGlobal(node: PlanNode): boolean {
  return (
    node['@type'] === 'aggregation' &&
    node.groupingSets.groupingKeys.length === 0 &&
    node.groupingSets.groupingSetCount === 1
  );
}
