import type { JoinNode, PlanNode } from '../../../../generated/worker/types.ts';
import { isDeterministic, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, outputsOf } from '../plan-nodes.ts';

/** A set of a graph's relations, a bit each: relation 0 is 1, relation 1 is 2, … */
export type RelationSet = number;

/** More relations than a set of bits can hold in an integer are left in the order of the query. */
export const mostRelations = 30;

/** A condition that is neither an equality of two symbols nor about one relation alone. */
export interface GraphCondition {
  readonly expression: Expression;
  readonly relations: RelationSet;
  readonly symbols: ReadonlySet<string>;
}

/** A symbol of a relation. */
export interface GraphSymbol {
  readonly name: string;
  readonly relation: number;
}

/** A run of inner joins without its order: what is joined, and what has to hold of the joined rows. */
export interface JoinGraph {
  readonly relations: readonly PlanNode[];
  /** Symbols that are equal, of two relations at the least. */
  readonly equalities: readonly (readonly GraphSymbol[])[];
  readonly conditions: readonly GraphCondition[];
  /** What the whole gives. */
  readonly outputs: readonly string[];
}

/** The relations and conditions of an inner join and those directly below it; undefined when it can't be reordered. */
export function joinGraphOf(root: JoinNode, context: PlanContext): JoinGraph | undefined {
  const relations: PlanNode[] = [];
  const pairs: (readonly [string, string])[] = [];
  const expressions: Expression[] = [];
  const visit = (node: PlanNode): void => {
    if (node['@type'] === 'join' && node.type === 'INNER') {
      pairs.push(...node.criteria.map(({ left, right }) => [left, right] as const));
      if (node.filter !== undefined) {
        expressions.push(...conjuncts(context.read(node.filter)));
      }
      visit(node.left);
      visit(node.right);
      return;
    }
    const joined = throughFilters(node, context);
    if (joined !== undefined) {
      expressions.push(...joined.conditions);
      visit(joined.node);
      return;
    }
    relations.push(node);
  };
  visit(root);
  if (relations.length > mostRelations || !expressions.every(isDeterministic)) {
    return undefined;
  }

  const relationOf = new Map<string, number>();
  relations.forEach((relation, i) => {
    for (const symbol of outputsOf(relation)) {
      relationOf.set(symbol, i);
    }
  });
  const conditions: GraphCondition[] = [];
  for (const expression of expressions) {
    const symbols = symbolsOf(expression);
    let set: RelationSet = 0;
    for (const symbol of symbols) {
      const relation = relationOf.get(symbol);
      if (relation === undefined) {
        return undefined;
      }
      set |= 1 << relation;
    }
    conditions.push({ expression, relations: set, symbols });
  }
  const equalities = equalSymbols(pairs).map((names) =>
    names.map((name) => ({ name, relation: relationOf.get(name) ?? -1 })),
  );
  return equalities.flat().some(({ relation }) => relation < 0)
    ? undefined
    : { relations, equalities, conditions, outputs: outputsOf(root) };
}

/** An inner join below filters and projections that only drop columns, with the filters' conditions. */
function throughFilters(
  node: PlanNode,
  context: PlanContext,
): { readonly node: JoinNode; readonly conditions: readonly Expression[] } | undefined {
  const conditions: Expression[] = [];
  let inner = node;
  for (;;) {
    if (inner['@type'] === 'filter') {
      conditions.push(...conjuncts(context.read(inner.predicate)));
      inner = inner.source;
    } else if (inner['@type'] === 'project' && onlyDrops(inner, context)) {
      inner = inner.source;
    } else {
      return inner['@type'] === 'join' && inner.type === 'INNER' ? { node: inner, conditions } : undefined;
    }
  }
}

function onlyDrops(node: PlanNode & { readonly '@type': 'project' }, context: PlanContext): boolean {
  return [...assignmentsOf(node, context)].every(
    ([symbol, expression]) => expression.kind === 'symbol' && expression.name === symbol,
  );
}

/** Classes of symbols that pairs make equal. */
function equalSymbols(pairs: readonly (readonly [string, string])[]): readonly (readonly string[])[] {
  let classes: Set<string>[] = [];
  for (const [a, b] of pairs) {
    const touched = classes.filter((each) => each.has(a) || each.has(b));
    const merged = new Set([...touched.flatMap((each) => [...each]), a, b]);
    classes = [...classes.filter((each) => !touched.includes(each)), merged];
  }
  return classes.map((each) => [...each]);
}
