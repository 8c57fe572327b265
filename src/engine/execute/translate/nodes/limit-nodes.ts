import type {
  DistinctLimitNode,
  LimitNode,
  SortNode,
  TopNNode,
} from '../../../../../generated/worker/types.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { binary, whole, windowCall } from '../sql-shorthand.ts';
import { closed, columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { sorted } from './exchange-node.ts';
import { groupRows } from './group-rows.ts';

/** The first rows; with ties also those that sort with the last of them. */
export function translateLimit(node: LimitNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const columns = columnsOf(source.symbols, names);
  if (node.tiesResolvingScheme === undefined) {
    const query = select(columns, { from: from(source, names), limit: BigInt(node.count) });
    return closed(query, source.symbols, names);
  }
  const rank = windowCall('rank', [], { orderBy: context.orderings(node.tiesResolvingScheme) });
  const qualify = binary(rank, '<=', whole(BigInt(node.count)));
  return closed(select(columns, { from: from(source, names), qualify }), source.symbols, names);
}

/** The first rows of an order; partial and final steps are the same here. */
export function translateTopN(node: TopNNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const query = select(columnsOf(source.symbols, names), {
    from: from(source, names),
    orderBy: context.orderings(node.orderingScheme),
    limit: BigInt(node.count),
  });
  return closed(query, source.symbols, names);
}

/** All rows in an order. */
export function translateSort(node: SortNode, source: Relation, context: FragmentContext): Relation {
  return sorted(source, node.orderingScheme, context);
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
