import type {
  AggregationNode,
  FilterNode,
  GroupIdNode,
  PlanNode,
  SemiJoinNode,
  UnionNode,
} from '../../../../generated/worker/types.ts';
import { isDeterministic, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts, simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, filter, mapSources, outputsOf, values } from '../plan-nodes.ts';
import { factorDisjunction } from '../predicates/disjunctions.ts';
import { Equalities, isOver } from '../predicates/equalities.ts';
import { knownConditions } from '../predicates/known-conditions.ts';
import { pushIntoJoin } from '../predicates/push-into-join.ts';
import type { Rule } from './rule.ts';

/**
 * Tests rows as early as possible: conditions move below whatever leaves the values that they read unchanged, and those that meet
 * become one. Where sides of a join are compared the comparison becomes the join's, and what is known of one side is asked of the
 * other. A condition that is always true goes, one that never is leaves no rows.
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
    case 'join':
      return pushJoin(node, pending, context);
    case 'semijoin':
      return pushSemiJoin(node, pending, context);
    case 'union':
      return pushUnion(node, pending, context);
    case 'aggregation':
      return pushBelow(node, pending, keysOf(node), context);
    case 'groupid':
      return pushGroupId(node, pending, context);
    case 'markDistinct':
      return pushBelow(node, pending, node.distinctSymbols, context);
    case 'rowNumber':
      return pushBelow(
        node,
        pending,
        // Dropping rows before they are numbered changes the numbers, but for whole partitions.
        node.partitionBy,
        context,
      );
    case 'topnRanking':
    case 'window':
    case 'patternRecognition':
      return pushBelow(node, pending, node.specification.partitionBy, context);
    case 'assignUniqueId':
      return pushBelow(node, pending, outputsOf(node.source), context);
    case 'unnest':
      return pushBelow(node, pending, node.replicateSymbols, context);
    case 'sort':
    case 'sample':
      return pushBelow(node, pending, outputsOf(node.source), context);
    default:
      return keep(
        mapSources(node, (source) => push(source, [], context)),
        pending,
        context,
      );
  }
}

function pushFilter(node: FilterNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  const own = conjuncts(context.read(node.predicate)).flatMap((term) =>
    factorDisjunction(withoutDefault(term), context),
  );
  return push(node.source, distinct([...own, ...pending], context), context);
}

/** To a filter NULL is as good as false. */
function withoutDefault(term: Expression): Expression {
  if (term.kind !== 'coalesce' || term.operands.length !== 2) {
    return term;
  }
  const [value, otherwise] = term.operands;
  return value !== undefined && otherwise?.kind === 'constant' && otherwise.value !== true ? value : term;
}

type OneSource = Exclude<Extract<PlanNode, { readonly source: PlanNode }>, { readonly '@type': 'semijoin' }>;

/** Conditions that read only symbols that pass through unchanged, and by which rows stand or fall together, move below. */
function pushBelow(
  node: OneSource,
  pending: readonly Expression[],
  passing: readonly string[],
  context: PlanContext,
): PlanNode {
  const symbols = new Set(passing);
  const [below, above] = split(
    pending,
    (condition) => symbols.size > 0 && isOver(condition, symbols) && isDeterministic(condition),
  );
  return keep({ ...node, source: push(node.source, below, context) }, above, context);
}

/** Keys of a grouping; none where an empty set makes a group out of no rows. */
function keysOf({ groupingSets }: AggregationNode): readonly string[] {
  return groupingSets.globalGroupingSets.length === 0 ? groupingSets.groupingKeys : [];
}

/** A key that is in every set isn't NULL in any. */
function pushGroupId(node: GroupIdNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  const [first = [], ...rest] = node.groupingSets;
  const common = new Set(first.filter((key) => rest.every((set) => set.includes(key))));
  const columns = new Map(
    Object.entries(node.groupingColumns).map(([key, column]) => [key, context.reference(column)]),
  );
  const [below, above] = split(
    pending,
    (condition) => common.size > 0 && isOver(condition, common) && isDeterministic(condition),
  );
  const source = push(
    node.source,
    below.map((condition) => substitute(condition, columns)),
    context,
  );
  return keep({ ...node, source }, above, context);
}

function pushUnion(node: UnionNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  const [below, above] = split(pending, isDeterministic);
  const sources = node.sources.map((source, i) => {
    const columns = new Map(
      Object.entries(node.outputToInputs).map(([output, inputs]) => [
        output,
        context.reference(inputs[i] ?? ''),
      ]),
    );
    return push(
      source,
      below.map((condition) => substitute(condition, columns)),
      context,
    );
  });
  return keep({ ...node, sources }, above, context);
}

/** Where only rows with a match go on, what holds for one side's key holds for the other's. */
function pushSemiJoin(node: SemiJoinNode, pending: readonly Expression[], context: PlanContext): PlanNode {
  const sourceSymbols = new Set(outputsOf(node.source));
  const [below, above] = split(
    pending,
    (condition) => isOver(condition, sourceSymbols) && isDeterministic(condition),
  );
  const isMatched = above.some((term) => term.kind === 'symbol' && term.name === node.semiJoinOutput);
  let filteringConditions: readonly Expression[] = [];
  let sourceConditions = below;
  if (isMatched) {
    const key = context.reference(node.sourceJoinSymbol);
    const filteringKey = context.reference(node.filteringSourceJoinSymbol);
    const same = new Equalities(context, [
      { kind: 'comparison', type: { kind: 'boolean' }, operator: '=', left: key, right: filteringKey },
    ]);
    const inferred = (conditions: readonly Expression[], symbol: string): readonly Expression[] =>
      conditions.flatMap((condition) => same.rewrite(condition, new Set([symbol])) ?? []);
    const known = knownConditions(node.source, context);
    const filteringKnown = knownConditions(node.filteringSource, context);
    filteringConditions = newOnes(
      inferred([...below, ...known], node.filteringSourceJoinSymbol),
      filteringKnown,
      context,
    );
    sourceConditions = [
      ...below,
      ...newOnes(inferred(filteringKnown, node.sourceJoinSymbol), [...below, ...known], context),
    ];
  }
  const source = push(node.source, sourceConditions, context);
  const filteringSource = push(node.filteringSource, filteringConditions, context);
  return keep({ ...node, source, filteringSource }, above, context);
}

function pushJoin(
  node: PlanNode & { readonly '@type': 'join' },
  pending: readonly Expression[],
  context: PlanContext,
): PlanNode {
  const pushed = pushIntoJoin(node, pending, context);
  const left = push(pushed.node.left, pushed.left, context);
  const right = push(pushed.node.right, pushed.right, context);
  return keep({ ...pushed.node, left, right }, pushed.above, context);
}

function keep(node: PlanNode, conditions: readonly Expression[], context: PlanContext): PlanNode {
  const condition = simplify(conjunction(distinct(conditions, context)));
  if (conjuncts(condition).some((term) => term.kind === 'constant' && term.value !== true)) {
    return values(context, outputsOf(node), []);
  }
  if (condition.kind === 'constant') {
    return node;
  }
  return filter(context, node, condition);
}

/** Each condition once; rolls of the dice as often as they stand. */
function distinct(conditions: readonly Expression[], context: PlanContext): readonly Expression[] {
  const seen = new Set<string>();
  return conditions.filter((condition) => {
    const text = context.textOf(condition);
    const isNew = !seen.has(text) || !isDeterministic(condition);
    seen.add(text);
    return isNew;
  });
}

function newOnes(
  conditions: readonly Expression[],
  known: readonly Expression[],
  context: PlanContext,
): readonly Expression[] {
  const texts = new Set(known.map((condition) => context.textOf(condition)));
  return conditions.filter((condition) => !texts.has(context.textOf(condition)));
}

function split<T>(
  items: readonly T[],
  condition: (item: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [items.filter(condition), items.filter((item) => !condition(item))];
}
