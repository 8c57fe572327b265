import type { JoinNode } from '../../../../../generated/worker/types.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlFrom } from '../../duckdb/sql/sql-query.ts';
import { joinKeys } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { and } from '../sql-shorthand.ts';
import { translatePredicate } from '../translate-expression.ts';

/**
 * Pairs of rows for which the criteria and the filter are true, and in an outer join the rows of a side that have none. Hashes
 * that stock computes ahead and its dynamic filters are of no use here.
 */
export function translateJoin(
  node: JoinNode,
  left: Relation,
  right: Relation,
  context: FragmentContext,
): Relation {
  const keepsBoth = node.type === 'INNER';
  const conditions = node.criteria.flatMap((clause) =>
    joinKeys(
      context.column(clause.left),
      context.column(clause.right),
      context.typeOf(clause.left),
      keepsBoth,
    ),
  );
  if (node.filter !== undefined)
    conditions.push(translatePredicate(context.read(node.filter), context.names));
  const symbols = [...node.leftOutputSymbols, ...node.rightOutputSymbols];
  const columns = columnsOf(symbols, (symbol) => context.names.of(symbol));
  return {
    query: select(columns, { from: join(node.type, from(left, 'l'), from(right, 'r'), conditions) }),
    symbols,
  };
}

function join(
  type: JoinNode['type'],
  left: SqlFrom,
  right: SqlFrom,
  conditions: readonly SqlExpression[],
): SqlFrom {
  if (conditions.length > 0) return { kind: 'join', type, left, right, on: and(...conditions) };
  if (type === 'INNER') return { kind: 'join', type: 'CROSS', left, right };
  return { kind: 'join', type, left, right, on: { kind: 'boolean', value: true } };
}
