import type { Expression } from '../../expressions/expression.ts';
import type { JsonPath } from '../../json-path/path-node.ts';
import type { PathParameters } from '../../json-path/path-typing.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { IdentifierNode } from '../../parse/tree/identifier.ts';
import type { JsonPathInvocation } from '../../parse/tree/json-function.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { AnalyzeNested } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';
import { jsonInput, jsonParameter, pathConstant, rowOf } from './json-calls.ts';
import { parseJsonPath } from './parse-json-path.ts';

/** What every path function begins with: its input, its path, the values of the path's variables. */
export interface PathInvocation {
  readonly input: Expression;
  readonly path: JsonPath;
  readonly parameters: Expression;
  readonly names: PathParameters;
  /** The first arguments of the call. */
  readonly arguments: readonly Expression[];
}

/**
 * @param fails whether input that is no JSON fails the statement: ERROR ON ERROR
 * @throws TrinoError TYPE_MISMATCH, DUPLICATE_PARAMETER_NAME, INVALID_PATH, SYNTAX_ERROR, NOT_SUPPORTED
 */
export function analyzeJsonPath(
  node: SyntaxNode,
  invocation: JsonPathInvocation,
  functionName: string,
  fails: boolean,
  nested: AnalyzeNested,
): PathInvocation {
  if (invocation.pathName !== undefined && functionName !== 'JSON_TABLE') {
    throw semanticError(
      'INVALID_PATH',
      invocation.pathName,
      `JSON path name is not allowed in ${functionName} function`,
    );
  }
  const input = jsonInput(nested(invocation.input), invocation.inputFormat, fails, invocation.input);
  const names: { readonly name: string; readonly isJson: boolean }[] = [];
  const values = invocation.parameters.map(({ name, value, format }) => {
    const canonical = canonicalName(name);
    if (names.some((each) => each.name === canonical)) {
      throw semanticError(
        'DUPLICATE_PARAMETER_NAME',
        name,
        `${canonical} JSON path parameter is specified more than once`,
      );
    }
    const isJson = format !== undefined || isJsonConstructor(value);
    names.push({ name: canonical, isJson });
    const expression = nested(value);
    return isJson
      ? jsonInput(expression, format ?? implicitFormat(value), fails, value)
      : jsonParameter(expression, 'JSON path parameter', true, value, node);
  });
  const path = parseJsonPath(invocation.path, names);
  const parameters = rowOf(
    values,
    names.map(({ name }) => name),
  );
  return { input, path, parameters, names, arguments: [input, pathConstant(path), parameters] };
}

/** Names without quotes are in capitals: variables of paths are told by case. */
export function canonicalName({ value, delimited }: IdentifierNode): string {
  return delimited ? value : value.toUpperCase();
}

/** Functions whose result is JSON without saying so. */
export function isJsonConstructor({ kind }: ExpressionNode): boolean {
  return kind === 'jsonQuery' || kind === 'jsonObject' || kind === 'jsonArray';
}

/** How such a function has written its result. */
export function implicitFormat(node: ExpressionNode): 'JSON' | 'UTF8' | 'UTF16' | 'UTF32' {
  return 'outputFormat' in node && typeof node.outputFormat === 'string' ? node.outputFormat : 'JSON';
}
