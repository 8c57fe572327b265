import type { JoinNode, PlanNode } from '../../../../generated/worker/types.ts';
import { isDeterministic, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import { compare } from '../plan-conditions.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, outputsOf } from '../plan-nodes.ts';
import { isOver } from './equalities.ts';

/** More conditions than this are not carried up: each would be compared with each. */
const most = 100;

/** Conditions over a node's outputs that its rows fulfil, as far as filters and joins below it tell. */
export function knownConditions(node: PlanNode, context: PlanContext): readonly Expression[] {
  const conditions = conditionsOf(node, context);
  return conditions.length > most ? [] : conditions;
}

function conditionsOf(node: PlanNode, context: PlanContext): readonly Expression[] {
  switch (node['@type']) {
    case 'filter':
      return [
        ...conjuncts(context.read(node.predicate)).filter(isDeterministic),
        ...knownConditions(node.source, context),
      ];
    case 'project':
      return projected(node, context);
    case 'aggregation': {
      const { groupingKeys, groupingSetCount } = node.groupingSets;
      return groupingSetCount === 1 ? over(knownConditions(node.source, context), groupingKeys) : [];
    }
    case 'join':
      return joined(node, context);
    case 'sort':
    case 'topn':
    case 'limit':
    case 'distinctlimit':
    case 'markDistinct':
    case 'assignUniqueId':
    case 'semijoin':
    case 'rowNumber':
    case 'topnRanking':
    case 'window':
    case 'sample':
      return 'source' in node ? knownConditions(node.source, context) : [];
    default:
      return [];
  }
}

/** Conditions of the source under the names that the projection gives, and its constants. */
function projected(
  node: PlanNode & { readonly '@type': 'project' },
  context: PlanContext,
): readonly Expression[] {
  const names = new Map<string, Expression>();
  const constants: Expression[] = [];
  for (const [symbol, expression] of assignmentsOf(node, context)) {
    if (expression.kind === 'symbol' && (expression.name === symbol || !names.has(expression.name))) {
      names.set(expression.name, context.reference(symbol));
    } else if (expression.kind === 'constant' && expression.value !== null) {
      constants.push(compare('=', context.reference(symbol), expression));
    }
  }
  const known = over(knownConditions(node.source, context), names.keys());
  return [...known.map((condition) => substitute(condition, names)), ...constants];
}

function joined(node: JoinNode, context: PlanContext): readonly Expression[] {
  const outputs = new Set(outputsOf(node));
  const left = (): readonly Expression[] => knownConditions(node.left, context);
  const right = (): readonly Expression[] => knownConditions(node.right, context);
  switch (node.type) {
    case 'INNER': {
      const equal = node.criteria.map((clause) =>
        compare('=', context.reference(clause.left), context.reference(clause.right)),
      );
      const condition = node.filter === undefined ? [] : conjuncts(context.read(node.filter));
      return over([...left(), ...right(), ...equal, ...condition.filter(isDeterministic)], outputs);
    }
    case 'LEFT':
      return over(left(), outputs);
    case 'RIGHT':
      return over(right(), outputs);
    case 'FULL':
      return [];
    default: {
      const never: never = node.type;
      return never;
    }
  }
}

/** The conditions that read some of the symbols and no others. */
function over(conditions: readonly Expression[], symbols: Iterable<string>): readonly Expression[] {
  const allowed = new Set(symbols);
  return conditions.filter((condition) => symbolsOf(condition).size > 0 && isOver(condition, allowed));
}
