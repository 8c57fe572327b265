import type { JoinNode } from '../../../../generated/worker/types.ts';
import { isDeterministic, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts, simplify } from '../../expressions/simplify.ts';
import { ComputedColumns } from '../computed-columns.ts';
import { compare } from '../plan-conditions.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf } from '../plan-nodes.ts';
import { factorDisjunction, impliedDisjunction } from './disjunctions.ts';
import { Equalities, isEquality, isOver } from './equalities.ts';
import { knownConditions } from './known-conditions.ts';
import { rejectsNulls } from './rejects-nulls.ts';

/** A join with its conditions sorted out. */
export interface PushedJoin {
  readonly node: JoinNode;
  /** Conditions for each side's rows, over its outputs. */
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  /** Conditions that only joined rows can be asked. */
  readonly above: readonly Expression[];
}

/**
 * Sorts conditions from above a join, and the join's own, by what can be tested where. An outer join whose NULLs a condition refuses
 * becomes an inner one.
 */
export function pushIntoJoin(
  node: JoinNode,
  pending: readonly Expression[],
  context: PlanContext,
): PushedJoin {
  const join = refuseNulls(node, pending, context);
  switch (join.type) {
    case 'INNER':
      return pushIntoInner(join, pending, context);
    case 'LEFT':
      return pushIntoLeft(join, pending, context);
    case 'RIGHT':
      return flipped(pushIntoLeft(flippedJoin(join), pending, context));
    case 'FULL':
      return { node: join, left: [], right: [], above: pending };
    default: {
      const never: never = join.type;
      return never;
    }
  }
}

/** The join without rows that a condition above would drop: those in which one side is NULL. */
function refuseNulls(node: JoinNode, pending: readonly Expression[], context: PlanContext): JoinNode {
  if (node.type === 'INNER' || pending.length === 0) {
    return node;
  }
  const refused = (symbols: readonly string[]): boolean =>
    pending.some((condition) => rejectsNulls(condition, symbols, context));
  const keepsLeft = node.type !== 'RIGHT';
  const keepsRight = node.type !== 'LEFT';
  // Unmatched rows of the left side have NULLs on the right, and the other way round.
  const left = keepsLeft && !refused(outputsOf(node.right));
  const right = keepsRight && !refused(outputsOf(node.left));
  return left === keepsLeft && right === keepsRight
    ? node
    : { ...node, type: left ? (right ? 'FULL' : 'LEFT') : right ? 'RIGHT' : 'INNER' };
}

function ownConditions(node: JoinNode, context: PlanContext): readonly Expression[] {
  const equal = node.criteria.map((clause) =>
    compare('=', context.reference(clause.left), context.reference(clause.right)),
  );
  const condition =
    node.filter === undefined
      ? []
      : conjuncts(simplify(context.read(node.filter))).flatMap((term) => factorDisjunction(term, context));
  return [...equal, ...condition];
}

function pushIntoInner(node: JoinNode, pending: readonly Expression[], context: PlanContext): PushedJoin {
  const leftSymbols = new Set(outputsOf(node.left));
  const rightSymbols = new Set(outputsOf(node.right));
  const sides = [
    { symbols: leftSymbols, known: knownConditions(node.left, context), pushed: new Conditions(context) },
    { symbols: rightSymbols, known: knownConditions(node.right, context), pushed: new Conditions(context) },
  ] as const;
  const [left, right] = sides;
  const conditions = [...pending, ...ownConditions(node, context)];
  const equalities = new Equalities(context, [...left.known, ...right.known]);
  const others: Expression[] = [];
  const above: Expression[] = [];
  for (const condition of conditions) {
    // A constant decides of all rows at once; chance is asked of joined rows.
    if (condition.kind === 'constant' || !isDeterministic(condition)) {
      above.push(condition);
    } else if (!equalities.add(condition)) {
      others.push(condition);
    }
  }

  const rest: Expression[] = [];
  const known = sides.map((side) => new Set(side.known.map((condition) => context.textOf(condition))));
  const inferred = [...left.known, ...right.known].filter((condition) => !isEquality(condition, context));
  for (const condition of [...others, ...inferred]) {
    const own =
      symbolsOf(condition).size === 0 ? [] : sides.map((side) => equalities.rewrite(condition, side.symbols));
    sides.forEach((side, i) => {
      const rewritten = own[i];
      if (rewritten !== undefined && known[i]?.has(context.textOf(rewritten)) === false) {
        side.pushed.add(simplify(rewritten));
      }
    });
    if (own.every((rewritten) => rewritten === undefined)) {
      rest.push(condition);
    }
  }
  for (const condition of rest) {
    for (const side of sides) {
      const implied = impliedDisjunction(condition, side.symbols);
      if (implied !== undefined) {
        const own = simplify(implied);
        if (!side.known.some((each) => context.textOf(each) === context.textOf(own))) {
          side.pushed.add(own);
        }
      }
    }
  }

  const divided = equalities.divide(leftSymbols, rightSymbols);
  sides.forEach((side, i) => {
    const ownEqualities = new Equalities(context, side.known);
    for (const condition of i === 0 ? divided.left : divided.right) {
      if (!ownEqualities.areEqual(condition.left, condition.right)) {
        side.pushed.add(simplify(condition));
      }
    }
  });

  const [leftColumns, rightColumns] = [
    new ComputedColumns(context, node.left),
    new ComputedColumns(context, node.right),
  ];
  const criteria = divided.between.map((condition) => ({
    left: leftColumns.symbolOf(condition.left),
    right: rightColumns.symbolOf(condition.right),
  }));
  const remaining = [...rest, ...divided.mixed];
  // Nested loops have no condition of their own on stock workers: without equalities it is tested above.
  const ownCondition = criteria.length === 0 || remaining.length === 0 ? undefined : conjunction(remaining);
  return {
    node: joinNode(node, leftColumns, rightColumns, criteria, ownCondition, context),
    left: left.pushed.all,
    right: right.pushed.all,
    above: ownCondition === undefined ? [...remaining, ...above] : above,
  };
}

/** Unmatched rows of the left side stay: only what the left side alone decides may drop some. */
function pushIntoLeft(node: JoinNode, pending: readonly Expression[], context: PlanContext): PushedJoin {
  const leftSymbols = new Set(outputsOf(node.left));
  const rightSymbols = new Set(outputsOf(node.right));
  const leftKnown = knownConditions(node.left, context);
  const rightKnown = knownConditions(node.right, context);

  const fromAbove = new Equalities(context, leftKnown);
  for (const condition of pending) {
    if (isOver(condition, leftSymbols)) {
      fromAbove.add(condition);
    }
  }
  const left = new Conditions(context);
  const above: Expression[] = [];
  for (const condition of pending) {
    if (isDeterministic(condition) && isOver(condition, leftSymbols)) {
      left.add(condition);
    } else {
      above.push(condition);
    }
  }

  // A row of the right side only counts where it matches: what then must hold of it may be asked before.
  const own = ownConditions(node, context);
  const matched = new Equalities(context, [...leftKnown, ...left.all, ...rightKnown, ...own]);
  const rightTexts = new Set(rightKnown.map((condition) => context.textOf(condition)));
  const rightEqualities = new Equalities(context, rightKnown);
  const right = new Conditions(context);
  const askRight = (condition: Expression): void => {
    if (!rightTexts.has(context.textOf(condition))) {
      right.add(simplify(condition));
    }
  };
  for (const condition of [...own, ...left.all, ...leftKnown]) {
    const rewritten =
      isDeterministic(condition) && !isEquality(condition, context) && symbolsOf(condition).size > 0
        ? matched.rewrite(condition, rightSymbols)
        : undefined;
    if (rewritten !== undefined) {
      askRight(rewritten);
    }
  }
  for (const condition of matched.divide(leftSymbols, rightSymbols).right) {
    if (!rightEqualities.areEqual(condition.left, condition.right)) {
      askRight(condition);
    }
  }

  const [leftColumns, rightColumns] = [
    new ComputedColumns(context, node.left),
    new ComputedColumns(context, node.right),
  ];
  const criteria: { left: string; right: string }[] = [];
  const rest: Expression[] = [];
  for (const condition of own) {
    const pair = pairOf(condition, leftSymbols, rightSymbols);
    if (pair !== undefined) {
      criteria.push({ left: leftColumns.symbolOf(pair[0]), right: rightColumns.symbolOf(pair[1]) });
    } else if (condition.kind === 'constant') {
      // Always true: nothing to ask. Never: no row of the right side matches.
      if (condition.value !== true) {
        right.add(condition);
      }
    } else if (
      !isDeterministic(condition) ||
      symbolsOf(condition).size === 0 ||
      !isOver(condition, rightSymbols)
    ) {
      rest.push(condition);
    }
  }
  return {
    node: joinNode(
      node,
      leftColumns,
      rightColumns,
      criteria,
      rest.length === 0 ? undefined : conjunction(rest),
      context,
    ),
    left: left.all,
    right: right.all,
    above,
  };
}

/** The sides of an equality, the left join side's first; undefined when it isn't one between both. */
function pairOf(
  condition: Expression,
  leftSymbols: ReadonlySet<string>,
  rightSymbols: ReadonlySet<string>,
): readonly [Expression, Expression] | undefined {
  if (condition.kind !== 'comparison' || condition.operator !== '=' || !isDeterministic(condition)) {
    return undefined;
  }
  const { left, right } = condition;
  if (symbolsOf(left).size === 0 || symbolsOf(right).size === 0) {
    return undefined;
  }
  if (isOver(left, leftSymbols) && isOver(right, rightSymbols)) {
    return [left, right];
  }
  return isOver(left, rightSymbols) && isOver(right, leftSymbols) ? [right, left] : undefined;
}

function joinNode(
  node: JoinNode,
  leftColumns: ComputedColumns,
  rightColumns: ComputedColumns,
  criteria: JoinNode['criteria'],
  condition: Expression | undefined,
  context: PlanContext,
): JoinNode {
  const seen = new Set<string>();
  return {
    '@type': 'join',
    id: node.id,
    type: node.type,
    left: leftColumns.node(),
    right: rightColumns.node(),
    criteria: criteria.filter(({ left, right }) => {
      const text = JSON.stringify([left, right]);
      const isNew = !seen.has(text);
      seen.add(text);
      return isNew;
    }),
    leftOutputSymbols: node.leftOutputSymbols,
    rightOutputSymbols: node.rightOutputSymbols,
    maySkipOutputDuplicates: node.maySkipOutputDuplicates,
    ...(condition !== undefined && { filter: context.write(condition) }),
    dynamicFilters: node.dynamicFilters,
  };
}

function flippedJoin(node: JoinNode): JoinNode {
  return {
    ...node,
    type: node.type === 'LEFT' ? 'RIGHT' : node.type === 'RIGHT' ? 'LEFT' : node.type,
    left: node.right,
    right: node.left,
    criteria: node.criteria.map(({ left, right }) => ({ left: right, right: left })),
    leftOutputSymbols: node.rightOutputSymbols,
    rightOutputSymbols: node.leftOutputSymbols,
  };
}

function flipped(pushed: PushedJoin): PushedJoin {
  return { node: flippedJoin(pushed.node), left: pushed.right, right: pushed.left, above: pushed.above };
}

/** Conditions, each once. */
class Conditions {
  readonly #context: PlanContext;
  readonly #byText = new Map<string, Expression>();

  constructor(context: PlanContext) {
    this.#context = context;
  }

  add(condition: Expression): void {
    this.#byText.set(this.#context.textOf(condition), condition);
  }

  get all(): readonly Expression[] {
    return [...this.#byText.values()];
  }
}
