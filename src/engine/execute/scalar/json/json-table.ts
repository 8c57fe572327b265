import { TrinoError } from '../../../errors/trino-error.ts';
import type {
  JsonTableChildren,
  JsonTableColumnPlan,
  JsonTableLevel,
  JsonTablePlan,
} from '../../../json-path/json-table-plan.ts';
import { parseType } from '../../../types/parse-type.ts';
import { formatJson } from '../../../values/json-node.ts';
import type { JsonNode } from '../../../values/json-node.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import { castValue } from '../cast/cast-value.ts';
import type { Value } from '../value.ts';
import { compilePath } from './evaluate-path.ts';
import { encodeJson } from './json-encoding.ts';
import {
  jsonQuery,
  jsonValue,
  queryBehaviors,
  runPath,
  valueBehaviors,
  wrapperBehaviors,
} from './json-functions.ts';
import { jsonInputError, nodeOf } from './json-item.ts';
import type { JsonItem } from './json-item.ts';

/** What the columns of a document are read with. */
interface Inputs {
  readonly parameters: readonly (JsonItem | typeof jsonInputError | undefined)[];
  readonly defaults: readonly Value[];
}

/** Values of some columns of a row, by their places. */
type Cells = readonly (readonly [index: number, value: Value])[];

/** Rows of one document, at the most: siblings that are crossed multiply. */
const maxRows = 1_000_000;

/** @returns the rows that JSON_TABLE makes of a document. @throws TrinoError */
export function compileJsonTable(
  plan: JsonTablePlan,
  session: QuerySession,
): (root: JsonNode | typeof jsonInputError, inputs: Inputs) => readonly (readonly Value[])[] {
  const level = compileLevel(plan.root, plan.fails, session);
  return (root, inputs) =>
    level(root, inputs).map((cells) => {
      const row = new Array<Value>(plan.width).fill(null);
      for (const [index, value] of cells) row[index] = value;
      return row;
    });
}

type Rows = (root: JsonNode | typeof jsonInputError, inputs: Inputs) => readonly Cells[];

function compileLevel(
  { path, columns, children, outer }: JsonTableLevel,
  fails: boolean,
  session: QuerySession,
): Rows {
  const find = compilePath(path);
  const cells = columns.map((column) => compileColumn(column, session));
  const below = children && compileChildren(children, fails, session);
  return (root, inputs) => {
    const items = runPath(find, root, inputs.parameters);
    if (items instanceof TrinoError) {
      if (fails) throw items;
      return [];
    }
    const rows: Cells[] = [];
    items.forEach((item, position) => {
      const node = nodeOf(item);
      if (node === undefined) {
        if (fails) throw noJson();
        return;
      }
      const own = cells.map((cell) => cell(node, inputs, position));
      const nested = below?.(node, inputs);
      if (nested === undefined || (nested.length === 0 && outer)) rows.push(own);
      else for (const each of nested) rows.push([...own, ...each]);
      if (rows.length > maxRows) throw tooMany();
    });
    return rows;
  };
}

function noJson(): TrinoError {
  return new TrinoError(
    'PATH_EVALUATION_ERROR',
    'path evaluation failed: JSON path of JSON_TABLE returned an item that is no JSON',
  );
}

function tooMany(): TrinoError {
  return new TrinoError(
    'EXCEEDED_FUNCTION_MEMORY_LIMIT',
    `JSON_TABLE makes more than ${maxRows} rows of a document`,
  );
}

function compileChildren(children: JsonTableChildren, fails: boolean, session: QuerySession): Rows {
  if (children.kind === 'level') return compileLevel(children.level, fails, session);
  const parts = children.parts.map((part) => compileChildren(part, fails, session));
  if (children.kind === 'union') return (root, inputs) => parts.flatMap((part) => part(root, inputs));
  return (root, inputs) => {
    let rows: readonly Cells[] = [[]];
    for (const part of parts) {
      const others = part(root, inputs);
      if (rows.length * others.length > maxRows) throw tooMany();
      rows = rows.flatMap((row) => others.map((other) => [...row, ...other]));
    }
    return rows;
  };
}

type Cell = (node: JsonNode, inputs: Inputs, position: number) => readonly [number, Value];

function compileColumn(column: JsonTableColumnPlan, session: QuerySession): Cell {
  const { index } = column;
  switch (column.kind) {
    case 'ordinality':
      return (_node, _inputs, position) => [index, BigInt(position + 1)];
    case 'value': {
      const find = compilePath(column.path);
      const clauses = {
        type: parseType(column.type),
        onEmpty: valueBehaviors[column.onEmpty] ?? 'NULL',
        onError: valueBehaviors[column.onError] ?? 'NULL',
        session,
      };
      const { emptyDefault, errorDefault } = column;
      return (node, { parameters, defaults }) => {
        const found = runPath(find, node, parameters);
        const given = (place: number | undefined): Value =>
          place === undefined ? null : (defaults[place] ?? null);
        return [index, jsonValue(found, clauses, given(emptyDefault), given(errorDefault))];
      };
    }
    case 'query': {
      const find = compilePath(column.path);
      const clauses = {
        wrapper: wrapperBehaviors[column.wrapper] ?? 'WITHOUT',
        onEmpty: queryBehaviors[column.onEmpty] ?? 'NULL',
        onError: queryBehaviors[column.onError] ?? 'NULL',
      };
      const type = parseType(column.type);
      const cast = castValue({ kind: 'varchar' }, type, session) ?? ((value: Value) => value);
      return (node, { parameters }) => {
        const found = jsonQuery(runPath(find, node, parameters), clauses);
        if (found === undefined) return [index, null];
        const text = column.omitQuotes && typeof found === 'string' ? found : formatJson(found, false);
        return [index, type.kind === 'varbinary' ? encodeJson(text, column.encoding) : cast(text)];
      };
    }
    default:
      throw new Error(`Unknown column ${String(column satisfies never)}`);
  }
}
