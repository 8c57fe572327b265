import type { FilterNode } from '../../../../../generated/worker/types.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { translatePredicate } from '../translate-expression.ts';

/** Keeps the rows for which the predicate is true. */
export function translateFilter(node: FilterNode, source: Relation, context: FragmentContext): Relation {
  const where = translatePredicate(context.read(node.predicate), context.names);
  const columns = columnsOf(source.symbols, (symbol) => context.names.of(symbol));
  return { query: select(columns, { from: from(source), where }), symbols: source.symbols };
}
