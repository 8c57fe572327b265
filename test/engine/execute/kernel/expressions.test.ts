import { expect } from 'chai';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { resolveFunction, resolveInternal } from '../../../../src/engine/functions/resolve-function.ts';
import { call } from '../../../../src/engine/expressions/print-constant.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';
import { evaluate, evaluateOver } from './fragments.ts';

/** Text of a fragment's expression, its type, and the client's value. */
type Case = readonly [text: string, type: string, expected: unknown];

/** Expressions without columns. Answers are a stock Trino 435's. */
const values: readonly Case[] = [
  // Whole numbers
  [`(BIGINT '7' / BIGINT '2')`, 'bigint', 3],
  [`(BIGINT '-7' / BIGINT '2')`, 'bigint', -3],
  [`(BIGINT '-7' % BIGINT '2')`, 'bigint', -1],
  [`(BIGINT '-9223372036854775808' % BIGINT '-1')`, 'bigint', 0],
  [`(127 + 1)`, 'integer', 128],
  [`(- SMALLINT '5')`, 'smallint', -5],
  // Floating point
  [`(1E0 / 0E0)`, 'double', 'Infinity'],
  [`(0E0 / 0E0)`, 'double', 'NaN'],
  [`((0E0 / 0E0) = (0E0 / 0E0))`, 'boolean', false],
  [`((0E0 / 0E0) <> (0E0 / 0E0))`, 'boolean', true],
  [`((0E0 / 0E0) > 1E0)`, 'boolean', false],
  [`(1E0 < (0E0 / 0E0))`, 'boolean', false],
  [`((0E0 / 0E0) = CAST(null AS double))`, 'boolean', null],
  [`((0E0 / 0E0) <> CAST(null AS double))`, 'boolean', null],
  [`((0E0 / 0E0) IN (1E0, (0E0 / 0E0)))`, 'boolean', false],
  [`((0E0 / 0E0) IS DISTINCT FROM (0E0 / 0E0))`, 'boolean', false],
  // Decimals
  [`(DECIMAL '1.10' + DECIMAL '2.205')`, 'decimal(5,3)', '3.305'],
  [`(DECIMAL '1.10' * DECIMAL '2.205')`, 'decimal(7,5)', '2.42550'],
  [`(DECIMAL '1.00' / DECIMAL '3.0')`, 'decimal(4,2)', '0.33'],
  [`(DECIMAL '-2.00' / DECIMAL '3.0')`, 'decimal(4,2)', '-0.67'],
  [`(DECIMAL '5.5' % DECIMAL '-2.0')`, 'decimal(2,1)', '1.5'],
  [`(DECIMAL '99999999999999999999.5' * DECIMAL '2.0')`, 'decimal(23,2)', '199999999999999999999.00'],
  [`CAST(DECIMAL '-0.001' AS varchar)`, 'varchar', '-0.001'],
  // Casts
  [`CAST(2.5E0 AS bigint)`, 'bigint', 3],
  [`CAST(-2.5E0 AS bigint)`, 'bigint', -3],
  [`CAST(123.456E0 AS varchar)`, 'varchar', '1.23456E2'],
  [`CAST(REAL '1.5' AS varchar)`, 'varchar', '1.5E0'],
  [`CAST(0E0 AS varchar)`, 'varchar', '0E0'],
  [`CAST(1.005E0 AS decimal(3,2))`, 'decimal(3,2)', '1.01'],
  [`CAST('abcdef' AS varchar(3))`, 'varchar(3)', 'abc'],
  [`CAST('ab' AS char(4))`, 'char(4)', 'ab  '],
  [`CAST(CAST('ab' AS char(4)) AS varchar)`, 'varchar', 'ab  '],
  [`CAST('TRUE' AS boolean)`, 'boolean', true],
  [`CAST(' 1.5f ' AS double)`, 'double', 1.5],
  [`CAST('1e2' AS decimal(5,1))`, 'decimal(5,1)', '100.0'],
  [`CAST('2020-1-1' AS date)`, 'date', '2020-01-01'],
  [`CAST('-0044-03-15' AS date)`, 'date', '-0044-03-15'],
  [`CAST('+12345-01-01' AS date)`, 'date', '+12345-01-01'],
  [`CAST(DATE '2020-02-29' AS varchar)`, 'varchar', '2020-02-29'],
  [`CAST(DATE '2020-02-29' AS timestamp(3))`, 'timestamp(3)', '2020-02-29 00:00:00.000'],
  [`CAST(TIMESTAMP '2020-01-01 12:13:14.5678' AS timestamp(0))`, 'timestamp(0)', '2020-01-01 12:13:15'],
  [`CAST(TIMESTAMP '1969-12-31 23:59:59.5' AS timestamp(0))`, 'timestamp(0)', '1970-01-01 00:00:00'],
  [`CAST(TIMESTAMP '2020-01-01 12:13:14.5678' AS varchar)`, 'varchar', '2020-01-01 12:13:14.5678'],
  [`TRY_CAST('x' AS bigint)`, 'bigint', null],
  [`TRY_CAST('128' AS tinyint)`, 'tinyint', null],
  [`TRY_CAST(' 1' AS bigint)`, 'bigint', null],
  [`TRY_CAST('1_000' AS bigint)`, 'bigint', null],
  [`TRY_CAST('0x10' AS bigint)`, 'bigint', null],
  // NULL and conditions
  [`(true AND CAST(null AS boolean))`, 'boolean', null],
  [`(false AND CAST(null AS boolean))`, 'boolean', false],
  [`(BIGINT '1' IN (BIGINT '2', CAST(null AS bigint)))`, 'boolean', null],
  [`(BIGINT '1' BETWEEN BIGINT '0' AND CAST(null AS bigint))`, 'boolean', null],
  [`COALESCE(CAST(null AS bigint), BIGINT '5')`, 'bigint', 5],
  [`NULLIF(BIGINT '5', BIGINT '5')`, 'bigint', null],
  [`(CASE WHEN false THEN BIGINT '1' END)`, 'bigint', null],
  [`(CASE BIGINT '2' WHEN BIGINT '1' THEN 'a' WHEN BIGINT '2' THEN 'b' ELSE 'c' END)`, 'varchar(1)', 'b'],
  // Only what decides is evaluated
  [`((BIGINT '0' <> BIGINT '0') AND ((BIGINT '1' / BIGINT '0') > BIGINT '1'))`, 'boolean', false],
  [`((BIGINT '0' = BIGINT '0') OR ((BIGINT '1' / BIGINT '0') > BIGINT '1'))`, 'boolean', true],
  [`(CASE WHEN false THEN (BIGINT '1' / BIGINT '0') ELSE BIGINT '2' END)`, 'bigint', 2],
  // Text with quotes
  [`'it''s'`, 'varchar(4)', "it's"],
  // Dates, times, intervals
  [`(DATE '2020-01-31' + INTERVAL '1' MONTH)`, 'date', '2020-02-29'],
  [`(DATE '2020-01-31' - INTERVAL '1' DAY)`, 'date', '2020-01-30'],
  [`(TIMESTAMP '2020-01-31 10:00:00' + INTERVAL '90' MINUTE)`, 'timestamp(3)', '2020-01-31 11:30:00.000'],
  [`(TIME '23:00:00' + INTERVAL '2' HOUR)`, 'time(3)', '01:00:00.000'],
  [`(INTERVAL '1' DAY * BIGINT '3')`, 'interval day to second', '3 00:00:00.000'],
  [`(DATE '2020-03-01' - DATE '2020-02-01')`, 'interval day to second', '29 00:00:00.000'],
  [`TIME '01:02:03.123456789012'`, 'time(12)', '01:02:03.123456789012'],
  [`TIMESTAMP '2020-01-01 00:00:00.123456789012'`, 'timestamp(12)', '2020-01-01 00:00:00.123456789012'],
  [
    `TIMESTAMP '2020-01-01 00:00:00.123456789 Europe/Warsaw'`,
    'timestamp(9) with time zone',
    '2020-01-01 00:00:00.123456789 Europe/Warsaw',
  ],
  [`(TIMESTAMP '2020-01-01 01:00:00 Europe/Warsaw' = TIMESTAMP '2020-01-01 00:00:00 UTC')`, 'boolean', true],
  [`(TIME '10:00:00+02:00' = TIME '08:00:00+00:00')`, 'boolean', true],
  // Rows
  [`(ROW (1, 'a') = ROW (1, 'a'))`, 'boolean', true],
  [`(ROW (1, CAST(null AS integer)) = ROW (1, 2))`, 'boolean', null],
  [`(ROW (1, CAST(null AS integer)) = ROW (2, 2))`, 'boolean', false],
  [`ROW (1, 'a')[2]`, 'varchar(1)', 'a'],
];

const failures: readonly (readonly [text: string, type: string, error: string, message: string])[] = [
  [
    `(BIGINT '9223372036854775807' + BIGINT '1')`,
    'bigint',
    'NUMERIC_VALUE_OUT_OF_RANGE',
    'bigint addition overflow: 9223372036854775807 + 1',
  ],
  [
    `(TINYINT '-128' - TINYINT '1')`,
    'tinyint',
    'NUMERIC_VALUE_OUT_OF_RANGE',
    'tinyint subtraction overflow: -128 - 1',
  ],
  [
    `(65536 * 65536)`,
    'integer',
    'NUMERIC_VALUE_OUT_OF_RANGE',
    'integer multiplication overflow: 65536 * 65536',
  ],
  [`(BIGINT '1' % BIGINT '0')`, 'bigint', 'DIVISION_BY_ZERO', 'Division by zero'],
  [`(DECIMAL '1.0' / DECIMAL '0.0')`, 'decimal(3,1)', 'DIVISION_BY_ZERO', 'Division by zero'],
  [
    `(DECIMAL '99999999999999999999999999999999999999' + DECIMAL '1')`,
    'decimal(38,0)',
    'NUMERIC_VALUE_OUT_OF_RANGE',
    'Decimal overflow',
  ],
  [`CAST('x' AS bigint)`, 'bigint', 'INVALID_CAST_ARGUMENT', "Cannot cast 'x' to BIGINT"],
  [`CAST('x' AS integer)`, 'integer', 'INVALID_CAST_ARGUMENT', "Cannot cast 'x' to INT"],
  [`CAST(300 AS tinyint)`, 'tinyint', 'NUMERIC_VALUE_OUT_OF_RANGE', 'Out of range for tinyint: 300'],
  [`CAST((0E0 / 0E0) AS tinyint)`, 'tinyint', 'INVALID_CAST_ARGUMENT', 'Cannot cast double NaN to tinyint'],
  [`CAST(1E10 AS integer)`, 'integer', 'NUMERIC_VALUE_OUT_OF_RANGE', 'Out of range for integer: 1.0E10'],
  [
    `CAST(DECIMAL '999.995' AS decimal(5,2))`,
    'decimal(5,2)',
    'INVALID_CAST_ARGUMENT',
    "Cannot cast DECIMAL(6, 3) '999.995' to DECIMAL(5, 2)",
  ],
  [
    `CAST(12345 AS varchar(3))`,
    'varchar(3)',
    'INVALID_CAST_ARGUMENT',
    'Value 12345 cannot be represented as varchar(3)',
  ],
  [`CAST('2020-02-30' AS date)`, 'date', 'INVALID_CAST_ARGUMENT', 'Value cannot be cast to date: 2020-02-30'],
];

describe('expressions of fragments', function () {
  this.timeout(60_000);
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  for (const [text, type, expected] of values) {
    it(`${text} is ${JSON.stringify(expected)}`, async () => {
      expect(await evaluate(kernel, [[text, type]])).to.deep.equal([expected]);
    });
  }

  for (const [text, type, errorName, message] of failures) {
    it(`${text} fails with ${errorName}`, async () => {
      let failure: unknown;
      await evaluate(kernel, [[text, type]]).catch((error: unknown) => {
        failure = error;
      });
      expect(failure).to.be.instanceOf(TrinoError);
      expect(failure).to.include({ errorName, message });
    });
  }

  /** A call as fragments spell it. */
  function callOf(name: string, argumentTypes: readonly string[], text: string): string {
    const types = argumentTypes.map(parseType);
    const binding = name.startsWith('$') ? resolveInternal(name, types) : resolveFunction(name, types);
    if (binding === undefined) throw new Error(`No function ${name}`);
    return call(binding.function, text);
  }

  const calls: readonly (readonly [
    name: string,
    argumentTypes: readonly string[],
    text: string,
    type: string,
    expected: unknown,
  ])[] = [
    ['upper', ['varchar(6)'], `'straße'`, 'varchar(6)', 'STRAßE'],
    ['lower', ['varchar(3)'], `'ÄBC'`, 'varchar(3)', 'äbc'],
    ['length', ['varchar(2)'], `'😀a'`, 'bigint', 2],
    ['length', ['char(5)'], `CAST('ab' AS char(5))`, 'bigint', 5],
    ['substring', ['varchar(5)', 'bigint'], `'abcde', BIGINT '-2'`, 'varchar(5)', 'de'],
    ['substring', ['varchar(5)', 'bigint'], `'abcde', BIGINT '0'`, 'varchar(5)', ''],
    [
      'substring',
      ['varchar(5)', 'bigint', 'bigint'],
      `'abcde', BIGINT '2', BIGINT '100000000000'`,
      'varchar(5)',
      'bcde',
    ],
    ['substring', ['varchar(5)', 'bigint', 'bigint'], `'abcde', BIGINT '2', BIGINT '-1'`, 'varchar(5)', ''],
    ['trim', ['varchar(6)'], `' \t ab '`, 'varchar(6)', 'ab'],
    ['replace', ['varchar(4)', 'varchar(1)', 'varchar(2)'], `'a.b.', '.', '--'`, 'varchar(14)', 'a--b--'],
    ['strpos', ['varchar(4)', 'varchar(1)'], `'abab', 'b'`, 'bigint', 2],
    ['strpos', ['varchar(4)', 'varchar(0)'], `'abab', ''`, 'bigint', 1],
    ['abs', ['bigint'], `BIGINT '-5'`, 'bigint', 5],
    ['round', ['double'], `2.5E0`, 'double', 3],
    ['round', ['bigint', 'integer'], `BIGINT '15', -1`, 'bigint', 20],
    ['ceiling', ['bigint'], `BIGINT '9007199254740993'`, 'bigint', 9007199254740992],
    ['floor', ['decimal(3,1)'], `DECIMAL '-1.5'`, 'decimal(3,0)', '-2'],
    ['sqrt', ['double'], `-1E0`, 'double', 'NaN'],
    ['ln', ['double'], `0E0`, 'double', '-Infinity'],
    ['power', ['double', 'double'], `1E0, (0E0 / 0E0)`, 'double', 'NaN'],
    ['greatest', ['bigint', 'bigint', 'bigint'], `BIGINT '1', BIGINT '3', BIGINT '2'`, 'bigint', 3],
    ['greatest', ['bigint', 'bigint'], `BIGINT '1', CAST(null AS bigint)`, 'bigint', null],
    ['least', ['double', 'double'], `1E0, (0E0 / 0E0)`, 'double', 1],
    ['year', ['date'], `DATE '2020-02-29'`, 'bigint', 2020],
    ['day', ['interval day to second'], `INTERVAL '3' DAY`, 'bigint', 3],
    ['$array', ['bigint', 'bigint'], `BIGINT '1', CAST(null AS bigint)`, 'array(bigint)', [1, null]],
  ];

  for (const [name, argumentTypes, text, type, expected] of calls) {
    it(`${name}(${text}) is ${JSON.stringify(expected)}`, async () => {
      expect(await evaluate(kernel, [[callOf(name, argumentTypes, text), type]])).to.deep.equal([expected]);
    });
  }

  it('gives NULL for a column that is NULL', async () => {
    const expressions = calls
      .filter(([, types]) => types.length === 1 && types[0] === 'varchar(6)')
      .map(([name, types, , type]) => [callOf(name, types, '"x"'), type] as const);
    expect(expressions).to.have.length(2);
    expect(
      await evaluateOver(kernel, { x: ['varchar(6)', 'CAST(null AS varchar(6))'] }, expressions),
    ).to.deep.equal([null, null]);
  });

  it('hashes as the stock server does, where a plan asks for it', async () => {
    const hash = (type: string, column: string): string =>
      call(
        {
          signature: {
            name: { catalogName: 'system', schemaName: 'builtin', functionName: '$operator$hash_code' },
            returnType: 'bigint',
            argumentTypes: [type],
          },
          catalogHandle: 'system:normal:system',
          id: `$operator$hash_code(${type}):bigint`,
          functionKind: 'SCALAR',
          deterministic: true,
          functionNullability: { returnNullable: false, argumentNullable: [false] },
          typeDependencies: {},
          functionDependencies: [],
        },
        `"${column}"`,
      );
    const columns = {
      a: ['bigint', `BIGINT '42'`],
      b: ['varchar(6)', `'AFRICA'`],
      c: ['boolean', 'true'],
      d: ['bigint', 'CAST(null AS bigint)'],
    } as const;
    const expressions = (['a', 'b', 'c', 'd'] as const).map(
      (column) => [hash(columns[column][0], column), 'varchar'] as const,
    );
    const asText = expressions.map(([text]) => [`CAST(${text} AS varchar)`, 'varchar'] as const);
    expect(await evaluateOver(kernel, columns, asText)).to.deep.equal([
      '1279370338401826588',
      '-649378319745554545',
      '-6977822845260490347',
      null,
    ]);
  });
});
