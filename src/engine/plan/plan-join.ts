import type { PlanNode } from '../../../generated/worker/types.ts';
import type { JoinAnalysis, RelationAnalysis } from '../analyze/analysis.ts';
import type { Field } from '../analyze/scope.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { symbolsOf } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { conjunction, conjuncts, simplify } from '../expressions/simplify.ts';
import { ComputedColumns } from './computed-columns.ts';
import { joinCondition, joinOn } from './join-on.ts';
import { choose, coalesce, constant, yes } from './plan-conditions.ts';
import { extend, join, outputsOf, project } from './plan-nodes.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { freeSymbols } from './plan-symbols.ts';
import { planUnnest } from './plan-unnest.ts';
import type { CorrelatedJoin } from './rules/decorrelate/correlated-join.ts';
import { postpone } from './rules/decorrelate/decorrelate-late.ts';
import { allRules, firstOf, unsupportedSubquery } from './rules/decorrelate/decorrelate.ts';
import { withoutRedundant } from './subqueries/nested-query.ts';
import { planCondition, planSubqueries, readsSubquery } from './subqueries/plan-subqueries.ts';
import type { Translation } from './translation.ts';

/** A join in the order that the query has it. The translation learns the fields of both sides. */
export function planJoin(
  analysis: JoinAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const left = session.planRelation(analysis.left, translation);
  const unnest = unnestOf(analysis.right);
  if (unnest !== undefined) {
    const joinType = analysis.type === 'LEFT' ? 'LEFT' : 'INNER';
    const { node, symbols } = planUnnest(unnest, left.node, joinType, session, translation);
    translation.bindFields(unnest.fields, symbols);
    return { node, symbols: [...left.symbols, ...symbols] };
  }
  const right = session.planRelation(analysis.right, translation);
  if (analysis.using !== undefined) {
    return joinUsing(analysis, analysis.using, left, right, session, translation);
  }
  const rightNode = withoutRedundant(right.node, session.context);
  const free = freeSymbols(rightNode, session.context);
  const correlation = new Set(outputsOf(left.node).filter((symbol) => free.has(symbol)));
  if (analysis.type === 'RIGHT' && isLateral(analysis.right)) {
    return joinEachRow(analysis, left, { node: rightNode, symbols: right.symbols }, session, translation);
  }
  const node =
    correlation.size > 0
      ? joinLateral(analysis, left.node, rightNode, correlation, session, translation)
      : joinRelations(analysis, left.node, rightNode, session, translation);
  return { node, symbols: [...left.symbols, ...right.symbols] };
}

/** UNNEST is no relation of its own to the right of others: it repeats their rows. */
function unnestOf(relation: RelationAnalysis): (RelationAnalysis & { readonly kind: 'unnest' }) | undefined {
  return relation.kind === 'unnest' ? relation : undefined;
}

function joinRelations(
  { type, condition, right: relation }: JoinAnalysis,
  left: PlanNode,
  right: PlanNode,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const { context } = session;
  if (type === 'FULL' && isLateral(relation)) {
    // ON is true: each row to the left has its own rows to the right, or none.
    return join(context, 'LEFT', left, right);
  }
  if (type === 'CROSS' || condition === undefined) {
    return join(context, type === 'CROSS' ? 'INNER' : type, left, right);
  }
  return type === 'INNER'
    ? joinInner(condition, left, right, session, translation)
    : joinOuter(type, condition, left, right, session, translation, isLateral(relation));
}

/**
 * RIGHT JOIN LATERAL: for each row to the left all rows to the right, as in stock, with NULLs to the left of those that ON doesn't
 * hold for.
 */
function joinEachRow(
  { condition, left: relation }: JoinAnalysis,
  left: PlannedRelation,
  right: PlannedRelation,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const joined = join(context, 'INNER', left.node, right.node);
  const planned =
    condition === undefined ? joined : planSubqueries([condition], joined, { session, translation });
  const holds: Expression = condition === undefined ? yes : translation.translate(condition);
  const symbols = new Map<string, string>();
  const columns = new Map<string, Expression>(right.symbols.map((each) => [each, context.reference(each)]));
  for (const symbol of left.symbols) {
    const value = context.reference(symbol);
    const matched = symbols.get(symbol) ?? context.newSymbol(symbol, value.type);
    symbols.set(symbol, matched);
    columns.set(matched, choose([[holds, value]], constant(value.type, null)));
  }
  const matched = left.symbols.map((symbol) => symbols.get(symbol) ?? symbol);
  translation.bindFields(relation.fields, matched);
  return { node: project(context, planned, columns), symbols: [...matched, ...right.symbols] };
}

function isLateral(relation: RelationAnalysis): boolean {
  return relation.kind === 'subquery' && relation.lateral === true;
}

/** Whatever isn't an equality of the sides is looked at above the join; rules find a better place for it. */
function joinInner(
  condition: Expression,
  left: PlanNode,
  right: PlanNode,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const sides = [new Set(outputsOf(left)), new Set(outputsOf(right))] as const;
  const equalities: Expression[] = [];
  const others: Expression[] = [];
  for (const term of conjuncts(condition)) {
    const translated = translation.translate(term);
    const isKey = !readsSubquery(term, session) && joinCondition([translated], ...sides).keys.length > 0;
    if (isKey) {
      equalities.push(translated);
    } else {
      others.push(term);
    }
  }
  const joined = joinOn(session.context, 'INNER', left, right, equalities);
  return others.length === 0 ? joined : planCondition(conjunction(others), joined, { session, translation });
}

/** All of ON decides on matches. Each of its subqueries is planned on the side that it compares. */
function joinOuter(
  type: 'LEFT' | 'RIGHT' | 'FULL',
  condition: Expression,
  left: PlanNode,
  right: PlanNode,
  session: PlanSession,
  translation: Translation,
  lateral: boolean,
): PlanNode {
  const scope = { session, translation };
  const ofRight = new Set(outputsOf(right));
  let [leftNode, rightNode] = [left, right];
  for (const id of symbolsOf(condition)) {
    const subquery = session.subqueries.get(id);
    if (subquery !== undefined) {
      const value: Expression = { kind: 'symbol', name: id, type: subquery.type };
      const compared = 'value' in subquery ? symbolsOf(translation.translate(subquery.value)) : [];
      const sides = new Set([...compared].map((symbol) => ofRight.has(symbol)));
      if (sides.size > 1) {
        throw unsupportedSubquery(subquery.location);
      }
      if (sides.has(true)) {
        rightNode = planSubqueries([value], rightNode, scope);
      } else {
        leftNode = planSubqueries([value], leftNode, scope);
      }
    }
  }
  const terms = conjuncts(condition).map((term) => translation.translate(term));
  const { rest } = joinCondition(terms, new Set(outputsOf(leftNode)), new Set(outputsOf(rightNode)));
  const [only, ...others] = rest;
  if (!lateral && only !== undefined && others.length === 0 && isUntyped(only)) {
    // As in stock, where what is left of ON beside equalities has to be of type boolean itself: a cast doesn't help. LATERAL's may be anything.
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      'Filter must be an expression of boolean type: Optional[null]',
    );
  }
  return joinOn(session.context, type, leftNode, rightNode, terms);
}

/** Whether a condition is NULL and was so without a type, before the analysis made it boolean. A cast that was written is kept. */
function isUntyped(condition: Expression): boolean {
  if (condition.kind !== 'cast') return isNullConstant(condition);
  const { value } = condition;
  return value.type.kind === 'unknown' && value.kind !== 'constant' && isNullConstant(simplify(value));
}

function isNullConstant(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === null;
}

/** LATERAL that reads the rows to its left. */
function joinLateral(
  { type, condition, right: relation }: JoinAnalysis,
  left: PlanNode,
  right: PlanNode,
  correlation: ReadonlySet<string>,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const location = relation.kind === 'subquery' ? relation.location : undefined;
  const translated = condition && translation.translate(condition);
  const isTrue = translated?.kind === 'constant' && translated.value === true;
  const correlated: CorrelatedJoin = {
    type: type === 'LEFT' ? 'LEFT' : 'INNER',
    input: left,
    subquery: right,
    correlation,
    ...(translated !== undefined && !isTrue && { condition: translated }),
    location,
  };
  return firstOf(allRules, correlated, session.context) ?? postpone(correlated, session.context);
}

/** USING and NATURAL: equal columns, whose fields have the value of the side that has all rows, or of the one that has the row. */
function joinUsing(
  { type, fields }: JoinAnalysis,
  using: NonNullable<JoinAnalysis['using']>,
  left: PlannedRelation,
  right: PlannedRelation,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const leftColumns = new ComputedColumns(context, left.node);
  const rightColumns = new ComputedColumns(context, right.node);
  const criteria = using.map((column) => ({
    left: leftColumns.symbolOf(translation.translate(column.left)),
    right: rightColumns.symbolOf(translation.translate(column.right)),
  }));
  const joined = join(
    context,
    type === 'CROSS' ? 'INNER' : type,
    leftColumns.node(),
    rightColumns.node(),
    criteria,
  );
  const merged = new Map<string, Expression>();
  const columns = criteria.map((pair, i) => {
    if (type !== 'FULL') {
      return type === 'RIGHT' ? pair.right : pair.left;
    }
    const [leftValue, rightValue] = [context.reference(pair.left), context.reference(pair.right)];
    const column = context.newSymbol(using[i]?.field.name ?? pair.left, leftValue.type);
    merged.set(column, coalesce(leftValue, rightValue));
    return column;
  });
  using.forEach(({ field }, i) => {
    translation.bind(field.id, columns[i] ?? '');
  });
  return {
    node: extend(context, joined, merged),
    // Those of USING and what is left of both sides, in the order that the analysis gives them.
    symbols: fields.map((field) => symbolOf(field, translation)),
  };
}

function symbolOf({ id }: Field, translation: Translation): string {
  const value = translation.valueOf(id);
  if (value?.kind !== 'symbol') {
    throw new TypeError(`No column for ${id}`);
  }
  return value.name;
}
