import type { FunctionEntry } from './function-entry.ts';

const numbers = ['bigint', 'integer', 'smallint', 'tinyint', 'double', 'real'];
const dayInterval = 'interval day to second';
const yearInterval = 'interval year to month';

/** The numbers of two decimals, as signatures name them. */
const decimals = '(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)';

/** Digits of a sum: as many as its larger part needs, and one to carry. */
const sumDigits =
  '<r_precision:min(38, max(a_precision - a_scale, b_precision - b_scale) + max(a_scale, b_scale) + 1),r_scale:max(a_scale, b_scale)>';

/** An interval of milliseconds gives three fraction digits at least. */
const threeDigits = '<u:max(3, p)>';

/**
 * Arithmetic as functions, resolved like any other; on the wire operators stay operators, typed again from their operands.
 * The order is Trino's: AMBIGUOUS_FUNCTION_CALL lists candidates in it. A date minus a date is a difference of timestamps.
 */
export const operatorFunctions: readonly FunctionEntry[] = [
  ...onNumbers('$operator$add', 'Sum'),
  ...onIntervals('$operator$add', 'Sum of intervals'),
  ...[
    `(date,${yearInterval}):date`,
    `(date,${dayInterval}):date`,
    `(${dayInterval},date):date`,
    `(${yearInterval},date):date`,
  ].map((types) => operator(`$operator$add${types}`, 'Later date')),
  operator(`$operator$add${sumDigits}${decimals}`, 'Sum of decimals'),
  ...['timestamp(p)', 'timestamp(p) with time zone'].flatMap((type) => {
    const widened = type.replace('(p)', '(u)');
    return [
      operator(`$operator$add${threeDigits}(${type},${dayInterval}):${widened}`, 'Later timestamp'),
      operator(`$operator$add${threeDigits}(${dayInterval},${type}):${widened}`, 'Later timestamp'),
      operator(`$operator$add(${type},${yearInterval}):${type}`, 'Later timestamp'),
      operator(`$operator$add(${yearInterval},${type}):${type}`, 'Later timestamp'),
    ];
  }),
  ...['time(p)', 'time(p) with time zone'].flatMap((type) => {
    const widened = type.replace('(p)', '(u)');
    return [
      operator(`$operator$add${threeDigits}(${type},${dayInterval}):${widened}`, 'Later time of day'),
      operator(`$operator$add${threeDigits}(${dayInterval},${type}):${widened}`, 'Later time of day'),
    ];
  }),

  ...onNumbers('$operator$subtract', 'Difference'),
  ...onIntervals('$operator$subtract', 'Difference of intervals'),
  operator(`$operator$subtract(date,${dayInterval}):date`, 'Earlier date'),
  operator(`$operator$subtract(date,${yearInterval}):date`, 'Earlier date'),
  operator(`$operator$subtract${sumDigits}${decimals}`, 'Difference of decimals'),
  ...['timestamp(p)', 'timestamp(p) with time zone'].flatMap((type) => [
    operator(
      `$operator$subtract${threeDigits}(${type},${dayInterval}):${type.replace('(p)', '(u)')}`,
      'Earlier timestamp',
    ),
    operator(`$operator$subtract(${type},${yearInterval}):${type}`, 'Earlier timestamp'),
    operator(`$operator$subtract(${type},${type}):${dayInterval}`, 'Time between timestamps'),
  ]),
  // In the order in which stock tells candidates.
  operator(`$operator$subtract(time(p),time(p)):${dayInterval}`, 'Time between times of day'),
  ...['time(p)', 'time(p) with time zone'].map((type) =>
    operator(
      `$operator$subtract${threeDigits}(${type},${dayInterval}):${type.replace('(p)', '(u)')}`,
      'Earlier time of day',
    ),
  ),
  operator(
    `$operator$subtract(time(p) with time zone,time(p) with time zone):${dayInterval}`,
    'Time between times of day',
  ),

  ...onNumbers('$operator$multiply', 'Product'),
  ...[dayInterval, yearInterval].flatMap((interval) => [
    ...['bigint', 'double'].map((factor) =>
      operator(`$operator$multiply(${interval},${factor}):${interval}`, 'Multiple of an interval'),
    ),
    ...['bigint', 'double'].map((factor) =>
      operator(`$operator$multiply(${factor},${interval}):${interval}`, 'Multiple of an interval'),
    ),
  ]),
  operator(
    `$operator$multiply<r_precision:min(38, a_precision + b_precision),r_scale:a_scale + b_scale>${decimals}`,
    'Product of decimals',
  ),

  ...onNumbers('$operator$divide', 'Quotient'),
  operator(`$operator$divide(${dayInterval},double):${dayInterval}`, 'Part of an interval'),
  operator(`$operator$divide(${yearInterval},double):${yearInterval}`, 'Part of an interval'),
  operator(
    `$operator$divide<r_precision:min(38, a_precision + b_scale + max(b_scale - a_scale, 0)),r_scale:max(a_scale, b_scale)>${decimals}`,
    'Quotient of decimals',
  ),

  ...onNumbers('$operator$modulus', 'Remainder'),
  operator(
    `$operator$modulus<r_precision:min(b_precision - b_scale, a_precision - a_scale) + max(a_scale, b_scale),r_scale:max(a_scale, b_scale)>${decimals}`,
    'Remainder of decimals',
  ),

  ...[...numbers, dayInterval, yearInterval, 'decimal(p,s)'].map((type) =>
    operator(`$operator$negation(${type}):${type}`, 'Opposite number'),
  ),
];

function operator(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description, internal: true };
}

function onNumbers(name: string, description: string): FunctionEntry[] {
  return numbers.map((type) => operator(`${name}(${type},${type}):${type}`, description));
}

function onIntervals(name: string, description: string): FunctionEntry[] {
  return [dayInterval, yearInterval].map((type) => operator(`${name}(${type},${type}):${type}`, description));
}
