import type {
  GroupingElement,
  LimitClause,
  QueryBody,
  QueryNode,
  QuerySpecification,
  SelectItem,
  WithClause,
} from '../tree/query.ts';
import type { OffsetClause } from '../tree/query.ts';
import type { OrderBy } from '../tree/order-by.ts';
import type { IdentifierNode } from '../tree/identifier.ts';
import { formatExpression } from './format-expression.ts';
import { formatRelation } from './format-relation.ts';
import { formatFunctionSpecification } from './format-routine.ts';
import { formatOrderBy, formatWindowSpecification } from './format-window.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatName } from './quoting.ts';

/** A query over several lines, each with its end; `indent` counts steps of three blanks. */
export function formatQuery(query: QueryNode, indent: number): string {
  const functions = (query.functions ?? []).map((each) => formatFunctionSpecification(each, indent + 1));
  const declared = functions.length === 0 ? '' : `${indentation(indent)}WITH\n${functions.join(',\n')}\n`;
  const head = declared + (query.with === undefined ? '' : formatWith(query.with, indent));
  return head + formatBody(query.body, indent) + formatEnd(query, indent);
}

function formatWith(clause: WithClause, indent: number): string {
  const pad = indentation(indent);
  const queries = clause.queries.map((each) => {
    const query = formatQuery(each.query, indent + 1);
    return `${formatIdentifier(each.name)}${columnNames(each.columnNames)} AS (\n${query}${pad}) \n`;
  });
  return `${pad}WITH${clause.recursive ? ' RECURSIVE' : ''}\n${pad}  ${queries.join(`${pad}, `)}`;
}

/** ` (a, b)`, or nothing. */
export function columnNames(names: readonly IdentifierNode[] | undefined): string {
  return names === undefined || names.length === 0 ? '' : ` (${names.map(formatIdentifier).join(', ')})`;
}

function formatBody(body: QueryBody, indent: number): string {
  const pad = indentation(indent);
  switch (body.kind) {
    case 'querySpecification':
      return formatSpecification(body, indent);
    case 'table':
      return `TABLE ${formatName(body.name)}\n`;
    case 'values': {
      const rows = body.rows.map(
        (row, index) => `\n${pad}${index === 0 ? '  ' : ', '}${formatExpression(row)}`,
      );
      return ` VALUES ${rows.join('')}\n`;
    }
    case 'tableSubquery':
      return formatRelation(body, indent);
    case 'setOperation': {
      const left = formatBody(body.left, indent);
      const quantifier = body.distinct ? '' : 'ALL ';
      return `${left}${body.operator} ${quantifier}${formatBody(body.right, indent)}`;
    }
    default:
      return body satisfies never;
  }
}

function formatSpecification(node: QuerySpecification, indent: number): string {
  const pad = indentation(indent);
  const distinct = node.distinct ? ' DISTINCT' : '';
  const [only] = node.items;
  const items =
    node.items.length === 1 && only !== undefined
      ? ` ${formatSelectItem(only)}`
      : node.items
          .map((item, index) => `\n${pad}${index === 0 ? '  ' : ', '}${formatSelectItem(item)}`)
          .join('');
  let text = `${pad}SELECT${distinct}${items}\n`;
  if (node.from !== undefined) text += `${pad}FROM\n${pad}  ${formatRelation(node.from, indent)}`;
  text += '\n';
  if (node.where !== undefined) text += `${pad}WHERE ${formatExpression(node.where)}\n`;
  if (node.groupBy !== undefined) {
    const quantifier = node.groupBy.distinct ? ' DISTINCT ' : '';
    text += `${pad}GROUP BY ${quantifier}${node.groupBy.elements.map(formatGroupingElement).join(', ')}\n`;
  }
  if (node.having !== undefined) text += `${pad}HAVING ${formatExpression(node.having)}\n`;
  if (node.windows.length > 0) {
    const windows = node.windows.map(
      (each) => `${formatIdentifier(each.name)} AS (${formatWindowSpecification(each.window)})`,
    );
    const several = windows.map((each) => `\n${indentation(indent + 1)}${each}`).join(',');
    text += `${pad}WINDOW${windows.length === 1 ? ` ${windows[0] ?? ''}` : several}\n`;
  }
  return text + formatEnd(node, indent);
}

interface End {
  readonly orderBy?: OrderBy;
  readonly offset?: OffsetClause;
  readonly limit?: LimitClause;
}

function formatEnd(node: End, indent: number): string {
  const pad = indentation(indent);
  let text = '';
  if (node.orderBy !== undefined) text += `${pad}${formatOrderBy(node.orderBy)}\n`;
  if (node.offset !== undefined) text += `${pad}OFFSET ${formatExpression(node.offset.rowCount)} ROWS\n`;
  if (node.limit !== undefined) text += `${pad}${formatLimit(node.limit)}\n`;
  return text;
}

function formatLimit(limit: LimitClause): string {
  const count = limit.rowCount === undefined ? undefined : formatExpression(limit.rowCount);
  if (limit.kind === 'limit') return `LIMIT ${count ?? 'ALL'}`;
  return `FETCH FIRST ${count === undefined ? 'ROW' : `${count} ROWS`} ${limit.withTies ? 'WITH TIES' : 'ONLY'}`;
}

function formatSelectItem(item: SelectItem): string {
  switch (item.kind) {
    case 'singleColumn': {
      const alias = item.alias === undefined ? '' : ` ${formatIdentifier(item.alias)}`;
      return formatExpression(item.expression) + alias;
    }
    case 'allColumns': {
      const target = item.target === undefined ? '' : `${formatExpression(item.target)}.`;
      const aliases =
        item.aliases.length === 0 ? '' : ` AS (${item.aliases.map(formatIdentifier).join(', ')})`;
      return `${target}*${aliases}`;
    }
    default:
      return item satisfies never;
  }
}

function formatGroupingElement(element: GroupingElement): string {
  switch (element.kind) {
    case 'simpleGroupBy': {
      const [only] = element.columns;
      if (element.columns.length === 1 && only !== undefined) return formatExpression(only);
      return `(${element.columns.map(formatExpression).join(', ')})`;
    }
    case 'groupingSets': {
      const sets = element.sets.map((columns) => `(${columns.map(formatExpression).join(', ')})`).join(', ');
      return `${element.type === 'EXPLICIT' ? 'GROUPING SETS' : element.type} (${sets})`;
    }
    default:
      return element satisfies never;
  }
}
