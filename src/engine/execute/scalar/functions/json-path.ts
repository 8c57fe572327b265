import { TrinoError } from '../../../errors/trino-error.ts';
import { JsonReader, JsonSyntaxError } from '../../../values/json-node.ts';

/** A step of a path: a field's name, or an element's number, which is a field's name too. */
export interface PathStep {
  readonly name: string;
  readonly index: number | undefined;
}

const step = /\.([\p{L}\p{N}_:]+)|\[([\p{L}\p{N}_]+)\]|\["((?:[^"\\]|\\.)*)"\]/uy;

/**
 * Reads a path such as `$.store.book[0]["a b"]`.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function parseJsonPath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  const fail = (): TrinoError => new TrinoError('INVALID_FUNCTION_ARGUMENT', `Invalid JSON path: '${text}'`);
  if (!text.startsWith('$')) throw fail();
  for (let at = 1; at < text.length; ) {
    step.lastIndex = at;
    const match = step.exec(text);
    if (match === null) throw fail();
    const [, dotted, bare, quoted] = match;
    const name = dotted ?? bare ?? (quoted as string).replace(/\\(["\\])/g, '$1');
    const index = /^[+-]?\d+$/.test(name) ? Number(name) : undefined;
    steps.push({ name, index: index !== undefined && index <= maxIndex ? index : undefined });
    at = step.lastIndex;
  }
  return steps;
}

const maxIndex = 2_147_483_647;

/**
 * What a path leads to in a text, read only so far: of members with one name it's the first.
 * @param read takes the value that the reader stands before
 * @returns null when the path leads nowhere, or the text is no JSON up to there
 */
export function extractFromJson<T>(
  text: string,
  path: readonly PathStep[],
  read: (reader: JsonReader) => T | null,
): T | null {
  const reader = new JsonReader(text);
  const follow = (depth: number): T | null => {
    const wanted = path[depth];
    if (wanted === undefined) return read(reader);
    let found: T | null = null;
    switch (reader.peek()) {
      case '{':
        reader.readMembers(depth, (name) => {
          if (name === wanted.name) {
            found = follow(depth + 1);
            return false;
          }
          reader.readNode(depth + 1);
          return true;
        });
        return found;
      case '[': {
        if (wanted.index === undefined) return null;
        let index = 0;
        reader.readElements(depth, () => {
          if (index++ === wanted.index) {
            found = follow(depth + 1);
            return false;
          }
          reader.readNode(depth + 1);
          return true;
        });
        return found;
      }
      default:
        return null;
    }
  };
  try {
    return follow(0);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null;
    throw error;
  }
}
