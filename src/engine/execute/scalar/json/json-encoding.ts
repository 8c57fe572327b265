import { TrinoError } from '../../../errors/trino-error.ts';
import { JsonSyntaxError, parseFirstJson } from '../../../values/json-node.ts';
import type { JsonNode } from '../../../values/json-node.ts';
import { jsonInputError } from './json-item.ts';

/** How JSON is kept in bytes. */
export type JsonEncoding = 'utf8' | 'utf16' | 'utf32';

/** The text of bytes. @throws RangeError when it isn't one */
export function decodeJson(bytes: Uint8Array, encoding: JsonEncoding): string {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(bytes).toString('utf8');
    case 'utf16':
      return Buffer.from(bytes).toString('utf16le');
    case 'utf32': {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      let text = '';
      for (let at = 0; at + 4 <= bytes.byteLength; at += 4)
        text += String.fromCodePoint(view.getUint32(at, true));
      return text;
    }
    default:
      return encoding satisfies never;
  }
}

export function encodeJson(text: string, encoding: JsonEncoding): Uint8Array {
  switch (encoding) {
    case 'utf8':
      return Buffer.from(text, 'utf8');
    case 'utf16':
      return Buffer.from(text, 'utf16le');
    case 'utf32': {
      const points = Array.from(text, (character) => character.codePointAt(0) as number);
      const bytes = Buffer.alloc(points.length * 4);
      points.forEach((point, index) => bytes.writeUInt32LE(point, index * 4));
      return bytes;
    }
    default:
      return encoding satisfies never;
  }
}

/**
 * Reads input of a path function; no text at all is `null`.
 * @param fails whether what is no JSON fails the statement
 * @throws TrinoError JSON_INPUT_CONVERSION_ERROR
 */
export function readJsonInput(textOf: () => string, fails: boolean): JsonNode | typeof jsonInputError {
  try {
    return parseFirstJson(textOf()) ?? null;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError) && !(error instanceof RangeError)) throw error;
    if (!fails) return jsonInputError;
    throw new TrinoError('JSON_INPUT_CONVERSION_ERROR', 'conversion to JSON failed: ');
  }
}
