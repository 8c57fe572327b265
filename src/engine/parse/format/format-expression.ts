import type { ExpressionNode } from '../tree/expression-node.ts';
import type { FunctionCallNode } from '../tree/function-call.ts';
import type { CaseNode } from '../tree/conditional.ts';
import type { LiteralNode } from '../tree/literal.ts';
import { formatDataType } from './format-data-type.ts';
import { formatDouble } from './format-double.ts';
import { formatJsonFunction } from './format-json.ts';
import { formatQuery } from './format-query.ts';
import { formatOrderBy, formatWindow } from './format-window.ts';
import type { QualifiedName } from '../tree/identifier.ts';
import { formatIdentifier, formatName, formatString, needsQuotes } from './quoting.ts';

const list = (nodes: readonly ExpressionNode[]): string => nodes.map(formatExpression).join(', ');

/**
 * An expression as SQL text, the way Trino writes it back: operators in parentheses, sugar resolved. For text of a plan fragment
 * the result is the text itself.
 */
export function formatExpression(node: ExpressionNode): string {
  switch (node.kind) {
    case 'identifier':
      return formatIdentifier(node);
    case 'nullLiteral':
    case 'booleanLiteral':
    case 'stringLiteral':
    case 'binaryLiteral':
    case 'longLiteral':
    case 'decimalLiteral':
    case 'doubleLiteral':
    case 'genericLiteral':
    case 'intervalLiteral':
      return formatLiteral(node);
    case 'dereference':
      return `${formatExpression(node.base)}.${formatIdentifier(node.field)}`;
    case 'labelDereference':
      return `${formatIdentifier(node.label)}.*`;
    case 'subscript':
      return `${formatPart(node.base)}[${formatPart(node.index)}]`;
    case 'arithmeticUnary':
      // Without parentheses `-1` would read as a literal.
      return node.sign === '-' ? `-(${formatExpression(node.value)})` : `+${formatExpression(node.value)}`;
    case 'arithmeticBinary':
    case 'comparison':
      return `(${formatExpression(node.left)} ${node.operator} ${formatExpression(node.right)})`;
    case 'quantifiedComparison':
      return `(${formatExpression(node.value)} ${node.operator} ${node.quantifier} ${formatExpression(node.subquery)})`;
    case 'logical':
      return `(${node.terms.map(formatExpression).join(` ${node.operator} `)})`;
    case 'not':
      return `(NOT ${formatExpression(node.value)})`;
    case 'isNull':
      return `(${formatExpression(node.value)} IS NULL)`;
    case 'isNotNull':
      return `(${formatExpression(node.value)} IS NOT NULL)`;
    case 'between':
      return `(${formatExpression(node.value)} BETWEEN ${formatExpression(node.min)} AND ${formatExpression(node.max)})`;
    case 'in':
      return `(${formatExpression(node.value)} IN ${formatExpression(node.list)})`;
    case 'inList':
      return `(${list(node.values)})`;
    case 'like': {
      const escape = node.escape === undefined ? '' : ` ESCAPE ${formatExpression(node.escape)}`;
      return `(${formatExpression(node.value)} LIKE ${formatExpression(node.pattern)}${escape})`;
    }
    case 'exists':
      return `(EXISTS ${formatExpression(node.subquery)})`;
    case 'subquery':
      return `(${formatQuery(node.query, 0)})`;
    case 'case':
      return formatCase(node);
    case 'if': {
      const otherwise = node.falseValue === undefined ? '' : `, ${formatExpression(node.falseValue)}`;
      return `IF(${formatExpression(node.condition)}, ${formatExpression(node.trueValue)}${otherwise})`;
    }
    case 'coalesce':
      return `COALESCE(${list(node.operands)})`;
    case 'nullIf':
      return `NULLIF(${formatExpression(node.first)}, ${formatExpression(node.second)})`;
    case 'try':
      return `TRY(${formatExpression(node.value)})`;
    case 'cast':
      return `${node.safe ? 'TRY_CAST' : 'CAST'}(${formatExpression(node.value)} AS ${formatDataType(node.type)})`;
    case 'extract':
      return `EXTRACT(${node.field} FROM ${formatExpression(node.value)})`;
    case 'trim': {
      const characters = node.characters === undefined ? '' : `${formatExpression(node.characters)} `;
      return `trim(${node.specification} ${characters}FROM ${formatExpression(node.source)})`;
    }
    case 'format':
      return `format(${list(node.arguments)})`;
    case 'atTimeZone':
      return `${formatExpression(node.value)} AT TIME ZONE ${formatExpression(node.timeZone)}`;
    case 'currentTime': {
      const precision = node.precision === undefined ? '' : `(${node.precision})`;
      return `${node.function.toLowerCase()}${precision}`;
    }
    case 'current':
      return node.function;
    case 'row':
      return `ROW (${list(node.items)})`;
    case 'array':
      return `ARRAY[${node.values.map(formatPart).join(',')}]`;
    case 'lambda':
      return `(${node.parameters.map(formatIdentifier).join(', ')}) -> ${formatExpression(node.body)}`;
    case 'bind':
      return `"$INTERNAL$BIND"(${list([...node.values, node.function])})`;
    case 'parameter':
      return '?';
    case 'functionCall':
      return formatCall(node);
    case 'windowOperation':
      return `${formatIdentifier(node.name)} OVER ${formatWindow(node.window)}`;
    case 'groupingOperation':
      return `GROUPING (${node.columns.map(formatColumnName).join(', ')})`;
    case 'jsonExists':
    case 'jsonValue':
    case 'jsonQuery':
    case 'jsonObject':
    case 'jsonArray':
      return formatJsonFunction(node);
    default:
      return node satisfies never;
  }
}

/** Rows in an array or before a subscript have no blank before the parenthesis: Trino writes these by another way. */
function formatPart(node: ExpressionNode): string {
  return node.kind === 'row' ? `ROW(${node.items.map(formatPart).join(', ')})` : formatExpression(node);
}

/** Types whose literals Trino knows by themselves. */
const builtinLiterals: ReadonlySet<string> = new Set(['TIME', 'TIMESTAMP', 'CHAR']);

function formatLiteral(node: LiteralNode): string {
  switch (node.kind) {
    case 'nullLiteral':
      return 'null';
    case 'booleanLiteral':
      return String(node.value);
    case 'stringLiteral':
      return formatString(node.value);
    case 'binaryLiteral':
      return `X'${Buffer.from(node.value).toString('hex').toUpperCase()}'`;
    case 'longLiteral':
      return node.text;
    case 'decimalLiteral':
      return `DECIMAL '${node.value}'`;
    case 'doubleLiteral':
      return formatDouble(node.value);
    case 'genericLiteral': {
      const upper = node.type.toUpperCase();
      return `${builtinLiterals.has(upper) ? upper : node.type} ${formatString(node.value)}`;
    }
    case 'intervalLiteral': {
      const end = node.end === undefined ? '' : ` TO ${node.end}`;
      return `INTERVAL ${node.sign < 0 ? '-' : ''}${formatString(node.value)} ${node.start}${end}`;
    }
    default:
      return node satisfies never;
  }
}

function formatCase(node: CaseNode): string {
  const operand = node.operand === undefined ? '' : ` ${formatExpression(node.operand)}`;
  const whens = node.whens.map(
    (when) => ` WHEN ${formatExpression(when.condition)} THEN ${formatExpression(when.result)}`,
  );
  const otherwise = node.defaultValue === undefined ? '' : ` ELSE ${formatExpression(node.defaultValue)}`;
  return `(CASE${operand}${whens.join('')}${otherwise} END)`;
}

function formatCall(node: FunctionCallNode): string {
  const filter = node.filter === undefined ? '' : ` FILTER (WHERE ${formatExpression(node.filter)})`;
  if (
    node.name.parts.length === 1 &&
    node.name.parts[0]?.value.toLowerCase() === 'listagg' &&
    node.orderBy !== undefined
  ) {
    return formatListAggregation(node) + filter;
  }
  const mode = node.processingMode === undefined ? '' : `${node.processingMode} `;
  const isCount = node.arguments.length === 0 && node.name.parts.at(-1)?.value.toLowerCase() === 'count';
  const orderBy = node.orderBy === undefined ? '' : ` ${formatOrderBy(node.orderBy)}`;
  const nulls = node.nullTreatment === undefined ? '' : ` ${node.nullTreatment} NULLS`;
  const over = node.window === undefined ? '' : ` OVER ${formatWindow(node.window)}`;
  const args = `${node.distinct ? 'DISTINCT ' : ''}${isCount ? '*' : list(node.arguments)}${orderBy}`;
  return `${mode}${formatName(node.name)}(${args})${nulls}${filter}${over}`;
}

/** LISTAGG(value, separator ON OVERFLOW …) WITHIN GROUP (…): its options are the call's last three arguments. */
function formatListAggregation(node: FunctionCallNode): string {
  const [value, separator, error, filler, count] = node.arguments;
  if (value === undefined || separator === undefined || node.orderBy === undefined)
    throw new Error('not a LISTAGG');
  const fails = error?.kind === 'booleanLiteral' && error.value;
  const overflow = fails
    ? ' ON OVERFLOW  ERROR'
    : ` ON OVERFLOW  TRUNCATE ${filler === undefined ? "''" : formatExpression(filler)} ${
        count?.kind === 'booleanLiteral' && count.value ? 'WITH COUNT' : 'WITHOUT COUNT'
      }`;
  const head = `${node.distinct ? 'DISTINCT ' : ''}${formatExpression(value)}, ${formatExpression(separator)}${overflow}`;
  return `LISTAGG(${head}) WITHIN GROUP (${formatOrderBy(node.orderBy)})`;
}

/** The name of a column that GROUPING asks for: without its case, in quotes only where it needs them. */
function formatColumnName({ parts }: QualifiedName): string {
  return parts
    .map(({ value, location }) => {
      const name = value.toLowerCase();
      return formatIdentifier({ kind: 'identifier', value: name, delimited: needsQuotes(name), location });
    })
    .join('.');
}
