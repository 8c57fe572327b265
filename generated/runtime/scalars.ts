/** The types that a parameter's or header's text can have. */
export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

const INTEGER = /^[+-]?[0-9]+$/;
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** The items of a list written with commas. */
export function splitList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The value of a text, undefined if the text isn't of that type. Integers beyond 2^53 are bigints. */
export function readScalar(type: ScalarType, text: string): string | number | bigint | boolean | undefined {
  switch (type) {
    case 'string':
      return text;
    case 'integer': {
      if (!INTEGER.test(text)) return undefined;
      const value = Number(text);
      return Number.isSafeInteger(value) ? value : BigInt(text.replace('+', ''));
    }
    case 'number':
      return NUMBER.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    default:
      return type satisfies never;
  }
}
