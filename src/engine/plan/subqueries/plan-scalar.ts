import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { ScalarSubqueryAnalysis } from '../../analyze/analysis.ts';
import { givesOneRow } from '../plan-cardinality.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, project, restrict } from '../plan-nodes.ts';
import { decorrelate } from '../rules/decorrelate/decorrelate.ts';
import { Translation } from '../translation.ts';
import { correlationWith, planColumn } from './nested-query.ts';
import type { SubqueryScope } from './subquery-scope.ts';

/** `(SELECT …)` as a value: joined as one row, which is NULL when there is none; several are an error. */
export function planScalar(
  analysis: ScalarSubqueryAnalysis,
  source: PlanNode,
  scope: SubqueryScope,
): PlanNode {
  const { context } = scope.session;
  const { node, symbol } = oneRow(analysis, scope);
  const correlation = correlationWith(source, node, scope);
  const joined = decorrelate(
    {
      // The condition that a correlated row is tied by may have none.
      type: correlation.size === 0 ? 'INNER' : 'LEFT',
      input: source,
      subquery: node,
      correlation,
      location: analysis.location,
    },
    context,
  );
  scope.translation.bind(analysis.id, symbol);
  return joined;
}

function oneRow(
  { query, output }: ScalarSubqueryAnalysis,
  scope: SubqueryScope,
): { readonly node: PlanNode; readonly symbol: string } {
  const { session, translation } = scope;
  const { context } = session;
  if (query.fields.length === 1) {
    const { node, symbol } = planColumn(query, output, scope);
    return { node: enforced(node, context), symbol };
  }
  // A row of several columns is made of the row of NULLs as well.
  const nested = session.planQuery(query, translation);
  const names = new Translation(context, translation);
  names.bindFields(query.fields, nested.symbols);
  const columns = nested.symbols.filter((symbol) => outputsOf(nested.node).includes(symbol));
  const row = enforced(restrict(context, nested.node, [...new Set(columns)]), context);
  const value = names.translate(output);
  const symbol = context.symbolFor(value);
  return { node: project(context, row, new Map([[symbol, value]])), symbol };
}

function enforced(node: PlanNode, context: PlanContext): PlanNode {
  return givesOneRow(node) ? node : { '@type': 'scalar', id: context.nextId(), source: node };
}
