import type { PlanNode } from '../../../../generated/worker/types.ts';
import { describeNode } from './describe-node.ts';
import { tableText } from './handle-text.ts';
import { orderText } from './order-text.ts';

/** What a node of the graph says, escaped for a record label, and its color. */
export interface GraphLabel {
  readonly text: string;
  readonly color: string;
}

/** A node in stock's words (EXPLAIN (FORMAT GRAPHVIZ) on a stock server). */
export function graphLabel(node: PlanNode): GraphLabel {
  const { title, detail, color } = parts(node);
  return { text: `${title}${detail === '' ? '' : `|${escaped(detail)}`}`, color };
}

interface LabelParts {
  readonly title: string;
  readonly detail: string;
  readonly color: string;
}

function parts(node: PlanNode): LabelParts {
  switch (node['@type']) {
    case 'output':
      return label(`Output[${node.columns.join(', ')}]`, 'white');
    case 'values':
      return label('Values', 'deepskyblue');
    case 'tablescan':
      return label(`TableScan[${tableText(node.table)}]`, 'deepskyblue');
    case 'filter':
      return label('Filter', 'yellow', node.predicate);
    case 'project':
      return label(
        'Project',
        'bisque',
        lines(
          Object.entries(node.assignments.assignments)
            .filter(([symbol, expression]) => expression !== `"${symbol}"`)
            .map(([symbol, expression]) => `${symbol} := ${expression}`),
        ),
      );
    case 'aggregation':
      return label(`Aggregate[${node.step}]`, 'chartreuse3', lines(describeNode(node, new Map()).details));
    case 'groupid': {
      const sets = node.groupingSets.map(
        (set) => `(${set.map((key) => node.groupingColumns[key] ?? key).join(', ')})`,
      );
      return label('GroupId', 'chartreuse3', sets.join(', '));
    }
    case 'markDistinct':
      return label(
        `MarkDistinct[${node.markerSymbol}]`,
        'violet',
        `[${node.distinctSymbols.join(', ')}] => ${node.markerSymbol}`,
      );
    case 'join': {
      const criteria = node.criteria.map(({ left, right }) => `("${left}" = "${right}")`).join(' AND ');
      return label(`${joinName(node.type)}Join`, 'orange', criteria);
    }
    case 'semijoin':
      return label('SemiJoin', 'orange', `${node.sourceJoinSymbol} = ${node.filteringSourceJoinSymbol}`);
    case 'exchange': {
      const { outputLayout, partitioning } = node.partitioningScheme;
      const columns =
        node.type === 'REPARTITION'
          ? partitioning.arguments.map(({ expression }) => expression ?? 'NULL')
          : outputLayout.map((symbol) => `"${symbol}"`);
      return label(`ExchangeNode[${node.type}]`, 'gold', columns.join(', '));
    }
    case 'remoteSource':
      return label(node.orderingScheme === undefined ? 'Exchange 1:N' : 'Merge 1:N', 'gold');
    case 'limit':
      return label(`Limit[${node.count}]`, 'gray83');
    case 'distinctlimit':
      return label(`DistinctLimit[${node.limit}]`, 'gray83');
    case 'topn':
      return label(`TopN[${node.count}]`, 'darksalmon', orderText(node.orderingScheme));
    case 'sort':
      return label(`Sort[${node.orderingScheme.orderBy.join(', ')}]`, 'aliceblue');
    case 'window':
    case 'patternRecognition': {
      const { partitionBy, orderingScheme } = node.specification;
      const order = orderingScheme?.orderBy.join(', ') ?? '';
      return label(
        node['@type'] === 'window' ? 'Window' : 'PatternRecognition',
        'darkolivegreen4',
        `partition by = ${partitionBy.join(', ')}|order by = ${order}`,
      );
    }
    case 'rowNumber':
      return label('RowNumber', 'darkolivegreen4', `partition by = ${node.partitionBy.join(', ')}`);
    case 'topnRanking': {
      const { partitionBy, orderingScheme } = node.specification;
      const order = orderingScheme?.orderBy.join(', ') ?? '';
      return label(
        'TopNRanking',
        'darkolivegreen4',
        `type=${node.rankingType}|partition by = ${partitionBy.join(', ')}|order by = ${order}|n = ${node.maxRankingPerPartition}`,
      );
    }
    case 'unnest': {
      const inputs = node.mappings.map(({ input }) => input).join(', ');
      const ordinality = node.ordinalitySymbol === undefined ? '' : ' (ordinality)';
      const filter = node.filter === undefined ? '' : ` filter ${node.filter}`;
      const { name } = describeNode(node, new Map());
      return label(`${name} [[${inputs}]${ordinality}]`, 'crimson', filter);
    }
    case 'sample':
      return label(
        `Sample[type=${node.sampleType}, ratio=${Number(node.sampleRatio).toFixed(6)}]`,
        'goldenrod4',
      );
    case 'scalar':
      return label('Scalar', 'bisque');
    case 'assignUniqueId':
      return label('AssignUniqueId', 'bisque');
    case 'tablewriter':
      return label(
        `TableWriter[${node.columnNames.map((name, i) => `${name} := ${node.columns[i]}`).join(', ')}]`,
        'cyan',
      );
    case 'tablecommit':
      return label(`TableFinish[${node.rowCountSymbol}]`, 'hotpink');
    default:
      return label(describeNode(node, new Map()).name, 'white');
  }
}

function label(title: string, color: string, detail = ''): LabelParts {
  return { title, detail, color };
}

function joinName(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

/** Each line with its end, written as in a string of the DOT language. */
function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\\n`).join('');
}

function escaped(text: string): string {
  return text.replace(/[<>"]/g, (character) => `\\${character}`);
}
