import type { JsonTable, JsonTableColumn, JsonTablePlan } from '../tree/json-table.ts';
import { formatDataType } from './format-data-type.ts';
import { formatJsonFormat, formatJsonPath, formatValueBehavior, formatWrapper } from './format-json.ts';
import { indentation } from './indentation.ts';
import { formatIdentifier, formatString } from './quoting.ts';

/** JSON_TABLE(…) over several lines, the last one ended. */
export function formatJsonTable(node: JsonTable, indent: number): string {
  const inner = indentation(indent + 1);
  let text = `JSON_TABLE (${formatJsonPath(node.invocation)}\n${formatColumns(node.columns, indent + 1)}`;
  if (node.plan !== undefined) {
    text +=
      node.plan.kind === 'planDefault'
        ? `\n${inner}PLAN DEFAULT (${node.plan.parentChild}, ${node.plan.siblings})`
        : `\n${inner}PLAN (${formatPlan(node.plan)})`;
  }
  if (node.errorBehavior !== undefined) text += `\n${inner}${node.errorBehavior} ON ERROR`;
  return `${text})\n`;
}

function formatColumns(columns: readonly JsonTableColumn[], indent: number): string {
  const lines = columns.map((column) => `${indentation(indent + 1)}${formatColumn(column, indent + 1)}`);
  return `${indentation(indent)}COLUMNS (\n${lines.join(',\n')})`;
}

function formatColumn(column: JsonTableColumn, indent: number): string {
  switch (column.kind) {
    case 'ordinalityColumn':
      return `${formatIdentifier(column.name)} FOR ORDINALITY`;
    case 'valueColumn': {
      const path = column.path === undefined ? '' : ` PATH ${formatString(column.path.value)}`;
      const onEmpty = ` ${formatValueBehavior(column.emptyBehavior, column.emptyDefault)} ON EMPTY`;
      const onError =
        column.errorBehavior === undefined
          ? ''
          : ` ${formatValueBehavior(column.errorBehavior, column.errorDefault)} ON ERROR`;
      return `${formatIdentifier(column.name)} ${formatDataType(column.type)}${path}${onEmpty}${onError}`;
    }
    case 'queryColumn': {
      const path = column.path === undefined ? '' : ` PATH ${formatString(column.path.value)}`;
      const quotes = column.quotes === undefined ? '' : ` ${column.quotes} QUOTES ON SCALAR STRING`;
      const onError = column.errorBehavior === undefined ? '' : ` ${column.errorBehavior} ON ERROR`;
      const head = `${formatIdentifier(column.name)} ${formatDataType(column.type)} ${formatJsonFormat(column.format)}`;
      return `${head}${path} ${formatWrapper(column.wrapper)}${quotes} ${column.emptyBehavior} ON EMPTY${onError}`;
    }
    case 'nestedColumns': {
      const name = column.pathName === undefined ? '' : ` AS ${formatIdentifier(column.pathName)}`;
      return `NESTED PATH ${formatString(column.path.value)}${name}\n${formatColumns(column.columns, indent + 1)}`;
    }
    default:
      return column satisfies never;
  }
}

function formatPlan(plan: JsonTablePlan): string {
  switch (plan.kind) {
    case 'planLeaf':
      return formatIdentifier(plan.name);
    case 'planParentChild':
      return `${formatPlan(plan.parent)} ${plan.join} (${formatPlan(plan.child)})`;
    case 'planSiblings':
      return plan.siblings.map((sibling) => `(${formatPlan(sibling)})`).join(` ${plan.join} `);
    case 'planDefault':
      return `${plan.parentChild}, ${plan.siblings}`;
    default:
      return plan satisfies never;
  }
}
