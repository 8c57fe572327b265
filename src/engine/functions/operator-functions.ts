import type { FunctionEntry } from './function-entry.ts';

/**
 * Arithmetic as functions, resolved like any other; on the wire they stay operators, typed again from their operands.
 * Decimal results: as many digits as the exact result needs, up to 38.
 */
export const operatorFunctions: readonly FunctionEntry[] = [
  ...overNumbers('$operator$add', 'Sum'),
  ...overNumbers('$operator$subtract', 'Difference'),
  ...overNumbers('$operator$multiply', 'Product'),
  ...overNumbers('$operator$divide', 'Quotient'),
  ...overNumbers('$operator$modulus', 'Remainder'),
  ...decimalSum('$operator$add', 'Sum'),
  ...decimalSum('$operator$subtract', 'Difference'),
  operator(
    '$operator$multiply<r_precision:min(38, a_precision + b_precision),r_scale:a_scale + b_scale>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)',
    'Product of decimals',
  ),
  operator(
    '$operator$divide<r_precision:min(38, a_precision + b_scale + max(b_scale - a_scale, 0)),r_scale:max(a_scale, b_scale)>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)',
    'Quotient of decimals',
  ),
  operator(
    '$operator$modulus<r_precision:min(b_precision - b_scale, a_precision - a_scale) + max(a_scale, b_scale),r_scale:max(a_scale, b_scale)>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)',
    'Remainder of decimals',
  ),
  ...intervals('interval day to second'),
  ...intervals('interval year to month'),
  ...pointsInTime(),
  operator('$operator$subtract(date,date):interval day to second', 'Time between dates'),
  operator('$operator$subtract(time(p),time(p)):interval day to second', 'Time between times of day'),
  operator('$operator$subtract(timestamp(p),timestamp(p)):interval day to second', 'Time between timestamps'),
  operator(
    '$operator$subtract(timestamp(p) with time zone,timestamp(p) with time zone):interval day to second',
    'Time between instants',
  ),
  ...[
    'tinyint',
    'smallint',
    'integer',
    'bigint',
    'real',
    'double',
    'decimal(p,s)',
    'interval day to second',
    'interval year to month',
  ].map((type) => operator(`$operator$negation(${type}):${type}`, 'Opposite number')),
];

function operator(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description, internal: true };
}

function overNumbers(name: string, description: string): FunctionEntry[] {
  return ['tinyint', 'smallint', 'integer', 'bigint', 'real', 'double'].map((type) =>
    operator(`${name}(${type},${type}):${type}`, description),
  );
}

function decimalSum(name: string, description: string): FunctionEntry[] {
  return [
    operator(
      `${name}<r_precision:min(38, max(a_precision - a_scale, b_precision - b_scale) + max(a_scale, b_scale) + 1),r_scale:max(a_scale, b_scale)>(decimal(a_precision,a_scale),decimal(b_precision,b_scale)):decimal(r_precision,r_scale)`,
      `${description} of decimals`,
    ),
  ];
}

function intervals(interval: string): FunctionEntry[] {
  return [
    operator(`$operator$add(${interval},${interval}):${interval}`, 'Sum of intervals'),
    operator(`$operator$subtract(${interval},${interval}):${interval}`, 'Difference of intervals'),
    ...['bigint', 'double'].flatMap((factor) => [
      operator(`$operator$multiply(${interval},${factor}):${interval}`, 'Multiple of an interval'),
      operator(`$operator$multiply(${factor},${interval}):${interval}`, 'Multiple of an interval'),
    ]),
    operator(`$operator$divide(${interval},double):${interval}`, 'Part of an interval'),
  ];
}

/** `timestamp + interval` in both orders, and `timestamp - interval`. An interval of milliseconds gives three digits at least. */
function pointsInTime(): FunctionEntry[] {
  const shifts = [
    ['date', 'interval day to second', 'date', ''],
    ['date', 'interval year to month', 'date', ''],
    ['time(p)', 'interval day to second', 'time(u)', '<u:max(3, p)>'],
    ['time(p) with time zone', 'interval day to second', 'time(u) with time zone', '<u:max(3, p)>'],
    ['timestamp(p)', 'interval day to second', 'timestamp(u)', '<u:max(3, p)>'],
    ['timestamp(p)', 'interval year to month', 'timestamp(p)', ''],
    ['timestamp(p) with time zone', 'interval day to second', 'timestamp(u) with time zone', '<u:max(3, p)>'],
    ['timestamp(p) with time zone', 'interval year to month', 'timestamp(p) with time zone', ''],
  ] as const;
  return shifts.flatMap(([point, interval, result, calculated]) => [
    operator(`$operator$add${calculated}(${point},${interval}):${result}`, 'Later point in time'),
    operator(`$operator$add${calculated}(${interval},${point}):${result}`, 'Later point in time'),
    operator(`$operator$subtract${calculated}(${point},${interval}):${result}`, 'Earlier point in time'),
  ]);
}
