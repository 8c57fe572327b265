import type {
  AssignUniqueId,
  EnforceSingleRowNode,
  GroupIdNode,
  MarkDistinctNode,
} from '../../../../../generated/worker/types.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { binary, raise, when, whole } from '../sql-shorthand.ts';
import { requireGroupable } from './group-rows.ts';

/** Marks the first row of each combination of the distinct symbols. */
export function translateMarkDistinct(
  node: MarkDistinctNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  for (const symbol of node.distinctSymbols) requireGroupable(context.typeOf(symbol));
  const number: SqlExpression = {
    kind: 'window',
    name: 'row_number',
    partitionBy: node.distinctSymbols.map((symbol) => context.groupKey(symbol)),
    orderBy: [],
  };
  const marker: SqlColumn = {
    name: context.names.of(node.markerSymbol),
    value: binary(number, '=', whole(1)),
  };
  const columns = [...columnsOf(source.symbols, (symbol) => context.names.of(symbol)), marker];
  return { query: select(columns, { from: from(source) }), symbols: [...source.symbols, node.markerSymbol] };
}

/** Exactly one row: none becomes one of NULLs, several are an error. */
export function translateEnforceSingleRow(
  _node: EnforceSingleRowNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const count: SqlExpression = {
    kind: 'aggregate',
    name: 'count_star',
    arguments: [],
    distinct: false,
    orderBy: [],
  };
  const several = binary(count, '>', whole(1));
  const columns = source.symbols.map((symbol): SqlColumn => {
    const first: SqlExpression = {
      kind: 'aggregate',
      name: 'first',
      arguments: [context.column(symbol)],
      distinct: false,
      orderBy: [],
    };
    const failure = raise(
      'SUBQUERY_MULTIPLE_ROWS',
      carrierOf(context.typeOf(symbol)),
      'Scalar sub-query has returned multiple rows',
    );
    return { name: context.names.of(symbol), value: when([[several, failure]], first) };
  });
  return { query: select(columns, { from: from(source) }), symbols: source.symbols };
}

/** Numbers rows uniquely within the query: the task's number in the high bits. */
export function translateAssignUniqueId(
  node: AssignUniqueId,
  source: Relation,
  context: FragmentContext,
): Relation {
  const number: SqlExpression = { kind: 'window', name: 'row_number', partitionBy: [], orderBy: [] };
  const id: SqlColumn = {
    name: context.names.of(node.idColumn),
    value: binary(number, '+', whole(context.taskNumber)),
  };
  const columns = [...columnsOf(source.symbols, (symbol) => context.names.of(symbol)), id];
  return { query: select(columns, { from: from(source) }), symbols: [...source.symbols, node.idColumn] };
}

/** Every row once for each grouping set, with NULL in the columns that aren't in the set, and the set's number. */
export function translateGroupId(node: GroupIdNode, source: Relation, context: FragmentContext): Relation {
  const grouping = Object.entries(node.groupingColumns);
  const symbols = [...grouping.map(([output]) => output), ...node.aggregationArguments, node.groupIdSymbol];
  const queries = node.groupingSets.map((set, number) => {
    const keys = grouping.map(([output, input]): SqlColumn => {
      const missing: SqlExpression = { kind: 'null', type: carrierOf(context.typeOf(output)) };
      return {
        name: context.names.of(output),
        value: set.includes(output) ? context.column(input) : missing,
      };
    });
    const others = columnsOf(node.aggregationArguments, (symbol) => context.names.of(symbol));
    const id: SqlColumn = { name: context.names.of(node.groupIdSymbol), value: whole(number) };
    return select([...keys, ...others, id], { from: from(source) });
  });
  return { query: { kind: 'unionAll', queries }, symbols };
}
