import type { Aggregation, PlanNode, WindowNode } from '../../../generated/worker/types.ts';
import type { SetOperationAnalysis } from '../analyze/analysis.ts';
import type { Expression, ResolvedFunction } from '../expressions/expression.ts';
import { resolveFunction, resolveInternal } from '../functions/resolve-function.ts';
import { and, compare, constant, long, yes } from './plan-conditions.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, filter, outputsOf, project } from './plan-nodes.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { Translation } from './translation.ts';

/** A side of a set operation: its node, and its columns' symbols in the order of the operation's fields. */
export interface Side {
  readonly node: PlanNode;
  readonly symbols: readonly string[];
}

/**
 * UNION, and INTERSECT and EXCEPT as Trino makes them: a union of rows with markers of their side, of which the markers are counted
 * (recordings task-except-*, task-intersect-all-*).
 */
export function planSetOperation(
  analysis: SetOperationAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const sides = analysis.inputs.map(({ relation, outputs }) =>
    planSide(relation, outputs, session, translation),
  );
  if (analysis.operator === 'UNION') {
    const { node, symbols } = union(sides, context);
    return {
      node: analysis.distinct ? aggregation(context, node, symbols, {}, 'SINGLE') : node,
      symbols,
    };
  }
  return analysis.distinct
    ? planDistinct(analysis.operator, sides, context)
    : planAll(analysis.operator, sides, context);
}

/** A relation as an operand of a union: `outputs` over its fields, each as a column of its own. */
export function planSide(
  relation: SetOperationAnalysis['inputs'][number]['relation'],
  outputs: readonly Expression[],
  session: PlanSession,
  outer: Translation,
): Side {
  const { context } = session;
  const translation = new Translation(context, outer);
  const { node } = session.planRelation(relation, translation);
  const passed = new Set(outputsOf(node));
  const assignments = new Map<string, Expression>();
  const symbols = outputs.map((output) => {
    const value = translation.translate(output);
    // A column that comes twice is two columns of the operation.
    const symbol =
      value.kind === 'symbol' && passed.has(value.name) && !assignments.has(value.name)
        ? value.name
        : context.symbolFor(value);
    assignments.set(symbol, value);
    return symbol;
  });
  return { node: project(context, node, assignments), symbols };
}

/** All rows of several relations of the same columns. */
export function union(sides: readonly Side[], context: PlanContext): Side {
  const [first] = sides;
  const outputs = (first?.symbols ?? []).map((symbol) =>
    context.newSymbol(symbol, context.reference(symbol).type),
  );
  return {
    node: {
      '@type': 'union',
      id: context.nextId(),
      sources: sides.map(({ node }) => node),
      outputToInputs: Object.fromEntries(
        outputs.map((output, i) => [output, sides.map(({ symbols }) => symbols[i] ?? '')]),
      ),
      outputs,
    },
    symbols: outputs,
  };
}

/** The union of all sides, with a column a side that is true in its rows and NULL in the others'. */
function marked(
  sides: readonly Side[],
  context: PlanContext,
): { readonly node: PlanNode; readonly symbols: readonly string[]; readonly markers: readonly string[] } {
  const type = { kind: 'boolean' } as const;
  const withMarkers = sides.map(({ node, symbols }, side): Side => {
    const assignments = new Map<string, Expression>(
      symbols.map((symbol) => [symbol, context.reference(symbol)]),
    );
    const markers = sides.map((_, i) => {
      const marker = context.newSymbol('marker', type);
      assignments.set(marker, i === side ? yes : constant(type, null));
      return marker;
    });
    return { node: project(context, node, assignments), symbols: [...symbols, ...markers] };
  });
  const { node, symbols } = union(withMarkers, context);
  const width = symbols.length - sides.length;
  return { node, symbols: symbols.slice(0, width), markers: symbols.slice(width) };
}

function planDistinct(
  operator: 'INTERSECT' | 'EXCEPT',
  sides: readonly Side[],
  context: PlanContext,
): PlannedRelation {
  const { node, symbols, markers } = marked(sides, context);
  const aggregations: Record<string, Aggregation> = {};
  const counts = markers.map((marker) => {
    const count = resolveFunction('count', [{ kind: 'boolean' }]);
    const symbol = context.newSymbol('count', count.returnType);
    aggregations[symbol] = {
      resolvedFunction: count.function,
      arguments: [context.write(context.reference(marker))],
      distinct: false,
    };
    return context.reference(symbol);
  });
  const conditions = counts.map((count, i) =>
    operator === 'INTERSECT' || i === 0 ? compare('>=', count, long(1n)) : compare('=', count, long(0n)),
  );
  const counted = aggregation(context, node, symbols, aggregations, 'SINGLE');
  return { node: filter(context, counted, and(...conditions)), symbols };
}

/** Equal rows are numbered; as many stay as the sides together have to leave. */
function planAll(
  operator: 'INTERSECT' | 'EXCEPT',
  sides: readonly Side[],
  context: PlanContext,
): PlannedRelation {
  const { node, symbols, markers } = marked(sides, context);
  const windowFunctions: Record<string, WindowNode['windowFunctions'][string]> = {};
  const overAll = (name: string, args: readonly Expression[]): Expression => {
    const binding = resolveInternal(
      name,
      args.map(({ type }) => type),
    );
    if (binding === undefined) {
      throw new TypeError(`${name} is not registered`);
    }
    const symbol = context.newSymbol(name, binding.returnType);
    windowFunctions[symbol] = {
      resolvedFunction: binding.function,
      arguments: args.map((argument) => context.write(argument)),
      frame: { type: 'ROWS', startType: 'UNBOUNDED_PRECEDING', endType: 'UNBOUNDED_FOLLOWING' },
      ignoreNulls: false,
    };
    return context.reference(symbol);
  };
  const counts = markers.map((marker) => overAll('count', [context.reference(marker)]));
  const rowNumber = overAll('row_number', []);
  const numbered: PlanNode = {
    '@type': 'window',
    id: context.nextId(),
    source: node,
    specification: { partitionBy: [...symbols] },
    windowFunctions,
    prePartitionedInputs: [],
    preSortedOrderPrefix: 0,
  };
  const kept = counts.reduce((left, right) =>
    operator === 'INTERSECT' ? call('least', [left, right]) : rest(left, right),
  );
  return { node: filter(context, numbered, compare('<=', rowNumber, kept)), symbols };
}

/** What one side leaves of another; never less than nothing. */
function rest(left: Expression, right: Expression): Expression {
  return call('greatest', [{ kind: 'arithmetic', operator: '-', type: left.type, left, right }, long(0n)]);
}

function call(name: string, args: readonly Expression[]): Expression {
  const binding: { readonly function: ResolvedFunction; readonly returnType: Expression['type'] } =
    resolveFunction(
      name,
      args.map(({ type }) => type),
    );
  return { kind: 'call', function: binding.function, type: binding.returnType, arguments: args };
}
