import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { ScalarSubqueryAnalysis } from '../../analyze/analysis.ts';
import { errorCodes } from '../../errors/error-codes.ts';
import type { Expression } from '../../expressions/expression.ts';
import type { Type } from '../../types/type.ts';
import { failure } from '../failure.ts';
import { givesOneRow, givesOneRowAtMost } from '../plan-cardinality.ts';
import { choose } from '../plan-conditions.ts';
import type { PlanContext } from '../plan-context.ts';
import { extend, mapSources, outputsOf, project, restrict } from '../plan-nodes.ts';
import type { CorrelatedJoin } from '../rules/decorrelate/correlated-join.ts';
import {
  firstOf,
  scalarRules,
  severalRowsRules,
  unsupportedSubquery,
} from '../rules/decorrelate/decorrelate.ts';
import { assignUniqueId } from '../rules/decorrelate/unique-rows.ts';
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
  const { location } = analysis;
  const joined = firstOf(
    scalarRules,
    {
      // The condition that a correlated row is tied by may have none.
      type: correlation.size === 0 ? 'INNER' : 'LEFT',
      input: source,
      subquery: node,
      correlation,
      location,
    },
    context,
  );
  if (joined !== undefined) {
    scope.translation.bind(analysis.id, symbol);
    return joined;
  }
  const subquery = withoutEnforcement(node);
  const checked = joinOnce({ type: 'LEFT', input: source, subquery, correlation, location }, symbol, context);
  scope.translation.bind(analysis.id, checked.symbol);
  return checked.node;
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

/** The subquery without the check that it is one row, which stands at its top or below projections. */
function withoutEnforcement(node: PlanNode): PlanNode {
  switch (node['@type']) {
    case 'scalar':
      return node.source;
    case 'project':
      return mapSources(node, withoutEnforcement);
    default:
      return node;
  }
}

/**
 * Joins each row with what it meets; the value of a row that comes out a second time is an error: SUBQUERY_MULTIPLE_ROWS. It is in the
 * value, and not in a filter of its own as in stock plans, so that nothing can be looked at before it that would hide the row.
 */
function joinOnce(
  correlated: CorrelatedJoin,
  symbol: string,
  context: PlanContext,
): { readonly node: PlanNode; readonly symbol: string } {
  const numbered = assignUniqueId(correlated.input, context);
  const joined = firstOf(severalRowsRules, { ...correlated, input: numbered.node }, context);
  if (joined === undefined) {
    throw unsupportedSubquery(correlated.location);
  }
  if (givesOneRowAtMost(correlated.subquery)) {
    return { node: joined, symbol };
  }
  const markerSymbol = context.newSymbol('is_distinct', { kind: 'boolean' });
  const marked: PlanNode = {
    '@type': 'markDistinct',
    id: context.nextId(),
    source: joined,
    markerSymbol,
    distinctSymbols: [numbered.idColumn],
  };
  const value = context.reference(symbol);
  const checked = context.newSymbol(symbol, value.type);
  const once = choose([[context.reference(markerSymbol), value]], severalRows(value.type));
  return { node: extend(context, marked, new Map([[checked, once]])), symbol: checked };
}

/** The error as an expression. */
function severalRows(type: Type): Expression {
  return failure(errorCodes.SUBQUERY_MULTIPLE_ROWS.code, 'Scalar sub-query has returned multiple rows', type);
}
