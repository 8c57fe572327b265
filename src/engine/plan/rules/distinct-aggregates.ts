import type { Aggregation, AggregationNode, PlanNode } from '../../../../generated/worker/types.ts';
import type { PlanContext } from '../plan-context.ts';
import { aggregation, rewritePlan } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * DISTINCT of aggregates, as in stock plans: where all are over the same values, rows are grouped by these first; otherwise each
 * combination is marked where it comes for the first time, and the marker is the aggregate's mask (recordings task-mark-distinct-*).
 * Those with a FILTER or an order stay as they are, also as in stock plans.
 */
export const distinctAggregates: Rule = {
  name: 'distinct aggregates',
  apply: (root, context) =>
    rewritePlan(root, (node) => (node['@type'] === 'aggregation' ? expand(node, context) : node)),
};

function expand(node: AggregationNode, context: PlanContext): PlanNode {
  const calls = Object.values(node.aggregations);
  const distinct = calls.filter((call) => call.distinct);
  const inputs = distinct.map((call) => inputOf(call, context));
  if (
    node.step !== 'SINGLE' ||
    distinct.length === 0 ||
    distinct.some(
      ({ mask, filter, orderingScheme }) =>
        mask !== undefined || filter !== undefined || orderingScheme !== undefined,
    ) ||
    inputs.some((input) => input === undefined)
  ) {
    return node;
  }
  const combinations = new Map(inputs.map((input) => [keyOf(input ?? []), input ?? []]));
  const [only] = combinations.values();
  return distinct.length === calls.length && combinations.size === 1 && only !== undefined
    ? groupTwice(node, only, context)
    : markEach(node, combinations, context);
}

/** The symbols of the arguments; undefined when they are more than symbols. */
function inputOf(call: Aggregation, context: PlanContext): readonly string[] | undefined {
  const symbols = call.arguments.flatMap((text) => {
    const argument = context.read(text);
    return argument.kind === 'symbol' ? [argument.name] : [];
  });
  return symbols.length === call.arguments.length ? [...new Set(symbols)] : undefined;
}

/** Equal for the same symbols in any order. */
function keyOf(symbols: readonly string[]): string {
  return JSON.stringify([...symbols].sort());
}

function plain(call: Aggregation): Aggregation {
  return { ...call, distinct: false };
}

function groupTwice(node: AggregationNode, input: readonly string[], context: PlanContext): PlanNode {
  const keys = [...new Set([...node.groupingSets.groupingKeys, ...input])];
  return {
    ...node,
    source: aggregation(context, node.source, keys, {}, 'SINGLE'),
    aggregations: Object.fromEntries(
      Object.entries(node.aggregations).map(([symbol, call]) => [symbol, plain(call)]),
    ),
  };
}

function markEach(
  node: AggregationNode,
  combinations: ReadonlyMap<string, readonly string[]>,
  context: PlanContext,
): PlanNode {
  const markers = new Map<string, string>();
  let { source } = node;
  for (const [key, input] of combinations) {
    const markerSymbol = context.newSymbol(input.join('_'), { kind: 'boolean' }, 'distinct');
    markers.set(key, markerSymbol);
    source = {
      '@type': 'markDistinct',
      id: context.nextId(),
      source,
      markerSymbol,
      distinctSymbols: [...new Set([...node.groupingSets.groupingKeys, ...input])],
    };
  }
  const aggregations = Object.entries(node.aggregations).map(([symbol, call]): [string, Aggregation] => {
    const mask = call.distinct ? markers.get(keyOf(inputOf(call, context) ?? [])) : undefined;
    return [symbol, mask === undefined ? call : { ...plain(call), mask }];
  });
  return { ...node, source, aggregations: Object.fromEntries(aggregations) };
}
