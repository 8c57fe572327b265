import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { SubqueryExpressionAnalysis } from '../../analyze/analysis.ts';
import { symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts, simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { filter, outputsOf } from '../plan-nodes.ts';
import type { PlanSession } from '../plan-session.ts';
import type { Translation } from '../translation.ts';
import type { SubqueryScope } from './subquery-scope.ts';
import { planExists } from './plan-exists.ts';
import { planIn } from './plan-in.ts';
import { planQuantified } from './plan-quantified.ts';
import { planScalar } from './plan-scalar.ts';

/**
 * Plans the subqueries whose values expressions read, each over the rows of the last, and lets the translation know their values.
 * @param onlyTruth ids whose value only matters where it is true: those of conditions that all have to hold
 * @returns a plan with the columns of `source`, and those that the values are made of
 * @throws TrinoError NOT_SUPPORTED for correlated subqueries that Trino refuses as well
 */
export function planSubqueries(
  expressions: readonly Expression[],
  source: PlanNode,
  scope: SubqueryScope,
  onlyTruth: ReadonlySet<string> = new Set(),
): PlanNode {
  let node = source;
  for (const id of new Set(expressions.flatMap((expression) => [...symbolsOf(expression)]))) {
    const analysis = scope.session.subqueries.get(id);
    if (analysis !== undefined && !isBoundOver(id, node, scope.translation)) {
      const values = 'value' in analysis ? [analysis.value] : [];
      node = planSubqueries(values, node, scope);
      node = planSubquery(analysis, node, scope, onlyTruth.has(id));
    }
  }
  return node;
}

/** Whether a value has been planned already, and is still there. */
function isBoundOver(id: string, node: PlanNode, translation: Translation): boolean {
  const value = translation.valueOf(id);
  const outputs = new Set(outputsOf(node));
  return value !== undefined && [...symbolsOf(value)].every((symbol) => outputs.has(symbol));
}

function planSubquery(
  analysis: SubqueryExpressionAnalysis,
  source: PlanNode,
  scope: SubqueryScope,
  onlyTruth: boolean,
): PlanNode {
  switch (analysis.kind) {
    case 'scalar':
      return planScalar(analysis, source, scope);
    case 'exists':
      return planExists(analysis, source, scope, onlyTruth);
    case 'in':
      return planIn(analysis, source, scope, onlyTruth);
    case 'quantified':
      return planQuantified(analysis, source, scope, onlyTruth);
    default: {
      const never: never = analysis;
      return never;
    }
  }
}

/**
 * Rows that fulfil a condition. What needs no subquery is looked at first, what reads an enclosing query last: above the joins that
 * subqueries become, so that it can be pulled further up.
 */
export function planCondition(condition: Expression, source: PlanNode, scope: SubqueryScope): PlanNode {
  const { session, translation } = scope;
  const { context } = session;
  const terms = conjuncts(condition);
  const withSubqueries = terms.filter((term) => readsSubquery(term, session));
  const plain = terms
    .filter((term) => !withSubqueries.includes(term))
    .map((term) => translation.translate(term));
  const own = plain.filter((term) => !isTrue(term) && isOver(term, source));
  const correlated = plain.filter((term) => !isOver(term, source));
  let node = filtered(source, own, context);
  for (const term of withSubqueries) {
    const onlyTruth = new Set(term.kind === 'symbol' ? [term.name] : []);
    node = planSubqueries([term], node, scope, onlyTruth);
    const translated = translation.translate(term);
    if (isOver(translated, node)) {
      node = filtered(node, [translated], context);
    } else {
      correlated.push(translated);
    }
  }
  return filtered(node, correlated, context);
}

/** Whether a condition lets everything through: with a filter for it, a subquery that only computes would look like another one. */
function isTrue(condition: Expression): boolean {
  const simple = simplify(condition);
  return simple.kind === 'constant' && simple.value === true;
}

/** Whether the condition reads columns of the node only. */
function isOver(condition: Expression, node: PlanNode): boolean {
  const outputs = new Set(outputsOf(node));
  return [...symbolsOf(condition)].every((symbol) => outputs.has(symbol));
}

function filtered(source: PlanNode, conditions: readonly Expression[], context: PlanContext): PlanNode {
  const undecided = conditions.filter((term) => term.kind !== 'constant' || term.value !== true);
  return undecided.length === 0 ? source : filter(context, source, conjunction(undecided));
}

export function readsSubquery(expression: Expression, { subqueries }: PlanSession): boolean {
  return [...symbolsOf(expression)].some((symbol) => subqueries.has(symbol));
}
