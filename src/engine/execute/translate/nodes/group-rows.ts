import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import { hasOrderKey } from '../comparison.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/**
 * One row for each combination of keys, with aggregates. Keys that are equal and may print differently (two zones, one
 * instant) are grouped by what they're compared by; any of them stands for the group.
 * @param aggregates columns computed for each group
 */
export function groupRows(
  keys: readonly string[],
  aggregates: readonly (SqlColumn & { readonly symbol: string })[],
  source: Relation,
  context: FragmentContext,
  limit?: bigint,
): Relation {
  // Columns of the row that a unique id numbers say nothing more: they needn't be hashed and compared.
  const decided = new Set(keys.flatMap((symbol) => [...(context.uniqueIds.get(symbol) ?? [])]));
  const deciding = keys.filter((symbol) => !decided.has(symbol));
  const keyColumns = keys.map((symbol): SqlColumn => {
    const type = context.typeOf(symbol);
    const column = context.column(symbol);
    const any = hasOrderKey(type) || decided.has(symbol);
    return { name: context.names.of(symbol), value: any ? anyOf(column) : column };
  });
  const grouped = (rows: Relation): Relation => {
    const query = select([...keyColumns, ...aggregates], {
      from: from(rows, context.names),
      groupBy: deciding.map((symbol) => context.groupKey(symbol)),
      ...(limit === undefined ? {} : { limit }),
    });
    return closed(query, [...keys, ...aggregates.map((aggregate) => aggregate.symbol)], context.names);
  };
  const groups = grouped(source);
  // Fewer rows would be other groups where they are counted, or none where there has to be one.
  if (limit !== undefined || keys.length === 0) return groups;
  return {
    ...groups,
    restrict: (column, query) => {
      const key = keys.find((symbol) => context.names.of(symbol) === column);
      if (key === undefined || hasOrderKey(context.typeOf(key))) return undefined;
      const { sql: value, pinned } = columnOf(source, column);
      if (pinned) return undefined;
      return grouped({ ...source, where: [...source.where, { kind: 'inQuery', value, query }] }).from;
    },
  };
}

function anyOf(value: SqlExpression): SqlExpression {
  return { kind: 'aggregate', name: 'any_value', arguments: [value], distinct: false, orderBy: [] };
}
