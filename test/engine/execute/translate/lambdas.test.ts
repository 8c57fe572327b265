import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { expectRows } from './run-sql.ts';

/** Lambdas, with and without columns that they capture, and aggregates that keep what they see. Answers are a stock Trino 435's. */
const statements: readonly (readonly [sql: string, rows: readonly unknown[]])[] = [
  [
    `SELECT n, transform(x, e -> e * n + cardinality(filter(x, f -> f > e))) FROM (VALUES (ARRAY[1, 2, NULL], 3), (NULL, 1)) t(x, n)`,
    [
      [3, [4, 6, null]],
      [1, null],
    ],
  ],
  [
    `SELECT reduce(x, n, (s, e) -> s + coalesce(e, 0), s -> s * 2) FROM (VALUES (ARRAY[1, NULL, 3], 0), (ARRAY[], 5), (NULL, 1)) t(x, n)`,
    [[8], [10], [null]],
  ],
  [
    `SELECT any_match(x, e -> e > 1), all_match(x, e -> e > 0), none_match(x, e -> e > 1) FROM (VALUES ARRAY[1, NULL], ARRAY[NULL, 5], ARRAY[0], ARRAY[]) t(x)`,
    [
      [null, null, null],
      [true, null, false],
      [false, false, true],
      [false, true, true],
    ],
  ],
  [
    `SELECT zip_with(x, ARRAY['a', 'b'], (e, f) -> CAST(e AS varchar) || f) FROM (VALUES ARRAY[1, 2, 3], NULL) t(x)`,
    [[['1a', '2b', null]], [null]],
  ],
  [
    `SELECT array_sort(x, (a, b) -> IF(a < b, 1, IF(a = b, 0, -1))), array_sort(x) FROM (VALUES ARRAY[3, 2, 5, 2]) t(x)`,
    [
      [
        [5, 3, 2, 2],
        [2, 2, 3, 5],
      ],
    ],
  ],
  [
    `SELECT json_format(CAST(transform_values(m, (k, v) -> v || CAST(k AS varchar)) AS json)), map_keys(transform_keys(m, (k, v) -> k + n)), map_values(map_filter(m, (k, v) -> k > n)) FROM (VALUES (MAP(ARRAY[1, 2], ARRAY['a', 'b']), 1)) t(m, n)`,
    [['{"1":"a1","2":"b2"}', [2, 3], ['b']]],
  ],
  [
    `SELECT map_values(map_zip_with(m, MAP(ARRAY[2, 3], ARRAY[10, 20]), (k, a, b) -> coalesce(a, '-') || CAST(coalesce(b, k) AS varchar))) FROM (VALUES MAP(ARRAY[1, 2], ARRAY['a', 'b'])) t(m)`,
    [[['a1', 'b10', '-20']]],
  ],
  [
    `SELECT transform(x, e -> try(10 / e)), try(transform(x, e -> 10 / e)) FROM (VALUES ARRAY[1, 0], ARRAY[5]) t(x)`,
    [
      [[10, null], null],
      [[2], [2]],
    ],
  ],
  [
    `SELECT min(x, 2), max(x, 2), min_by(y, x, 2), max_by(y, x, 1), map_agg(x, y)[1], multimap_agg(x, y)[1], histogram(x)[1] FROM (VALUES (1, 'a'), (2, 'b'), (1, 'c'), (NULL, 'd')) t(x, y)`,
    [[[1, 1], [2, 1], ['a', 'c'], ['b'], 'a', ['a', 'c'], 2]],
  ],
  [
    `SELECT approx_percentile(x, 0.5), approx_percentile(x, ARRAY[0.1, 0.9]), skewness(x), approx_distinct(x), cardinality(approx_set(x)) FROM (VALUES 1, 2, 3, 10, 11, 20, NULL) t(x)`,
    [[10, [1, 20], 0.6813611241477474, 6, 6]],
  ],
];

describe('functions of lambdas, and aggregates that collect', () => {
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs: [] });
  });

  after(() => kernel.close());

  for (const [sql, rows] of statements) {
    it(`answers ${sql}`, () => expectRows(kernel, sql, rows));
  }
});
