import type {
  ExpressionAndValuePointers,
  PatternRecognitionNode,
  PlanNode,
  WindowFrame,
  WindowFunction,
  WindowNode,
} from '../../../generated/worker/types.ts';
import type { FrameBoundAnalysis, WindowCall, WindowMeasure, WindowPattern } from '../analyze/analysis.ts';
import type { PatternExpression } from '../analyze/row-pattern/pattern-values.ts';
import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { formatType } from '../types/format-type.ts';
import { ComputedColumns } from './computed-columns.ts';
import { orderingSchemeOf } from './ordering-scheme.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanSession } from './plan-session.ts';
import { inputsOf, planOverMatch, planRowPattern } from './row-pattern/plan-over-match.ts';
import { planSubqueries } from './subqueries/plan-subqueries.ts';
import type { Translation } from './translation.ts';

type WindowParts = Pick<WindowNode, 'specification' | 'windowFunctions'>;
type PatternParts = Omit<PatternRecognitionNode, 'id' | 'source'>;

/**
 * Window functions and measures: what they read becomes symbols, those over one window share a node. Afterwards the translation
 * knows them.
 */
export function planWindows(
  calls: readonly WindowCall[],
  measures: readonly WindowMeasure[],
  source: PlanNode,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const { context } = session;
  const inputs = [...calls.flatMap(expressionsOf), ...measures.flatMap(expressionsOf)];
  const columns = new ComputedColumns(context, planSubqueries(inputs, source, { session, translation }));
  const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
  const planned = (value: PatternExpression): ExpressionAndValuePointers =>
    planOverMatch(value, context, translation, symbolOf);
  const specificationOf = (call: WindowCall | WindowMeasure): WindowParts['specification'] => {
    const partitionBy = [...new Set(call.partitionBy.map(symbolOf))];
    const orderingScheme = orderingSchemeOf(call.orderBy, symbolOf);
    return { partitionBy, ...(call.orderBy.length > 0 && { orderingScheme }) };
  };
  const nodes = new Map<string, WindowParts>();
  const patterns = new Map<string, PatternParts>();
  const patternOf = (
    call: WindowCall | WindowMeasure,
    pattern: WindowPattern,
  ): readonly [key: string, parts: PatternParts] => {
    const specification = specificationOf(call);
    const commonBaseFrame = frameOf(call, symbolOf, context);
    const key = JSON.stringify([specification, commonBaseFrame, pattern.id]);
    const known = patterns.get(key);
    if (known !== undefined) return [key, known];
    const parts: PatternParts = {
      '@type': 'patternRecognition',
      specification,
      prePartitionedInputs: [],
      preSortedOrderPrefix: 0,
      windowFunctions: {},
      measures: {},
      commonBaseFrame,
      rowsPerMatch: 'WINDOW',
      initial: pattern.initial,
      ...planRowPattern(pattern, planned),
    };
    return [key, parts];
  };
  for (const call of calls) {
    const symbol = context.newSymbol(call.name, call.type);
    // Functions that are arguments stay what they are.
    const args = call.arguments.map((argument) =>
      context.write(
        argument.kind === 'lambda' ? translation.translate(argument) : context.reference(symbolOf(argument)),
      ),
    );
    const windowFunction: WindowFunction = {
      resolvedFunction: call.function,
      arguments: args,
      frame: frameOf(call, symbolOf, context),
      ignoreNulls: call.ignoreNulls,
    };
    translation.bind(call.id, symbol);
    if (call.frame.pattern !== undefined) {
      const [key, parts] = patternOf(call, call.frame.pattern);
      const windowFunctions = { ...parts.windowFunctions, [symbol]: windowFunction };
      patterns.set(key, { ...parts, windowFunctions });
      continue;
    }
    const specification = specificationOf(call);
    const key = JSON.stringify(specification);
    const windowFunctions = { ...nodes.get(key)?.windowFunctions, [symbol]: windowFunction };
    nodes.set(key, { specification, windowFunctions });
  }
  for (const measure of measures) {
    const [key, parts] = patternOf(measure, measure.frame.pattern);
    const symbol = context.newSymbol(measure.name, measure.type);
    const type = formatType(measure.type);
    const planOfMeasure = { expressionAndValuePointers: planned(measure.value), type };
    patterns.set(key, { ...parts, measures: { ...parts.measures, [symbol]: planOfMeasure } });
    translation.bind(measure.id, symbol);
  }
  const windowed = [...nodes.values()].reduce<PlanNode>(
    (node, parts) => ({
      '@type': 'window',
      id: context.nextId(),
      source: node,
      ...parts,
      prePartitionedInputs: [],
      preSortedOrderPrefix: 0,
    }),
    columns.node(),
  );
  return [...patterns.values()].reduce<PlanNode>(
    (node, parts) => ({ ...parts, id: context.nextId(), source: node }),
    windowed,
  );
}

/** Everything of a call that may read subqueries. */
function expressionsOf(call: WindowCall | WindowMeasure): readonly Expression[] {
  const { partitionBy, orderBy, frame } = call;
  return [
    ...('arguments' in call ? call.arguments : inputsOf(call.value)),
    ...partitionBy,
    ...orderBy.map(({ expression }) => expression),
    ...[frame.start.value, frame.end.value].filter((value) => value !== undefined),
    ...(frame.pattern?.definitions ?? []).flatMap(([, value]) => inputsOf(value)),
  ];
}

function frameOf(
  { frame, orderBy }: Pick<WindowCall, 'frame' | 'orderBy'>,
  symbolOf: (expression: Expression) => string,
  context: PlanContext,
): WindowFrame {
  const key = orderBy[0]?.expression;
  const bound = ({
    value,
    end,
    key: coerced,
  }: FrameBoundAnalysis): [string | undefined, string | undefined] => {
    if (value === undefined) return [undefined, undefined];
    if (end?.kind !== 'arithmetic') return [symbolOf(checked(value)), undefined];
    const coercedKey = coerced === undefined || coerced === key ? key : coerced;
    return [symbolOf({ ...end, right: checked(end.right) }), coercedKey && symbolOf(coercedKey)];
  };
  const [startValue, startKey] = bound(frame.start);
  const [endValue, endKey] = bound(frame.end);
  const text = (value: Expression): string => context.write(context.reference(symbolOf(value)));
  return {
    type: frame.type,
    startType: frame.start.type,
    endType: frame.end.type,
    ...(startValue !== undefined && { startValue }),
    ...(startKey !== undefined && { sortKeyCoercedForFrameStartComparison: startKey }),
    ...(endValue !== undefined && { endValue }),
    ...(endKey !== undefined && { sortKeyCoercedForFrameEndComparison: endKey }),
    ...(frame.start.value !== undefined && { originalStartValue: text(frame.start.value) }),
    ...(frame.end.value !== undefined && { originalEndValue: text(frame.end.value) }),
  };
}

const invalidWindowFrame = 15;

/** Fails for an offset that is negative or NULL. */
function checked(value: Expression): Expression {
  const boolean = { kind: 'boolean' } as const;
  if (value.kind === 'constant' && value.value !== null && Number(value.value) >= 0) return value;
  const message = 'Window frame offset value must not be negative or null';
  const fail = resolveInternal('fail', [{ kind: 'integer' }, { kind: 'varchar' }]);
  if (fail === undefined) throw new TypeError('fail is not registered');
  const failure: Expression = {
    kind: 'call',
    type: fail.returnType,
    function: fail.function,
    arguments: [
      { kind: 'constant', type: { kind: 'integer' }, value: invalidWindowFrame },
      { kind: 'constant', type: { kind: 'varchar' }, value: message },
    ],
  };
  const zero: Expression = {
    kind: 'cast',
    value: { kind: 'constant', type: { kind: 'integer' }, value: 0 },
    type: value.type,
    safe: false,
  };
  const isInterval = value.type.kind.startsWith('interval');
  const isNull: Expression = { kind: 'isNull', type: boolean, value };
  const isNegative: Expression = {
    kind: 'comparison',
    type: boolean,
    operator: '<',
    left: value,
    right: zero,
  };
  return {
    kind: 'case',
    type: value.type,
    whens: [
      {
        condition: isInterval
          ? isNull
          : { kind: 'logical', operator: 'OR', type: boolean, terms: [isNull, isNegative] },
        result: { kind: 'cast', value: failure, type: value.type, safe: false },
      },
    ],
    defaultValue: value,
  };
}
