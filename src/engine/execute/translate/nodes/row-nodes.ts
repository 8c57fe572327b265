import type {
  AssignUniqueId,
  EnforceSingleRowNode,
  MarkDistinctNode,
  SampleNode,
} from '../../../../../generated/worker/types.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { binary, constant, double, fn, raise, when, whole, windowCall } from '../sql-shorthand.ts';

/** The rows of a source with one more column. */
export function withColumn(
  source: Relation,
  symbol: string,
  value: SqlExpression,
  context: FragmentContext,
): Relation {
  const { names } = context;
  const columns = [...columnsOf(source.symbols, names), { name: names.of(symbol), value }];
  return closed(select(columns, { from: from(source, names) }), [...source.symbols, symbol], names);
}

/** Marks the first row of each combination of the distinct symbols. */
export function translateMarkDistinct(
  node: MarkDistinctNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const number = windowCall('row_number', [], {
    partitionBy: node.distinctSymbols.map((symbol) => context.groupKey(symbol)),
  });
  return withColumn(source, node.markerSymbol, binary(number, '=', whole(1)), context);
}

/** Exactly one row: none becomes one of NULLs, several are an error. */
export function translateEnforceSingleRow(
  _node: EnforceSingleRowNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const { names } = context;
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
    return { name: names.of(symbol), value: when([[several, failure]], first) };
  });
  return closed(select(columns, { from: from(source, names) }), source.symbols, names);
}

/** Numbers rows uniquely within the query: the task's number in the high bits. */
export function translateAssignUniqueId(
  node: AssignUniqueId,
  source: Relation,
  context: FragmentContext,
): Relation {
  context.uniqueIds.set(node.idColumn, new Set(source.symbols));
  const number = windowCall('row_number', [], {});
  return withColumn(source, node.idColumn, binary(number, '+', whole(context.taskNumber)), context);
}

/** Each row with a probability; a SYSTEM sample has been drawn when splits were handed out. */
export function translateSample(node: SampleNode, source: Relation, context: FragmentContext): Relation {
  if (node.sampleType === 'SYSTEM') return source;
  const { names } = context;
  const where = binary(fn('random'), '<', constant(String(node.sampleRatio), double));
  return closed(
    select(columnsOf(source.symbols, names), { from: from(source, names), where }),
    source.symbols,
    names,
  );
}
