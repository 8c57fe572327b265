import { TrinoError } from '../../../errors/trino-error.ts';
import { JsonNumber, JsonReader, JsonSyntaxError, parseJson } from '../../../values/json-node.ts';
import type { JsonNode, JsonObject } from '../../../values/json-node.ts';
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
    let length = 0n;
    const isArray = eachElement(text, (reader) => {
      reader.readNode(1);
      length++;
      return true;
    });
    return isArray ? length : null;
  }),
  json_array_get: body((text: string, index: bigint) => {
    const elements: (string | null)[] = [];
    const isArray = eachElement(text, (reader) => {
      const isWanted = index < 0n || BigInt(elements.length) === index;
      elements.push(isWanted ? elementText(reader) : null);
      if (!isWanted) reader.readNode(1);
      return BigInt(elements.length) !== index + 1n;
    });
    return isArray ? (elements.at(Number(index)) ?? null) : null;
  }),
  json_array_contains: body((text: string, wanted: Value) => {
    // JSON has no such numbers: the text isn't looked at.
    if (typeof wanted === 'number' && !Number.isFinite(wanted)) return false;
    let found = false;
    const isArray = eachElement(text, (reader) => {
      found = sameScalar(reader.readNode(1), wanted);
      return !found;
    });
    return isArray ? found : null;
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
    // A string is known by its first character.
    else if (first !== '"') reader.readNode(0);
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

/** Goes over the elements of an array while `read` says so; false when the text is none, as far as it is read. */
function eachElement(text: string, read: (reader: JsonReader) => boolean): boolean {
  const reader = new JsonReader(text);
  try {
    if (reader.peek() !== '[') return false;
    reader.readElements(0, () => read(reader));
    return true;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}

/** Strings come without their quotes, other scalars as they are written. */
function elementText(reader: JsonReader): string | null {
  const first = reader.peek();
  return first === '{' || first === '[' ? reader.copy(1, false) : (reader.readScalarText() ?? null);
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
