import type { PlanNode } from '../../../generated/worker/types.ts';
import type { ResolvedFunction } from '../expressions/expression.ts';
import { outputsOf, sourcesOf } from './plan-nodes.ts';

/** A plan as text, a node a line, each below what it feeds: `Filter[predicate] => [symbols]`. */
export function formatPlan(root: PlanNode): string {
  const lines: string[] = [];
  const visit = (node: PlanNode, depth: number): void => {
    lines.push(`${'  '.repeat(depth)}${describe(node)} => [${outputsOf(node).join(', ')}]`);
    for (const source of sourcesOf(node)) {
      visit(source, depth + 1);
    }
  };
  visit(root, 0);
  return `${lines.join('\n')}\n`;
}

function describe(node: PlanNode): string {
  switch (node['@type']) {
    case 'output':
      return `Output[${node.columns.join(', ')}]`;
    case 'values':
      return `Values[${node.rowCount} rows${node.rows === undefined ? '' : `: ${node.rows.map(readable).join(', ')}`}]`;
    case 'tablescan':
      return `TableScan[${node.table.catalogHandle}:${tableText(node.table.connectorHandle)}]`;
    case 'project':
      return `Project[${Object.entries(node.assignments.assignments)
        .filter(([symbol, expression]) => expression !== `"${symbol}"`)
        .map(([symbol, expression]) => `${symbol} := ${readable(expression)}`)
        .join(', ')}]`;
    case 'filter':
      return `Filter[${readable(node.predicate)}]`;
    case 'aggregation': {
      const calls = Object.entries(node.aggregations).map(
        ([symbol, { resolvedFunction, arguments: args }]) =>
          `${symbol} := ${functionText(resolvedFunction)}(${args.map(readable).join(', ')})`,
      );
      return `Aggregation ${node.step}[${node.groupingSets.groupingKeys.join(', ')}][${calls.join(', ')}]`;
    }
    case 'sort':
      return `Sort${node.partial ? ' PARTIAL' : ''}[${orderText(node.orderingScheme)}]`;
    case 'topn':
      return `TopN ${node.step}[${node.count} by ${orderText(node.orderingScheme)}]`;
    case 'limit':
      return `Limit${node.partial ? ' PARTIAL' : ''}[${node.count}]`;
    case 'distinctlimit':
      return `DistinctLimit${node.partial ? ' PARTIAL' : ''}[${node.limit}]`;
    case 'join': {
      const how = node.distributionType === undefined ? '' : ` ${node.distributionType}`;
      const equal = node.criteria.map(({ left, right }) => `${left} = ${right}`);
      const rest = node.filter === undefined ? [] : [readable(node.filter)];
      const isCross = node.type === 'INNER' && equal.length + rest.length === 0;
      return `Join ${isCross ? 'CROSS' : node.type}${how}[${[...equal, ...rest].join(' AND ')}]`;
    }
    case 'semijoin': {
      const how = node.distributionType === undefined ? '' : ` ${node.distributionType}`;
      return `SemiJoin${how}[${node.semiJoinOutput} := ${node.sourceJoinSymbol} IN ${node.filteringSourceJoinSymbol}]`;
    }
    case 'union':
      return 'Union';
    case 'scalar':
      return 'EnforceSingleRow';
    case 'assignUniqueId':
      return `AssignUniqueId[${node.idColumn}]`;
    case 'markDistinct':
      return `MarkDistinct[${node.distinctSymbols.join(', ')}]`;
    case 'groupid':
      return `GroupId[${node.groupingSets.map((set) => `(${set.join(', ')})`).join(', ')}]`;
    case 'window':
      return `Window[partition by ${node.specification.partitionBy.join(', ')}${orderedBy(node.specification.orderingScheme)}]`;
    case 'patternRecognition':
      return `PatternRecognition[partition by ${node.specification.partitionBy.join(', ')}${orderedBy(node.specification.orderingScheme)}]`;
    case 'unnest':
      return `Unnest ${node.joinType}[${node.mappings.map(({ input }) => input).join(', ')}]`;
    case 'sample':
      return `Sample[${node.sampleType} ${node.sampleRatio}]`;
    case 'rowNumber':
      return `RowNumber[${node.partitionBy.join(', ')}]`;
    case 'topnRanking':
      return `TopNRanking${node.partial ? ' PARTIAL' : ''}[${node.rankingType} <= ${node.maxRankingPerPartition} by ${orderText(node.specification.orderingScheme)}]`;
    case 'exchange': {
      const { handle, arguments: keys } = node.partitioningScheme.partitioning;
      const order = node.orderingScheme === undefined ? '' : ` merging ${orderText(node.orderingScheme)}`;
      return `Exchange ${node.scope} ${node.type}[${handleText(handle.connectorHandle)}${keys.map(({ expression }) => ` ${expression ?? ''}`).join()}${order}]`;
    }
    case 'remoteSource': {
      const order = node.orderingScheme === undefined ? '' : ` merging ${orderText(node.orderingScheme)}`;
      return `RemoteSource ${node.exchangeType}[${node.sourceFragmentIds.join(', ')}${order}]`;
    }
    default:
      return node['@type'];
  }
}

/** An expression without what only machines read: `upper("name")` for a call by resolved name. */
export function readable(expression: string): string {
  return expression.replaceAll(/system\."\$resolved"\."@[^@"]*@[^@"]*@([^@"]+)@[^"]*"/g, '$1');
}

function functionText(fn: ResolvedFunction): string {
  return fn.signature.name.functionName;
}

function orderText(
  scheme:
    | { readonly orderBy: readonly string[]; readonly orderings: Readonly<Record<string, string>> }
    | undefined,
): string {
  return (scheme?.orderBy ?? []).map((symbol) => `${symbol} ${scheme?.orderings[symbol] ?? ''}`).join(', ');
}

function orderedBy(scheme: Parameters<typeof orderText>[0]): string {
  return scheme === undefined ? '' : ` order by ${orderText(scheme)}`;
}

function tableText(handle: object): string {
  const { schemaName, tableName } = handle as { readonly schemaName?: unknown; readonly tableName?: unknown };
  return typeof tableName === 'string'
    ? `${typeof schemaName === 'string' ? `${schemaName}.` : ''}${tableName}`
    : 'table';
}

function handleText(handle: object): string {
  const { partitioning, function: fn } = handle as {
    readonly partitioning?: unknown;
    readonly function?: unknown;
  };
  return typeof partitioning === 'string' && typeof fn === 'string' ? `${partitioning}/${fn}` : 'connector';
}
