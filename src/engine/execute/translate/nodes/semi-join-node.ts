import type { SemiJoinNode } from '../../../../../generated/worker/types.ts';
import { orderKey } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/** Whether a row's value is among those of another source: true, false or unknown, as SQL's IN has it. */
export function translateSemiJoin(
  node: SemiJoinNode,
  source: Relation,
  filtering: Relation,
  context: FragmentContext,
): Relation {
  const key = (symbol: string) => orderKey(context.column(symbol), context.typeOf(symbol));
  const query = select([{ name: 'k', value: key(node.filteringSourceJoinSymbol) }], {
    from: from(filtering, 'f'),
  });
  const symbols = [...source.symbols, node.semiJoinOutput];
  const columns = [
    ...columnsOf(source.symbols, (symbol) => context.names.of(symbol)),
    {
      name: context.names.of(node.semiJoinOutput),
      value: { kind: 'inQuery', value: key(node.sourceJoinSymbol), query },
    } as const,
  ];
  return { query: select(columns, { from: from(source) }), symbols };
}
