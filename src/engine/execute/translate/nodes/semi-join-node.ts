import type { SemiJoinNode } from '../../../../../generated/worker/types.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { orderKey } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { inline, openParts, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/** Name of the one column of the query that a semijoin looks into. */
export const semiJoinKey = 'k';

/**
 * Whether a row's value is among those of another source: true, false or unknown, as SQL's IN has it; only that NaN is found
 * (asked of a stock server).
 */
export function translateSemiJoin(
  node: SemiJoinNode,
  source: Relation,
  filtering: Relation,
  context: FragmentContext,
): Relation {
  const { names } = context;
  const key = (symbol: string): SqlExpression => orderKey(context.column(symbol), context.typeOf(symbol));
  const among = inline(filtering, [key(node.filteringSourceJoinSymbol)], names);
  const asked = inline(source, [key(node.sourceJoinSymbol)], names);
  const query = select(
    among.parts.map((value) => ({ name: semiJoinKey, value })),
    openParts(among.source),
  );
  const [value] = asked.parts as [SqlExpression];
  const columns = new Map(asked.source.columns);
  columns.set(names.of(node.semiJoinOutput), { sql: { kind: 'inQuery', value, query }, pinned: true });
  return { ...asked.source, symbols: [...source.symbols, node.semiJoinOutput], columns };
}
