import { flatten } from '../pages/select-positions.ts';
import type { Vector } from '../pages/vector.ts';
import type { Type } from '../types/type.ts';
import { as, valueText } from './value-text.ts';
import type { TextOptions, ValueText } from './value-text.ts';

/**
 * Keys of a map's JSON object: the text of Java's objects, `1.5`, `true`, `[1, a]` for rows and arrays, `{x=1}` for maps
 * (recording type-map-bigint-key).
 * @returns undefined when the type has no client form
 */
export function keyText(vector: Vector, type: Type, options: TextOptions): ValueText | undefined {
  // Base64 at the top, a hex dump inside of other values: so the stock server does it.
  if (type.kind !== 'varbinary') return nestedText(vector, type, options);
  const { offsets, data } = as(flatten(vector), 'bytes');
  return (position) =>
    Buffer.from(data.subarray(offsets[position], offsets[position + 1])).toString('base64');
}

function nestedText(wrapped: Vector, type: Type, options: TextOptions): ValueText | undefined {
  const vector = flatten(wrapped);
  const text = flatText(vector, type, options);
  if (text === undefined) return undefined;
  const nulls = 'nulls' in vector ? vector.nulls : undefined;
  return nulls === undefined ? text : (position) => (nulls[position] === 0 ? text(position) : 'null');
}

function flatText(vector: Vector, type: Type, options: TextOptions): ValueText | undefined {
  switch (type.kind) {
    case 'unknown':
      return () => 'null';
    case 'varbinary': {
      const { offsets, data } = as(vector, 'bytes');
      return (position) => hexDump(data.subarray(offsets[position], offsets[position + 1]));
    }
    case 'array': {
      const { offsets, element } = as(vector, 'array');
      // The stock server rounds no times inside of arrays.
      const text = nestedText(element, type.element, { parametricDatetime: true });
      return text && ((position) => `[${entryTexts(offsets, position, text).join(', ')}]`);
    }
    case 'map': {
      const { offsets, key, value } = as(vector, 'map');
      const keys = nestedText(key, type.key, options);
      const values = nestedText(value, type.value, options);
      if (keys === undefined || values === undefined) return undefined;
      return (position) =>
        `{${entryTexts(offsets, position, (entry) => `${keys(entry)}=${values(entry)}`).join(', ')}}`;
    }
    case 'row': {
      const { fields } = as(vector, 'row');
      const texts: ValueText[] = [];
      for (const [index, field] of fields.entries()) {
        const text = nestedText(field, (type.fields[index] as (typeof type.fields)[number]).type, options);
        if (text === undefined) return undefined;
        texts.push(text);
      }
      return (position) => `[${texts.map((text) => text(position)).join(', ')}]`;
    }
    default:
      return valueText(vector, type, options);
  }
}

function entryTexts(offsets: Int32Array, position: number, text: ValueText): string[] {
  const texts: string[] = [];
  const end = offsets[position + 1] as number;
  for (let entry = offsets[position] as number; entry < end; entry++) texts.push(text(entry));
  return texts;
}

/** Bytes in hex, words of 8 set apart, lines of 32. */
function hexDump(bytes: Uint8Array): string {
  let text = '';
  for (const [index, byte] of bytes.entries()) {
    if (index > 0) text += index % 32 === 0 ? '\n' : index % 8 === 0 ? '   ' : ' ';
    text += byte.toString(16).padStart(2, '0');
  }
  return text;
}
