import type { Schema, Spec } from './spec.ts';

/**
 * The value that a header's or parameter's text means under its schema: a number, a boolean, a list (style simple), or the
 * text itself. Text that can't be read stays text, so that validation refuses it.
 */
export function textValue(spec: Spec, schema: Schema, text: string): unknown {
  const resolved = spec.resolveSchema(schema);
  switch (resolved.type) {
    case 'integer':
    case 'number':
      return /^[+-]?[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array': {
      const items = resolved.items ?? {};
      return text.split(',').map((entry) => textValue(spec, items, entry.trim()));
    }
    default:
      return text;
  }
}
