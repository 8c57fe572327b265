import type {
  AggregationNode,
  ExchangeNode,
  FilterNode,
  JoinNode,
  OrderingScheme,
  PlanNode,
  PartitioningHandle,
  ProjectNode,
  RemoteSourceNode,
  ValuesNode,
} from '../../../generated/worker/types.ts';
import type { Expression } from '../expressions/expression.ts';
import type { PlanContext } from './plan-context.ts';

/** The nodes below one, in order. */
export function sourcesOf(node: PlanNode): readonly PlanNode[] {
  switch (node['@type']) {
    case 'exchange':
    case 'union':
    case 'intersect':
    case 'tableFunction':
      return node.sources;
    case 'join':
    case 'spatialjoin':
      return [node.left, node.right];
    case 'semijoin':
      return [node.source, node.filteringSource];
    case 'indexjoin':
      return [node.probeSource, node.indexSource];
    case 'apply':
    case 'correlatedJoin':
      return [node.input, node.subquery];
    case 'tableFunctionProcessor':
      return node.source === undefined ? [] : [node.source];
    default:
      return 'source' in node ? [node.source] : [];
  }
}

/** The same node over other sources; itself when none changes. */
export function mapSources(node: PlanNode, change: (source: PlanNode) => PlanNode): PlanNode {
  switch (node['@type']) {
    case 'exchange':
    case 'union':
    case 'intersect': {
      const sources = node.sources.map(change);
      return sources.every((source, i) => source === node.sources[i]) ? node : { ...node, sources };
    }
    case 'join': {
      const [left, right] = [change(node.left), change(node.right)];
      return left === node.left && right === node.right ? node : { ...node, left, right };
    }
    case 'apply':
    case 'correlatedJoin': {
      const [input, subquery] = [change(node.input), change(node.subquery)];
      return input === node.input && subquery === node.subquery ? node : { ...node, input, subquery };
    }
    case 'semijoin': {
      const [source, filteringSource] = [change(node.source), change(node.filteringSource)];
      return source === node.source && filteringSource === node.filteringSource
        ? node
        : { ...node, source, filteringSource };
    }
    default: {
      if (!('source' in node)) {
        return node;
      }
      const source = change(node.source);
      return source === node.source ? node : { ...node, source };
    }
  }
}

/** Rewrites a plan from its leaves up: `change` sees nodes whose sources are already changed. */
export function rewritePlan(node: PlanNode, change: (node: PlanNode) => PlanNode): PlanNode {
  return change(mapSources(node, (source) => rewritePlan(source, change)));
}

/**
 * The symbols a node gives, in order.
 * @throws TypeError for nodes that the planner doesn't make
 */
export function outputsOf(node: PlanNode): readonly string[] {
  switch (node['@type']) {
    case 'output':
      return node.outputs;
    case 'values':
    case 'tablescan':
      return node.outputSymbols;
    case 'project':
      return Object.keys(node.assignments.assignments);
    case 'aggregation':
      return [...node.groupingSets.groupingKeys, ...Object.keys(node.aggregations)];
    case 'filter':
    case 'limit':
    case 'topn':
    case 'sort':
    case 'scalar':
    case 'sample':
      return outputsOf(node.source);
    case 'join':
      return [...node.leftOutputSymbols, ...node.rightOutputSymbols];
    case 'semijoin':
      return [...outputsOf(node.source), node.semiJoinOutput];
    case 'union':
    case 'intersect':
      return node.outputs;
    case 'assignUniqueId':
      return [...outputsOf(node.source), node.idColumn];
    case 'markDistinct':
      return [...outputsOf(node.source), node.markerSymbol];
    case 'groupid':
      return [...new Set([...node.groupingSets.flat(), ...node.aggregationArguments]), node.groupIdSymbol];
    case 'window':
      return [...outputsOf(node.source), ...Object.keys(node.windowFunctions)];
    case 'patternRecognition':
      return [
        ...(node.rowsPerMatch === 'ONE' ? node.specification.partitionBy : outputsOf(node.source)),
        ...Object.keys(node.windowFunctions),
        ...Object.keys(node.measures),
      ];
    case 'unnest':
      return [
        ...node.replicateSymbols,
        ...node.mappings.flatMap(({ outputs }) => outputs),
        ...(node.ordinalitySymbol === undefined ? [] : [node.ordinalitySymbol]),
      ];
    case 'apply':
      return [...outputsOf(node.input), ...Object.keys(node.subqueryAssignments.assignments)];
    case 'correlatedJoin':
      return [...outputsOf(node.input), ...outputsOf(node.subquery)];
    case 'explainAnalyze':
      return [node.outputSymbol];
    case 'tablewriter':
      return [node.rowCountSymbol, node.fragmentSymbol];
    case 'tablecommit':
      return [node.rowCountSymbol];
    case 'tableFunctionProcessor':
      return [
        ...node.properOutputs,
        ...node.passThroughSpecifications.flatMap(({ columns }) => columns.map(({ symbol }) => symbol)),
      ];
    case 'distinctlimit':
      return node.distinctSymbols;
    case 'rowNumber':
      return [...outputsOf(node.source), node.rowNumberSymbol];
    case 'topnRanking':
      // Partial ranks aren't the final ones: only the rows go on.
      return node.partial ? outputsOf(node.source) : [...outputsOf(node.source), node.rankingSymbol];
    case 'exchange':
      return node.partitioningScheme.outputLayout;
    case 'remoteSource':
      return node.outputs;
    default:
      throw new TypeError(`Unexpected plan node ${node['@type']}`);
  }
}

/** A projection of expressions by symbol, in order. */
export function project(
  context: PlanContext,
  source: PlanNode,
  assignments: ReadonlyMap<string, Expression>,
  id: string = context.nextId(),
): ProjectNode {
  const texts: Record<string, string> = {};
  for (const [symbol, expression] of assignments) {
    texts[symbol] = context.write(expression);
  }
  return { '@type': 'project', id, source, assignments: { assignments: texts } };
}

/** A projection that passes on some of the source's symbols. */
export function restrict(context: PlanContext, source: PlanNode, symbols: readonly string[]): PlanNode {
  return project(context, source, new Map(symbols.map((symbol) => [symbol, context.reference(symbol)])));
}

export function assignmentsOf(node: ProjectNode, context: PlanContext): ReadonlyMap<string, Expression> {
  return new Map(
    Object.entries(node.assignments.assignments).map(([symbol, text]) => [symbol, context.read(text)]),
  );
}

export function filter(context: PlanContext, source: PlanNode, predicate: Expression): FilterNode {
  return { '@type': 'filter', id: context.nextId(), source, predicate: context.write(predicate) };
}

/** Rows of constants or of expressions over nothing; one expression a symbol and row. */
export function values(
  context: PlanContext,
  symbols: readonly string[],
  rows: readonly (readonly Expression[])[],
  id: string = context.nextId(),
): ValuesNode {
  return {
    '@type': 'values',
    id,
    outputSymbols: [...symbols],
    rowCount: rows.length,
    // Rows without columns are only counted.
    ...((symbols.length > 0 || rows.length === 0) && {
      rows: rows.map((fields) =>
        context.write({
          kind: 'row',
          fields,
          type: { kind: 'row', fields: fields.map(({ type }) => ({ type })) },
        }),
      ),
    }),
  };
}

/** The rows of a values node as expressions; undefined when a row isn't spelled out. */
export function rowsOf(
  node: ValuesNode,
  context: PlanContext,
): readonly (readonly Expression[])[] | undefined {
  if (node.rows === undefined) {
    return Array.from({ length: node.rowCount }, () => []);
  }
  const rows = node.rows.map((text) => context.read(text));
  return rows.every((row) => row.kind === 'row') ? rows.map((row) => row.fields) : undefined;
}

export function aggregation(
  context: PlanContext,
  source: PlanNode,
  keys: readonly string[],
  aggregations: AggregationNode['aggregations'],
  step: AggregationNode['step'],
): AggregationNode {
  return {
    '@type': 'aggregation',
    id: context.nextId(),
    source,
    aggregations,
    groupingSets: {
      groupingKeys: [...keys],
      groupingSetCount: 1,
      globalGroupingSets: keys.length === 0 ? [0] : [],
    },
    preGroupedSymbols: [],
    step,
  };
}

/** A join that gives all columns of both sides. Columns of `criteria` are of equal type. */
export function join(
  context: PlanContext,
  type: JoinNode['type'],
  left: PlanNode,
  right: PlanNode,
  criteria: JoinNode['criteria'] = [],
  condition?: Expression,
): JoinNode {
  return {
    '@type': 'join',
    id: context.nextId(),
    type,
    left,
    right,
    criteria: [...criteria],
    leftOutputSymbols: [...outputsOf(left)],
    rightOutputSymbols: [...outputsOf(right)],
    maySkipOutputDuplicates: false,
    ...(condition !== undefined && { filter: context.write(condition) }),
    dynamicFilters: {},
  };
}

/** A projection that keeps all columns and computes some more; the source itself when there are none. */
export function extend(
  context: PlanContext,
  source: PlanNode,
  computed: ReadonlyMap<string, Expression>,
): PlanNode {
  if (computed.size === 0) {
    return source;
  }
  const kept = outputsOf(source).map((symbol) => [symbol, context.reference(symbol)] as const);
  return project(context, source, new Map([...kept, ...computed]));
}

type SystemPartitioning = 'SINGLE' | 'FIXED' | 'SOURCE' | 'COORDINATOR_ONLY' | 'ARBITRARY';
type SystemFunction = 'SINGLE' | 'HASH' | 'ROUND_ROBIN' | 'BROADCAST' | 'UNKNOWN';

/** A partitioning of Trino's own (PROTOCOL 5.7). */
export function systemPartitioning(partitioning: SystemPartitioning, fn: SystemFunction): PartitioningHandle {
  return {
    connectorHandle: {
      '@type': 'system:io.trino.sql.planner.SystemPartitioningHandle',
      partitioning,
      function: fn,
    },
    scaleWriters: false,
  };
}

/** An exchange of one source: between tasks (REMOTE) or between the threads of one (LOCAL). */
export function exchange(
  context: PlanContext,
  scope: ExchangeNode['scope'],
  type: ExchangeNode['type'],
  source: PlanNode,
  handle: PartitioningHandle,
  options: { readonly keys?: readonly string[]; readonly orderingScheme?: OrderingScheme } = {},
): ExchangeNode {
  const layout = [...outputsOf(source)];
  return {
    '@type': 'exchange',
    id: context.nextId(),
    type,
    scope,
    partitioningScheme: {
      partitioning: {
        handle,
        arguments: (options.keys ?? []).map((key) => ({ expression: context.write(context.reference(key)) })),
      },
      outputLayout: layout,
      replicateNullsAndAny: false,
    },
    sources: [source],
    inputs: [[...layout]],
    ...(options.orderingScheme !== undefined && { orderingScheme: options.orderingScheme }),
  };
}

/** What is left of an exchange between tasks in the fragment that reads it; it keeps the exchange's id. */
export function remoteSource(node: ExchangeNode, fragmentIds: readonly string[]): RemoteSourceNode {
  return {
    '@type': 'remoteSource',
    id: node.id,
    sourceFragmentIds: [...fragmentIds],
    outputs: [...node.partitioningScheme.outputLayout],
    ...(node.orderingScheme !== undefined && { orderingScheme: node.orderingScheme }),
    exchangeType: node.type,
    retryPolicy: 'NONE',
  };
}
