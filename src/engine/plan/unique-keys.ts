import type { PlanNode } from '../../../generated/worker/types.ts';
import type { PlanContext } from './plan-context.ts';
import { assignmentsOf } from './plan-nodes.ts';

/** Whether no two rows of a node agree in all of some symbols, NULLs taken as equal; as far as the plan tells. */
export function isUniqueBy(node: PlanNode, symbols: ReadonlySet<string>, context: PlanContext): boolean {
  switch (node['@type']) {
    case 'values':
      return node.rowCount <= 1;
    case 'scalar':
      return true;
    case 'aggregation': {
      const { groupingKeys, groupingSetCount } = node.groupingSets;
      return groupingSetCount === 1 && groupingKeys.every((key) => symbols.has(key));
    }
    case 'distinctlimit':
      return node.distinctSymbols.every((symbol) => symbols.has(symbol));
    case 'assignUniqueId':
      return symbols.has(node.idColumn) || isUniqueBy(node.source, symbols, context);
    case 'project': {
      const sources = new Set<string>();
      for (const [symbol, expression] of assignmentsOf(node, context)) {
        if (symbols.has(symbol) && expression.kind === 'symbol') {
          sources.add(expression.name);
        }
      }
      return isUniqueBy(node.source, sources, context);
    }
    case 'limit':
    case 'topn':
      return Number(node.count) <= 1 || isUniqueBy(node.source, symbols, context);
    case 'filter':
    case 'sort':
    case 'markDistinct':
    case 'semijoin':
    case 'window':
    case 'rowNumber':
    case 'topnRanking':
    case 'sample':
      return isUniqueBy(node.source, symbols, context);
    case 'join':
      return isJoinUnique(node, symbols, context);
    default:
      return false;
  }
}

/** A row of the left side comes out once where at most one row of the right side matches. */
function isJoinUnique(
  node: PlanNode & { readonly '@type': 'join' },
  symbols: ReadonlySet<string>,
  context: PlanContext,
): boolean {
  const rightKeys = new Set(node.criteria.map(({ right }) => right));
  const leftKeys = new Set(node.criteria.map(({ left }) => left));
  const oneRight = (): boolean => isUniqueBy(node.right, rightKeys, context);
  const oneLeft = (): boolean => isUniqueBy(node.left, leftKeys, context);
  switch (node.type) {
    case 'INNER':
      return (
        (isUniqueBy(node.left, symbols, context) && oneRight()) ||
        (isUniqueBy(node.right, symbols, context) && oneLeft())
      );
    case 'LEFT':
      return isUniqueBy(node.left, symbols, context) && oneRight();
    case 'RIGHT':
      return isUniqueBy(node.right, symbols, context) && oneLeft();
    case 'FULL':
      return false;
    default: {
      const never: never = node.type;
      return never;
    }
  }
}
