import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { expectRows } from './run-sql.ts';

/** Joins, semijoins, set operations and UNNEST. Answers are a stock Trino 435's, in any order. */
const statements: readonly (readonly [sql: string, rows: readonly unknown[]])[] = [
  ['SELECT x, y FROM (VALUES 1, 2, NULL) a(x) JOIN (VALUES 2, 3, NULL) b(y) ON x = y', [[2, 2]]],
  [
    'SELECT x, y FROM (VALUES 1, 2, NULL) a(x) LEFT JOIN (VALUES 2, 3, NULL) b(y) ON x = y',
    [
      [1, null],
      [2, 2],
      [null, null],
    ],
  ],
  [
    'SELECT x, y FROM (VALUES 1, 2, NULL) a(x) RIGHT JOIN (VALUES 2, 3, NULL) b(y) ON x = y',
    [
      [2, 2],
      [null, 3],
      [null, null],
    ],
  ],
  [
    'SELECT x, y FROM (VALUES 1, 2, NULL) a(x) FULL JOIN (VALUES 2, 3, NULL) b(y) ON x = y',
    [
      [1, null],
      [2, 2],
      [null, null],
      [null, 3],
      [null, null],
    ],
  ],
  [
    'SELECT x, y, w FROM (VALUES 1, 2, 3) a(x) LEFT JOIN (VALUES (1, 5), (2, 0), (2, 7)) b(y, w) ON x = y AND w > 4 AND x < 3',
    [
      [1, 1, 5],
      [2, 2, 7],
      [3, null, null],
    ],
  ],
  [
    'SELECT x, y, w FROM (VALUES 1, 2, 3) a(x) LEFT JOIN (VALUES (1, 5), (2, 0), (2, 7)) b(y, w) ON x = y WHERE coalesce(w, 9) > 4',
    [
      [1, 1, 5],
      [2, 2, 7],
      [3, null, null],
    ],
  ],
  [
    'SELECT x, y FROM (VALUES 1, 2) a(x) FULL JOIN (VALUES 2, 3) b(y) ON x = y AND x > 5',
    [
      [1, null],
      [2, null],
      [null, 2],
      [null, 3],
    ],
  ],
  [
    'SELECT x, y FROM (VALUES 1, 2) a(x) LEFT JOIN (VALUES 2, 3) b(y) ON x < y',
    [
      [1, 2],
      [1, 3],
      [2, 3],
    ],
  ],
  [
    `SELECT x, y FROM (VALUES 1, 2) a(x) CROSS JOIN (VALUES 'a', 'b') b(y)`,
    [
      [1, 'a'],
      [1, 'b'],
      [2, 'a'],
      [2, 'b'],
    ],
  ],
  [
    `SELECT x, y FROM (VALUES 1, 2) a(x) LEFT JOIN (SELECT y, 'const' c FROM (VALUES 2) b(y) WHERE y > 9) b ON x = y`,
    [
      [1, null],
      [2, null],
    ],
  ],
  [
    `SELECT x, c FROM (VALUES 1, 2) a(x) LEFT JOIN (SELECT y, 'const' c FROM (VALUES 2) b(y)) b ON x = y`,
    [
      [1, null],
      [2, 'const'],
    ],
  ],
  ['SELECT x, y FROM (VALUES 1e0, nan(), NULL) a(x) JOIN (VALUES 1e0, nan()) b(y) ON x = y', [[1, 1]]],
  [
    'SELECT x, y FROM (VALUES 1e0, nan()) a(x) FULL JOIN (VALUES 1e0, nan()) b(y) ON x = y',
    [
      [1, 1],
      ['NaN', null],
      [null, 'NaN'],
    ],
  ],
  [
    `SELECT x, y FROM (VALUES CAST('a' AS char(3)), CAST('b' AS char(3))) a(x) JOIN (VALUES CAST('a' AS char(3))) b(y) ON x = y`,
    [['a  ', 'a  ']],
  ],
  [
    `SELECT count(*) FROM (VALUES TIMESTAMP '2020-01-01 00:00:00 UTC') a(x) JOIN (VALUES TIMESTAMP '2020-01-01 01:00:00 Europe/Warsaw', TIMESTAMP '2020-01-01 00:00:00 Europe/Warsaw') b(y) ON x = y`,
    [[1]],
  ],
  [
    `SELECT count(*) FROM (VALUES ROW(1, 'a'), ROW(1, NULL)) a(x, z) JOIN (VALUES ROW(1, 'a'), ROW(1, NULL)) b(y, w) ON ROW(x, z) = ROW(y, w)`,
    [[1]],
  ],
  [
    'SELECT x, x IN (SELECT y FROM (VALUES 1, NULL) b(y)), x IN (SELECT y FROM (VALUES 1) b(y)), x NOT IN (SELECT y FROM (VALUES 1) b(y)), x IN (SELECT y FROM (VALUES 1) b(y) WHERE y > 5) FROM (VALUES 1, 2, NULL) a(x)',
    [
      [1, true, true, false, false],
      [2, null, false, true, false],
      [null, null, null, null, false],
    ],
  ],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE x IN (SELECT y FROM (VALUES 1, NULL) b(y))', [[1]]],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE x NOT IN (SELECT y FROM (VALUES 1) b(y))', [[2]]],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE x NOT IN (SELECT y FROM (VALUES 1, NULL) b(y))', []],
  [
    'SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE EXISTS (SELECT 1 FROM (VALUES 1, NULL) b(y) WHERE y = x)',
    [[1]],
  ],
  [
    'SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES 1, NULL) b(y) WHERE y = x)',
    [[2], [null]],
  ],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) WHERE x IN (SELECT y FROM (VALUES 1) b(y)) OR x = 2', [[1], [2]]],
  [
    'SELECT x, x IN (SELECT y FROM (VALUES nan()) b(y)) FROM (VALUES 1e0, nan()) a(x)',
    [
      [1, false],
      ['NaN', true],
    ],
  ],
  [
    'SELECT a.x, b.s FROM (VALUES 1, 2, 3) a(x) JOIN (SELECT y, sum(w) s, count(*) c FROM (VALUES (1, 5), (1, 6), (2, 0), (9, 1)) b(y, w) GROUP BY y) b ON a.x = b.y WHERE a.x > 1',
    [[2, 0]],
  ],
  [
    'SELECT a.x, b.s FROM (VALUES 1, 2, 3) a(x) LEFT JOIN (SELECT y, sum(w) s FROM (VALUES (1, 5), (1, 6), (9, 1)) b(y, w) GROUP BY y) b ON a.x = b.y WHERE a.x < 3',
    [
      [1, 11],
      [2, null],
    ],
  ],
  ['SELECT (SELECT x FROM (VALUES 1) a(x) WHERE x > 5), (SELECT x FROM (VALUES 7) a(x))', [[null, 7]]],
  ['SELECT x FROM (VALUES 1, 2) a(x) UNION ALL SELECT y FROM (VALUES 2, 3) b(y)', [[1], [2], [2], [3]]],
  ['SELECT x FROM (VALUES 1, 2, 2) a(x) UNION SELECT y FROM (VALUES 2, NULL) b(y)', [[1], [2], [null]]],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) INTERSECT SELECT y FROM (VALUES 2, NULL) b(y)', [[2], [null]]],
  ['SELECT x FROM (VALUES 1, 2, NULL) a(x) EXCEPT SELECT y FROM (VALUES 2, NULL) b(y)', [[1]]],
  [
    `SELECT x, e, o FROM (VALUES (1, ARRAY['a', 'b']), (3, NULL)) t(x, y) CROSS JOIN UNNEST(y) WITH ORDINALITY u(e, o)`,
    [
      [1, 'a', 1],
      [1, 'b', 2],
    ],
  ],
  [
    `SELECT x, e, f FROM (VALUES (1, ARRAY['a', 'b'], ARRAY[7])) t(x, y, z) CROSS JOIN UNNEST(y, z) u(e, f)`,
    [
      [1, 'a', 7],
      [1, 'b', null],
    ],
  ],
  [
    `SELECT x, e FROM (VALUES (1, ARRAY['a', 'b']), (3, NULL)) t(x, y) LEFT JOIN UNNEST(y) u(e) ON true`,
    [
      [1, 'a'],
      [1, 'b'],
      [3, null],
    ],
  ],
  [
    `SELECT a, b FROM UNNEST(ARRAY[ROW(1, 'x'), ROW(2, NULL)]) t(a, b)`,
    [
      [1, 'x'],
      [2, null],
    ],
  ],
  ['SELECT x FROM (VALUES 1, 2, 3) t(x) WHERE x > (SELECT avg(y) FROM (VALUES 1, 2) u(y))', [[2], [3]]],
];

describe('plan nodes of fragments', function () {
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
