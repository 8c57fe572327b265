import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { expectRows } from './run-sql.ts';

/** Functions over columns, so that nothing is computed while planning. Answers are a stock Trino 435's, in any order. */
const statements: readonly (readonly [sql: string, rows: readonly unknown[]])[] = [
  [
    `SELECT x, year(x), quarter(x), month(x), week(x), day(x), day_of_week(x), day_of_year(x), year_of_week(x), last_day_of_month(x) FROM (VALUES DATE '2021-01-03', DATE '2020-12-31', DATE '1969-02-28', NULL) t(x)`,
    [
      ['2021-01-03', 2021, 1, 1, 53, 3, 7, 3, 2020, '2021-01-31'],
      ['2020-12-31', 2020, 4, 12, 53, 31, 4, 366, 2020, '2020-12-31'],
      ['1969-02-28', 1969, 1, 2, 9, 28, 5, 59, 1969, '1969-02-28'],
      [null, null, null, null, null, null, null, null, null, null],
    ],
  ],
  [
    `SELECT hour(x), minute(x), second(x), millisecond(x), year(x) FROM (VALUES TIMESTAMP '1960-01-01 23:59:58.987', TIMESTAMP '2020-02-29 00:00:00.001', NULL) t(x)`,
    [
      [23, 59, 58, 987, 1960],
      [0, 0, 0, 1, 2020],
      [null, null, null, null, null],
    ],
  ],
  [
    `SELECT hour(x), minute(x), second(x), millisecond(x) FROM (VALUES TIME '23:59:58.987', NULL) t(x)`,
    [
      [23, 59, 58, 987],
      [null, null, null, null],
    ],
  ],
  [
    `SELECT hour(x), minute(x), second(x), millisecond(x), day(x) FROM (VALUES INTERVAL '-49' HOUR, INTERVAL '90061.5' SECOND, NULL) t(x)`,
    [
      [-1, 0, 0, 0, -2],
      [1, 1, 1, 500, 1],
      [null, null, null, null, null],
    ],
  ],
  [
    `SELECT date_trunc(u, x) FROM (VALUES ('week', DATE '2021-01-03'), ('MONTH', DATE '2020-02-29'), ('quarter', DATE '1969-05-31'), (NULL, DATE '2020-01-01'), ('day', NULL)) t(u, x)`,
    [['2020-12-28'], ['2020-02-01'], ['1969-04-01'], [null], [null]],
  ],
  [
    `SELECT date_trunc('hour', x), date_trunc('week', x), date_trunc('millisecond', x) FROM (VALUES TIMESTAMP '1960-05-01 01:59:58.987654', NULL) t(x)`,
    [
      ['1960-05-01 01:00:00.000000', '1960-04-25 00:00:00.000000', '1960-05-01 01:59:58.987000'],
      [null, null, null],
    ],
  ],
  [
    `SELECT date_add('month', n, x), date_add('day', n, x), date_add('week', n, x), date_add('year', n, x), date_add('quarter', n, x) FROM (VALUES (1, DATE '2020-01-31'), (-1, DATE '2020-03-31'), (NULL, DATE '2020-01-01')) t(n, x)`,
    [
      ['2020-02-29', '2020-02-01', '2020-02-07', '2021-01-31', '2020-04-30'],
      ['2020-02-29', '2020-03-30', '2020-03-24', '2019-03-31', '2019-12-31'],
      [null, null, null, null, null],
    ],
  ],
  [
    `SELECT date_add('minute', n, x), date_add('month', n, x) FROM (VALUES (1, TIMESTAMP '2020-01-31 23:59:30.5'), (-12, TIMESTAMP '1970-01-01 00:00:00.0')) t(n, x)`,
    [
      ['2020-02-01 00:00:30.5', '2020-02-29 23:59:30.5'],
      ['1969-12-31 23:48:00.0', '1969-01-01 00:00:00.0'],
    ],
  ],
  [
    `SELECT date_diff('month', x, y), date_diff('day', x, y), date_diff('week', x, y), date_diff('year', x, y), date_diff('quarter', x, y) FROM (VALUES (DATE '2020-01-31', DATE '2020-02-29'), (DATE '2021-03-01', DATE '2020-02-29'), (NULL, DATE '2020-01-01')) t(x, y)`,
    [
      [1, 29, 4, 0, 0],
      [-12, -366, -52, -1, -4],
      [null, null, null, null, null],
    ],
  ],
  [
    `SELECT date_diff('hour', x, y), date_diff('millisecond', x, y), date_diff('month', x, y) FROM (VALUES (TIMESTAMP '2020-01-31 10:00:00.5', TIMESTAMP '2020-02-29 09:59:59.4'), (TIMESTAMP '1970-01-01 00:00:00.0', TIMESTAMP '1969-12-31 22:30:00.0')) t(x, y)`,
    [
      [695, 2505598900, 0],
      [-1, -5400000, 0],
    ],
  ],
  [
    `SELECT year(x), hour(x), timezone_hour(x), timezone_minute(x), date_trunc('day', x), date_add('day', 1, x), date_add('hour', 24, x) FROM (VALUES TIMESTAMP '2020-03-28 12:30:00.5 Europe/Warsaw', TIMESTAMP '2020-01-01 01:00:00.0 +05:45', NULL) t(x)`,
    [
      [
        2020,
        12,
        1,
        0,
        '2020-03-28 00:00:00.0 Europe/Warsaw',
        '2020-03-29 12:30:00.5 Europe/Warsaw',
        '2020-03-29 13:30:00.5 Europe/Warsaw',
      ],
      [
        2020,
        1,
        5,
        45,
        '2020-01-01 00:00:00.0 +05:45',
        '2020-01-02 01:00:00.0 +05:45',
        '2020-01-02 01:00:00.0 +05:45',
      ],
      [null, null, null, null, null, null, null],
    ],
  ],
  [
    `SELECT split_part(x, d, n) FROM (VALUES ('a,b,c', ',', 2), ('a,b,c', ',', 4), ('a,b', '', 1), ('', ',', 1), (NULL, ',', 1), ('abc', 'bc', 2)) t(x, d, n)`,
    [['b'], [null], ['a'], [''], [null], ['']],
  ],
  [
    `SELECT split(x, ','), split(x, ',', 2) FROM (VALUES 'a,b,,c', '', 'abc', NULL) t(x)`,
    [
      [
        ['a', 'b', '', 'c'],
        ['a', 'b,,c'],
      ],
      [[''], ['']],
      [['abc'], ['abc']],
      [null, null],
    ],
  ],
  [
    `SELECT lpad(x, n, p), rpad(x, n, p) FROM (VALUES ('ä☃x', 2, 'z'), ('x', 5, 'ä☃'), ('text', 0, 'x'), (NULL, 3, 'x'), ('a', 1, 'b')) t(x, n, p)`,
    [
      ['ä☃', 'ä☃'],
      ['ä☃ä☃x', 'xä☃ä☃'],
      ['', ''],
      [null, null],
      ['a', 'a'],
    ],
  ],
  [
    `SELECT translate(x, 'ab', 'x'), reverse(x), levenshtein_distance(x, 'abc'), to_hex(to_utf8(x)) FROM (VALUES 'abcabc', 'ä☃', 'é') t(x)`,
    [
      ['xcxc', 'cbacba', 3, '616263616263'],
      ['ä☃', '☃ä', 3, 'C3A4E29883'],
      ['é', 'é', 3, 'C3A9'],
    ],
  ],
  ['SELECT chr(n) FROM (VALUES 65, 9731, 128512, NULL) t(n)', [['A'], ['☃'], ['😀'], [null]]],
  [
    `SELECT concat_ws(',', x, y, NULL, 'z'), concat_ws('-', ARRAY[x, y]) FROM (VALUES ('a', 'b'), (NULL, 'b'), (NULL, NULL)) t(x, y)`,
    [
      ['a,b,z', 'a-b'],
      ['b,z', 'b'],
      ['z', ''],
    ],
  ],
  [`SELECT to_hex(from_hex(x)) FROM (VALUES 'ab12', 'FF', '', NULL) t(x)`, [['AB12'], ['FF'], [''], [null]]],
  [
    'SELECT sin(x), cos(x), tan(x) FROM (VALUES 1e0, infinity(), nan(), NULL) t(x)',
    [
      [0.8414709848078965, 0.5403023058681398, 1.5574077246549023],
      ['NaN', 'NaN', 'NaN'],
      ['NaN', 'NaN', 'NaN'],
      [null, null, null],
    ],
  ],
  [
    'SELECT asin(x), acos(x) FROM (VALUES 0.5e0, 2e0, nan(), NULL) t(x)',
    [
      [0.5235987755982989, 1.0471975511965979],
      ['NaN', 'NaN'],
      ['NaN', 'NaN'],
      [null, null],
    ],
  ],
  [
    'SELECT log2(x), log10(x), ln(x), log(2, x) FROM (VALUES 8e0, 0e0, -1e0, nan(), NULL) t(x)',
    [
      [3, 0.9030899869919435, 2.0794415416798357, 3],
      ['-Infinity', '-Infinity', '-Infinity', '-Infinity'],
      ['NaN', 'NaN', 'NaN', 'NaN'],
      ['NaN', 'NaN', 'NaN', 'NaN'],
      [null, null, null, null],
    ],
  ],
  [
    'SELECT sign(x), truncate(x), is_nan(x), is_finite(x), is_infinite(x) FROM (VALUES -2.5e0, 0e0, nan(), infinity(), NULL) t(x)',
    [
      [-1, -2, false, true, false],
      [0, 0, false, true, false],
      ['NaN', 'NaN', true, false, false],
      [1, 'Infinity', false, false, true],
      [null, null, null, null, null],
    ],
  ],
  [
    `SELECT sign(x), truncate(x), truncate(x, 1), truncate(x, -1) FROM (VALUES DECIMAL '-12.345', DECIMAL '99.999', NULL) t(x)`,
    [
      ['-1', '-12', '-12.300', '-10.000'],
      ['1', '99', '99.900', '90.000'],
      [null, null, null, null],
    ],
  ],
  [
    `SELECT truncate(x, n) FROM (VALUES (DECIMAL '-12.345', 2), (DECIMAL '12.345', -3), (DECIMAL '12.345', 5), (DECIMAL '12.345', 0)) t(x, n)`,
    [['-12.340'], ['0.000'], ['12.345'], ['12.000']],
  ],
  [
    'SELECT sign(x), abs(x), bitwise_and(x, 6), bitwise_or(x, 6), bitwise_xor(x, 6), bitwise_not(x) FROM (VALUES -5, 0, 255, NULL) t(x)',
    [
      [-1, 5, 2, -1, -3, 4],
      [0, 0, 0, 6, 6, -1],
      [1, 255, 6, 255, 249, -256],
      [null, null, null, null, null, null],
    ],
  ],
  [
    'SELECT width_bucket(x, 0, 4, 3), width_bucket(x, ARRAY[0e0, 2e0, 4e0]) FROM (VALUES 3.14e0, -1e0, 4e0, infinity(), NULL) t(x)',
    [
      [3, 2],
      [0, 0],
      [4, 3],
      [4, 3],
      [null, null],
    ],
  ],
  ['SELECT width_bucket(x, 4, 0, 3) FROM (VALUES 3.14e0, -1e0, 4e0, 5e0) t(x)', [[1], [4], [0], [0]]],
  [
    `SELECT x LIKE p FROM (VALUES ('abc', 'a%'), ('abc', 'A%'), ('a☃c', 'a_c'), ('', '%'), (NULL, '%'), ('a', NULL), ('a\\b', 'a\\b')) t(x, p)`,
    [[true], [false], [true], [true], [null], [null], [true]],
  ],
  [
    `SELECT x LIKE p ESCAPE e FROM (VALUES ('a%c', 'a#%c', '#'), ('abc', 'a#%c', '#'), ('a_', '%\\_', '\\'), (NULL, 'a', '#')) t(x, p, e)`,
    [[true], [false], [true], [null]],
  ],
  [
    `SELECT x LIKE 'a#_%' ESCAPE '#', x LIKE '%', x NOT LIKE '_b_' FROM (VALUES 'a_c', 'abc', NULL) t(x)`,
    [
      [true, true, true],
      [false, true, false],
      [null, null, null],
    ],
  ],
  [
    'SELECT typeof(x), cardinality(y), cardinality(ARRAY[x]) FROM (VALUES (1.50, ARRAY[1, NULL]), (NULL, NULL)) t(x, y)',
    [
      ['decimal(3,2)', 2, 1],
      ['decimal(3,2)', null, 1],
    ],
  ],
  [
    `SELECT substr(x, 2), substr(x, 2, 2), substr(x, -2, 1), substr(x, 5000000000), substr(x, 1, 0), substr(x, 1, -1) FROM (VALUES 'abc', 'a', '', NULL) t(x)`,
    [
      ['bc', 'bc', 'b', '', '', ''],
      ['', '', '', '', '', ''],
      ['', '', '', '', '', ''],
      [null, null, null, null, null, null],
    ],
  ],
  [
    'SELECT x BETWEEN 1e0 AND 2e0, x > 1e0, x >= nan(), x = x, x <> x, NOT (x > 1e0), x > NULL FROM (VALUES 1.5e0, nan(), NULL, infinity()) t(x)',
    [
      [true, true, false, true, false, false, null],
      [false, false, false, false, true, true, null],
      [null, null, null, null, null, null, null],
      [false, true, false, true, false, false, null],
    ],
  ],
  ['SELECT x FROM (VALUES 1e0, nan(), 3e0, NULL) t(x) WHERE x > 0 AND NOT (x BETWEEN 2 AND 4)', [[1]]],
  ['SELECT x FROM (VALUES 1, 0, NULL, 2) t(x) WHERE x <> 0 AND 4 / x > 2', [[1]]],
  [
    `SELECT x FROM (VALUES (DATE '1994-01-01'), (DATE '1994-12-31'), (DATE '1995-01-01'), (NULL)) t(x) WHERE x >= DATE '1994-01-01' AND x < DATE '1994-01-01' + INTERVAL '1' YEAR`,
    [['1994-01-01'], ['1994-12-31']],
  ],
  [
    'SELECT x = y, x <> y, x IS DISTINCT FROM y FROM (VALUES (ARRAY[1, 2], ARRAY[1, 2]), (ARRAY[1, NULL], ARRAY[1, NULL]), (ARRAY[1, NULL], ARRAY[2, NULL]), (ARRAY[1], ARRAY[1, 2]), (NULL, ARRAY[1])) t(x, y)',
    [
      [true, false, false],
      [null, null, false],
      [false, true, true],
      [false, true, true],
      [null, null, true],
    ],
  ],
  [
    'SELECT x || y, x || 3, 0 || x, x || CAST(NULL AS integer) FROM (VALUES (ARRAY[1], ARRAY[2, NULL]), (NULL, ARRAY[1])) t(x, y)',
    [
      [[1, 2, null], [1, 3], [0, 1], null],
      [null, null, null, null],
    ],
  ],
  [
    'SELECT CAST(x AS array(double)), CAST(x AS array(varchar)) FROM (VALUES ARRAY[1, NULL], NULL) t(x)',
    [
      [
        [1, null],
        ['1', null],
      ],
      [null, null],
    ],
  ],
  [
    `SELECT CAST(x AS timestamp(3)), CAST(x AS timestamp(0)) FROM (VALUES '2020-01-01 12:34:56.7895', '2020-01-01', ' 1969-12-31 23:59:59.9999 ', '2020-06-01 01:02:03 Europe/Warsaw', NULL) t(x)`,
    [
      ['2020-01-01 12:34:56.790', '2020-01-01 12:34:57'],
      ['2020-01-01 00:00:00.000', '2020-01-01 00:00:00'],
      ['1970-01-01 00:00:00.000', '1970-01-01 00:00:00'],
      ['2020-06-01 01:02:03.000', '2020-06-01 01:02:03'],
      [null, null],
    ],
  ],
  [
    `SELECT CAST(x AS date), CAST(x AS timestamp(1)), CAST(x AS varchar) FROM (VALUES TIMESTAMP '2020-06-30 23:30:00.25 Europe/Warsaw', TIMESTAMP '1969-12-31 23:59:59.99 -08:00', NULL) t(x)`,
    [
      ['2020-06-30', '2020-06-30 23:30:00.3', '2020-06-30 23:30:00.25 Europe/Warsaw'],
      ['1969-12-31', '1970-01-01 00:00:00.0', '1969-12-31 23:59:59.99 -08:00'],
      [null, null, null],
    ],
  ],
  [
    `SELECT CAST(x AS varchar), x + INTERVAL '1' DAY FROM (VALUES INTERVAL '90061.5' SECOND, INTERVAL '-1' SECOND, NULL) t(x)`,
    [
      ['1 01:01:01.500', '2 01:01:01.500'],
      ['-0 00:00:01.000', '0 23:59:59.000'],
      [null, null],
    ],
  ],
  [
    `SELECT x - y FROM (VALUES (TIMESTAMP '2020-01-02 00:00:00.5', TIMESTAMP '2020-01-01 12:00:00.0'), (NULL, TIMESTAMP '2020-01-01 12:00:00.0')) t(x, y)`,
    [['0 12:00:00.500'], [null]],
  ],
  [
    `SELECT x - y FROM (VALUES (TIMESTAMP '2020-01-02 00:00:00.5 UTC', TIMESTAMP '2020-01-01 12:00:00.0 Europe/Warsaw')) t(x, y)`,
    [['0 13:00:00.500']],
  ],
  [`SELECT x - y FROM (VALUES (TIME '10:00:00.5', TIME '12:00:00')) t(x, y)`, [['-0 01:59:59.500']]],
];

describe('functions of fragments', function () {
  this.timeout(60_000);
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  for (const [sql, rows] of statements) {
    it(sql, () => expectRows(kernel, sql, rows));
  }
});
