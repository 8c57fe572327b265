import type {
  Aggregation,
  AggregationNode,
  ExchangeNode,
  JoinNode,
  PlanNode,
  UnnestNode,
  ValuesNode,
  WindowNode,
} from '../../../../generated/worker/types.ts';
import { displayType } from '../../types/display-type.ts';
import type { Type } from '../../types/type.ts';
import { describeRowPattern } from './describe-pattern-recognition.ts';
import { partitioningText, targetText } from './handle-text.ts';
import { orderText } from './order-text.ts';
import { readableExpression } from './readable-expression.ts';

/** A node's name, what stands in brackets behind it, and the lines below. */
export interface NodeDescription {
  readonly name: string;
  readonly descriptor: Readonly<Record<string, string>>;
  readonly details: readonly string[];
}

/**
 * A node that isn't shown together with others, in stock's words (EXPLAIN on a stock server).
 * @throws TypeError for nodes that the planner doesn't make
 */
export function describeNode(node: PlanNode, symbols: ReadonlyMap<string, Type>): NodeDescription {
  switch (node['@type']) {
    case 'output':
      return described(
        'Output',
        { columnNames: list(node.columns) },
        node.columns.flatMap((column, i) =>
          column === node.outputs[i] ? [] : [`${column} := ${node.outputs[i]}`],
        ),
      );
    case 'values':
      return described('Values', {}, rowsText(node));
    case 'aggregation':
      return describeAggregation(node);
    case 'groupid':
      return described(
        'GroupId',
        {
          symbols: list(
            node.groupingSets.map((set) => list(set.map((key) => node.groupingColumns[key] ?? key))),
          ),
        },
        Object.entries(node.groupingColumns).map(([output, input]) => `${output} := ${input}`),
      );
    case 'markDistinct':
      return described('MarkDistinct', {
        distinct: typed(node.distinctSymbols, symbols),
        marker: node.markerSymbol,
        hash: hash(node.hashSymbol),
      });
    case 'distinctlimit':
      return described(`DistinctLimit${node.partial ? 'Partial' : ''}`, {
        limit: String(node.limit),
        hash: hash(node.hashSymbol),
      });
    case 'join':
      return describeJoin(node);
    case 'semijoin':
      return described(
        'SemiJoin',
        {
          criteria: `${node.sourceJoinSymbol} = ${node.filteringSourceJoinSymbol}`,
          hash: hash(node.sourceHashSymbol, node.filteringSourceHashSymbol),
        },
        node.distributionType === undefined ? [] : [`Distribution: ${node.distributionType}`],
      );
    case 'window':
      return describeWindow(node);
    case 'patternRecognition': {
      const { partitionBy, orderingScheme } = node.specification;
      return described(
        // Stock spells it so.
        'PatterRecognition',
        {
          ...(partitionBy.length > 0 && { partitionBy: list(partitionBy) }),
          ...(orderingScheme !== undefined && { orderBy: `[${orderText(orderingScheme)}]` }),
          hash: hash(node.hashSymbol),
        },
        describeRowPattern(node),
      );
    }
    case 'rowNumber':
      return described(
        'RowNumber',
        {
          ...(node.partitionBy.length > 0 && { partitionBy: list(node.partitionBy) }),
          ...(node.maxRowCountPerPartition !== undefined && { limit: String(node.maxRowCountPerPartition) }),
          hash: hash(node.hashSymbol),
        },
        [`${node.rowNumberSymbol} := row_number()`],
      );
    case 'topnRanking': {
      const { partitionBy, orderingScheme } = node.specification;
      return described(
        'TopNRanking',
        {
          ...(partitionBy.length > 0 && { partitionBy: list(partitionBy) }),
          ...(orderingScheme !== undefined && { orderBy: `[${orderText(orderingScheme)}]` }),
          limit: String(node.maxRankingPerPartition),
          hash: hash(node.hashSymbol),
        },
        [`${node.rankingSymbol} := ${node.rankingType}`],
      );
    }
    case 'limit': {
      const ties = node.tiesResolvingScheme;
      return described(`Limit${node.partial ? 'Partial' : ''}`, {
        count: String(node.count),
        withTies: ties === undefined ? '' : list(ties.orderBy),
        inputPreSortedBy: list(node.requiresPreSortedInputs),
      });
    }
    case 'topn':
      return described(`TopN${node.step === 'PARTIAL' ? 'Partial' : ''}`, {
        count: String(node.count),
        orderBy: `[${orderText(node.orderingScheme)}]`,
      });
    case 'sort':
      return described(`${node.partial ? 'Partial' : ''}Sort`, {
        orderBy: `[${orderText(node.orderingScheme)}]`,
      });
    case 'sample':
      return described('Sample', { type: node.sampleType, ratio: String(node.sampleRatio) });
    case 'tableFunctionProcessor':
      return described('TableFunctionProcessor', {
        name: node.name,
        properOutputs: list(node.properOutputs),
      });
    case 'unnest':
      return describeUnnest(node, symbols);
    case 'assignUniqueId':
      return described('AssignUniqueId', {});
    case 'scalar':
      return described('EnforceSingleRow', {});
    case 'union':
      return described('Union', {});
    case 'exchange':
      return describeExchange(node);
    case 'remoteSource':
      return described(node.orderingScheme === undefined ? 'RemoteSource' : 'RemoteMerge', {
        sourceFragmentIds: list(node.sourceFragmentIds),
      });
    case 'explainAnalyze':
      return described('ExplainAnalyze', {});
    case 'tablewriter':
      return described(
        'TableWriter',
        {},
        node.columnNames.map((name, i) => `${name} := ${node.columns[i]}`),
      );
    case 'tablecommit':
      return described('TableCommit', { target: targetText(node.target) });
    default:
      throw new TypeError(`Unexpected plan node ${node['@type']}`);
  }
}

function described(
  name: string,
  descriptor: Readonly<Record<string, string>>,
  details: readonly string[] = [],
): NodeDescription {
  return { name, descriptor, details };
}

function rowsText({ rows, rowCount }: ValuesNode): string[] {
  return rows === undefined
    ? Array.from({ length: rowCount }, () => '()')
    : rows.map((row) => readableExpression(row).replace(/^ROW \(/, '('));
}

function describeAggregation(node: AggregationNode): NodeDescription {
  const { groupingKeys, groupingSetCount, globalGroupingSets } = node.groupingSets;
  const streams =
    node.preGroupedSymbols.length > 0 && groupingSetCount === 1 && globalGroupingSets.length === 0;
  return described(
    'Aggregate',
    {
      type: `${node.step === 'SINGLE' ? '' : node.step}${streams ? ' (STREAMING)' : ''}`,
      keys: groupingKeys.length === 0 ? '' : list(groupingKeys),
      hash: hash(node.hashSymbol),
    },
    Object.entries(node.aggregations).map(([symbol, call]) => `${symbol} := ${aggregationText(call)}`),
  );
}

function aggregationText({
  resolvedFunction,
  arguments: inputs,
  distinct,
  filter,
  orderingScheme,
  mask,
}: Aggregation): string {
  const { functionName } = resolvedFunction.signature.name;
  const given =
    inputs.length === 0 && functionName === 'count' ? '*' : inputs.map(readableExpression).join(', ');
  const order = orderingScheme === undefined ? '' : ` ${orderText(orderingScheme)}`;
  return [
    `${functionName}(${distinct ? 'DISTINCT ' : ''}${given}${order})`,
    ...(filter === undefined ? [] : [`FILTER (WHERE ${filter})`]),
    ...(mask === undefined ? [] : [`(mask = ${mask})`]),
  ].join(' ');
}

const joinNames = { INNER: 'InnerJoin', LEFT: 'LeftJoin', RIGHT: 'RightJoin', FULL: 'FullJoin' } as const;

function describeJoin(node: JoinNode): NodeDescription {
  const { criteria, filter, distributionType, maySkipOutputDuplicates, dynamicFilters } = node;
  const filters = Object.entries(dynamicFilters).map(([id, symbol]) => `${symbol} -> #${id}`);
  const details = [
    ...(distributionType === undefined ? [] : [`Distribution: ${distributionType}`]),
    ...(maySkipOutputDuplicates ? ['maySkipOutputDuplicates = true'] : []),
    ...(filters.length === 0 ? [] : [`dynamicFilterAssignments = {${filters.join(', ')}}`]),
  ];
  if (node.type === 'INNER' && criteria.length === 0 && filter === undefined) {
    return described('CrossJoin', {}, details);
  }
  return described(
    joinNames[node.type],
    {
      criteria: criteria.map(({ left, right }) => `("${left}" = "${right}")`).join(' AND '),
      ...(filter !== undefined && { filter: readableExpression(filter) }),
      hash: hash(node.leftHashSymbol, node.rightHashSymbol),
      ...(distributionType !== undefined && { distribution: distributionType }),
    },
    details,
  );
}

function describeWindow({ specification, windowFunctions, hashSymbol }: WindowNode): NodeDescription {
  const { partitionBy, orderingScheme } = specification;
  return described(
    'Window',
    {
      ...(partitionBy.length > 0 && { partitionBy: list(partitionBy) }),
      ...(orderingScheme !== undefined && { orderBy: `[${orderText(orderingScheme)}]` }),
      hash: hash(hashSymbol),
    },
    Object.entries(windowFunctions).map(([symbol, { resolvedFunction, arguments: inputs, frame }]) => {
      const { functionName } = resolvedFunction.signature.name;
      const bounds = [frame.startValue, frame.startType, frame.endValue, frame.endType];
      const call = `${functionName}(${inputs.map(readableExpression).join(', ')})`;
      return `${symbol} := ${[call, frame.type, ...bounds].filter((part) => part !== undefined).join(' ')}`;
    }),
  );
}

function describeUnnest(node: UnnestNode, symbols: ReadonlyMap<string, Type>): NodeDescription {
  const { replicateSymbols, mappings, joinType, filter } = node;
  const joined = joinType === 'INNER' ? 'CrossJoin' : joinNames[joinType];
  return described(replicateSymbols.length === 0 && joinType === 'INNER' ? 'Unnest' : `${joined} Unnest`, {
    ...(replicateSymbols.length > 0 && { replicate: typed(replicateSymbols, symbols) }),
    unnest: typed(
      mappings.map(({ input }) => input),
      symbols,
    ),
    ...(filter !== undefined && filter !== 'true' && { filter: readableExpression(filter) }),
  });
}

function describeExchange({
  scope,
  type,
  partitioningScheme,
  orderingScheme,
}: ExchangeNode): NodeDescription {
  const where = scope === 'LOCAL' ? 'Local' : 'Remote';
  if (orderingScheme !== undefined) {
    return described(`${where}Merge`, { orderBy: `[${orderText(orderingScheme)}]` });
  }
  const { partitioning, replicateNullsAndAny, hashColumn, partitionCount } = partitioningScheme;
  const replicates = replicateNullsAndAny ? 'true' : '';
  return scope === 'LOCAL'
    ? described('LocalExchange', {
        partitioning: partitioningText(partitioning.handle),
        isReplicateNullsAndAny: replicates,
        hashColumn: hash(hashColumn),
        arguments: list(partitioning.arguments.map(({ expression }) => expression ?? 'NULL')),
      })
    : described('RemoteExchange', {
        partitionCount: partitionCount === undefined ? '' : String(partitionCount),
        type,
        isReplicateNullsAndAny: replicates,
        hashColumn: hash(hashColumn),
      });
}

function hash(...symbols: readonly (string | undefined)[]): string {
  return list(symbols.filter((symbol) => symbol !== undefined));
}

function typed(names: readonly string[], symbols: ReadonlyMap<string, Type>): string {
  return list(
    names.map((name) => {
      const type = symbols.get(name);
      return `${name}:${type === undefined ? 'unknown' : displayType(type)}`;
    }),
  );
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}
