import type {
  DistinctLimitNode,
  LimitNode,
  SortNode,
  TopNNode,
} from '../../../../../generated/worker/types.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { binary, whole } from '../sql-shorthand.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { groupRows } from './group-rows.ts';

/** The first rows; with ties also those that sort with the last of them. */
export function translateLimit(node: LimitNode, source: Relation, context: FragmentContext): Relation {
  const columns = columnsOf(source.symbols, (symbol) => context.names.of(symbol));
  if (node.tiesResolvingScheme === undefined) {
    return {
      query: select(columns, { from: from(source), limit: BigInt(node.count) }),
      symbols: source.symbols,
    };
  }
  const orderBy = context.orderings(node.tiesResolvingScheme);
  const rank = { kind: 'window', name: 'rank', partitionBy: [], orderBy } as const;
  const qualify = binary(rank, '<=', whole(BigInt(node.count)));
  return { query: select(columns, { from: from(source), qualify }), symbols: source.symbols };
}

/** The first rows of an order; partial and final steps are the same here. */
export function translateTopN(node: TopNNode, source: Relation, context: FragmentContext): Relation {
  const columns = columnsOf(source.symbols, (symbol) => context.names.of(symbol));
  const orderBy = context.orderings(node.orderingScheme);
  return {
    query: select(columns, { from: from(source), orderBy, limit: BigInt(node.count) }),
    symbols: source.symbols,
  };
}

/** All rows in an order. */
export function translateSort(node: SortNode, source: Relation, context: FragmentContext): Relation {
  const columns = columnsOf(source.symbols, (symbol) => context.names.of(symbol));
  return {
    query: select(columns, { from: from(source), orderBy: context.orderings(node.orderingScheme) }),
    symbols: source.symbols,
  };
}

/** The first distinct rows. */
export function translateDistinctLimit(
  node: DistinctLimitNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const symbols =
    node.hashSymbol === undefined ? node.distinctSymbols : [...node.distinctSymbols, node.hashSymbol];
  return groupRows(symbols, [], source, context, BigInt(node.limit));
}
