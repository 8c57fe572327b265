import type { ExchangeNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/**
 * Rows of several sources under one set of symbols. How a stock worker spreads them over its drivers is of no use here:
 * DuckDB spreads its own work.
 */
export function translateExchange(
  node: ExchangeNode,
  sources: readonly Relation[],
  context: FragmentContext,
): Relation {
  if (node.scope !== 'LOCAL')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Remote exchange inside of a fragment');
  const symbols = node.partitioningScheme.outputLayout;
  const queries = sources.map((source, index) => {
    const inputs = node.inputs[index] ?? [];
    const columns = symbols.map(
      (symbol, position): SqlColumn => ({
        name: context.names.of(symbol),
        value: context.column(inputs[position] ?? symbol),
      }),
    );
    return select(columns, { from: from(source) });
  });
  const union: Relation = {
    query: queries.length === 1 ? (queries[0] as (typeof queries)[0]) : { kind: 'unionAll', queries },
    symbols,
  };
  if (node.orderingScheme === undefined) return union;
  const columns = columnsOf(symbols, (symbol) => context.names.of(symbol));
  return {
    query: select(columns, { from: from(union), orderBy: context.orderings(node.orderingScheme) }),
    symbols,
  };
}
