import { invalidArgument } from './function-body.ts';

/** A number of a local date and time, with how long its unit and the unit around it are, in days: Joda sets long ones first. */
export const timeFields = {
  year: { unit: 365, range: 1e9, low: -292275054, high: 292278993 },
  weekyear: { unit: 364, range: 1e9, low: -292275054, high: 292278993 },
  monthOfYear: { unit: 30, range: 365, low: 1, high: 12 },
  dayOfYear: { unit: 1, range: 365, low: 1, high: 366 },
  weekOfWeekyear: { unit: 7, range: 364, low: 1, high: 53 },
  dayOfMonth: { unit: 1, range: 30, low: 1, high: 31 },
  dayOfWeek: { unit: 1, range: 7, low: 1, high: 7 },
  halfdayOfDay: { unit: 1 / 2, range: 1, low: 0, high: 1 },
  hourOfDay: { unit: 1 / 24, range: 1, low: 0, high: 23 },
  clockhourOfDay: { unit: 1 / 24, range: 1, low: 1, high: 24 },
  hourOfHalfday: { unit: 1 / 24, range: 1 / 2, low: 0, high: 11 },
  clockhourOfHalfday: { unit: 1 / 24, range: 1 / 2, low: 1, high: 12 },
  minuteOfHour: { unit: 1 / 1440, range: 1 / 24, low: 0, high: 59 },
  secondOfMinute: { unit: 1 / 86_400, range: 1 / 1440, low: 0, high: 59 },
  millisOfSecond: { unit: 1 / 86_400_000, range: 1 / 86_400, low: 0, high: 999 },
} as const;

export type TimeField = keyof typeof timeFields;

/** A piece of a pattern. */
export type PatternPiece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'number'; readonly field: TimeField; readonly least: number; readonly most: number }
  | { readonly kind: 'century' }
  | {
      readonly kind: 'name';
      readonly field: 'monthOfYear' | 'dayOfWeek' | 'halfdayOfDay';
      readonly short: boolean;
    }
  | { readonly kind: 'era' }
  | { readonly kind: 'fraction'; readonly least: number; readonly most: number }
  | { readonly kind: 'twoDigits'; readonly field: 'year' | 'weekyear'; readonly pivot: number }
  | { readonly kind: 'zone'; readonly form: 'offset' | 'colonOffset' | 'id' | 'shortName' | 'longName' };

export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');
export const dayNames: readonly string[] = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(
  ' ',
);

function number(field: TimeField, least: number, most: number): PatternPiece {
  return { kind: 'number', field, least, most };
}

function literal(text: string): PatternPiece {
  return { kind: 'literal', text };
}

const time: readonly PatternPiece[] = [
  literal(':'),
  number('minuteOfHour', 2, 2),
  literal(':'),
  number('secondOfMinute', 2, 2),
];

const halfday: PatternPiece = { kind: 'name', field: 'halfdayOfDay', short: false };

/** What MySQL's `%x` stand for in `date_format` and `date_parse`. */
const percentPieces: Readonly<Record<string, readonly PatternPiece[]>> = {
  a: [{ kind: 'name', field: 'dayOfWeek', short: true }],
  b: [{ kind: 'name', field: 'monthOfYear', short: true }],
  c: [number('monthOfYear', 1, 2)],
  d: [number('dayOfMonth', 2, 2)],
  e: [number('dayOfMonth', 1, 2)],
  f: [{ kind: 'fraction', least: 6, most: 9 }],
  H: [number('hourOfDay', 2, 2)],
  h: [number('clockhourOfHalfday', 2, 2)],
  I: [number('clockhourOfHalfday', 2, 2)],
  i: [number('minuteOfHour', 2, 2)],
  j: [number('dayOfYear', 3, 3)],
  k: [number('hourOfDay', 1, 2)],
  l: [number('clockhourOfHalfday', 1, 2)],
  M: [{ kind: 'name', field: 'monthOfYear', short: false }],
  m: [number('monthOfYear', 2, 2)],
  p: [halfday],
  r: [number('clockhourOfHalfday', 2, 2), ...time, literal(' '), halfday],
  S: [number('secondOfMinute', 2, 2)],
  s: [number('secondOfMinute', 2, 2)],
  T: [number('hourOfDay', 2, 2), ...time],
  v: [number('weekOfWeekyear', 2, 2)],
  W: [{ kind: 'name', field: 'dayOfWeek', short: false }],
  x: [number('weekyear', 4, 4)],
  Y: [number('year', 4, 4)],
  y: [{ kind: 'twoDigits', field: 'year', pivot: 2020 }],
};

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT on what Trino doesn't have of MySQL's */
export function percentPattern(text: string): readonly PatternPiece[] {
  const pieces: PatternPiece[] = [];
  for (const [all, letter] of text.matchAll(/%([\s\S])|[\s\S]/gu)) {
    if (letter === undefined) {
      if (all !== '%') pieces.push(literal(all));
    } else if ('wUuVXD'.includes(letter)) {
      throw invalidArgument(`%${letter} not supported in date format string`);
    } else {
      pieces.push(...(percentPieces[letter] ?? [literal(letter)]));
    }
  }
  return pieces;
}

/** Numbers of Joda's letters, and how many digits they read at the most. */
const jodaNumbers: Readonly<Record<string, readonly [TimeField, number]>> = {
  d: ['dayOfMonth', 2],
  h: ['clockhourOfHalfday', 2],
  H: ['hourOfDay', 2],
  k: ['clockhourOfDay', 2],
  K: ['hourOfHalfday', 2],
  m: ['minuteOfHour', 2],
  s: ['secondOfMinute', 2],
  e: ['dayOfWeek', 1],
  D: ['dayOfYear', 3],
  w: ['weekOfWeekyear', 2],
};

/** Patterns of `format_datetime` and `parse_datetime`. @throws TrinoError INVALID_FUNCTION_ARGUMENT in Joda's words */
export function jodaPattern(text: string): readonly PatternPiece[] {
  if (text === '') throw invalidArgument('Invalid pattern specification');
  const tokens = [...text.matchAll(/([A-Za-z])\1*|'((?:[^']|'')*)'?|[\s\S]/gu)];
  return tokens.map(([all, letter, quoted], index): PatternPiece => {
    if (quoted !== undefined) return literal(all === "''" ? "'" : quoted.replaceAll("''", "'"));
    if (letter === undefined) return literal(all);
    const count = all.length;
    const [field, most] = jodaNumbers[letter] ?? [];
    if (field !== undefined && most !== undefined) return number(field, count, most);
    switch (letter) {
      case 'G':
        return { kind: 'era' };
      case 'C':
        return { kind: 'century' };
      case 'x':
      case 'y':
      case 'Y': {
        const year = letter === 'x' ? 'weekyear' : 'year';
        if (count === 2) return { kind: 'twoDigits', field: year, pivot: new Date().getUTCFullYear() - 30 };
        return number(year, count, isNumber(tokens[index + 1]?.[0]) ? count : 9);
      }
      case 'M':
        return count >= 3
          ? { kind: 'name', field: 'monthOfYear', short: count === 3 }
          : number('monthOfYear', count, 2);
      case 'E':
        return { kind: 'name', field: 'dayOfWeek', short: count < 4 };
      case 'a':
        return halfday;
      case 'S':
        return { kind: 'fraction', least: count, most: count };
      case 'z':
        return { kind: 'zone', form: count >= 4 ? 'longName' : 'shortName' };
      case 'Z':
        return { kind: 'zone', form: count === 1 ? 'offset' : count === 2 ? 'colonOffset' : 'id' };
      default:
        throw invalidArgument(`Illegal pattern component: ${all}`);
    }
  });
}

function isNumber(token: string | undefined): boolean {
  return token !== undefined && (/^[cCxyYdhHmsSeDFwWkK]/.test(token) || /^M{1,2}$/.test(token));
}
