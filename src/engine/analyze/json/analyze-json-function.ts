import type { Expression } from '../../expressions/expression.ts';
import { readDataType, UnknownType } from '../../expressions/read-data-type.ts';
import type { DataTypeNode } from '../../parse/tree/data-type.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type {
  JsonArrayNode,
  JsonExistsNode,
  JsonFormat,
  JsonObjectNode,
  JsonQueryBehavior,
  JsonQueryNode,
  JsonValueBehavior,
  JsonValueNode,
  JsonWrapperBehavior,
} from '../../parse/tree/json-function.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { canCoerce } from '../../types/coercion.ts';
import type { Type } from '../../types/type.ts';
import { coerce, nullOf, typeText } from '../coerce.ts';
import type { AnalyzeNested } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';
import { analyzeJsonPath, implicitFormat, isJsonConstructor } from './analyze-json-path.ts';
import {
  boolean,
  jsonCall,
  jsonInput,
  jsonOutput,
  jsonParameter,
  rowOf,
  tinyint,
  varcharType,
} from './json-calls.ts';

export const existsBehaviors: readonly JsonExistsNode['errorBehavior'][] = [
  'FALSE',
  'TRUE',
  'UNKNOWN',
  'ERROR',
];
export const valueBehaviors: readonly JsonValueBehavior[] = ['NULL', 'ERROR', 'DEFAULT'];
export const queryBehaviors: readonly JsonQueryBehavior[] = ['NULL', 'ERROR', 'EMPTY ARRAY', 'EMPTY OBJECT'];
export const wrapperBehaviors: readonly JsonWrapperBehavior[] = ['WITHOUT', 'CONDITIONAL', 'UNCONDITIONAL'];

type JsonFunctionNode = JsonExistsNode | JsonValueNode | JsonQueryNode | JsonObjectNode | JsonArrayNode;

/**
 * A function of SQL/JSON as calls of the functions that Trino makes of it.
 * @throws TrinoError TYPE_MISMATCH, INVALID_FUNCTION_ARGUMENT, INVALID_PATH, NOT_SUPPORTED, …
 */
export function analyzeJsonFunction(node: JsonFunctionNode, nested: AnalyzeNested): Expression {
  switch (node.kind) {
    case 'jsonExists': {
      const fails = node.errorBehavior === 'ERROR';
      const invocation = analyzeJsonPath(node, node.invocation, 'JSON_EXISTS', fails, nested);
      return jsonCall('$json_exists', [
        ...invocation.arguments,
        tinyint(existsBehaviors.indexOf(node.errorBehavior)),
      ]);
    }
    case 'jsonValue':
      return analyzeValue(node, nested);
    case 'jsonQuery':
      return analyzeQuery(node, nested);
    case 'jsonObject':
      return analyzeObject(node, nested);
    case 'jsonArray':
      return analyzeArray(node, nested);
    default:
      return node satisfies never;
  }
}

function analyzeValue(node: JsonValueNode, nested: AnalyzeNested): Expression {
  const invocation = analyzeJsonPath(
    node,
    node.invocation,
    'JSON_VALUE',
    node.errorBehavior === 'ERROR',
    nested,
  );
  const type = returnedType(node, node.returning);
  if (!isValueType(type)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Invalid return type of function JSON_VALUE: ${typeText(type)}`,
    );
  }
  return jsonCall('$json_value', [
    ...invocation.arguments,
    tinyint(valueBehaviors.indexOf(node.emptyBehavior)),
    analyzeDefault(node.emptyDefault, type, 'EMPTY', nested),
    tinyint(valueBehaviors.indexOf(node.errorBehavior)),
    analyzeDefault(node.errorDefault, type, 'ERROR', nested),
  ]);
}

/** DEFAULT … ON EMPTY or ON ERROR; NULL where there is none. @throws TrinoError TYPE_MISMATCH */
export function analyzeDefault(
  node: ExpressionNode | undefined,
  type: Type,
  event: 'EMPTY' | 'ERROR',
  nested: AnalyzeNested,
): Expression {
  if (node === undefined) return nullOf(type);
  const value = nested(node);
  if (value.type.kind !== 'unknown' && !canCoerce(value.type, type)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Function JSON_VALUE default ON ${event} result must evaluate to a ${typeText(type)} (actual: ${typeText(value.type)})`,
    );
  }
  return coerce(value, type);
}

/** What RETURNING says, `varchar` without it. @throws TrinoError TYPE_MISMATCH at the function */
export function returnedType(node: SyntaxNode, returning: DataTypeNode | undefined): Type {
  if (returning === undefined) return varcharType;
  try {
    return readDataType(returning);
  } catch (error) {
    throw error instanceof UnknownType ? semanticError('TYPE_MISMATCH', node, error.message) : error;
  }
}

/** Types that a scalar of JSON can become. */
export function isValueType({ kind }: Type): boolean {
  switch (kind) {
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
    case 'varchar':
    case 'char':
    case 'date':
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return true;
    default:
      return false;
  }
}

function analyzeQuery(node: JsonQueryNode, nested: AnalyzeNested): Expression {
  const invocation = analyzeJsonPath(
    node,
    node.invocation,
    'JSON_QUERY',
    node.errorBehavior === 'ERROR',
    nested,
  );
  checkQuotes(node, node);
  const onError = queryBehaviors.indexOf(node.errorBehavior);
  const query = jsonCall('$json_query', [
    ...invocation.arguments,
    tinyint(wrapperBehaviors.indexOf(node.wrapper)),
    tinyint(queryBehaviors.indexOf(node.emptyBehavior)),
    tinyint(onError),
  ]);
  const type = returnedType(node, node.returning);
  return jsonOutput(query, type, node.outputFormat ?? 'JSON', onError, node.quotes === 'OMIT', node);
}

/** Quotes can be spoken of only where there is no array around. @throws TrinoError INVALID_FUNCTION_ARGUMENT */
export function checkQuotes(
  node: SyntaxNode,
  { quotes, wrapper }: { readonly quotes?: 'KEEP' | 'OMIT'; readonly wrapper: JsonWrapperBehavior },
): void {
  if (quotes === undefined || wrapper === 'WITHOUT') return;
  throw semanticError(
    'INVALID_FUNCTION_ARGUMENT',
    node,
    `${quotes} QUOTES behavior specified with WITH ${wrapper} ARRAY WRAPPER behavior`,
  );
}

const errorOnError = queryBehaviors.indexOf('ERROR');

function analyzeObject(node: JsonObjectNode, nested: AnalyzeNested): Expression {
  const keys: Expression[] = [];
  const values: Expression[] = [];
  for (const member of node.members) {
    const key = nested(member.key);
    if (key.type.kind !== 'varchar' && key.type.kind !== 'char') {
      throw semanticError(
        'INVALID_FUNCTION_ARGUMENT',
        member.key,
        `Invalid type of JSON object key: ${typeText(key.type)}`,
      );
    }
    keys.push(key);
    values.push(analyzeMember(member.value, member.format, 'JSON_OBJECT', node, nested));
  }
  const object = jsonCall('$json_object', [
    rowOf(keys),
    rowOf(values),
    boolean(node.nullOnNull),
    boolean(node.uniqueKeys),
  ]);
  const type = returnedType(node, node.returning);
  return jsonOutput(object, type, node.outputFormat ?? 'JSON', errorOnError, false, node);
}

function analyzeArray(node: JsonArrayNode, nested: AnalyzeNested): Expression {
  const values = node.elements.map(({ value, format }) =>
    analyzeMember(value, format, 'JSON_ARRAY', node, nested),
  );
  const array = jsonCall('$json_array', [rowOf(values), boolean(node.nullOnNull)]);
  const type = returnedType(node, node.returning);
  return jsonOutput(array, type, node.outputFormat ?? 'JSON', errorOnError, false, node);
}

function analyzeMember(
  node: ExpressionNode,
  format: JsonFormat | undefined,
  functionName: string,
  functionNode: JsonObjectNode | JsonArrayNode,
  nested: AnalyzeNested,
): Expression {
  const value = nested(node);
  if (format !== undefined || isJsonConstructor(node)) {
    if ('uniqueKeys' in functionNode && functionNode.uniqueKeys) {
      throw semanticError(
        'NOT_SUPPORTED',
        functionNode,
        'WITH UNIQUE KEYS behavior is not supported for JSON_OBJECT function when input expression has FORMAT',
      );
    }
    return jsonInput(value, format ?? implicitFormat(node), true, node);
  }
  return jsonParameter(value, `value passed to ${functionName} function`, false, node, functionNode);
}
