import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { expectRows } from './run-sql.ts';

/** Values inside of values, functions of ours and windows, over columns. Answers are a stock Trino 435's, in any order. */
const statements: readonly (readonly [sql: string, rows: readonly unknown[]])[] = [
  [
    `SELECT count(*), max(n) FROM (VALUES (MAP(ARRAY[1,2],ARRAY['a',NULL]), 1), (MAP(ARRAY[2,1],ARRAY[NULL,'a']), 2), (NULL, 3)) t(x, n) GROUP BY x`,
    [
      [2, 2],
      [1, 3],
    ],
  ],
  [
    `SELECT n FROM (VALUES (ARRAY[2,1], 1), (ARRAY[2], 2), (ARRAY[1,9], 3)) t(x, n) WHERE x > ARRAY[1,9] OR x = ARRAY[1,9]`,
    [[1], [2], [3]],
  ],
  [
    `SELECT json_format(CAST(x AS json)), contains(x, 3), element_at(x, -1), array_join(x, '-', '?') FROM (VALUES ARRAY[1,NULL], ARRAY[3], NULL) t(x)`,
    [
      ['[1,null]', null, null, '1-?'],
      ['[3]', true, 3, '3'],
      [null, null, null, null],
    ],
  ],
  [
    `SELECT CAST(CAST(x AS time(3)) AS varchar), CAST(CAST(x AS timestamp(9) with time zone) AS varchar) FROM (VALUES TIMESTAMP '2020-02-29 12:34:56.123456789 Europe/Warsaw', NULL) t(x)`,
    [
      ['12:34:56.123', '2020-02-29 12:34:56.123456789 Europe/Warsaw'],
      [null, null],
    ],
  ],
  [
    `SELECT try(10 / x), try(CAST(y AS integer)) FROM (VALUES (0, '1'), (5, 'a')) t(x, y)`,
    [
      [null, 1],
      [2, null],
    ],
  ],
  // Of equal values the first; NaN only where there is nothing else.
  [
    `SELECT greatest(x, ARRAY[1e0]), least(x, ARRAY[1e0]), CAST(greatest(y, TIMESTAMP '2020-01-01 01:00:00 +01:00') AS varchar), least(ROW(z, 'b'), ROW(2, 'a'), ROW(z, 'c')), greatest(z, NULL) FROM (VALUES (ARRAY[nan()], TIMESTAMP '2020-01-01 00:00:00 UTC', 2)) t(x, y, z)`,
    [[[1], [1], '2020-01-01 00:00:00 UTC', [2, 'a'], null]],
  ],
  // What stands twice, inside of TRY or in several, must not be computed outside of it.
  [
    `SELECT try(abs(10 / x)), try(10 / x + 10 / x), try(10 / x + 1), transform(ARRAY[x], z -> try(1 / z + 1 / z)) FROM (VALUES 0, 5) t(x)`,
    [
      [null, null, null, [null]],
      [2, 4, 3, [0]],
    ],
  ],
  [
    `SELECT try(x LIKE 'a!' ESCAPE '!'), try('a' LIKE 'a' ESCAPE '!!') FROM (VALUES 'a') t(x)`,
    [[null, null]],
  ],
  [`SELECT try(try(1 / x) + 1 / y) FROM (VALUES (0, 1), (1, 0), (1, 1)) t(x, y)`, [[null], [null], [2]]],
  [`SELECT x FROM (VALUES 0, 5) t(x) WHERE try(10 / x + 10 / x) IS NULL`, [[0]]],
  [
    `SELECT format('%05d|%-4s|%,.2f', x, y, z) FROM (VALUES (42, 'ab', 1234567.891e0), (-7, NULL, 0e0)) t(x, y, z)`,
    [['00042|ab  |1,234,567.89'], ['-0007|null|0.00']],
  ],
  [
    `SELECT map_keys(m), m[k], element_at(m, 'zz') FROM (VALUES (MAP(ARRAY['a','b'],ARRAY[1,2]), 'b')) t(m, k)`,
    [[['a', 'b'], 2, null]],
  ],
  [
    `SELECT x, rank() OVER (PARTITION BY g ORDER BY x), sum(x) OVER (PARTITION BY g ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), lag(x, 1, -1) OVER (PARTITION BY g ORDER BY x) FROM (VALUES ('a', 1), ('a', 1), ('a', 5), ('b', 2)) t(g, x)`,
    [
      [1, 1, 1, -1],
      [1, 1, 2, 1],
      [5, 3, 6, 1],
      [2, 1, 2, -1],
    ],
  ],
  [
    `SELECT g, sum(sum(x)) OVER (ORDER BY g), row_number() OVER w FROM (VALUES ('a', 1), ('a', 5), ('b', 2)) t(g, x) GROUP BY g WINDOW w AS (ORDER BY count(*) DESC, g)`,
    [
      ['a', 6, 1],
      ['b', 8, 2],
    ],
  ],
  [
    `SELECT x, sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM (VALUES 1, 2, 4) t(x)`,
    [
      [1, 3],
      [2, 3],
      [4, 4],
    ],
  ],
  [
    `SELECT x AT TIME ZONE 'America/New_York' = x, CAST(x + INTERVAL '1' MONTH AS varchar) FROM (VALUES TIMESTAMP '2020-01-31 12:00:00 Europe/Warsaw') t(x)`,
    [[true, '2020-02-29 12:00:00 Europe/Warsaw']],
  ],
];

describe('values that functions of ours compute', () => {
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  for (const [sql, rows] of statements) {
    it(sql, () => expectRows(kernel, sql, rows));
  }
});
