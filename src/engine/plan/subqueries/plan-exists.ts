import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { ExistsAnalysis } from '../../analyze/analysis.ts';
import { resolveFunction } from '../../functions/resolve-function.ts';
import { compare, long, yes } from '../plan-conditions.ts';
import { givesOneRow } from '../plan-cardinality.ts';
import type { PlanContext } from '../plan-context.ts';
import { aggregation, project, restrict } from '../plan-nodes.ts';
import { pruneColumns } from '../rules/prune-columns.ts';
import { decorrelateFilters } from '../rules/decorrelate/decorrelate-filters.ts';
import { decorrelate } from '../rules/decorrelate/decorrelate.ts';
import { splitProjections } from '../rules/decorrelate/subquery-projections.ts';
import { correlationWith, withoutRedundant } from './nested-query.ts';
import { matchRows } from './match-rows.ts';
import type { SubqueryScope } from './subquery-scope.ts';

/** EXISTS: what the subquery selects doesn't matter. */
export function planExists(
  analysis: ExistsAnalysis,
  source: PlanNode,
  scope: SubqueryScope,
  onlyTruth: boolean,
): PlanNode {
  const { session, translation } = scope;
  const { context } = session;
  const planned = withoutRedundant(session.planQuery(analysis.query, translation).node, context);
  const subquery = splitProjections(planned).source;
  if (givesOneRow(subquery)) {
    translation.bindExpression(analysis.id, yes);
    return source;
  }
  const correlation = correlationWith(source, subquery, scope);
  if (correlation.size > 0) {
    const rowsOnly = pruneColumns.apply(restrict(context, subquery, []), context);
    const decorrelated = decorrelateFilters(rowsOnly, correlation, context);
    const rows = decorrelated && matchRows(source, decorrelated, onlyTruth, context);
    if (rows !== undefined) {
      translation.bindExpression(analysis.id, rows.matched);
      return rows.node;
    }
  }
  const counted = countRows(subquery, correlation.size > 0, context);
  translation.bindExpression(analysis.id, compare('>', context.reference(counted.symbol), long(0n)));
  return decorrelate(
    {
      type: 'INNER',
      input: source,
      subquery: counted.node,
      correlation,
      location: analysis.location,
    },
    context,
  );
}

/** How many rows there are; where they are the same for all rows of the enclosing query, one is enough. */
function countRows(
  subquery: PlanNode,
  correlated: boolean,
  context: PlanContext,
): { readonly node: PlanNode; readonly symbol: string } {
  const rowsOnly = project(context, subquery, new Map());
  const rows: PlanNode = correlated
    ? rowsOnly
    : {
        '@type': 'limit',
        id: context.nextId(),
        source: rowsOnly,
        count: 1,
        partial: false,
        requiresPreSortedInputs: [],
      };
  const count = resolveFunction('count', []);
  const symbol = context.newSymbol('count', count.returnType);
  const node = aggregation(
    context,
    rows,
    [],
    { [symbol]: { resolvedFunction: count.function, arguments: [], distinct: false } },
    'SINGLE',
  );
  return { node, symbol };
}
