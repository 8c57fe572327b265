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
  scalar('log(double,double):double', 'Logarithm to a base, which comes first'),
  scalar('log2(double):double', 'Logarithm to base 2'),
  scalar('log10(double):double', 'Logarithm to base 10'),
  scalar('cbrt(double):double', 'Cube root'),
  scalar('e():double', "Euler's number"),
  scalar('pi():double', 'Ratio of a circle to its diameter'),
  ...[
    ['sin', 'Sine'],
    ['cos', 'Cosine'],
    ['tan', 'Tangent'],
    ['asin', 'Inverse of the sine'],
    ['acos', 'Inverse of the cosine'],
    ['atan', 'Inverse of the tangent'],
    ['sinh', 'Hyperbolic sine'],
    ['cosh', 'Hyperbolic cosine'],
    ['tanh', 'Hyperbolic tangent'],
    ['degrees', 'Radians as degrees'],
    ['radians', 'Degrees as radians'],
  ].map(([name, description]) => scalar(`${name ?? ''}(double):double`, description ?? '')),
  scalar('atan2(double,double):double', 'Angle of a point, whose ordinate comes first'),
  ...[...numbers, 'decimal(p,s)'].map((type) =>
    scalar(`sign(${type}):${type === 'decimal(p,s)' ? 'decimal(1,0)' : type}`, '-1, 0 or 1'),
  ),
  scalar('truncate(double):double', 'Drops what is behind the point'),
  scalar('truncate(real):real', 'Drops what is behind the point'),
  scalar('truncate<rp:max(1, p - s)>(decimal(p,s)):decimal(rp,0)', 'Drops what is behind the point'),
  scalar('truncate(decimal(p,s),integer):decimal(p,s)', 'Drops what is behind a number of decimal places'),
  scalar('is_nan(double):boolean', 'Whether a value is not a number'),
  scalar('is_nan(real):boolean', 'Whether a value is not a number'),
  scalar('is_finite(double):boolean', 'Whether a value is neither infinite nor NaN'),
  scalar('is_infinite(double):boolean', 'Whether a value is infinite'),
  scalar('bitwise_and(bigint,bigint):bigint', 'Bits that are set in both'),
  scalar('bitwise_or(bigint,bigint):bigint', 'Bits that are set in one'),
  scalar('bitwise_xor(bigint,bigint):bigint', 'Bits that are set in one only'),
  scalar('bitwise_not(bigint):bigint', 'The opposite bits'),
  scalar(
    'width_bucket(double,double,double,bigint):bigint',
    'Which of several equal ranges between two bounds a value is in',
  ),
  scalar('width_bucket(double,array(double)):bigint', 'Between which bounds of a list a value lies'),
  random('random():double', 'A random number from 0 to 1'),
  ...integers.flatMap((type) => [
    random(`random(${type}):${type}`, 'A random number from 0 to below a bound'),
    random(`random(${type},${type}):${type}`, 'A random number from one bound to below another'),
  ]),
  scalar('nan():double', 'Not a number'),
  scalar('infinity():double', 'Positive infinity'),
  comparing('greatest', 'Greatest of the values, NULL if one is', 'first'),
  comparing('least', 'Smallest of the values, NULL if one is', 'last'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function random(signature: string, description: string): FunctionEntry {
  return { ...scalar(signature, description), nondeterministic: true, aliases: ['rand'] };
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
