import type { FunctionEntry } from './function-entry.ts';

const integers = ['tinyint', 'smallint', 'integer', 'bigint'];
const numbers = [...integers, 'real', 'double'];

/** Functions on numbers. */
export const mathFunctions: readonly FunctionEntry[] = [
  ...[...numbers, 'decimal(p,s)'].map((type) => scalar(`abs(${type}):${type}`, 'Absolute value')),
  ...numbers.map((type) =>
    scalar(`round(${type}):${type}`, 'Rounds to a whole number, halves away from zero'),
  ),
  ...numbers.map((type) => scalar(`round(${type},integer):${type}`, 'Rounds to a number of decimal places')),
  scalar(
    'round<rp:min(38, p - s + min(1, s)),rs:0>(decimal(p,s)):decimal(rp,rs)',
    'Rounds to a whole number, halves away from zero',
  ),
  scalar(
    'round<rp:min(38, p + 1)>(decimal(p,s),integer):decimal(rp,s)',
    'Rounds to a number of decimal places',
  ),
  ...[
    ...numbers.map((type) => `(${type}):${type}`),
    '<rp:p - s + min(s, 1)>(decimal(p,s)):decimal(rp,0)',
  ].flatMap((rest) => [
    { ...scalar(`ceiling${rest}`, 'Rounds up to a whole number'), aliases: ['ceil'] },
    scalar(`floor${rest}`, 'Rounds down to a whole number'),
  ]),
  ...numbers.map((type) => scalar(`mod(${type},${type}):${type}`, 'Remainder of a division')),
  scalar(
    'mod<r_precision:min(b_precision - b_scale, a_precision - a_scale) + max(a_scale, b_scale),r_scale:max(a_scale, b_scale)>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)',
    'Remainder of a division',
  ),
  scalar('sqrt(double):double', 'Square root'),
  { ...scalar('power(double,double):double', 'A value raised to an exponent'), aliases: ['pow'] },
  scalar('exp(double):double', "Euler's number raised to an exponent"),
  scalar('ln(double):double', 'Natural logarithm'),
  scalar('nan():double', 'Not a number'),
  scalar('infinity():double', 'Positive infinity'),
  comparing('greatest', 'Greatest of the values, NULL if one is', 'first'),
  comparing('least', 'Smallest of the values, NULL if one is', 'last'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function comparing(name: string, description: string, unordered: 'first' | 'last'): FunctionEntry {
  return {
    ...scalar(`${name}<E:orderable>(E):E`, description),
    variadic: true,
    returnNullable: true,
    argumentNullable: true,
    functionDependencies: [{ name: `$operator$comparison_unordered_${unordered}`, arguments: ['E', 'E'] }],
  };
}
