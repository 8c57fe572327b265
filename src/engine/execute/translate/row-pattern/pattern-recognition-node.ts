import type {
  ExpressionAndValuePointers,
  LogicalIndexPointer,
  PatternRecognitionNode,
  ValuePointer,
} from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { childrenOf, substitute, symbolsOf } from '../../../expressions/expression-tree.ts';
import { parseType } from '../../../types/parse-type.ts';
import type { Type } from '../../../types/type.ts';
import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { SqlColumn } from '../../duckdb/sql/sql-query.ts';
import { aggregateMatched, notInDefine } from '../../row-pattern/aggregate-matched.ts';
import { computeExpression } from '../../row-pattern/compute-expression.ts';
import type { Compute } from '../../row-pattern/compute-expression.ts';
import { labelSet, locator } from '../../row-pattern/locate.ts';
import { classifierAt, matchPartition } from '../../row-pattern/match-partition.ts';
import { matchWindows } from '../../row-pattern/match-windows.ts';
import type { WindowRecognition } from '../../row-pattern/match-windows.ts';
import type { AggregatedSet, MatchEnvironment, MeasuredValue } from '../../row-pattern/match-partition.ts';
import { compilePattern, labelName } from '../../row-pattern/pattern-program.ts';
import type { ArgumentAt } from '../../row-pattern/running-aggregate.ts';
import { RunningAggregate } from '../../row-pattern/running-aggregate.ts';
import { checkComputation, computed } from '../../scalar/computation.ts';
import type { Value } from '../../scalar/value.ts';
import { aggregateTranslation } from '../aggregates/aggregate-translations.ts';
import { computedBodies } from '../functions/computed-translations.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { translateArguments } from '../nodes/aggregate-arguments.ts';
import { functionOver } from '../nodes/window-node.ts';
import type { FunctionWindow } from '../nodes/window-node.ts';
import { closed, columnsOf, select } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { field, fn, when, windowCall } from '../sql-shorthand.ts';
import { translateExpression } from '../translate-expression.ts';
import { PartitionRows } from './partition-rows.ts';

type ScalarPointer = Extract<ValuePointer, { '@type': 'scalar' }>;
type AggregationPointer = Extract<ValuePointer, { '@type': 'aggregation' }>;

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

function pointersOf({
  layout,
  valuePointers,
}: ExpressionAndValuePointers): (readonly [string, ValuePointer])[] {
  return layout.map((symbol, index) => {
    const pointer = valuePointers[index];
    if (pointer === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `No value pointer for ${symbol}`);
    return [symbol, pointer] as const;
  });
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

/** What conditions look at besides the row. */
interface ConditionLooks {
  /** Whether they look at what was matched before. */
  stateful: boolean;
  readonly aggregates: RunningAggregate[];
  /** Whether rows of the partition outside of a frame are as if they weren't there. */
  readonly isFramed: boolean;
}

/** What a condition asks about a row: whether it may have the label. */
function condition(
  label: string,
  definition: ExpressionAndValuePointers,
  rows: PartitionRows,
  context: FragmentContext,
  looks: ConditionLooks,
): Compute<MatchEnvironment> {
  const { classifierSymbols, matchNumberSymbols, expression } = definition;
  const pointers = new Map(pointersOf(definition));
  const isCurrent = ({ labels, last, logicalOffset }: LogicalIndexPointer): boolean =>
    last && logicalOffset === 0 && (labels.length === 0 || labels.some((each) => labelName(each) === label));
  /** Where a placeholder's row is: a text that is the same for the same row; undefined when it is no column of a row. */
  const groupOf = (symbol: string): string | undefined => {
    const pointer = pointers.get(symbol);
    if (pointer?.['@type'] !== 'scalar') return undefined;
    const { inputSymbol, logicalIndexPointer } = pointer;
    if (classifierSymbols.includes(inputSymbol) || matchNumberSymbols.includes(inputSymbol)) return undefined;
    return isCurrent(logicalIndexPointer) ? 'current' : JSON.stringify(logicalIndexPointer);
  };
  const columnOf = (symbol: string): SqlExpression => {
    const { inputSymbol, logicalIndexPointer } = pointers.get(symbol) as ScalarPointer;
    return rows.neighbour(
      inputSymbol,
      isCurrent(logicalIndexPointer) ? logicalIndexPointer.physicalOffset : 0,
    );
  };
  const leaf = (part: Expression): Compute<MatchEnvironment> | undefined => {
    const symbols = [...symbolsOf(part)];
    const groups = new Set(symbols.map(groupOf));
    if (groups.size <= 1 && !groups.has(undefined)) {
      const [group = 'current'] = groups;
      if (looks.isFramed && group === 'current') {
        const offsets = symbols.map(
          (symbol) => (pointers.get(symbol) as ScalarPointer).logicalIndexPointer.physicalOffset,
        );
        const distant = [...new Set(offsets)].filter((offset) => offset !== 0);
        if (distant.length > 0) return framedLeaf(part, symbols, offsets, columnOf, rows, context);
      }
      for (const symbol of symbols) rows.place(context.names.of(symbol), columnOf(symbol));
      const { index } = rows.add(part.type, translateExpression(part, context.names));
      if (group === 'current') {
        return ({ values, start, current }) => values[start + current]?.[index] as Value;
      }
      looks.stateful = true;
      const nothing = new Map(
        symbols.map((symbol) => {
          const type = context.typeOf(symbol);
          return [symbol, { kind: 'constant', type, value: null } as const];
        }),
      );
      const missing =
        part.kind === 'symbol'
          ? undefined
          : rows.add(part.type, translateExpression(substitute(part, nothing), context.names)).index;
      const locate = locator((pointers.get(symbols[0] as string) as ScalarPointer).logicalIndexPointer);
      return (environment) => {
        const row = locate(environment);
        if (row !== undefined) return environment.values[row]?.[index] as Value;
        return missing === undefined ? null : (environment.values[0]?.[missing] as Value);
      };
    }
    if (part.kind !== 'symbol') return undefined;
    looks.stateful = true;
    const pointer = pointers.get(part.name);
    if (pointer === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `No value pointer for ${part.name}`);
    if (pointer['@type'] === 'aggregation') {
      const aggregate = runningAggregate(pointer, rows, context);
      if (aggregate === undefined) throw notInDefine(pointer.function);
      looks.aggregates.push(aggregate);
      return (environment) => aggregate.over(environment, environment.current + 1);
    }
    if (matchNumberSymbols.includes(pointer.inputSymbol)) return ({ matchNumber }) => BigInt(matchNumber);
    const locate = locator(pointer.logicalIndexPointer);
    return (environment) => classifierAt(locate, environment);
  };
  return computeExpression(context.read(expression), leaf, context.names.session, computedBodies);
}

/** Columns that stand for one part of a condition at the most; a part with more is taken apart. */
const maxFramedColumns = 64;

/**
 * A part of a condition that reads rows around the current one, of which those outside of the frame aren't there. What it is without
 * some of them is a column for each way in which they can be missing: the farthest go first.
 * @param offsets of the symbols' rows from the current one
 * @returns undefined when it reads too many
 */
function framedLeaf(
  part: Expression,
  symbols: readonly string[],
  offsets: readonly number[],
  columnOf: (symbol: string) => SqlExpression,
  rows: PartitionRows,
  context: FragmentContext,
): Compute<MatchEnvironment> | undefined {
  const distinct = [...new Set(offsets)].sort((a, b) => a - b);
  const before = distinct.filter((offset) => offset < 0);
  const behind = distinct.filter((offset) => offset > 0).reverse();
  if ((before.length + 1) * (behind.length + 1) > maxFramedColumns && part.kind !== 'symbol')
    return undefined;
  for (const symbol of symbols) rows.place(context.names.of(symbol), columnOf(symbol));
  /** By how many rows before are missing, and how many behind. */
  const columns = Array.from({ length: before.length + 1 }, (_, lost) =>
    Array.from({ length: behind.length + 1 }, (__, lostBehind) => {
      const missing = new Set([...before.slice(0, lost), ...behind.slice(0, lostBehind)]);
      const nothing = new Map(
        symbols.flatMap((symbol, i) =>
          missing.has(offsets[i] as number)
            ? [[symbol, { kind: 'constant', type: context.typeOf(symbol), value: null } as const] as const]
            : [],
        ),
      );
      return rows.add(part.type, translateExpression(substitute(part, nothing), context.names)).index;
    }),
  );
  return ({ values, start, current, first, rows: end }) => {
    const row = start + current;
    const lost = before.filter((offset) => row + offset < first).length;
    const lostBehind = behind.filter((offset) => row + offset >= end).length;
    return values[row]?.[columns[lost]?.[lostBehind] ?? -1] as Value;
  };
}

interface RowOfMatch {
  readonly match: MatchEnvironment;
  /** Counted from the match's first row. */
  readonly at: number;
}

/** An aggregate over the rows of a match up to one of them; undefined for one that isn't computed row by row. */
function runningAggregate(
  {
    function: resolved,
    setDescriptor,
    arguments: texts,
    classifierSymbol,
    matchNumberSymbol,
  }: AggregationPointer,
  rows: PartitionRows,
  context: FragmentContext,
): RunningAggregate | undefined {
  const aggregate = aggregateMatched(resolved);
  if (aggregate === undefined) return undefined;
  /** Parts that read only columns are columns of their row; what reads the label or the match's number is computed for each. */
  const leaf = (part: Expression): Compute<RowOfMatch> | undefined => {
    if (part.kind === 'symbol' && part.name === classifierSymbol)
      return ({ match: { labels }, at }) => labels[at] as Value;
    if (part.kind === 'symbol' && part.name === matchNumberSymbol)
      return ({ match: { matchNumber } }) => BigInt(matchNumber);
    const symbols = symbolsOf(part);
    if (symbols.has(classifierSymbol) || symbols.has(matchNumberSymbol)) return undefined;
    for (const symbol of symbols) rows.place(context.names.of(symbol), rows.neighbour(symbol, 0));
    const { index } = rows.add(part.type, translateExpression(part, context.names));
    return ({ match: { values, start }, at }) => values[start + at]?.[index] as Value;
  };
  const values = texts.map((text): ArgumentAt => {
    const compute = computeExpression(context.read(text), leaf, context.names.session, computedBodies);
    return (match, at) => compute({ match, at });
  });
  return new RunningAggregate(aggregate, labelSet(setDescriptor.labels), values);
}

/** How measures' aggregates are computed: each output row carries the rows that they take, which are grouped by output row. */
function aggregatedRows(
  aggregations: readonly { readonly symbol: string; readonly pointer: AggregationPointer }[],
  rows: PartitionRows,
  context: FragmentContext,
) {
  const { names } = context;
  const sets = aggregations.map(
    ({ pointer: { setDescriptor } }): AggregatedSet => ({
      labels: labelSet(setDescriptor.labels),
      running: setDescriptor.running,
    }),
  );
  const inputs = new Set<string>();
  for (const { pointer } of aggregations) {
    for (const text of pointer.arguments) {
      for (const part of [context.read(text)].flatMap(withParts)) {
        if (part.kind !== 'symbol') continue;
        if (part.name !== pointer.classifierSymbol && part.name !== pointer.matchNumberSymbol)
          inputs.add(part.name);
      }
    }
  }
  const fields = [...inputs].map((symbol) => ({ symbol, ...rows.symbol(symbol) }));
  const element: Type = {
    kind: 'row',
    fields: [
      ...sets.map(() => ({ type: { kind: 'boolean' } as const })),
      ...fields.map(({ type }) => ({ type })),
      { type: varchar },
      { type: bigint },
    ],
  };
  /** What is computed of a row isn't computed of one that doesn't count, which has no values. */
  const ofTaken = (value: SqlExpression, written: string | undefined, flag: string): SqlExpression => {
    const expression = written === undefined ? undefined : context.read(written);
    const isComputed =
      expression !== undefined && expression.kind !== 'symbol' && symbolsOf(expression).size > 0;
    return isComputed ? when([[{ kind: 'column', name: flag }, value]]) : value;
  };
  const query = (
    columns: readonly SqlColumn[],
    list: SqlExpression,
    source: Parameters<typeof select>[1]['from'],
  ) => {
    const [id, item, lists] = [names.fresh(), names.fresh(), names.fresh()];
    const carried = columns.map(({ name, value }) => ({ name: names.fresh(), as: name, value }));
    const numbered = select(
      [
        { name: id, value: windowCall('row_number', [], {}) },
        ...carried.map(({ name, value }) => ({ name, value })),
        { name: lists, value: list },
      ],
      source === undefined ? {} : { from: source },
    );
    const unnested = select(
      [
        ...[id, ...carried.map(({ name }) => name)].map(
          (name): SqlColumn => ({ name, value: { kind: 'column', name } }),
        ),
        { name: item, value: fn('unnest', { kind: 'column', name: lists }) },
      ],
      { from: { kind: 'query', query: numbered, alias: names.fresh() } },
    );
    const part = (index: number): SqlExpression => field({ kind: 'column', name: item }, fieldName(index));
    const flags = sets.map(() => names.fresh());
    const position = sets.length + fields.length;
    const opened = select(
      [
        ...[id, ...carried.map(({ name }) => name)].map(
          (name): SqlColumn => ({ name, value: { kind: 'column', name } }),
        ),
        ...flags.map((name, index) => ({ name, value: part(index) })),
        ...fields.map(({ symbol }, index) => ({ name: names.of(symbol), value: part(sets.length + index) })),
        ...aggregations.flatMap(({ pointer }) => [
          { name: names.of(pointer.classifierSymbol), value: part(position) },
          { name: names.of(pointer.matchNumberSymbol), value: part(position + 1) },
        ]),
      ],
      { from: { kind: 'query', query: unnested, alias: names.fresh() } },
    );
    const any = (name: string): SqlExpression => ({
      kind: 'aggregate',
      name: 'first',
      arguments: [{ kind: 'column', name }],
      distinct: false,
      orderBy: [],
    });
    return select(
      [
        ...carried.map(({ name, as }) => ({ name: as, value: any(name) })),
        ...aggregations.map(({ symbol, pointer }, index) => {
          const { signature } = pointer.function;
          const types = signature.argumentTypes.map(parseType);
          const { values, lambdas = [] } = translateArguments(
            pointer.arguments,
            signature.argumentTypes,
            context,
          );
          return {
            name: names.of(symbol),
            value: aggregateTranslation(pointer.function, types).single({
              values: values.map((value, i) => ofTaken(value, pointer.arguments[i], flags[index] as string)),
              lambdas,
              types,
              resultType: parseType(signature.returnType),
              distinct: false,
              filter: { kind: 'column', name: flags[index] as string },
              orderBy: [],
            }),
          };
        }),
      ],
      {
        from: { kind: 'query', query: opened, alias: names.fresh() },
        groupBy: [{ kind: 'column', name: id }],
      },
    );
  };
  return { recognized: { sets, fields: fields.map(({ index }) => index) }, element, query };
}

function withParts(expression: Expression): Expression[] {
  return [expression, ...childrenOf(expression).flatMap(withParts)];
}
