import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { expectRows } from './run-sql.ts';

/** Aggregations in one step. Answers are a stock Trino 435's, in any order. */
const statements: readonly (readonly [sql: string, rows: readonly unknown[]])[] = [
  ['SELECT count(*) FROM (SELECT 1 FROM (VALUES 1, 2) a(x)), (SELECT 1 FROM (VALUES 1, 2, 3) b(y))', [[6]]],
  [
    'SELECT x, (SELECT sum(w) FROM (VALUES (1, 5), (1, 6), (2, 0)) b(y, w) WHERE y = x) FROM (VALUES 1, 2, 3, NULL) a(x)',
    [
      [1, 11],
      [2, 0],
      [3, null],
      [null, null],
    ],
  ],
  [
    `SELECT g, h, count(*), sum(x), grouping(g, h) FROM (VALUES ('a', 1, 5), ('a', 2, 6), ('b', 1, NULL)) t(g, h, x) GROUP BY ROLLUP (g, h)`,
    [
      [null, null, 3, 11, 3],
      ['a', null, 2, 11, 1],
      ['b', 1, 1, null, 0],
      ['b', null, 1, null, 1],
      ['a', 1, 1, 5, 0],
      ['a', 2, 1, 6, 0],
    ],
  ],
  [
    `SELECT g, h, count(*) FROM (VALUES ('a', 1), ('b', 2)) t(g, h) GROUP BY GROUPING SETS ((g), (h), ())`,
    [
      ['a', null, 1],
      [null, 1, 1],
      ['b', null, 1],
      [null, 2, 1],
      [null, null, 2],
    ],
  ],
  ['SELECT count(*), sum(x) FROM (VALUES 1) t(x) WHERE x > 5 GROUP BY GROUPING SETS ((), (x))', [[0, null]]],
  [
    'SELECT count(DISTINCT x), sum(DISTINCT x), count(DISTINCT y), count(x) FROM (VALUES (1, nan()), (1, nan()), (2, 1e0), (NULL, NULL)) t(x, y)',
    [[2, 3, 2, 3]],
  ],
  [
    'SELECT sum(x) FILTER (WHERE y > 1), count(*) FILTER (WHERE y > 1), array_agg(x ORDER BY y DESC, x) FROM (VALUES (1, 1), (2, 2), (3, 2), (NULL, 0)) t(x, y)',
    [[5, 2, [2, 3, 1, null]]],
  ],
  [
    `SELECT min(x), max(x), avg(x), sum(x), min_by(y, x), max_by(y, x) FROM (VALUES (1e0, 'a'), (nan(), 'b'), (3e0, 'c'), (NULL, 'd')) t(x, y)`,
    [[1, 3, 'NaN', 'NaN', 'a', 'c']],
  ],
  [
    'SELECT count_if(x), bool_and(x), bool_or(x), every(x), arbitrary(x) FROM (VALUES true, NULL) t(x)',
    [[1, true, true, true, true]],
  ],
  [
    'SELECT count_if(x), bool_and(x), sum(y), avg(y), min(y), checksum(y), array_agg(y), stddev(y), max_by(y, y), count(y) FROM (VALUES (true, 1)) t(x, y) WHERE y > 5',
    [[0, null, null, null, null, null, null, null, null, 0]],
  ],
  [
    `SELECT sum(x), avg(x), sum(y), avg(y) FROM (VALUES (DECIMAL '1.005', DECIMAL '99999999999999999999999999999.5'), (DECIMAL '2.000', DECIMAL '-0.5'), (NULL, NULL)) t(x, y)`,
    [['3.005', '1.503', '99999999999999999999999999999.0', '49999999999999999999999999999.5']],
  ],
  [
    'SELECT var_pop(x), var_samp(x), stddev_pop(x), geometric_mean(x), corr(x, y), covar_samp(x, y), regr_slope(x, y), regr_intercept(x, y) FROM (VALUES (1e0, 2e0), (4e0, 3e0), (4e0, 7e0), (NULL, 1e0)) t(x, y)',
    [
      [
        2, 3, 1.4142135623730951, 2.519842099789746, 0.6546536707079772, 3, 0.42857142857142855,
        1.2857142857142858,
      ],
    ],
  ],
  [
    'SELECT corr(x, x), covar_samp(x, x), var_samp(x), stddev(x) FROM (VALUES 1e0) t(x)',
    [[null, null, null, null]],
  ],
  ['SELECT bitwise_and_agg(x), bitwise_or_agg(x) FROM (VALUES 6, 3, NULL) t(x)', [[2, 7]]],
];

describe('aggregations of fragments', function () {
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
