import type { EquiJoinClause, JoinNode, PlanNode } from '../../../generated/worker/types.ts';
import { isDeterministic, symbolsOf } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { conjunction } from '../expressions/simplify.ts';
import { ComputedColumns } from './computed-columns.ts';
import type { PlanContext } from './plan-context.ts';
import { join, outputsOf } from './plan-nodes.ts';

/** `left = right`, each over its own side of a join. */
export interface KeyPair {
  readonly left: Expression;
  readonly right: Expression;
}

/** A condition as equalities between two sides, and the rest. */
export interface JoinCondition {
  readonly keys: readonly KeyPair[];
  readonly rest: readonly Expression[];
}

/** Tells the equalities that a hash join can use from what has to be looked at for each pair of rows. */
export function joinCondition(
  terms: readonly Expression[],
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
): JoinCondition {
  const keys: KeyPair[] = [];
  const rest: Expression[] = [];
  for (const term of terms) {
    const pair = keyPair(term, left, right);
    if (pair === undefined) {
      rest.push(term);
    } else {
      keys.push(pair);
    }
  }
  return { keys, rest };
}

function keyPair(
  term: Expression,
  left: ReadonlySet<string>,
  right: ReadonlySet<string>,
): KeyPair | undefined {
  if (term.kind !== 'comparison' || term.operator !== '=' || !isDeterministic(term)) {
    return undefined;
  }
  if (isOver(term.left, left) && isOver(term.right, right)) {
    return { left: term.left, right: term.right };
  }
  return isOver(term.left, right) && isOver(term.right, left)
    ? { left: term.right, right: term.left }
    : undefined;
}

/** Whether the expression reads something, and only these symbols. */
function isOver(expression: Expression, symbols: ReadonlySet<string>): boolean {
  const read = [...symbolsOf(expression)];
  return read.length > 0 && read.every((symbol) => symbols.has(symbol));
}

/** A join on a condition: its equalities over projected columns as `criteria`, the rest as `filter`. */
export function joinOn(
  context: PlanContext,
  type: JoinNode['type'],
  left: PlanNode,
  right: PlanNode,
  terms: readonly Expression[],
): JoinNode {
  const { keys, rest } = joinCondition(terms, new Set(outputsOf(left)), new Set(outputsOf(right)));
  const [leftColumns, rightColumns] = [
    new ComputedColumns(context, left),
    new ComputedColumns(context, right),
  ];
  const criteria: EquiJoinClause[] = keys.map((key) => ({
    left: leftColumns.symbolOf(key.left),
    right: rightColumns.symbolOf(key.right),
  }));
  return join(
    context,
    type,
    leftColumns.node(),
    rightColumns.node(),
    criteria,
    rest.length === 0 ? undefined : conjunction(rest),
  );
}
