import type { Aggregation, PlanNode } from '../../../generated/worker/types.ts';
import type { Grouping } from '../analyze/analysis.ts';
import type { Expression } from '../expressions/expression.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, outputsOf, project } from './plan-nodes.ts';
import type { Translation } from './translation.ts';

/**
 * GROUP BY: keys and arguments become symbols, the groups are made over them. Afterwards the translation knows the keys and
 * aggregates.
 */
export function planGrouping(
  grouping: Grouping,
  source: PlanNode,
  context: PlanContext,
  translation: Translation,
): PlanNode {
  const assignments = new Map<string, Expression>(
    outputsOf(source).map((symbol) => [symbol, context.reference(symbol)]),
  );
  const symbolByText = new Map<string, string>();
  const symbolOf = (expression: Expression, suffix?: string): string => {
    if (expression.kind === 'symbol') {
      return expression.name;
    }
    const text = context.write(expression);
    let symbol = symbolByText.get(text);
    if (symbol === undefined) {
      symbol =
        suffix === undefined
          ? context.symbolFor(expression)
          : context.newSymbol('expr', expression.type, suffix);
      symbolByText.set(text, symbol);
      assignments.set(symbol, expression);
    }
    return symbol;
  };

  const keys = grouping.keys.map((key) => symbolOf(translation.translate(key.expression), 'gid'));
  const aggregations: Record<string, Aggregation> = {};
  const results: [string, string][] = [];
  for (const call of grouping.aggregates) {
    const args = call.arguments.map((argument) => symbolOf(translation.translate(argument)));
    const symbol = context.newSymbol(call.name, call.type);
    aggregations[symbol] = {
      resolvedFunction: call.function,
      arguments: args.map((argument) => context.write(context.reference(argument))),
      distinct: false,
    };
    results.push([call.id, symbol]);
  }
  grouping.keys.forEach((key, i) => {
    translation.bind(key.id, keys[i] ?? '');
  });
  for (const [id, symbol] of results) {
    translation.bind(id, symbol);
  }
  const input = symbolByText.size === 0 ? source : project(context, source, assignments);
  return aggregation(context, input, [...new Set(keys)], aggregations, 'SINGLE');
}
