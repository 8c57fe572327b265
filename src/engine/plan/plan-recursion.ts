import type { PlanNode, WindowNode } from '../../../generated/worker/types.ts';
import type { RecursionAnalysis, RecursiveReferenceAnalysis } from '../analyze/analysis.ts';
import { errorCodes } from '../errors/error-codes.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import { failure } from './failure.ts';
import { choose, compare, long, yes } from './plan-conditions.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, filter } from './plan-nodes.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { planSide, union } from './plan-set-operation.ts';
import type { Side } from './plan-set-operation.ts';
import type { Translation } from './translation.ts';

/**
 * A recursion as stock plans it: spelled out, the union of the base, of so many steps as the session allows, each over a plan of its
 * own of the step before, and of one step more, which fails when it gives a row.
 */
export function planRecursion(
  analysis: RecursionAnalysis,
  session: PlanSession,
  outer: Translation,
): PlannedRelation {
  if (analysis.ordered) {
    // As in stock, which gives no place.
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Expressions must be in the same local scope');
  }
  const { context, recursions } = session;
  const { base, step, outputs, previous } = analysis;
  const baseOutputs = base.fields.map(({ id, type }): Expression => ({ kind: 'symbol', name: id, type }));
  const planStep = (number: number): Side => {
    if (number === 0) return planSide(base, baseOutputs, session, outer);
    const around = recursions.get(previous.id);
    recursions.set(previous.id, () => planStep(number - 1));
    const side = planSide(step, outputs, session, outer);
    if (around !== undefined) recursions.set(previous.id, around);
    return side;
  };
  const depth = context.settings.maxRecursionDepth;
  const sides = Array.from({ length: depth + 1 }, (_, number) => planStep(number));
  const { node, symbols } = union([...sides, failWithRows(planStep(depth + 1), depth, context)], context);
  return {
    node: analysis.distinct ? aggregation(context, node, symbols, {}, 'SINGLE') : node,
    symbols,
  };
}

/** The rows of the step before. */
export function planRecursiveReference(
  { id }: RecursiveReferenceAnalysis,
  { recursions }: PlanSession,
): PlannedRelation {
  const plan = recursions.get(id);
  if (plan === undefined) throw new TypeError(`Recursion ${id} is not being planned`);
  return plan();
}

/** Passes no row on: the first one fails. Rows are counted, so that none is looked at before all are there. */
function failWithRows({ node, symbols }: Side, depth: number, context: PlanContext): Side {
  const binding = resolveInternal('count', []);
  if (binding === undefined) throw new TypeError('count is not registered');
  const count = context.newSymbol('count', binding.returnType);
  const counted: WindowNode = {
    '@type': 'window',
    id: context.nextId(),
    source: node,
    specification: { partitionBy: [] },
    windowFunctions: {
      [count]: {
        resolvedFunction: binding.function,
        arguments: [],
        frame: { type: 'RANGE', startType: 'UNBOUNDED_PRECEDING', endType: 'CURRENT_ROW' },
        ignoreNulls: false,
      },
    },
    prePartitionedInputs: [],
    preSortedOrderPrefix: 0,
  };
  const message = `Recursion depth limit exceeded (${depth}). Use 'max_recursion_depth' session property to modify the limit.`;
  const failed = failure(errorCodes.NOT_SUPPORTED.code, message, { kind: 'boolean' });
  const condition = choose([[compare('>=', context.reference(count), long(0n)), failed]], yes);
  const checked: PlanNode = filter(context, counted, condition);
  return { node: checked, symbols };
}
