import type {
  ExpressionAndValuePointers,
  PatternRecognitionNode,
} from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { parseType } from '../../../types/parse-type.ts';
import type { Type } from '../../../types/type.ts';
import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import { locator } from '../../row-pattern/locate.ts';
import { matchPartition } from '../../row-pattern/match-partition.ts';
import { matchWindows } from '../../row-pattern/match-windows.ts';
import type { WindowRecognition } from '../../row-pattern/match-windows.ts';
import type { MeasuredValue } from '../../row-pattern/match-partition.ts';
import { compilePattern, labelName } from '../../row-pattern/pattern-program.ts';
import { checkComputation, computed } from '../../scalar/computation.ts';
import type { Value } from '../../scalar/value.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { functionOver } from '../nodes/window-node.ts';
import type { FunctionWindow } from '../nodes/window-node.ts';
import { closed, columnsOf, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { field, fn, when } from '../sql-shorthand.ts';
import { translateExpression } from '../translate-expression.ts';
import { aggregatedRows } from './aggregated-rows.ts';
import { condition } from './match-conditions.ts';
import type { ConditionLooks } from './match-conditions.ts';
import { PartitionRows } from './partition-rows.ts';
import { runningAggregate } from './running-aggregates.ts';
import { pointersOf } from './value-pointers.ts';
import type { AggregationPointer, ScalarPointer } from './value-pointers.ts';

const varchar: Type = { kind: 'varchar' };
const bigint: Type = { kind: 'bigint' };

/**
 * MATCH_RECOGNIZE. DuckDB sorts each partition into a list of rows, `matchPartition` finds the matches and says which values their measures are made
 * of, and DuckDB computes the measures. Of a condition, every part that reads one row is a column before that, so that only what compares rows is
 * computed here.
 * In a window, the functions over it are computed by DuckDB as well, over frames that are the matched rows.
 * @throws TrinoError NOT_SUPPORTED for calls over several rows of a match in DEFINE
 */
export function translatePatternRecognition(
  node: PatternRecognitionNode,
  source: Relation,
  context: FragmentContext,
): Relation {
  const { names } = context;
  for (const { expressionAndValuePointers: measure } of Object.values(node.measures))
    declarePlaceholders(measure, context);
  for (const definition of Object.values(node.variableDefinitions)) declarePlaceholders(definition, context);
  const rows = new PartitionRows(node.specification, source, context);
  const isWindow = node.rowsPerMatch === 'WINDOW';
  const looks: ConditionLooks = { stateful: false, aggregates: [], isFramed: isWindow };
  const conditions = new Map(
    Object.entries(node.variableDefinitions).map(([label, definition]) => [
      label,
      condition(label, definition, rows, context, looks),
    ]),
  );
  const outputs = node.rowsPerMatch === 'ONE' ? node.specification.partitionBy : source.symbols;
  const outputFields = outputs.map((symbol) => rows.symbol(symbol));
  const measures = Object.entries(node.measures);
  const scalars: { readonly symbol: string; readonly type: Type; readonly value: MeasuredValue }[] = [];
  const aggregations: { readonly symbol: string; readonly pointer: AggregationPointer }[] = [];
  for (const [, { expressionAndValuePointers: measure }] of measures) {
    for (const [symbol, pointer] of pointersOf(measure)) {
      if (pointer['@type'] === 'aggregation') {
        const aggregate = runningAggregate(pointer, rows, context);
        if (aggregate === undefined) {
          aggregations.push({ symbol, pointer });
          continue;
        }
        const type = parseType(pointer.function.signature.returnType);
        const { running } = pointer.setDescriptor;
        scalars.push({ symbol, type, value: { kind: 'aggregate', aggregate, running } });
      } else scalars.push({ symbol, ...measuredValue(pointer, measure, rows) });
    }
  }
  const aggregated = aggregations.length === 0 ? undefined : aggregatedRows(aggregations, rows, context);
  const recognition = {
    program: compilePattern(node.pattern),
    conditions,
    conditionAggregates: looks.aggregates,
    stateless: !looks.stateful,
    rowsPerMatch: node.rowsPerMatch,
    skip: {
      position: node.skipToPosition,
      ...(node.skipToLabel === undefined
        ? {}
        : { labels: labelsOf(labelName(node.skipToLabel), node.subsets) }),
    },
    outputs: outputFields.map(({ index }) => index),
    measured: scalars.map(({ value }) => value),
    ...(aggregated === undefined ? {} : { aggregated: aggregated.recognized }),
  };
  const produced: Type[] = [
    { kind: 'boolean' },
    ...outputFields.map(({ type }) => type),
    ...scalars.map(({ type }) => type),
    ...(aggregated === undefined ? [] : [{ kind: 'array', element: aggregated.element } as const]),
    ...(isWindow ? [bigint, bigint, bigint] : []),
  ];
  const frameEnd = isWindow ? frameEndOf(node, rows) : undefined;
  const partitions = rows.list();
  const result: Type = {
    kind: 'array',
    element: { kind: 'row', fields: produced.map((type) => ({ type })) },
  };
  const matches = computed(
    {
      parameters: [rows.listType()],
      result,
      compute: (values: readonly (readonly Value[])[]) =>
        frameEnd === undefined
          ? matchPartition(recognition, values, checkComputation)
          : matchWindows({ ...recognition, frameEnd, initial: node.initial }, values, checkComputation),
    },
    [{ kind: 'column', name: partitions.column }],
  );
  const match = names.fresh();
  const found = select([{ name: match, value: fn('unnest', matches) }], { from: partitions.from });
  const matched = names.fresh();
  const place = { row: names.fresh(), start: names.fresh(), end: names.fresh() };
  const part = (index: number): SqlExpression => field({ kind: 'column', name: match }, fieldName(index));
  const opened: SqlColumn[] = [
    { name: matched, value: part(0) },
    ...outputs.map((symbol, index) => ({ name: names.of(symbol), value: part(1 + index) })),
    ...scalars.map(({ symbol }, index) => ({
      name: names.of(symbol),
      value: part(1 + outputs.length + index),
    })),
    ...(isWindow
      ? Object.values(place).map((name, index) => ({ name, value: part(produced.length - 3 + index) }))
      : []),
  ];
  const base = { kind: 'query', query: found, alias: names.fresh() } as const;
  const valued =
    aggregated === undefined
      ? select(opened, { from: base })
      : aggregated.query(opened, part(1 + outputs.length + scalars.length), base);
  const over = isWindow ? matchedRows(node, place, context) : undefined;
  const functions = Object.entries(node.windowFunctions);
  const columns: SqlColumn[] = [
    ...columnsOf(outputs, names),
    ...(over === undefined
      ? []
      : functions.map(([symbol, call]) => ({
          name: names.of(symbol),
          value: functionOver(call, context.typeOf(symbol), over, context),
        }))),
    ...measures.map(([symbol, { expressionAndValuePointers: measure }]) => {
      const value = translateExpression(context.read(measure.expression), names);
      return {
        name: names.of(symbol),
        value:
          node.rowsPerMatch === 'ALL_WITH_UNMATCHED' || isWindow
            ? when([[{ kind: 'column', name: matched }, value]])
            : value,
      };
    }),
  ];
  const query = select(columns, { from: { kind: 'query', query: valued, alias: names.fresh() } });
  const symbols = [...outputs, ...functions.map(([symbol]) => symbol), ...measures.map(([symbol]) => symbol)];
  return closed(query, symbols, names);
}

/** Where the frame of a window's row ends. */
function frameEndOf(
  { commonBaseFrame }: PatternRecognitionNode,
  rows: PartitionRows,
): WindowRecognition['frameEnd'] {
  if (commonBaseFrame?.type !== 'ROWS' || commonBaseFrame.startType !== 'CURRENT_ROW')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A row pattern needs a frame that starts with the row');
  switch (commonBaseFrame.endType) {
    case 'CURRENT_ROW':
    case 'UNBOUNDED_FOLLOWING':
      return commonBaseFrame.endType;
    case 'FOLLOWING':
      if (commonBaseFrame.endValue === undefined)
        throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A frame has a bound without value');
      return { field: rows.symbol(commonBaseFrame.endValue).index };
    default:
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `A row pattern's frame ends ${commonBaseFrame.endType}`);
  }
}

/** What functions over a window with a row pattern are computed over: the rows that matched, numbered as they were searched. */
function matchedRows(
  { specification }: PatternRecognitionNode,
  place: { readonly row: string; readonly start: string; readonly end: string },
  context: FragmentContext,
): FunctionWindow {
  const partitionBy = specification.partitionBy.map((symbol) => context.groupKey(symbol));
  const { orderingScheme } = specification;
  const column = (name: string): SqlExpression => ({ kind: 'column', name });
  const numbered = [{ value: column(place.row), descending: false, nullsFirst: false }];
  const rows = { partitionBy, orderBy: numbered };
  return {
    peers: { partitionBy, orderBy: orderingScheme === undefined ? [] : context.orderings(orderingScheme) },
    rows,
    framed: {
      ...rows,
      frame: {
        type: 'ROWS',
        start: { kind: 'FOLLOWING', value: column(place.start) },
        end: { kind: 'FOLLOWING', value: column(place.end) },
      },
    },
  };
}

/** A fragment tells no types of placeholders: they are those of what they stand for. */
function declarePlaceholders(expression: ExpressionAndValuePointers, context: FragmentContext): void {
  const { classifierSymbols, matchNumberSymbols } = expression;
  for (const [symbol, pointer] of pointersOf(expression)) {
    if (pointer['@type'] === 'aggregation') {
      context.declare(pointer.classifierSymbol, varchar);
      context.declare(pointer.matchNumberSymbol, bigint);
      context.declare(symbol, parseType(pointer.function.signature.returnType));
    } else if (classifierSymbols.includes(pointer.inputSymbol)) context.declare(symbol, varchar);
    else if (matchNumberSymbols.includes(pointer.inputSymbol)) context.declare(symbol, bigint);
    else context.declare(symbol, context.typeOf(pointer.inputSymbol));
  }
}

/** A label's own name, or the labels of a subset. */
function labelsOf(name: string, subsets: PatternRecognitionNode['subsets']): ReadonlySet<string> {
  return new Set(subsets[name]?.map(labelName) ?? [name]);
}

function measuredValue(
  { inputSymbol, logicalIndexPointer }: ScalarPointer,
  { classifierSymbols, matchNumberSymbols }: ExpressionAndValuePointers,
  rows: PartitionRows,
): { readonly type: Type; readonly value: MeasuredValue } {
  const locate = locator(logicalIndexPointer);
  if (matchNumberSymbols.includes(inputSymbol)) return { type: bigint, value: { kind: 'matchNumber' } };
  if (classifierSymbols.includes(inputSymbol))
    return { type: varchar, value: { kind: 'classifier', locate } };
  const { index, type } = rows.symbol(inputSymbol);
  return { type, value: { kind: 'field', locate, field: index } };
}
