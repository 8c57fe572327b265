import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { QueryAnalysis } from '../../analyze/analysis.ts';
import type { Expression } from '../../expressions/expression.ts';
import { outputsOf, project } from '../plan-nodes.ts';
import { freeSymbols } from '../plan-symbols.ts';
import { pruneColumns } from '../rules/prune-columns.ts';
import { removeRedundant } from '../rules/remove-redundant.ts';
import type { PlanContext } from '../plan-context.ts';
import { Translation } from '../translation.ts';
import type { SubqueryScope } from './subquery-scope.ts';

/** A subquery's plan with one column, the value of an expression over its fields. */
export interface NestedColumn {
  readonly node: PlanNode;
  readonly value: Expression;
  readonly symbol: string;
}

/** Plans a subquery and computes its output. */
export function planColumn(
  query: QueryAnalysis,
  output: Expression,
  { session, translation }: SubqueryScope,
): NestedColumn {
  const { context } = session;
  const nested = session.planQuery(query, translation);
  const names = new Translation(context, translation);
  names.bindFields(query.fields, nested.symbols);
  const value = names.translate(output);
  const symbol =
    value.kind === 'symbol' && outputsOf(nested.node).includes(value.name)
      ? value.name
      : context.symbolFor(value);
  const column = project(context, nested.node, new Map([[symbol, value]]));
  return { node: pruneColumns.apply(withoutRedundant(column, context), context), value, symbol };
}

/** A correlated plan without limits and the like that change nothing: what is left may be a form that can be planned. */
export function withoutRedundant(plan: PlanNode, context: PlanContext): PlanNode {
  return freeSymbols(plan, context).size === 0 ? plan : removeRedundant.apply(plan, context);
}

/** The columns of `source` that a subquery reads. */
export function correlationWith(
  source: PlanNode,
  subquery: PlanNode,
  { session }: SubqueryScope,
): ReadonlySet<string> {
  const free = freeSymbols(subquery, session.context);
  return new Set(outputsOf(source).filter((symbol) => free.has(symbol)));
}
