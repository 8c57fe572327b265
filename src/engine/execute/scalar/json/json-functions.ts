import { TrinoError } from '../../../errors/trino-error.ts';
import { displayName } from '../../../types/display-name.ts';
import { sameType } from '../../../types/same-type.ts';
import type { Type } from '../../../types/type.ts';
import type { JsonNode } from '../../../values/json-node.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import { castValue } from '../cast/cast-value.ts';
import type { Value } from '../value.ts';
import { javaHashOrder } from './java-hash-order.ts';
import { isArrayNode, isObjectNode, jsonInputError, nodeOf, scalarItem } from './json-item.ts';
import type { JsonItem } from './json-item.ts';
import type { PathContext } from './path-step.ts';

/** JSON of an expression: input that is none stands for itself, NULL is undefined. */
export type JsonInput = JsonNode | typeof jsonInputError | undefined;

/** What to do when a path leads nowhere, or fails; numbered as on the wire. */
export const valueBehaviors = ['NULL', 'ERROR', 'DEFAULT'] as const;
export const queryBehaviors = ['NULL', 'ERROR', 'EMPTY ARRAY', 'EMPTY OBJECT'] as const;
export const existsBehaviors = ['FALSE', 'TRUE', 'UNKNOWN', 'ERROR'] as const;
export const wrapperBehaviors = ['WITHOUT', 'CONDITIONAL', 'UNCONDITIONAL'] as const;

/** A path with its input: what it leads to, or why it fails. @throws TrinoError that no ON ERROR catches */
export type PathRun = () => readonly JsonItem[] | TrinoError;

/** Errors that ON ERROR speaks of. */
export function runPath(
  path: (root: JsonNode, parameters: PathContext['parameters']) => readonly JsonItem[],
  root: JsonNode | typeof jsonInputError,
  parameters: readonly (JsonItem | typeof jsonInputError | undefined)[],
): readonly JsonItem[] | TrinoError {
  if (root === jsonInputError || parameters.includes(jsonInputError)) {
    return new TrinoError('JSON_INPUT_CONVERSION_ERROR', 'conversion to JSON failed: ');
  }
  try {
    return path(root, parameters as PathContext['parameters']);
  } catch (error) {
    if (error instanceof TrinoError && error.errorName === 'PATH_EVALUATION_ERROR') return error;
    throw error;
  }
}

/** JSON_EXISTS. */
export function jsonExists(
  items: readonly JsonItem[] | TrinoError,
  onError: (typeof existsBehaviors)[number],
): boolean | null {
  if (!(items instanceof TrinoError)) return items.length > 0;
  switch (onError) {
    case 'FALSE':
      return false;
    case 'TRUE':
      return true;
    case 'UNKNOWN':
      return null;
    case 'ERROR':
      throw items;
    default:
      return onError satisfies never;
  }
}

/** What JSON_VALUE does with what a path leads to. */
export interface ValueClauses {
  readonly type: Type;
  readonly onEmpty: (typeof valueBehaviors)[number];
  readonly onError: (typeof valueBehaviors)[number];
  readonly session: QuerySession;
}

/**
 * JSON_VALUE: a scalar as a value of SQL.
 * @throws TrinoError JSON_VALUE_RESULT_ERROR, PATH_EVALUATION_ERROR
 */
export function jsonValue(
  items: readonly JsonItem[] | TrinoError,
  { type, onEmpty, onError, session }: ValueClauses,
  emptyDefault: Value,
  errorDefault: Value,
): Value {
  const failed = (error: TrinoError): Value => {
    if (onError === 'ERROR') throw error;
    return onError === 'DEFAULT' ? errorDefault : null;
  };
  if (items instanceof TrinoError) return failed(items);
  if (items.length === 0) {
    if (onEmpty === 'ERROR') throw valueError('JSON path found no items');
    return onEmpty === 'DEFAULT' ? emptyDefault : null;
  }
  if (items.length > 1) return failed(valueError('JSON path found multiple items'));
  const item = items[0] as JsonItem;
  if (item === null) return null;
  const scalar = scalarItem(item);
  if (scalar === undefined) {
    return failed(valueError('JSON path found an item that cannot be converted to an SQL value'));
  }
  if (sameType(scalar.type, type)) return scalar.value;
  try {
    const cast = castValue(scalar.type, type, session);
    if (cast !== undefined) return cast(scalar.value);
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error;
  }
  return failed(
    valueError(
      `Cannot cast value of type ${displayName(scalar.type)} to declared return type of function JSON_VALUE: ${displayName(type)}`,
    ),
  );
}

function valueError(message: string): TrinoError {
  return new TrinoError('JSON_VALUE_RESULT_ERROR', `cannot extract SQL scalar from JSON: ${message}`);
}

export interface QueryClauses {
  readonly wrapper: (typeof wrapperBehaviors)[number];
  readonly onEmpty: (typeof queryBehaviors)[number];
  readonly onError: (typeof queryBehaviors)[number];
}

/**
 * JSON_QUERY: an item as JSON. @returns undefined for NULL
 * @throws TrinoError JSON_OUTPUT_CONVERSION_ERROR, PATH_EVALUATION_ERROR
 */
export function jsonQuery(
  items: readonly JsonItem[] | TrinoError,
  clauses: QueryClauses,
): JsonNode | undefined {
  const { wrapper, onEmpty, onError } = clauses;
  if (items instanceof TrinoError) return queryResult(onError, items);
  if (items.length === 0) return queryResult(onEmpty, outputError('JSON path found no items'));
  const nodes: JsonNode[] = [];
  for (const item of items) {
    const node = nodeOf(item);
    if (node === undefined) {
      const type = 'type' in (item as object) ? displayName((item as { type: Type }).type) : 'unknown';
      return queryResult(
        onError,
        outputError(
          `JSON path returned a scalar SQL value of type ${type} that cannot be represented as JSON`,
        ),
      );
    }
    nodes.push(node);
  }
  const single = nodes.length === 1 ? (nodes[0] as JsonNode) : undefined;
  if (wrapper === 'UNCONDITIONAL') return nodes;
  if (wrapper === 'CONDITIONAL') {
    return single !== undefined && (isArrayNode(single) || isObjectNode(single)) ? single : nodes;
  }
  return single !== undefined ? single : queryResult(onError, outputError('JSON path found multiple items'));
}

function queryResult(behavior: (typeof queryBehaviors)[number], error: TrinoError): JsonNode | undefined {
  switch (behavior) {
    case 'NULL':
      return undefined;
    case 'ERROR':
      throw error;
    case 'EMPTY ARRAY':
      return [];
    case 'EMPTY OBJECT':
      return new Map();
    default:
      return behavior satisfies never;
  }
}

function outputError(message: string): TrinoError {
  return new TrinoError('JSON_OUTPUT_CONVERSION_ERROR', `conversion from JSON failed: ${message}`);
}

/**
 * JSON_OBJECT. @param values `null` is JSON's
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function jsonObject(
  keys: readonly (string | null)[],
  values: readonly JsonNode[],
  nullOnNull: boolean,
  uniqueKeys: boolean,
): JsonNode {
  const members = new Map<string, JsonNode>();
  keys.forEach((key, index) => {
    if (key === null) {
      throw invalid('null value passed for JSON object key to JSON_OBJECT function');
    }
    const value = values[index] as JsonNode;
    if (value === null && !nullOnNull) return;
    if (members.has(key)) {
      if (uniqueKeys) throw invalid('duplicate key passed to JSON_OBJECT function');
      throw new TrinoError('NOT_SUPPORTED', 'cannot construct a JSON object with duplicate key');
    }
    members.set(key, value);
  });
  return new Map(javaHashOrder([...members.keys()]).map((key) => [key, members.get(key) as JsonNode]));
}

function invalid(message: string): TrinoError {
  return new TrinoError('INVALID_FUNCTION_ARGUMENT', message);
}

/** JSON_ARRAY. */
export function jsonArray(values: readonly JsonNode[], nullOnNull: boolean): JsonNode {
  return nullOnNull ? values : values.filter((value) => value !== null);
}
