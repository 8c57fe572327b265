import type { Aggregation, AggregationNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { parseType } from '../../../types/parse-type.ts';
import { aggregateTranslation } from '../aggregates/aggregate-translations.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { FragmentContext } from '../fragment-context.ts';
import type { Relation } from '../relation.ts';
import { and } from '../sql-shorthand.ts';
import { translateExpression } from '../translate-expression.ts';
import { groupRows } from './group-rows.ts';

/** Groups and aggregates, in one step or between a partial and a final one that may run on a stock worker. */
export function translateAggregation(
  node: AggregationNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const { groupingKeys, globalGroupingSets } = node.groupingSets;
  if (globalGroupingSets.length > 0 && groupingKeys.length > 0) {
    throw new TrinoError('NOT_SUPPORTED', 'Grouping sets with an empty set are not supported yet');
  }
  const aggregates = Object.entries(node.aggregations).map(([symbol, aggregation]) => ({
    symbol,
    name: context.names.of(symbol),
    value: translateStep(node.step, aggregation, context.typeOf(symbol), context),
  }));
  const keys = node.hashSymbol === undefined ? groupingKeys : [...groupingKeys, node.hashSymbol];
  return groupRows([...new Set(keys)], aggregates, source, context);
}

function translateStep(
  step: AggregationNode['step'],
  aggregation: Aggregation,
  resultType: Type,
  context: FragmentContext,
): SqlExpression {
  const { resolvedFunction } = aggregation;
  const types = resolvedFunction.signature.argumentTypes.map(parseType);
  const translation = aggregateTranslation(resolvedFunction, types);
  const values = aggregation.arguments.map((text) => translateExpression(context.read(text), context.names));
  const conditions = [aggregation.filter, aggregation.mask].filter((symbol) => symbol !== undefined);
  const filter =
    conditions.length === 0 ? undefined : and(...conditions.map((symbol) => context.column(symbol)));
  const input = {
    values,
    types,
    resultType,
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
