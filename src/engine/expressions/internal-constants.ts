import type { ConstantExpression, Expression } from './expression.ts';

/**
 * A LIKE pattern as the constant that Trino's planner makes of it (recording task-expressions-01): length, text, whether there is an
 * escape character, and that character.
 * @returns undefined when pattern or escape isn't constant, or is NULL; also when the escape isn't one character or escapes nothing: that is told by
 * whoever reads the pattern for a row, since TRY covers it and no rows have no errors
 */
export function likePatternConstant(
  pattern: Expression,
  escape: Expression | undefined,
): ConstantExpression | undefined {
  const text = constantText(pattern);
  const escapeText = escape === undefined ? '' : constantText(escape);
  if (text === undefined || escapeText === undefined) {
    return undefined;
  }
  if (escape !== undefined && !isEscape(text, escapeText)) {
    return undefined;
  }
  const escapeCharacter = escape === undefined ? undefined : escapeText.codePointAt(0);
  const body = Buffer.from(text, 'utf8');
  const payload = Buffer.alloc(4 + body.length + 1 + (escapeCharacter === undefined ? 0 : 4));
  payload.writeInt32LE(body.length, 0);
  body.copy(payload, 4);
  payload.writeInt8(escapeCharacter === undefined ? 0 : 1, 4 + body.length);
  if (escapeCharacter !== undefined) {
    payload.writeInt32LE(escapeCharacter, 5 + body.length);
  }
  return { kind: 'constant', type: { kind: 'LikePattern' }, value: variableWidth(payload) };
}

/** The characters that TRIM removes, as the constant that Trino makes of them: code points of 32 bits. */
export function codePointsConstant(characters: Expression): ConstantExpression | undefined {
  const text = constantText(characters);
  if (text === undefined) {
    return undefined;
  }
  // A char has blanks up to its length.
  const padded = characters.type.kind === 'char' ? text.padEnd(characters.type.length) : text;
  const points = Array.from(padded, (character) => character.codePointAt(0) ?? 0);
  const payload = Buffer.alloc(points.length * 4);
  points.forEach((point, i) => payload.writeInt32LE(point, i * 4));
  return { kind: 'constant', type: { kind: 'CodePoints' }, value: variableWidth(payload) };
}

function constantText(expression: Expression): string | undefined {
  return expression.kind === 'constant' && typeof expression.value === 'string'
    ? expression.value
    : undefined;
}

/** One character, behind which each time stands what may be escaped. */
function isEscape(pattern: string, escape: string): boolean {
  // In units of UTF-16, as stock counts here.
  if (escape.length !== 1) {
    return false;
  }
  const characters = Array.from(pattern);
  for (let i = 0; i < characters.length; i++) {
    if (characters[i] === escape) {
      i++;
      const escaped = characters[i];
      if (escaped !== '%' && escaped !== '_' && escaped !== escape) {
        return false;
      }
    }
  }
  return true;
}

/** A block of one position of bytes (PAGES 4.2: VARIABLE_WIDTH): positions, values, lengths, no nulls, bytes in all, bytes. */
function variableWidth(value: Uint8Array): Uint8Array {
  const block = Buffer.alloc(35 + value.length);
  block.writeInt32LE(14, 0);
  block.write('VARIABLE_WIDTH', 4, 'latin1');
  block.writeInt32LE(1, 18);
  block.writeInt32LE(1, 22);
  block.writeInt32LE(value.length, 26);
  block.writeInt8(0, 30);
  block.writeInt32LE(value.length, 31);
  block.set(value, 35);
  return block;
}

/** The bytes in a block that `variableWidth` wrote; undefined for any other block. */
export function variableWidthBytes(block: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const value = bytes.subarray(35);
  return bytes.length >= 35 && variableWidth(value).every((byte, i) => byte === bytes[i]) ? value : undefined;
}

/** The bytes that Trino's planner writes for `ARRAY[]`: a block of arrays without positions, whatever the type of elements. */
const emptyArrayBlock = Buffer.from('BQAAAEFSUkFZCgAAAEJZVEVfQVJSQVkAAAAAAQAAAAAAAAAAAAAAAAE=', 'base64');

/** `ARRAY[]`. */
export const emptyArrayConstant: ConstantExpression = {
  kind: 'constant',
  type: { kind: 'array', element: { kind: 'unknown' } },
  value: emptyArrayBlock,
};

/** Whether a constant of an array type is the one of `ARRAY[]`. */
export function isEmptyArray(bytes: Uint8Array): boolean {
  return emptyArrayBlock.equals(bytes);
}
