import { TrinoError } from '../../../errors/trino-error.ts';
import type { JsonNode, JsonObject } from '../../../values/json-node.ts';

/** A step of a path: a field's name, or an element's number, which is a field's name too. */
export interface PathStep {
  readonly name: string;
  readonly index: number | undefined;
}

/**
 * Reads a path such as `$.store.book[0]["a b"]`.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function parseJsonPath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const pattern =
    /\.\s*([\p{L}\p{N}_$:\-/@*#]+)|\[\s*(\d+)\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*([\p{L}\p{N}_:/@#][\p{L}\p{N}_:\-/@#]*)\s*\]/uy;
  const fail = (): TrinoError => new TrinoError('INVALID_FUNCTION_ARGUMENT', `Invalid JSON path: '${text}'`);
  let at = 0;
  if (text.startsWith('$')) at = 1;
  else throw fail();
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) throw fail();
    const [, dotted, number, quoted, bare] = match;
    const name = dotted ?? number ?? bare ?? (quoted as string).replace(/\\(["\\])/g, '$1');
    steps.push({ name, index: quoted === undefined && /^\d+$/.test(name) ? Number(name) : undefined });
    at = pattern.lastIndex;
  }
  return steps;
}

/** What a path leads to; undefined when it leads nowhere. */
export function findInJson(root: JsonNode, path: readonly PathStep[]): JsonNode | undefined {
  let node: JsonNode | undefined = root;
  for (const { name, index } of path) {
    if (node instanceof Map) node = (node as JsonObject).get(name);
    else if (Array.isArray(node) && index !== undefined) node = (node as readonly JsonNode[])[index];
    else return undefined;
    if (node === undefined) return undefined;
  }
  return node;
}
