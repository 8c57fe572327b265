import type { JsonPath } from './path-node.ts';

/** The JSON text of a path in a plan: Trino's, to the letter. */
export function writePath(path: JsonPath): string {
  return JSON.stringify(path, (_key, value: unknown) => (isNullLiteral(value) ? nullOnWire : value));
}

/** Reads what `writePath` or another Trino node wrote. */
export function readPath(text: string): JsonPath {
  return JSON.parse(text, (_key, value: unknown) =>
    Array.isArray(value) && value[0] === nullOnWire[0] ? { '@type': 'jsonnull' } : value,
  ) as JsonPath;
}

/** `null` has no fields, and Trino's writer of types makes this of it. */
const nullOnWire = ['jsonnull', 'JSON_NULL'] as const;

function isNullLiteral(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '@type' in value && value['@type'] === 'jsonnull';
}
