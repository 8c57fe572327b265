import type {
  DataOrganizationSpecification,
  RowNumberNode,
  TopNRankingNode,
  WindowFrame,
  WindowFunction,
  WindowNode,
} from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { parseType } from '../../../types/parse-type.ts';
import type { Type } from '../../../types/type.ts';
import { aggregateTranslation } from '../aggregates/aggregate-translations.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { mapExpression } from '../../duckdb/sql/map-expression.ts';
import type {
  SqlExpression,
  SqlFrame,
  SqlFrameBound,
  SqlOrdering,
  SqlWindowFunction,
} from '../../duckdb/sql/sql-expression.ts';
import { named } from '../../duckdb/sql/sql-type.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import {
  binary,
  cast,
  field,
  fn,
  hugeint,
  isNull,
  raise,
  when,
  whole,
  windowCall,
} from '../sql-shorthand.ts';
import { translateArguments } from './aggregate-arguments.ts';
import { withColumn } from './row-nodes.ts';

/** Functions over the rows of a partition. */
export function translateWindow(node: WindowNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const over = windowOf(node.specification, context);
  const functions = Object.entries(node.windowFunctions);
  const columns = [
    ...columnsOf(source.symbols, names),
    ...functions.map(([symbol, call]) => ({
      name: names.of(symbol),
      value: windowFunction(call, context.typeOf(symbol), over, node.specification, context),
    })),
  ];
  const symbols = [...source.symbols, ...functions.map(([symbol]) => symbol)];
  return closed(select(columns, { from: from(source, names) }), symbols, names);
}

/** Numbers the rows of a partition in any order; rows beyond a number are dropped. */
export function translateRowNumber(
  node: RowNumberNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const over = windowOf({ partitionBy: node.partitionBy }, context);
  const numbered = withColumn(source, node.rowNumberSymbol, windowCall('row_number', [], over), context);
  if (node.maxRowCountPerPartition === undefined) return numbered;
  const within = binary(context.column(node.rowNumberSymbol), '<=', whole(node.maxRowCountPerPartition));
  return { ...numbered, where: [within] };
}

const rankings = { ROW_NUMBER: 'row_number', RANK: 'rank', DENSE_RANK: 'dense_rank' } as const;

/** The first rows of each partition by an order. A partial step gives no ranks: they aren't the final ones. */
export function translateTopNRanking(
  node: TopNRankingNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const ranking = windowCall(rankings[node.rankingType], [], windowOf(node.specification, context));
  const ranked = withColumn(source, node.rankingSymbol, ranking, context);
  const within = binary(context.column(node.rankingSymbol), '<=', whole(node.maxRankingPerPartition));
  return { ...ranked, symbols: node.partial ? source.symbols : ranked.symbols, where: [within] };
}

/** Rows that belong together, and their order. */
export interface Over {
  readonly partitionBy: readonly SqlExpression[];
  readonly orderBy: readonly SqlOrdering[];
}

function windowOf(specification: DataOrganizationSpecification, context: FragmentContext): Over {
  return {
    partitionBy: specification.partitionBy.map((symbol) => context.groupKey(symbol)),
    orderBy:
      specification.orderingScheme === undefined ? [] : context.orderings(specification.orderingScheme),
  };
}

/** What a function is computed over. */
export interface FunctionWindow {
  /** For rankings, which look at rows that are equal in the order. */
  readonly peers: Over;
  /** For functions that look at the order of all rows. */
  readonly rows: Over;
  /** For those that look at a frame. */
  readonly framed: Over & { readonly frame: SqlFrame };
}

const ranks: readonly string[] = ['rank', 'dense_rank', 'percent_rank', 'cume_dist'];

function windowFunction(
  call: WindowFunction,
  type: Type,
  over: Over,
  specification: DataOrganizationSpecification,
  context: FragmentContext,
): SqlExpression {
  const framed = {
    ...byRange(over, call.frame, specification, context),
    frame: frameOf(call.frame, specification, context),
  };
  return functionOver(call, type, { peers: over, rows: over, framed }, context);
}

/** A window function, or an aggregate as one. */
export function functionOver(
  call: WindowFunction,
  type: Type,
  { peers, rows: over, framed }: FunctionWindow,
  context: FragmentContext,
): SqlExpression {
  const { signature } = call.resolvedFunction;
  const { functionName: name } = signature.name;
  const { values, lambdas = [] } = translateArguments(call.arguments, signature.argumentTypes, context);
  // These see the whole partition, whatever the frame.
  if (ranks.includes(name)) return windowCall(name as SqlWindowFunction, [], peers);
  if (name === 'row_number') return windowCall(name, [], over);
  switch (name) {
    case 'ntile': {
      const [buckets] = values as [SqlExpression];
      return windowCall('ntile', [atLeastOne(buckets, 'Buckets must be greater than 0')], over);
    }
    case 'lead':
    case 'lag': {
      const [value, offset, otherwise] = values as [SqlExpression, ...SqlExpression[]];
      const carrier = carrierOf(type);
      const distance = offset === undefined ? whole(1) : notNegative(offset);
      const fallback = otherwise ?? { kind: 'null', type: carrier };
      const found = windowCall(name, [value, distance, fallback], over);
      return ignoring(found, call.ignoreNulls);
    }
    case 'first_value':
    case 'last_value':
      return ignoring(windowCall(name, values, framed), call.ignoreNulls);
    case 'nth_value': {
      const [value, position] = values as [SqlExpression, SqlExpression];
      const nth = atLeastOne(position, 'Offset must be at least 1');
      return ignoring(windowCall('nth_value', [value, nth], framed), call.ignoreNulls);
    }
    default: {
      const types = signature.argumentTypes.map(parseType);
      const single = aggregateTranslation(call.resolvedFunction, types).single({
        values,
        lambdas,
        types,
        resultType: type,
        distinct: false,
        filter: undefined,
        orderBy: [],
      });
      return mapExpression(single, (part) =>
        part.kind === 'aggregate'
          ? {
              kind: 'window',
              name: part.name,
              arguments: part.arguments,
              distinct: part.distinct,
              ...(part.filter === undefined ? {} : { filter: part.filter }),
              ...framed,
            }
          : part,
      );
    }
  }
}

function ignoring(call: SqlExpression, ignoreNulls: boolean): SqlExpression {
  return call.kind === 'window' && ignoreNulls ? { ...call, ignoreNulls } : call;
}

function atLeastOne(value: SqlExpression, message: string): SqlExpression {
  const bigint = { kind: 'name', name: 'BIGINT' } as const;
  const failure = raise('INVALID_FUNCTION_ARGUMENT', bigint, message);
  return when([[binary(value, '<', whole(1)), failure]], value);
}

function notNegative(value: SqlExpression): SqlExpression {
  const bigint = { kind: 'name', name: 'BIGINT' } as const;
  const failure = raise('INVALID_FUNCTION_ARGUMENT', bigint, 'Offset must be at least 0');
  const missing = raise('INVALID_FUNCTION_ARGUMENT', bigint, 'Offset must not be null');
  return when(
    [
      [isNull(value), missing],
      [binary(value, '<', whole(0)), failure],
    ],
    value,
  );
}

function frameOf(
  frame: WindowFrame,
  specification: DataOrganizationSpecification,
  context: FragmentContext,
): SqlFrame {
  const bound = (
    kind: WindowFrame['startType'],
    symbol: string | undefined,
    coercedKey: string | undefined,
  ): SqlFrameBound => {
    switch (kind) {
      case 'UNBOUNDED_PRECEDING':
        return { kind: 'UNBOUNDED PRECEDING' };
      case 'UNBOUNDED_FOLLOWING':
        return { kind: 'UNBOUNDED FOLLOWING' };
      case 'CURRENT_ROW':
        return { kind: 'CURRENT ROW' };
      case 'PRECEDING':
      case 'FOLLOWING': {
        if (symbol === undefined)
          throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A frame has a bound without value');
        const value =
          frame.type === 'RANGE'
            ? distance(kind, symbol, coercedKey, specification, context)
            : rowsOf(context.column(symbol), kind);
        return { kind, value };
      }
      default:
        throw new Error(`Unknown bound ${kind satisfies never as string}`);
    }
  };
  return {
    type: frame.type,
    start: bound(frame.startType, frame.startValue, frame.sortKeyCoercedForFrameStartComparison),
    end: bound(frame.endType, frame.endValue, frame.sortKeyCoercedForFrameEndComparison),
  };
}

function rowsOf(count: SqlExpression, kind: 'PRECEDING' | 'FOLLOWING'): SqlExpression {
  const bigint = { kind: 'name', name: 'BIGINT' } as const;
  const which = kind === 'PRECEDING' ? 'starting' : 'ending';
  const failure = raise(
    'INVALID_WINDOW_FRAME',
    bigint,
    `Window frame ${which} offset must not be negative or null`,
  );
  // DuckDB adds the number of a row to it: beyond all rows, more makes no difference.
  const bounded = cast(fn('least', count, whole(beyondAllRows)), bigint);
  return when([[binary(count, '<', whole(0)), failure]], bounded);
}

const beyondAllRows = 1n << 60n;

/** The plan has the value where a RANGE ends, DuckDB wants to know how far that is from the row's own. */
function distance(
  kind: 'PRECEDING' | 'FOLLOWING',
  symbol: string,
  coercedKey: string | undefined,
  specification: DataOrganizationSpecification,
  context: FragmentContext,
): SqlExpression {
  const sortKey = specification.orderingScheme?.orderBy[0];
  const key = coercedKey ?? sortKey;
  if (key === undefined || sortKey === undefined)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A RANGE frame has no sort key');
  const descending = specification.orderingScheme?.orderings[sortKey]?.startsWith('DESC') === true;
  const [low, high] = (kind === 'PRECEDING') === descending ? [key, symbol] : [symbol, key];
  const [from, to] = [low, high].map((name) => rangeKey(context.column(name), context.typeOf(name)));
  const apart = binary(to as SqlExpression, '-', from as SqlExpression);
  // From an infinity, or NaN, nothing is any way apart: its frame has its equals.
  const isFloat = /^(?:real|double)$/.test(context.typeOf(key).kind);
  if (isFloat) return when([[fn('isnan', apart), cast(whole(0), carrierOf(context.typeOf(key)))]], apart);
  const isInterval =
    context.typeOf(key).kind === context.typeOf(sortKey).kind && !isNumber(context.typeOf(key));
  if (!isInterval) return apart;
  const negative = raise(
    'INVALID_WINDOW_FRAME',
    hugeint,
    'Window frame offset value must not be negative or null',
  );
  return when([[binary(apart, '<', whole(0)), negative]], apart);
}

function isNumber({ kind }: Type): boolean {
  return ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double', 'decimal'].includes(kind);
}

/** The same order with numbers for keys where a RANGE has to tell how far they are apart. */
function byRange(
  over: Over,
  frame: WindowFrame,
  specification: DataOrganizationSpecification,
  context: FragmentContext,
): Over {
  const sortKey = specification.orderingScheme?.orderBy[0];
  const measures = frame.startValue !== undefined || frame.endValue !== undefined;
  if (frame.type !== 'RANGE' || !measures || sortKey === undefined) return over;
  const value = rangeKey(context.column(sortKey), context.typeOf(sortKey));
  return { ...over, orderBy: over.orderBy.slice(-1).map((ordering) => ({ ...ordering, value })) };
}

/** A number that grows with the values of a type, in the same unit for all precisions up to microseconds and for all beyond. */
function rangeKey(value: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'date':
      return binary(
        cast(fn('epoch_us', cast(value, named('TIMESTAMP'))), hugeint),
        '//',
        whole(86_400_000_000n),
      );
    case 'timestamp': {
      if (type.precision <= 6) return cast(fn('epoch_us', value), hugeint);
      return joined(field(value, 'us'), 1_000_000n, field(value, 'ps'));
    }
    case 'timestamp with time zone':
      return joined(field(value, 'ms'), 1_000_000_000n, field(value, 'ps'));
    case 'time with time zone':
      return field(value, 'u');
    default:
      return value;
  }
}

function joined(major: SqlExpression, factor: bigint, minor: SqlExpression): SqlExpression {
  return binary(binary(cast(major, hugeint), '*', whole(factor, hugeint)), '+', cast(minor, hugeint));
}
