import type { PlanNode, WindowFrame, WindowNode } from '../../../generated/worker/types.ts';
import type { FrameBoundAnalysis, WindowCall } from '../analyze/analysis.ts';
import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { ComputedColumns } from './computed-columns.ts';
import { orderingSchemeOf } from './ordering-scheme.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanSession } from './plan-session.ts';
import { planSubqueries } from './subqueries/plan-subqueries.ts';
import type { Translation } from './translation.ts';

/** Window functions: what they read becomes symbols, those over one window share a node. Afterwards the translation knows them. */
export function planWindows(
  calls: readonly WindowCall[],
  source: PlanNode,
  session: PlanSession,
  translation: Translation,
): PlanNode {
  const { context } = session;
  const columns = new ComputedColumns(
    context,
    planSubqueries(calls.flatMap(expressionsOf), source, { session, translation }),
  );
  const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
  const nodes = new Map<string, Pick<WindowNode, 'specification' | 'windowFunctions'>>();
  for (const call of calls) {
    const partitionBy = [...new Set(call.partitionBy.map(symbolOf))];
    const orderingScheme = orderingSchemeOf(call.orderBy, symbolOf);
    const specification = { partitionBy, ...(call.orderBy.length > 0 && { orderingScheme }) };
    const key = JSON.stringify(specification);
    const { windowFunctions } = nodes.get(key) ?? { windowFunctions: {} };
    const symbol = context.newSymbol(call.name, call.type);
    // Functions that are arguments stay what they are.
    const args = call.arguments.map((argument) =>
      context.write(
        argument.kind === 'lambda' ? translation.translate(argument) : context.reference(symbolOf(argument)),
      ),
    );
    nodes.set(key, {
      specification,
      windowFunctions: {
        ...windowFunctions,
        [symbol]: {
          resolvedFunction: call.function,
          arguments: args,
          frame: frameOf(call, symbolOf, context),
          ignoreNulls: call.ignoreNulls,
        },
      },
    });
    translation.bind(call.id, symbol);
  }
  return [...nodes.values()].reduce<PlanNode>(
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
}

/** Everything of a call that may read subqueries. */
function expressionsOf({ arguments: args, partitionBy, orderBy, frame }: WindowCall): readonly Expression[] {
  return [
    ...args,
    ...partitionBy,
    ...orderBy.map(({ expression }) => expression),
    ...[frame.start.value, frame.end.value].filter((value) => value !== undefined),
  ];
}

function frameOf(
  { frame, orderBy }: WindowCall,
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
