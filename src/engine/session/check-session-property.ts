import { TrinoError } from '../errors/trino-error.ts';
import { parseDataSize } from '../units/data-size.ts';
import { parseDuration } from '../units/duration.ts';
import { knownZone } from './known-zone.ts';
import type { SessionPropertyCheck } from './system-session-properties.ts';

/**
 * Where a value comes from. `X-Trino-Session` gives texts which Trino turns into the property's type itself, and says less about those
 * that it can't.
 */
export type PropertySource = 'statement' | 'header';

/**
 * Checks a value beyond its type.
 * @param text the value as text
 * @returns Trino's message; undefined when the property takes the value
 */
export function propertyProblem(
  name: string,
  check: SessionPropertyCheck,
  text: string,
  source: PropertySource,
): string | undefined {
  const invalid = (message: string): string =>
    source === 'header' ? `${name} is invalid: ${text}` : message;
  switch (check.kind) {
    case 'duration':
      return parseDuration(text) === undefined ? invalid(durationProblem(text)) : undefined;
    case 'size': {
      const problem = sizeProblem(text);
      return problem === undefined ? undefined : invalid(problem);
    }
    case 'choice':
      return check.values.includes(text.toUpperCase())
        ? undefined
        : invalid(`Invalid value [${text}]. Valid values: [${check.values.join(', ')}]`);
    case 'fraction': {
      const value = Number(text);
      return value >= 0 && value <= 1
        ? undefined
        : `${name} must be in the range [0.00, 1.00]: ${value.toFixed(2)}`;
    }
    case 'powerOfTwo': {
      const value = Number(text);
      return value > 0 && Number.isInteger(Math.log2(value))
        ? undefined
        : `${name} must be a power of 2: ${text}`;
    }
    case 'atLeast':
      return Number(text) >= check.least ? undefined : `${name} must be equal or greater than ${check.least}`;
    case 'range':
      return Number(text) >= check.least && Number(text) <= (check.most ?? Infinity)
        ? undefined
        : check.message(name, text);
    case 'timeZone':
      if (text === '') return 'Zone id is an empty string';
      return knownZone(text) === undefined ? `Time zone not supported: ${text}` : undefined;
    default:
      return unreachable(check);
  }
}

const number = /^\s*\d+(?:\.\d+)?\s*([a-zA-Z]+)\s*$/;

/** What is wrong with the text of a duration, in Trino's words. */
export function durationProblem(text: string): string {
  if (text === '') return 'duration is empty';
  const unit = number.exec(text)?.[1];
  return unit === undefined
    ? `duration is not a valid data duration string: ${text}`
    : `Unknown time unit: ${unit}`;
}

/** What is wrong with the text of a size, in Trino's words; undefined where nothing is. */
export function sizeProblem(text: string): string | undefined {
  if (text === '') return 'size is empty';
  const bytes = parseDataSize(text);
  if (bytes !== undefined) {
    return bytes < 2 ** 63 ? undefined : `size is too large to be represented in bytes: ${text}`;
  }
  const unit = number.exec(text)?.[1];
  return unit === undefined ? `size is not a valid data size string: ${text}` : `Unknown unit: ${unit}`;
}

/** A text as the value of a type. @throws TrinoError GENERIC_INTERNAL_ERROR, as in Trino */
export function checkNumber(type: string, text: string): void {
  if (isNumber(type, text)) return;
  throw new TrinoError('GENERIC_INTERNAL_ERROR', `For input string: "${text}"`, {
    failureType: 'java.lang.NumberFormatException',
  });
}

function isNumber(type: string, text: string): boolean {
  switch (type) {
    case 'integer':
      return /^[+-]?\d{1,12}$/.test(text) && Math.abs(Number(text) + 0.5) < 2 ** 31;
    case 'bigint':
      return /^[+-]?\d{1,30}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
    case 'double':
      return text.trim() !== '' && !Number.isNaN(Number(text));
    default:
      return true;
  }
}

function unreachable(check: never): never {
  throw new Error(`unknown check ${JSON.stringify(check)}`);
}
