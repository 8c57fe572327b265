import type { Aggregation, PlanNode } from '../../../../generated/worker/types.ts';
import type { QuantifiedComparisonAnalysis } from '../../analyze/analysis.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression } from '../../expressions/expression.ts';
import { resolveFunction } from '../../functions/resolve-function.ts';
import { isOrderable } from '../../functions/type-traits.ts';
import { and, choose, compare, constant, long, no, not, or, yes } from '../plan-conditions.ts';
import { aggregation } from '../plan-nodes.ts';
import { decorrelate } from '../rules/decorrelate/decorrelate.ts';
import { correlationWith, planColumn } from './nested-query.ts';
import { planIn } from './plan-in.ts';
import type { SubqueryScope } from './subquery-scope.ts';

/** `value operator ANY|ALL (SELECT …)`: `= ANY` and `<> ALL` are IN and NOT IN, the others ask the subquery's extremes and counts. */
export function planQuantified(
  analysis: QuantifiedComparisonAnalysis,
  source: PlanNode,
  scope: SubqueryScope,
  onlyTruth: boolean,
): PlanNode {
  const { operator, quantifier, id } = analysis;
  const { translation } = scope;
  if (operator === '=' && quantifier === 'ANY') {
    return planIn(analysis, source, scope, onlyTruth);
  }
  if (operator === '<>' && quantifier === 'ALL') {
    const node = planIn(analysis, source, scope, false);
    const isIn = translation.valueOf(id);
    if (isIn !== undefined) {
      translation.bindExpression(id, not(isIn));
    }
    return node;
  }
  // <> ANY is the opposite of = ALL.
  return operator === '<>'
    ? planBounds({ ...analysis, operator: '=', quantifier: 'ALL' }, source, scope, not)
    : planBounds({ ...analysis, operator }, source, scope, (answer) => answer);
}

interface Bounds {
  readonly min: Expression;
  readonly max: Expression;
  readonly count: Expression;
  readonly known: Expression;
}

function planBounds(
  analysis: QuantifiedComparisonAnalysis & { readonly operator: '=' | '<' | '<=' | '>' | '>=' },
  source: PlanNode,
  scope: SubqueryScope,
  finish: (answer: Expression) => Expression,
): PlanNode {
  const { session, translation } = scope;
  const { context } = session;
  const value = translation.translate(analysis.value);
  const { node, symbol } = planColumn(analysis.query, analysis.output, scope);
  const output = context.reference(symbol);
  if (!isOrderable(output.type)) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Subquery result type must be orderable');
  }
  const aggregations: Record<string, Aggregation> = {};
  const aggregate = (name: string, args: readonly Expression[]): Expression => {
    const { function: fn, returnType } = resolveFunction(
      name,
      args.map(({ type }) => type),
    );
    const result = context.newSymbol(name, returnType);
    aggregations[result] = {
      resolvedFunction: fn,
      arguments: args.map((argument) => context.write(argument)),
      distinct: false,
    };
    return context.reference(result);
  };
  const bounds: Bounds = {
    min: aggregate('min', [output]),
    max: aggregate('max', [output]),
    count: aggregate('count', []),
    known: aggregate('count', [output]),
  };
  const subquery = aggregation(context, node, [], aggregations, 'SINGLE');
  translation.bindExpression(analysis.id, finish(answerOf(analysis, value, bounds)));
  return decorrelate(
    {
      type: 'INNER',
      input: source,
      subquery,
      correlation: correlationWith(source, subquery, scope),
      location: analysis.queryLocation,
    },
    context,
  );
}

/** No rows decide for ALL and against ANY. A NULL among them leaves open what the extremes don't decide. */
function answerOf(
  {
    operator,
    quantifier,
  }: { readonly operator: '=' | '<' | '<=' | '>' | '>='; readonly quantifier: 'ANY' | 'ALL' },
  value: Expression,
  { min, max, count, known }: Bounds,
): Expression {
  const all = quantifier === 'ALL';
  const ofNothing = all ? yes : no;
  const ofNulls = choose([[compare('<>', count, known), constant({ kind: 'boolean' }, null)]], ofNothing);
  const least = all === (operator === '<' || operator === '<=');
  const ofExtremes =
    operator === '='
      ? and(compare('=', min, max), compare('=', value, max))
      : compare(operator, value, least ? min : max);
  return choose(
    [[compare('=', count, long(0n)), ofNothing]],
    all ? and(ofExtremes, ofNulls) : or(ofExtremes, ofNulls),
  );
}
