import { formatDouble } from '../../values/double-text.ts';

/** A value of a document that is printed as Java's JSON library prints it. Numbers are doubles. */
export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * JSON as stock lays it out: `"name" : value`, a property a line, an array's items on one line (recording
 * statement-explain-json).
 */
export function formatJson(value: JsonValue, indentation = ''): string {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? formatDouble(value) : JSON.stringify(formatDouble(value));
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isArray(value)) {
    return value.length === 0
      ? '[ ]'
      : `[ ${value.map((item) => formatJson(item, indentation)).join(', ')} ]`;
  }
  const inner = `${indentation}  `;
  const properties = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)} : ${formatJson(item, inner)}`,
  );
  return properties.length === 0 ? '{ }' : `{\n${properties.join(',\n')}\n${indentation}}`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
