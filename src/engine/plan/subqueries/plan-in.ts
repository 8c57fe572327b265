import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { InSubqueryAnalysis } from '../../analyze/analysis.ts';
import type { Expression } from '../../expressions/expression.ts';
import { resolveFunction } from '../../functions/resolve-function.ts';
import { ComputedColumns } from '../computed-columns.ts';
import { joinOn } from '../join-on.ts';
import {
  and,
  choose,
  compare,
  constant,
  isNotNull,
  isNull,
  long,
  no,
  not,
  or,
  yes,
} from '../plan-conditions.ts';
import { aggregation, extend, outputsOf } from '../plan-nodes.ts';
import { decorrelateFilters, withMarker } from '../rules/decorrelate/decorrelate-filters.ts';
import type { Decorrelated } from '../rules/decorrelate/decorrelate-filters.ts';
import { unsupportedSubquery } from '../rules/decorrelate/decorrelate.ts';
import { assignUniqueId } from '../rules/decorrelate/unique-rows.ts';
import { matchRows } from './match-rows.ts';
import { correlationWith, planColumn } from './nested-query.ts';
import type { NestedColumn } from './nested-query.ts';
import type { SubqueryScope } from './subquery-scope.ts';

/** What IN and its relatives have in common. */
export type Membership = Pick<InSubqueryAnalysis, 'id' | 'query' | 'value' | 'output' | 'location'>;

/** `value IN (SELECT …)`: NULL where there is no match, but a NULL that might have been one. */
export function planIn(
  membership: Membership,
  source: PlanNode,
  scope: SubqueryScope,
  onlyTruth: boolean,
): PlanNode {
  const { session, translation } = scope;
  const { context } = session;
  const value = translation.translate(membership.value);
  const subquery = planColumn(membership.query, membership.output, scope);
  const correlation = correlationWith(source, subquery.node, scope);
  const decorrelated: Decorrelated | undefined =
    correlation.size === 0
      ? { node: subquery.node, predicates: [] }
      : decorrelateFilters(subquery.node, correlation, context, 'filters');
  if (decorrelated === undefined) {
    throw unsupportedSubquery(membership.location);
  }
  if (onlyTruth && (correlation.size > 0 || value.kind === 'row')) {
    const rows = matchRows(source, withEquality(decorrelated, subquery, value, scope), true, context);
    if (rows !== undefined) {
      translation.bindExpression(membership.id, rows.matched);
      return rows.node;
    }
  }
  if (correlation.size > 0) {
    const counted = countMatches(source, decorrelated, subquery.symbol, value, scope);
    translation.bindExpression(membership.id, counted.answer);
    return counted.node;
  }
  const columns = new ComputedColumns(context, source);
  const sourceJoinSymbol = columns.symbolOf(value);
  const semiJoinOutput = context.newSymbol('expr', { kind: 'boolean' });
  translation.bind(membership.id, semiJoinOutput);
  return {
    '@type': 'semijoin',
    id: context.nextId(),
    source: columns.node(),
    filteringSource: subquery.node,
    sourceJoinSymbol,
    filteringSourceJoinSymbol: subquery.symbol,
    semiJoinOutput,
  };
}

/** The subquery's predicates and `value = output`; of rows that are spelled out, field by field. */
function withEquality(
  { node, predicates }: Decorrelated,
  { symbol }: NestedColumn,
  value: Expression,
  { session: { context } }: SubqueryScope,
): Decorrelated {
  const output = context.reference(symbol);
  const equalities =
    value.kind === 'row'
      ? value.fields.map((field, i) => {
          const index = constant({ kind: 'integer' }, i + 1);
          return compare('=', field, { kind: 'subscript', type: field.type, base: output, index });
        })
      : [compare('=', value, output)];
  return { node, predicates: [...predicates, ...equalities] };
}

/** Counts for each row what is equal and what might be, as Trino does. */
function countMatches(
  source: PlanNode,
  { node, predicates }: Decorrelated,
  symbol: string,
  value: Expression,
  { session: { context } }: SubqueryScope,
): { readonly node: PlanNode; readonly answer: Expression } {
  const columns = new ComputedColumns(context, source);
  const probe = context.reference(columns.symbolOf(value));
  const build = context.reference(symbol);
  const numbered = assignUniqueId(columns.node(), context);
  const marked = withMarker(node, context);
  const candidates = or(isNull(probe), compare('=', probe, build), isNull(build));
  const joined = joinOn(context, 'LEFT', numbered.node, marked.node, [...predicates, candidates]);
  const match = context.newSymbol('match', { kind: 'boolean' });
  const nullMatch = context.newSymbol('null_match', { kind: 'boolean' });
  const bothKnown = and(isNotNull(probe), isNotNull(build));
  const told = extend(
    context,
    joined,
    new Map([
      [match, bothKnown],
      [nullMatch, and(isNotNull(context.reference(marked.marker)), not(bothKnown))],
    ]),
  );
  const count = resolveFunction('count', []);
  const counted = (mask: string): string => {
    const result = context.newSymbol('count', count.returnType);
    aggregations[result] = { resolvedFunction: count.function, arguments: [], distinct: false, mask };
    return result;
  };
  const aggregations: Record<string, Parameters<typeof aggregation>[3][string]> = {};
  const [matches, nullMatches] = [counted(match), counted(nullMatch)];
  const answer = choose(
    [
      [compare('>', context.reference(matches), long(0n)), yes],
      [compare('>', context.reference(nullMatches), long(0n)), constant({ kind: 'boolean' }, null)],
    ],
    no,
  );
  return { node: aggregation(context, told, outputsOf(numbered.node), aggregations, 'SINGLE'), answer };
}
