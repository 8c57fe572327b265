import { TrinoError } from '../../../errors/trino-error.ts';
import { JsonNumber, JsonSyntaxError, formatJson, parseJson } from '../../../values/json-node.ts';
import type { JsonNode, JsonObject, JsonReader } from '../../../values/json-node.ts';
import { canonicalJson } from '../cast/cast-value.ts';
import type { Value } from '../value.ts';
import { body } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';
import { extractFromJson, parseJsonPath } from './json-path.ts';

/** Functions on JSON (functions/json-functions.ts). Text that is no JSON has no parts. */
export const jsonBodies: FunctionBodies = {
  json_parse: body((text: string) => canonicalJson(text)),
  json_format: body((json: string) => json),
  is_json_scalar: body((text: string) => {
    const node = read(text);
    if (node === undefined) throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `Invalid JSON value: ${text}`);
    return !isContainer(node);
  }),
  json_array_length: body((text: string) => {
    const node = read(text);
    return isArray(node) ? BigInt(node.length) : null;
  }),
  json_array_get: body((text: string, index: bigint) => {
    const node = read(text);
    if (!isArray(node)) return null;
    const element = node.at(Number(index));
    if (element === undefined || element === null) return null;
    // Strings come without their quotes.
    return typeof element === 'string' ? element : formatJson(element);
  }),
  json_array_contains: body((text: string, wanted: Value) => {
    const node = read(text);
    return isArray(node) ? node.some((element) => sameScalar(element, wanted)) : null;
  }),
  json_extract: withPath((reader) => reader.copy()),
  json_extract_scalar: withPath((reader) => {
    const first = reader.peek();
    return first === '{' || first === '[' ? null : (reader.readScalarText() ?? null);
  }),
  json_size: withPath((reader) => {
    let size = 0n;
    const count = (): boolean => {
      reader.readNode(0);
      size++;
      return true;
    };
    const first = reader.peek();
    if (first === '{') reader.readMembers(0, count);
    else if (first === '[') reader.readElements(0, count);
    else reader.readNode(0);
    return size;
  }),
};

function read(text: string): JsonNode | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

function isArray(node: JsonNode | undefined): node is readonly JsonNode[] {
  return Array.isArray(node);
}

function isContainer(node: JsonNode): node is readonly JsonNode[] | JsonObject {
  return Array.isArray(node) || node instanceof Map;
}

function sameScalar(element: JsonNode, wanted: Value): boolean {
  switch (typeof wanted) {
    case 'bigint':
      return element instanceof JsonNumber && element.isWhole && BigInt(element.text) === wanted;
    case 'number':
      return element instanceof JsonNumber && !element.isWhole && Number(element.text) === wanted;
    default:
      return element === wanted;
  }
}

/** Paths are read once each: they hardly ever differ from row to row. */
function withPath(show: (reader: JsonReader) => Value): FunctionBodies[string] {
  return {
    make: () => {
      let lastText: string | undefined;
      let lastPath = parseJsonPath('$');
      return (text: string, pathBytes: Uint8Array) => {
        const pathText = Buffer.from(pathBytes).toString('utf8');
        if (pathText !== lastText) {
          lastPath = parseJsonPath(pathText);
          lastText = pathText;
        }
        return extractFromJson(text, lastPath, show);
      };
    },
  };
}
