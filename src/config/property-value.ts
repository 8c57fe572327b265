import { parseDataSize } from '../engine/units/data-size.ts';
import { parseDuration } from '../engine/units/duration.ts';
import type { PropertyKind } from './known-properties.ts';

/** A value as settings carry it: durations in milliseconds, sizes in bytes, lists without empty items. */
export type PropertyValue = boolean | number | string | readonly string[];

const maxInteger = 2 ** 31 - 1;

/**
 * Reads a property's text by its kind.
 * @param values of an enum: compared without case, `-` as `_`; the answer is spelled as given here
 * @returns undefined when the text has another form
 */
export function parsePropertyValue(
  kind: PropertyKind,
  text: string,
  values: readonly string[] = [],
): PropertyValue | undefined {
  switch (kind) {
    case 'boolean': {
      const lower = text.toLowerCase();
      return lower === 'true' ? true : lower === 'false' ? false : undefined;
    }
    case 'integer': {
      const value = parseWhole(text);
      return value === undefined || value > maxInteger || value < -maxInteger - 1 ? undefined : value;
    }
    case 'long':
      return parseWhole(text);
    case 'double':
      return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
    case 'duration': {
      const nanos = parseDuration(text);
      return nanos === undefined ? undefined : nanos / 1e6;
    }
    case 'size':
      return parseDataSize(text);
    case 'string':
      return text;
    case 'list':
      return text
        .split(',')
        .map((item) => item.trim())
        .filter((item) => item !== '');
    case 'enum': {
      const wanted = text.toLowerCase().replaceAll('-', '_');
      return values.find((value) => value.toLowerCase() === wanted);
    }
    default:
      return kind satisfies never;
  }
}

function parseWhole(text: string): number | undefined {
  const value = /^[-+]?\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** What a value of the kind looks like, for an error's text. */
export function expectedForm(kind: PropertyKind, values: readonly string[] = []): string {
  switch (kind) {
    case 'boolean':
      return 'true or false';
    case 'integer':
    case 'long':
      return 'a whole number';
    case 'double':
      return 'a number';
    case 'duration':
      return 'a duration such as 500ms, 10s or 2.5m';
    case 'size':
      return 'a size such as 512kB, 32MB or 1GB';
    case 'string':
      return 'a text';
    case 'list':
      return 'a comma-separated list';
    case 'enum':
      return `one of ${values.join(', ')}`;
    default:
      return kind satisfies never;
  }
}
