import type { JoinNode, RelationNode } from '../tree/relation.ts';
import type { PatternRecognition } from '../tree/row-pattern.ts';
import type { TableFunctionArgument, TableFunctionInvocation } from '../tree/table-function.ts';
import { formatDataType } from './format-data-type.ts';
import { formatExpression } from './format-expression.ts';
import { formatJsonTable } from './format-json-table.ts';
import { columnNames, formatQuery } from './format-query.ts';
import {
  formatDefinition,
  formatMeasure,
  formatOrderBy,
  formatRowPattern,
  formatSkipTo,
  formatSubset,
} from './format-window.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatName } from './quoting.ts';

/** A relation of FROM; lines after the first are indented by `indent` steps. */
export function formatRelation(node: RelationNode, indent: number): string {
  const pad = indentation(indent);
  switch (node.kind) {
    case 'table': {
      const version =
        node.version === undefined
          ? ''
          : ` FOR ${node.version.type} AS OF ${formatExpression(node.version.end)}`;
      return formatName(node.name) + version;
    }
    case 'aliasedRelation': {
      const alias = `${formatIdentifier(node.alias)}${columnNames(node.columnNames)}`;
      return `${formatOperand(node.relation, indent)} ${alias}`;
    }
    case 'join':
      return formatJoin(node, indent);
    case 'tableSubquery':
      return `(\n${formatQuery(node.query, indent + 1)}${pad}) `;
    case 'lateral':
      return `LATERAL (${formatQuery(node.query, indent + 1)}${pad})`;
    case 'unnest': {
      const ordinality = node.withOrdinality ? ' WITH ORDINALITY' : '';
      return `UNNEST(${node.expressions.map(formatExpression).join(', ')})${ordinality}`;
    }
    case 'values':
      return node.rows.map(formatExpression).join(', ');
    case 'sampledRelation':
      return `${formatOperand(node.relation, indent)} TABLESAMPLE ${node.type} (${formatExpression(node.percentage)})`;
    case 'patternRecognition':
      return formatPatternRecognition(node, indent);
    case 'tableFunctionInvocation':
      return formatTableFunction(node, indent);
    case 'jsonTable':
      return formatJsonTable(node, indent);
    default:
      return node satisfies never;
  }
}

/** A relation before an alias, a sample or a pattern: in parentheses when it has one of these itself. */
function formatOperand(node: RelationNode, indent: number): string {
  switch (node.kind) {
    case 'aliasedRelation':
    case 'sampledRelation':
    case 'patternRecognition':
      return `( ${formatRelation(node, indent + 1)}${indentation(indent)})`;
    default:
      return formatRelation(node, indent);
  }
}

function formatJoin(node: JoinNode, indent: number): string {
  const pad = indentation(indent);
  const left = formatRelation(node.left, indent);
  const right = formatRelation(node.right, indent);
  if (node.type === 'IMPLICIT') return `${left}\n${pad}, ${right}`;
  const criteria = node.criteria;
  const natural = criteria?.kind === 'natural' ? 'NATURAL ' : '';
  let condition = '';
  if (criteria?.kind === 'on') condition = ` ON ${formatExpression(criteria.expression)}`;
  if (criteria?.kind === 'using') condition = ` USING (${criteria.columns.map(formatIdentifier).join(', ')})`;
  return `(${left}\n${pad}${natural}${node.type} JOIN ${right}${condition})`;
}

function formatPatternRecognition(node: PatternRecognition, indent: number): string {
  const inner = indentation(indent + 1);
  const several = (parts: readonly string[]): string =>
    parts.length === 1
      ? ` ${parts.join('')}`
      : parts.map((part, index) => `${index === 0 ? '' : ','}\n${indentation(indent + 2)}${part}`).join('');
  let text = `${formatOperand(node.input, indent)} MATCH_RECOGNIZE (\n`;
  if (node.partitionBy.length > 0)
    text += `${inner}PARTITION BY ${node.partitionBy.map(formatExpression).join(', ')}\n`;
  if (node.orderBy !== undefined) text += `${inner}${formatOrderBy(node.orderBy)}\n`;
  if (node.measures.length > 0) text += `${inner}MEASURES${several(node.measures.map(formatMeasure))}\n`;
  if (node.rowsPerMatch !== undefined) text += `${inner}${rowsPerMatch[node.rowsPerMatch]}\n`;
  if (node.afterMatchSkip !== undefined) text += `${inner}AFTER MATCH ${formatSkipTo(node.afterMatchSkip)}\n`;
  if (node.patternSearchMode !== undefined) text += `${inner}${node.patternSearchMode}\n`;
  text += `${inner}PATTERN (${formatRowPattern(node.pattern)})\n`;
  if (node.subsets.length > 0) text += `${inner}SUBSET${several(node.subsets.map(formatSubset))}\n`;
  text += `${inner}DEFINE${several(node.definitions.map(formatDefinition))}\n`;
  return `${text})`;
}

const rowsPerMatch = {
  ONE: 'ONE ROW PER MATCH',
  'ALL SHOW EMPTY': 'ALL ROWS PER MATCH SHOW EMPTY MATCHES',
  'ALL OMIT EMPTY': 'ALL ROWS PER MATCH OMIT EMPTY MATCHES',
  'ALL WITH UNMATCHED': 'ALL ROWS PER MATCH WITH UNMATCHED ROWS',
  WINDOW: '',
} as const;

function formatTableFunction(node: TableFunctionInvocation, indent: number): string {
  const inner = indentation(indent + 2);
  const args = node.arguments
    .map((each) => `${inner}${formatTableFunctionArgument(each, indent + 2)}`)
    .join(',\n');
  const copartitions = node.copartitioning
    .map((tables) => `(${tables.map(formatName).join(', ')})`)
    .join(', ');
  const copartition = copartitions === '' ? '' : `\n${inner}COPARTITION ${copartitions}`;
  return `TABLE(${formatName(node.name)}(\n${args}${copartition}))`;
}

function formatTableFunctionArgument(argument: TableFunctionArgument, indent: number): string {
  const name = argument.name === undefined ? '' : `${formatIdentifier(argument.name)} => `;
  const value = argument.value;
  const inner = indentation(indent + 1);
  if (value.kind === 'descriptorArgument') {
    if (value.fields === undefined) return `${name}CAST (NULL AS DESCRIPTOR)`;
    const fields = value.fields.map((field) =>
      field.type === undefined
        ? formatIdentifier(field.name)
        : `${formatIdentifier(field.name)} ${formatDataType(field.type)}`,
    );
    return `${name}DESCRIPTOR(${fields.join(', ')})`;
  }
  if (value.kind !== 'tableArgument') return name + formatExpression(value);
  const aliased = value.table.kind === 'aliasedRelation' ? value.table : undefined;
  const table = aliased === undefined ? value.table : aliased.relation;
  let text =
    table.kind === 'tableSubquery'
      ? `TABLE(${formatQuery(table.query, indent + 1)})`
      : `TABLE(${formatRelation(table, indent)})`;
  if (aliased !== undefined)
    text += ` AS ${formatIdentifier(aliased.alias)}${columnNames(aliased.columnNames)}`;
  if (value.partitionBy !== undefined) {
    const keys = value.partitionBy.map(formatExpression).join(', ');
    text += `\n${inner}PARTITION BY ${value.partitionBy.length === 1 ? keys : `(${keys})`}`;
  }
  if (value.whenEmpty !== undefined) text += `\n${inner}${value.whenEmpty} WHEN EMPTY`;
  if (value.orderBy !== undefined) text += `\n${inner}${formatOrderBy(value.orderBy)}`;
  return name + text;
}
