import type { Aggregation, AggregationNode, PlanNode } from '../../../../../generated/worker/types.ts';
import type { Type } from '../../../types/type.ts';
import { parseType } from '../../../types/parse-type.ts';
import { aggregateTranslation } from '../aggregates/aggregate-translations.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn, SqlQuery } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, from, openParts, queryOf, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { and, not, whole } from '../sql-shorthand.ts';
import { translateArguments } from './aggregate-arguments.ts';
import { groupRows } from './group-rows.ts';

/** Groups and aggregates, in one step or between a partial and a final one that may run on a stock worker. */
export function translateAggregation(
  node: AggregationNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const { groupingKeys, globalGroupingSets } = node.groupingSets;
  const aggregates = Object.entries(node.aggregations).map(([symbol, aggregation]) => ({
    symbol,
    name: context.names.of(symbol),
    value: translateStep(node, aggregation, context.typeOf(symbol), context),
  }));
  const keys = node.hashSymbol === undefined ? groupingKeys : [...groupingKeys, node.hashSymbol];
  const groups = groupRows([...new Set(keys)], aggregates, source, context);
  // Who reads rows first makes the default ones: behind a partial step they are among its output.
  const readsRows = node.step === 'PARTIAL' || node.step === 'SINGLE';
  if (groupingKeys.length === 0 || globalGroupingSets.length === 0 || !readsRows) return groups;
  const defaults = globalGroupingSets.map((set) =>
    defaultRow(set, node, groups.symbols, aggregates, source, context),
  );
  const queries = [queryOf(groups, context.names), ...defaults];
  return closed({ kind: 'unionAll', queries }, groups.symbols, context.names);
}

/** The row that the empty grouping set has also without input: no keys, aggregates of nothing. */
function defaultRow(
  set: number,
  node: AggregationNode,
  symbols: readonly string[],
  aggregates: readonly SqlColumn[],
  source: Relation,
  context: FragmentContext,
): SqlQuery {
  const byName = new Map(aggregates.map((column) => [column.name, column.value]));
  const columns = symbols.map((symbol): SqlColumn => {
    const name = context.names.of(symbol);
    const key: SqlExpression =
      symbol === node.groupIdSymbol ? whole(set) : { kind: 'null', type: carrierOf(context.typeOf(symbol)) };
    return { name, value: byName.get(name) ?? key };
  });
  const anyRow: SqlExpression = {
    kind: 'exists',
    query: select([], openParts(source)),
  };
  return select(columns, {
    from: from(source, context.names),
    where: { kind: 'boolean', value: false },
    having: not(anyRow),
  });
}

function translateStep(
  { step, source }: AggregationNode,
  aggregation: Aggregation,
  resultType: Type,
  context: FragmentContext,
): SqlExpression {
  const { resolvedFunction } = aggregation;
  const types = resolvedFunction.signature.argumentTypes.map(parseType);
  const translation = aggregateTranslation(resolvedFunction, types);
  const conditions = [aggregation.filter, aggregation.mask].filter((symbol) => symbol !== undefined);
  const filter =
    conditions.length === 0 ? undefined : and(...conditions.map((symbol) => context.column(symbol)));
  const input = {
    ...translateArguments(aggregation.arguments, resolvedFunction.signature.argumentTypes, context),
    types,
    resultType,
    isFewRows: isFewRows(source),
    distinct: aggregation.distinct,
    filter,
    orderBy: aggregation.orderingScheme === undefined ? [] : context.orderings(aggregation.orderingScheme),
  };
  switch (step) {
    case 'SINGLE':
      return translation.single(input);
    case 'PARTIAL':
      return translation.partial(input);
    case 'INTERMEDIATE':
      return translation.merge(input);
    case 'FINAL':
      return translation.final(input);
    default:
      throw new Error(`Unknown step ${step satisfies never as string}`);
  }
}

/** Whether rows stand in the statement's text. */
function isFewRows(node: PlanNode): boolean {
  switch (node['@type']) {
    case 'values':
      return true;
    case 'project':
    case 'filter':
      return isFewRows(node.source);
    default:
      return false;
  }
}
