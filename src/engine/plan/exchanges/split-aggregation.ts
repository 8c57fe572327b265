import type { Aggregation, AggregationNode, PlanNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { hasIntermediateType, intermediateType } from '../../functions/resolve-function.ts';
import { parseType } from '../../types/parse-type.ts';
import type { PlanContext } from '../plan-context.ts';

/** Whether groups may be begun in several tasks and ended in one: not where all of a group's rows have to be seen at once. */
export function isSplittable(node: AggregationNode): boolean {
  return Object.values(node.aggregations).every(
    ({ distinct, orderingScheme, resolvedFunction }) =>
      !distinct && orderingScheme === undefined && hasIntermediateType(resolvedFunction),
  );
}

/** An aggregation in two steps. */
export interface SplitAggregation {
  /** The PARTIAL step over a source: several sources may have one each, their states are the same symbols. */
  readonly partial: (source: PlanNode) => AggregationNode;
  /** The FINAL step over the states. */
  readonly final: (source: PlanNode) => AggregationNode;
}

/** The steps on both sides of an exchange: states by symbols of their own go from one to the other. */
export function splitAggregation(node: AggregationNode, context: PlanContext): SplitAggregation {
  const partials: Record<string, Aggregation> = {};
  const finals: Record<string, Aggregation> = {};
  for (const [symbol, call] of Object.entries(node.aggregations)) {
    const { resolvedFunction } = call;
    const state = context.newSymbol(
      resolvedFunction.signature.name.functionName,
      intermediateType(resolvedFunction, resolvedFunction.signature.argumentTypes.map(parseType)),
    );
    partials[state] = call;
    // Which rows count was decided below: the final step has no mask, filter or order.
    finals[symbol] = {
      resolvedFunction,
      arguments: [
        context.write(context.reference(state)),
        ...call.arguments.filter((text) => isFunction(context.read(text))),
      ],
      distinct: false,
    };
  }
  const { id, ...rest } = node;
  return {
    partial: (source) => ({
      ...rest,
      id: context.nextId(),
      source,
      aggregations: partials,
      step: 'PARTIAL',
    }),
    final: (source) => ({
      ...rest,
      id,
      source,
      aggregations: finals,
      preGroupedSymbols: [],
      step: 'FINAL',
    }),
  };
}

/** Functions among an aggregate's arguments are there in every step. */
function isFunction({ kind }: Expression): boolean {
  return kind === 'lambda' || kind === 'bind';
}
