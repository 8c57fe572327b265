import type { Aggregation, AggregationNode, PlanNode } from '../../../generated/worker/types.ts';
import type { AggregateCall, Grouping } from '../analyze/analysis.ts';
import type { Expression } from '../expressions/expression.ts';
import { ComputedColumns } from './computed-columns.ts';
import { orderingSchemeOf } from './ordering-scheme.ts';
import { choose, compare, constant, long, or } from './plan-conditions.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, filter } from './plan-nodes.ts';
import type { PlanSession } from './plan-session.ts';
import { planSubqueries } from './subqueries/plan-subqueries.ts';
import type { Translation } from './translation.ts';

/**
 * GROUP BY: keys and arguments become symbols, the groups are made over them. Afterwards the translation knows the keys, the fields
 * that are keys (for subqueries that read them), the aggregates and GROUPING().
 */
export function planGrouping(
  grouping: Grouping,
  source: PlanNode,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const { context } = session;
  const columns = new ComputedColumns(
    context,
    planSubqueries(expressionsOf(grouping), source, { session, translation }),
  );
  const keys = new Map(
    grouping.keys.map(({ id, expression }) => {
      const translated = translation.translate(expression);
      const symbol = columns.symbolOf(translated, () => context.newSymbol('expr', translated.type, 'gid'));
      return [id, symbol] as const;
    }),
  );
  const aggregations: Record<string, Aggregation> = {};
  const results = grouping.aggregates.map((call) => {
    const planned = planAggregate(call, columns, context, translation);
    const symbol = context.newSymbol(call.name, call.type);
    aggregations[symbol] = planned;
    return [call.id, symbol] as const;
  });
  const sets = setsOf(grouping);
  const rows = keys.size === 0 ? filterAll(columns.node(), aggregations, context) : columns.node();
  const groups =
    sets === undefined
      ? { node: groupOnce(grouping, keys, rows, aggregations, context), keys }
      : groupBySets(sets, grouping, keys, rows, aggregations, context);
  for (const { id, expression } of grouping.keys) {
    const symbol = groups.keys.get(id) ?? '';
    translation.bind(id, symbol);
    if (expression.kind === 'symbol') {
      translation.bind(expression.name, symbol);
    }
  }
  for (const [id, symbol] of results) {
    translation.bind(id, symbol);
  }
  for (const { id, keys: of, type } of grouping.groupingOperations ?? []) {
    const masks = (sets ?? [[...keys.keys()]]).map((set) => constant(type, maskOf(of, set, type.kind)));
    translation.bindExpression(
      id,
      'groupId' in groups ? bySet(context.reference(groups.groupId), masks) : (masks[0] as Expression),
    );
  }
  return groups.node;
}

/** Everything of a grouping that may read subqueries. */
function expressionsOf({ keys, aggregates }: Grouping): readonly Expression[] {
  return [
    ...keys.map(({ expression }) => expression),
    ...aggregates.flatMap((call) => [
      ...call.arguments,
      ...(call.filter === undefined ? [] : [call.filter]),
      ...call.orderBy.map(({ expression }) => expression),
    ]),
  ];
}

/** The grouping sets where they are several, or one without some keys. */
function setsOf({ sets, keys }: Grouping): readonly (readonly string[])[] | undefined {
  const [only] = sets ?? [];
  const isPlain = sets === undefined || (sets.length === 1 && only?.length === keys.length);
  return isPlain ? undefined : sets;
}

function planAggregate(
  call: AggregateCall,
  columns: ComputedColumns,
  context: PlanContext,
  translation: Translation,
): Aggregation {
  const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
  const args = call.arguments.map((argument) => {
    const translated = translation.translate(argument);
    // Functions that are arguments stay what they are.
    return translated.kind === 'lambda' ? translated : context.reference(columns.symbolOf(translated));
  });
  const mask = call.filter && symbolOf(call.filter);
  return {
    resolvedFunction: call.function,
    arguments: args.map((argument) => context.write(argument)),
    distinct: call.distinct,
    ...(call.orderBy.length > 0 && {
      orderingScheme: orderingSchemeOf(call.orderBy, symbolOf),
    }),
    ...(mask !== undefined && { mask }),
  };
}

/**
 * Where each aggregate of all rows has a FILTER, nothing else looks at a row that none of them takes: their arguments, which may fail,
 * aren't computed for it.
 */
function filterAll(
  source: PlanNode,
  aggregations: AggregationNode['aggregations'],
  context: PlanContext,
): PlanNode {
  const masks = Object.values(aggregations).map(({ mask }) => mask);
  const taken = new Set(masks.filter((mask) => mask !== undefined));
  if (masks.length === 0 || masks.includes(undefined)) return source;
  return filter(context, source, or(...[...taken].map((mask) => context.reference(mask))));
}

function groupOnce(
  { keys }: Grouping,
  symbols: ReadonlyMap<string, string>,
  source: PlanNode,
  aggregations: AggregationNode['aggregations'],
  context: PlanContext,
): PlanNode {
  const distinct = new Set(keys.map(({ id }) => symbols.get(id) ?? ''));
  return aggregation(context, source, [...distinct], aggregations, 'SINGLE');
}

/** Rows once a set, with NULL for the keys that the set doesn't have; grouped by all keys and the set's number. */
function groupBySets(
  sets: readonly (readonly string[])[],
  grouping: Grouping,
  keys: ReadonlyMap<string, string>,
  source: PlanNode,
  aggregations: AggregationNode['aggregations'],
  context: PlanContext,
): { readonly node: PlanNode; readonly keys: ReadonlyMap<string, string>; readonly groupId: string } {
  // Two columns are two keys, also where both come of one symbol: a set may have the one and not the other.
  const outputByKey = new Map<string, string>();
  const groupingColumns: Record<string, string> = {};
  const outputs = new Map(
    grouping.keys.map(({ id, expression }) => {
      const input = keys.get(id) ?? '';
      const key = expression.kind === 'symbol' ? `column ${expression.name}` : `computed ${input}`;
      let output = outputByKey.get(key);
      if (output === undefined) {
        const { type } = context.reference(input);
        output = context.newSymbol(input.replace(/\$gid.*$/, ''), type, 'gid');
        outputByKey.set(key, output);
        groupingColumns[output] = input;
      }
      return [id, output] as const;
    }),
  );
  const groupId = context.newSymbol('groupid', { kind: 'bigint' });
  const used = Object.values(aggregations).flatMap((call) => [
    ...call.arguments.flatMap((text) => {
      const argument = context.read(text);
      return argument.kind === 'symbol' ? [argument.name] : [];
    }),
    ...(call.mask === undefined ? [] : [call.mask]),
    ...(call.orderingScheme?.orderBy ?? []),
  ]);
  const symbolSets = sets.map((set) => [...new Set(set.map((id) => outputs.get(id) ?? ''))]);
  const repeated: PlanNode = {
    '@type': 'groupid',
    id: context.nextId(),
    source,
    groupingSets: symbolSets,
    groupingColumns,
    aggregationArguments: [...new Set(used)],
    groupIdSymbol: groupId,
  };
  const inSets = new Set(symbolSets.flat());
  const node: AggregationNode = {
    '@type': 'aggregation',
    id: context.nextId(),
    source: repeated,
    aggregations,
    groupingSets: {
      groupingKeys: [...inSets, groupId],
      groupingSetCount: sets.length,
      globalGroupingSets: sets.flatMap((set, i) => (set.length === 0 ? [i] : [])),
    },
    preGroupedSymbols: [],
    step: 'SINGLE',
    groupIdSymbol: groupId,
  };
  return { node, keys: outputs, groupId };
}

/** GROUPING() of a set: a bit a key, 1 where the set is without it, the first key's bit the highest. */
function maskOf(of: readonly string[], set: readonly string[], kind: string): number | bigint {
  const mask = of.reduce((bits, key) => bits * 2n + (set.includes(key) ? 0n : 1n), 0n);
  return kind === 'bigint' ? mask : Number(mask);
}

/** The value of the row's set. */
function bySet(groupId: Expression, values: readonly Expression[]): Expression {
  const last = values.at(-1) as Expression;
  return choose(
    values.slice(0, -1).map((value, i) => [compare('=', groupId, long(BigInt(i))), value]),
    last,
  );
}
