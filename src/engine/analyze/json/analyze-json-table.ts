import type { Expression } from '../../expressions/expression.ts';
import type {
  JsonTableChildren,
  JsonTableColumnPlan,
  JsonTableLevel,
} from '../../json-path/json-table-plan.ts';
import type { JsonPath } from '../../json-path/path-node.ts';
import type { PathParameters } from '../../json-path/path-typing.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type {
  JsonTable,
  JsonTableColumn,
  JsonTablePlan,
  QueryColumn,
  ValueColumn,
} from '../../parse/tree/json-table.ts';
import type { StringLiteral } from '../../parse/tree/literal.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { verifyNoAggregations } from '../aggregate-checks.ts';
import type { UnnestAnalysis } from '../analysis.ts';
import { nullOf, typeText } from '../coerce.ts';
import type { AnalyzeNested } from '../expression-context.ts';
import type { FieldAllocator } from '../field-allocator.ts';
import { refuseSubqueries } from '../refuse-subqueries.ts';
import { semanticError } from '../semantic-error.ts';
import {
  analyzeDefault,
  checkQuotes,
  isValueType,
  queryBehaviors,
  returnedType,
  valueBehaviors,
  wrapperBehaviors,
} from './analyze-json-function.ts';
import { analyzeJsonPath, canonicalName } from './analyze-json-path.ts';
import { checkNames, checkPlan, nameOf, nestedColumns } from './check-json-table-plan.ts';
import { jsonCall, jsonOutput, jsonType, rowOf } from './json-calls.ts';
import { parseJsonPath } from './parse-json-path.ts';

/**
 * JSON_TABLE as the elements of an array of rows that one call makes: it stands in FROM, and sees its left neighbours, as UNNEST does.
 * @param nested analyses an expression over what stands to the left
 * @throws TrinoError DUPLICATE_COLUMN_OR_PATH_NAME, MISSING_PATH_NAME, INVALID_PLAN, and those of JSON_VALUE and JSON_QUERY
 */
export function analyzeJsonTable(
  node: JsonTable,
  nested: AnalyzeNested,
  allocator: FieldAllocator,
): UnnestAnalysis {
  const expressions = [node.invocation.input, ...node.invocation.parameters.map(({ value }) => value)];
  verifyNoAggregations(node.invocation.input, 'JSON_TABLE input expression');
  for (const { value } of node.invocation.parameters) {
    verifyNoAggregations(value, 'JSON_TABLE path parameter');
  }
  const fails = node.errorBehavior === 'ERROR';
  const invocation = analyzeJsonPath(node, node.invocation, 'JSON_TABLE', fails, nested);
  checkNames(node);
  checkPlan(node);
  const builder = new TableBuilder(fails, nested, allocator);
  const root = builder.level(invocation.path, node.columns, node.plan);
  refuseSubqueries(expressions);
  const plan = { root, fails, width: builder.fields.length };
  const type: Type = {
    kind: 'array',
    element: {
      kind: 'row',
      fields: builder.fields.map((field) => ({ name: field.name, type: field.type })),
    },
  };
  const expression = jsonCall('$json_table', [
    invocation.input,
    invocation.parameters,
    rowOf(builder.defaults),
    { kind: 'constant', type: { kind: 'varchar' }, value: JSON.stringify(plan) },
    nullOf(type),
  ]);
  return { kind: 'unnest', arguments: [{ expression, fields: builder.fields }], fields: builder.fields };
}

/** What PASSING gives is seen by the first path only, as in Trino. */
const noParameters: PathParameters = [];

class TableBuilder {
  readonly fields: { readonly id: string; readonly name: string; readonly type: Type }[] = [];
  readonly defaults: Expression[] = [];
  readonly #fails: boolean;
  readonly #nested: AnalyzeNested;
  readonly #allocator: FieldAllocator;

  constructor(fails: boolean, nested: AnalyzeNested, allocator: FieldAllocator) {
    this.#fails = fails;
    this.#nested = nested;
    this.#allocator = allocator;
  }

  /** @param plan what is said of this level and those below; undefined takes Trino's default */
  level(
    path: JsonPath,
    columns: readonly JsonTableColumn[],
    plan: JsonTablePlan | undefined,
  ): JsonTableLevel {
    const own: JsonTableColumnPlan[] = [];
    const levels = new Map<string | number, JsonTableLevel>();
    // In the order of the text: it is the order of the output's columns.
    columns.forEach((column, position) => {
      if (column.kind !== 'nestedColumns') {
        own.push(this.#column(column));
        return;
      }
      const name = column.pathName && canonicalName(column.pathName);
      const nestedPath = parseJsonPath(column.path, noParameters);
      levels.set(name ?? position, this.level(nestedPath, column.columns, planOf(plan, name)));
    });
    const outer =
      plan?.kind === 'planDefault'
        ? plan.parentChild === 'OUTER'
        : plan?.kind !== 'planParentChild' || plan.join === 'OUTER';
    const children = nestedColumns(columns).length === 0 ? undefined : childrenOf(plan, levels);
    return { path, columns: own, outer, ...(children !== undefined && { children }) };
  }

  #column(column: Exclude<JsonTableColumn, { readonly kind: 'nestedColumns' }>): JsonTableColumnPlan {
    const name = canonicalName(column.name);
    const index = this.fields.length;
    const add = (type: Type): void => {
      this.fields.push({ id: this.#allocator.next(column.name.value.toLowerCase()), name, type });
    };
    switch (column.kind) {
      case 'ordinalityColumn':
        add({ kind: 'bigint' });
        return { kind: 'ordinality', index };
      case 'valueColumn': {
        const type = returnedType(column, column.type);
        if (!isValueType(type)) {
          throw semanticError(
            'TYPE_MISMATCH',
            column,
            `Invalid return type of function JSON_VALUE: ${typeText(type)}`,
          );
        }
        add(type);
        return this.#valueColumn(column, index, name, type);
      }
      case 'queryColumn': {
        const path = this.#path(column.path, name);
        checkQuotes(column, column);
        const type = returnedType(column, column.type);
        const onError = queryBehaviors.indexOf(column.errorBehavior ?? (this.#fails ? 'ERROR' : 'NULL'));
        const omitQuotes = column.quotes === 'OMIT';
        // Says whether there is such an output.
        jsonOutput(nullOf(jsonType), type, column.format, onError, omitQuotes, column);
        add(type);
        return this.#queryColumn(column, { index, path, type: formatType(type), onError, omitQuotes });
      }
      default:
        return column satisfies never;
    }
  }

  #valueColumn(column: ValueColumn, index: number, name: string, type: Type): JsonTableColumnPlan {
    const path = this.#path(column.path, name);
    const given = (node: ExpressionNode | undefined, event: 'EMPTY' | 'ERROR'): number | undefined => {
      if (node === undefined) return undefined;
      return this.defaults.push(analyzeDefault(node, type, event, this.#nested)) - 1;
    };
    const emptyDefault = given(column.emptyDefault, 'EMPTY');
    const errorDefault = given(column.errorDefault, 'ERROR');
    return {
      kind: 'value',
      index,
      path,
      type: formatType(type),
      onEmpty: valueBehaviors.indexOf(column.emptyBehavior),
      onError: valueBehaviors.indexOf(column.errorBehavior ?? (this.#fails ? 'ERROR' : 'NULL')),
      ...(emptyDefault !== undefined && { emptyDefault }),
      ...(errorDefault !== undefined && { errorDefault }),
    };
  }

  #queryColumn(
    column: QueryColumn,
    known: {
      readonly index: number;
      readonly path: JsonPath;
      readonly type: string;
      readonly onError: number;
      readonly omitQuotes: boolean;
    },
  ): JsonTableColumnPlan {
    const encodings = { JSON: 'utf8', UTF8: 'utf8', UTF16: 'utf16', UTF32: 'utf32' } as const;
    return {
      kind: 'query',
      ...known,
      encoding: encodings[column.format],
      wrapper: wrapperBehaviors.indexOf(column.wrapper),
      onEmpty: queryBehaviors.indexOf(column.emptyBehavior),
    };
  }

  /** A column's path; without one it's the member of the column's name. */
  #path(node: StringLiteral | undefined, name: string): JsonPath {
    if (node !== undefined) return parseJsonPath(node, noParameters);
    return {
      lax: true,
      root: { '@type': 'memberaccessor', base: { '@type': 'contextvariable' }, key: name },
    };
  }
}

/** What a level's plan says of a path below. */
function planOf(plan: JsonTablePlan | undefined, name: string | undefined): JsonTablePlan | undefined {
  if (plan === undefined || plan.kind === 'planDefault') return plan;
  if (plan.kind !== 'planParentChild') return undefined;
  const find = (part: JsonTablePlan): JsonTablePlan | undefined => {
    if (part.kind === 'planSiblings') return part.siblings.map(find).find((found) => found !== undefined);
    return part.kind !== 'planDefault' && nameOf(part) === name ? part : undefined;
  };
  return find(plan.child);
}

function childrenOf(
  plan: JsonTablePlan | undefined,
  levels: ReadonlyMap<string | number, JsonTableLevel>,
): JsonTableChildren {
  if (plan?.kind === 'planParentChild') return specificChildren(plan.child, levels);
  const parts = [...levels.values()].map((level): JsonTableChildren => ({ kind: 'level', level }));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const isCross = plan?.kind === 'planDefault' && plan.siblings === 'CROSS';
  return { kind: isCross ? 'cross' : 'union', parts };
}

function specificChildren(
  plan: JsonTablePlan,
  levels: ReadonlyMap<string | number, JsonTableLevel>,
): JsonTableChildren {
  if (plan.kind === 'planSiblings') {
    return {
      kind: plan.join === 'CROSS' ? 'cross' : 'union',
      parts: plan.siblings.map((sibling) => specificChildren(sibling, levels)),
    };
  }
  if (plan.kind === 'planDefault') throw new TypeError('A default plan within a specific one');
  const level = levels.get(nameOf(plan));
  if (level === undefined) throw new TypeError(`No path ${nameOf(plan)}`);
  return { kind: 'level', level };
}
