import type { GroupIdNode } from '../../../../../generated/worker/types.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn, SqlQuery } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { when, whole } from '../sql-shorthand.ts';

/** Every row once for each grouping set, with NULL in the columns that aren't in the set, and the set's number. */
export function translateGroupId(node: GroupIdNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const number = names.of(node.groupIdSymbol);
  const id: SqlExpression = { kind: 'column', name: number };
  const grouping = Object.entries(node.groupingColumns).filter(([output]) =>
    node.groupingSets.some((set) => set.includes(output)),
  );
  const keys = grouping.map(([output, input]): SqlColumn => {
    const sets = node.groupingSets.flatMap((set, index) => (set.includes(output) ? [whole(index)] : []));
    const value = context.column(input);
    const missing: SqlExpression = { kind: 'null', type: carrierOf(context.typeOf(output)) };
    return {
      name: names.of(output),
      value:
        sets.length === node.groupingSets.length
          ? value
          : when([[{ kind: 'in', value: id, list: sets }, value]], missing),
    };
  });
  // The source is read once: its rows meet the numbers of the sets.
  const numbers: SqlQuery = {
    kind: 'values',
    names: [number],
    rows: node.groupingSets.map((_, index) => [whole(index)]),
  };
  const others = node.aggregationArguments.filter(
    (symbol) => !grouping.some(([output]) => output === symbol),
  );
  const columns = [...keys, ...columnsOf(others, names), { name: number, value: id }];
  const query = select(columns, {
    from: {
      kind: 'join',
      type: 'CROSS',
      left: from(source, names),
      right: { kind: 'query', query: numbers, alias: names.fresh() },
    },
  });
  return closed(query, [...grouping.map(([output]) => output), ...others, node.groupIdSymbol], names);
}
