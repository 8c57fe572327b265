import type {
  AggregationNode,
  JoinNode,
  PatternRecognitionNode,
  PlanNode,
  SemiJoinNode,
  TableScanNode,
  UnionNode,
  UnnestNode,
  ValuesNode,
  WindowNode,
} from '../../../../generated/worker/types.ts';
import { symbolsOf } from '../../expressions/expression-tree.ts';
import { dependentKeys } from '../dependent-keys.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, mapSources, outputsOf, project, restrict, rowsOf, values } from '../plan-nodes.ts';
import { freeSymbols, symbolsReadBy } from '../plan-symbols.ts';
import type { Rule } from './rule.ts';

/** Reads, computes and passes on only columns that something above uses, down to the table scans. */
export const pruneColumns: Rule = {
  name: 'prune columns',
  apply: (root, context) => prune(root, new Set(outputsOf(root)), context),
};

type Needed = ReadonlySet<string>;

/** @param needed of the node's outputs; the result may give more: where that costs, `pruned` cuts it */
function prune(node: PlanNode, needed: Needed, context: PlanContext): PlanNode {
  switch (node['@type']) {
    case 'output':
      return { ...node, source: pruned(node.source, new Set(node.outputs), context) };
    case 'tablescan':
      return pruneScan(node, needed);
    case 'values':
      return pruneValues(node, needed, context);
    case 'project': {
      const kept = new Map([...assignmentsOf(node, context)].filter(([symbol]) => needed.has(symbol)));
      const used = new Set<string>();
      for (const expression of kept.values()) {
        symbolsOf(expression, used);
      }
      return project(context, prune(node.source, used, context), kept, node.id);
    }
    case 'filter': {
      const used = symbolsOf(context.read(node.predicate), new Set(needed));
      return { ...node, source: prune(node.source, used, context) };
    }
    case 'join':
      return pruneJoin(node, needed, context);
    case 'correlatedJoin': {
      const used = symbolsOf(context.read(node.filter), new Set(needed));
      const subquery = pruned(node.subquery, used, context);
      const input = pruned(node.input, new Set([...used, ...freeSymbols(subquery, context)]), context);
      return { ...node, input, subquery };
    }
    case 'semijoin':
      return pruneSemiJoin(node, needed, context);
    case 'aggregation':
      return pruneAggregation(node, needed, context);
    case 'groupid': {
      const aggregationArguments = node.aggregationArguments.filter((symbol) => needed.has(symbol));
      const used = new Set([...aggregationArguments, ...Object.values(node.groupingColumns)]);
      return { ...node, aggregationArguments, source: pruned(node.source, used, context) };
    }
    case 'union':
      return pruneUnion(node, needed, context);
    case 'sort':
    case 'topn': {
      const used = new Set([...needed, ...node.orderingScheme.orderBy]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'limit': {
      const used = new Set([
        ...needed,
        ...node.requiresPreSortedInputs,
        ...(node.tiesResolvingScheme?.orderBy ?? []),
      ]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'distinctlimit':
      return { ...node, source: pruned(node.source, new Set(node.distinctSymbols), context) };
    case 'scalar':
    case 'sample':
      return { ...node, source: pruned(node.source, needed, context) };
    case 'assignUniqueId':
      return needed.has(node.idColumn)
        ? { ...node, source: pruned(node.source, without(needed, node.idColumn), context) }
        : prune(node.source, needed, context);
    case 'markDistinct': {
      if (!needed.has(node.markerSymbol)) {
        return prune(node.source, needed, context);
      }
      const used = new Set([...without(needed, node.markerSymbol), ...node.distinctSymbols]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'rowNumber': {
      if (!needed.has(node.rowNumberSymbol) && node.maxRowCountPerPartition === undefined) {
        return prune(node.source, needed, context);
      }
      const used = new Set([...without(needed, node.rowNumberSymbol), ...node.partitionBy]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'topnRanking': {
      const { partitionBy, orderingScheme } = node.specification;
      const used = new Set([
        ...without(needed, node.rankingSymbol),
        ...partitionBy,
        ...(orderingScheme?.orderBy ?? []),
      ]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'tablewriter':
      return { ...node, source: pruned(node.source, new Set(node.columns), context) };
    case 'window':
      return pruneWindow(node, needed, context);
    case 'unnest':
      return pruneUnnest(node, needed, context);
    case 'patternRecognition':
      return prunePatternRecognition(node, needed, context);
    case 'tableFunctionProcessor':
      return node.source === undefined
        ? node
        : { ...node, source: pruned(node.source, symbolsReadBy(node, context), context) };
    default:
      // What isn't known keeps all that it is given.
      return mapSources(node, (source) => prune(source, new Set(outputsOf(source)), context));
  }
}

/** Prunes, and cuts off what a filter or sort below had to read for itself. */
function pruned(node: PlanNode, needed: Needed, context: PlanContext): PlanNode {
  const result = prune(node, needed, context);
  const outputs = outputsOf(result);
  return outputs.every((symbol) => needed.has(symbol))
    ? result
    : restrict(
        context,
        result,
        outputs.filter((symbol) => needed.has(symbol)),
      );
}

function pruneScan(node: TableScanNode, needed: Needed): PlanNode {
  return node.outputSymbols.every((symbol) => needed.has(symbol))
    ? node
    : {
        ...node,
        outputSymbols: node.outputSymbols.filter((symbol) => needed.has(symbol)),
        assignments: Object.fromEntries(
          Object.entries(node.assignments).filter(([symbol]) => needed.has(symbol)),
        ),
      };
}

function pruneValues(node: ValuesNode, needed: Needed, context: PlanContext): PlanNode {
  const rows = rowsOf(node, context);
  const kept = node.outputSymbols.flatMap((symbol, i) => (needed.has(symbol) ? [i] : []));
  return rows === undefined || kept.length === node.outputSymbols.length
    ? node
    : values(
        context,
        kept.map((i) => node.outputSymbols[i] as string),
        rows.map((row) => kept.map((i) => row[i] as (typeof row)[number])),
        node.id,
      );
}

/** A join may leave out columns that only it reads; nested loops give all they get. */
function pruneJoin(node: JoinNode, needed: Needed, context: PlanContext): PlanNode {
  const used = new Set(needed);
  for (const { left, right } of node.criteria) {
    used.add(left).add(right);
  }
  if (node.filter !== undefined) {
    symbolsOf(context.read(node.filter), used);
  }
  const [left, right] = [pruned(node.left, used, context), pruned(node.right, used, context)];
  const kept = (symbols: readonly string[]): readonly string[] =>
    symbols.filter((symbol) => needed.has(symbol));
  return {
    ...node,
    left,
    right,
    leftOutputSymbols: kept(node.leftOutputSymbols),
    rightOutputSymbols: kept(node.rightOutputSymbols),
  };
}

/** Without its marker a semijoin says nothing. */
function pruneSemiJoin(node: SemiJoinNode, needed: Needed, context: PlanContext): PlanNode {
  if (!needed.has(node.semiJoinOutput)) {
    return prune(node.source, needed, context);
  }
  const used = new Set([...without(needed, node.semiJoinOutput), node.sourceJoinSymbol]);
  return {
    ...node,
    source: pruned(node.source, used, context),
    filteringSource: pruned(node.filteringSource, new Set([node.filteringSourceJoinSymbol]), context),
  };
}

function pruneAggregation(node: AggregationNode, needed: Needed, context: PlanContext): PlanNode {
  const aggregations = Object.fromEntries(
    Object.entries(node.aggregations).filter(([symbol]) => needed.has(symbol)),
  );
  const { groupingSetCount } = node.groupingSets;
  const dependent = dependentKeys(node);
  const groupingKeys = node.groupingSets.groupingKeys.filter((key) => needed.has(key) || !dependent.has(key));
  if (
    groupingKeys.length === 0 &&
    groupingSetCount === 1 &&
    Object.keys(aggregations).length === 0 &&
    node.step === 'SINGLE'
  ) {
    // One group, whatever there is in it.
    return values(context, [], [[]]);
  }
  const used = new Set(groupingKeys);
  for (const { arguments: args, mask, filter, orderingScheme } of Object.values(aggregations)) {
    for (const argument of args) {
      symbolsOf(context.read(argument), used);
    }
    for (const symbol of [mask, filter, ...(orderingScheme?.orderBy ?? [])]) {
      if (symbol !== undefined) {
        used.add(symbol);
      }
    }
  }
  return {
    ...node,
    aggregations,
    groupingSets: { ...node.groupingSets, groupingKeys },
    source: pruned(node.source, used, context),
  };
}

function pruneUnion(node: UnionNode, needed: Needed, context: PlanContext): PlanNode {
  const outputs = node.outputs.filter((symbol) => needed.has(symbol));
  const outputToInputs = Object.fromEntries(
    outputs.map((output) => [output, node.outputToInputs[output] ?? []]),
  );
  const sources = node.sources.map((source, i) =>
    pruned(source, new Set(outputs.map((output) => outputToInputs[output]?.[i] ?? '')), context),
  );
  return { ...node, outputs, outputToInputs, sources };
}

function pruneWindow(node: WindowNode, needed: Needed, context: PlanContext): PlanNode {
  const functions = Object.entries(node.windowFunctions).filter(([symbol]) => needed.has(symbol));
  if (functions.length === 0) {
    return prune(node.source, needed, context);
  }
  const { partitionBy, orderingScheme } = node.specification;
  const used = new Set([...needed, ...partitionBy, ...(orderingScheme?.orderBy ?? [])]);
  for (const [, { arguments: args, frame }] of functions) {
    for (const argument of args) {
      symbolsOf(context.read(argument), used);
    }
    for (const symbol of [
      frame.startValue,
      frame.endValue,
      frame.sortKeyCoercedForFrameStartComparison,
      frame.sortKeyCoercedForFrameEndComparison,
    ]) {
      if (symbol !== undefined) {
        used.add(symbol);
      }
    }
  }
  return {
    ...node,
    windowFunctions: Object.fromEntries(functions),
    source: pruned(node.source, used, context),
  };
}

/** A window that nothing reads is none; what MATCH_RECOGNIZE gives depends on the matches, whoever reads it. */
function prunePatternRecognition(
  node: PatternRecognitionNode,
  needed: Needed,
  context: PlanContext,
): PlanNode {
  const kept = <Each>(values: Readonly<Record<string, Each>>): Record<string, Each> =>
    Object.fromEntries(Object.entries(values).filter(([symbol]) => needed.has(symbol)));
  const windowFunctions = kept(node.windowFunctions);
  const measures = kept(node.measures);
  if (node.rowsPerMatch === 'WINDOW' && Object.keys({ ...windowFunctions, ...measures }).length === 0)
    return prune(node.source, needed, context);
  const result = { ...node, windowFunctions, measures };
  const passed = node.rowsPerMatch === 'ONE' ? [] : needed;
  const used = new Set([...symbolsReadBy(result, context), ...passed]);
  return { ...result, source: pruned(node.source, used, context) };
}

function pruneUnnest(node: UnnestNode, needed: Needed, context: PlanContext): PlanNode {
  const tested = node.filter === undefined ? needed : symbolsOf(context.read(node.filter), new Set(needed));
  const replicateSymbols = node.replicateSymbols.filter((symbol) => tested.has(symbol));
  const used = new Set([...replicateSymbols, ...node.mappings.map(({ input }) => input)]);
  return { ...node, replicateSymbols, source: pruned(node.source, used, context) };
}

function without(symbols: Needed, symbol: string): Needed {
  const rest = new Set(symbols);
  rest.delete(symbol);
  return rest;
}
