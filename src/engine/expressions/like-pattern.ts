import type { TextCondition } from '../catalog/connector.ts';
import type { Expression } from './expression.ts';
import { variableWidthBytes } from './internal-constants.ts';

/** What a LIKE pattern consists of: a character, `any one` for `_`, `any text` for `%`. */
type PatternPart = string | typeof anyOne | typeof anyText;
const anyOne = Symbol('any one');
const anyText = Symbol('any text');

/**
 * What a constant LIKE pattern (`likePatternConstant`) says of a text.
 * @param pattern of type LikePattern
 * @returns undefined when the pattern isn't constant
 */
export function likeCondition(pattern: Expression): TextCondition | undefined {
  if (pattern.kind !== 'constant' || !(pattern.value instanceof Uint8Array)) return undefined;
  const payload = variableWidthBytes(pattern.value);
  if (payload === undefined) return undefined;
  const parts = readParts(payload);
  const wild = parts.findIndex((part) => typeof part !== 'string');
  const literal = parts.slice(0, wild < 0 ? undefined : wild).join('');
  return wild < 0
    ? { values: [literal], prefix: literal, accepts: (value) => value === literal }
    : { prefix: literal, accepts: (value) => matches(parts, Array.from(value)) };
}

/** @param payload length, text, whether there is an escape character, that character */
function readParts(payload: Uint8Array): readonly PatternPart[] {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const end = 4 + bytes.readInt32LE(0);
  const escape = bytes.readInt8(end) === 0 ? undefined : String.fromCodePoint(bytes.readInt32LE(end + 1));
  const parts: PatternPart[] = [];
  const characters = Array.from(bytes.toString('utf8', 4, end));
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (character === escape) parts.push(characters[++i] ?? '');
    else if (character === '%') parts.push(anyText);
    else parts.push(character === '_' ? anyOne : character);
  }
  return parts;
}

/** In steps of at most pattern times text: after a mismatch only the last `%` takes in one character more. */
function matches(parts: readonly PatternPart[], text: readonly string[]): boolean {
  let part = 0;
  let at = 0;
  let retryPart = -1;
  let retryAt = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted === anyText) {
      retryPart = part++;
      retryAt = at;
    } else if (part < parts.length && (wanted === anyOne || wanted === text[at])) {
      part++;
      at++;
    } else if (retryPart >= 0) {
      part = retryPart + 1;
      at = ++retryAt;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((rest) => rest === anyText);
}
