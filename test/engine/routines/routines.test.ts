import { expect } from 'chai';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { runQuery } from '../../support/trino-client.ts';

/** Functions, what follows them, and the rows that a stock server gives. */
const answers: readonly (readonly [functions: string, query: string, rows: readonly unknown[][]])[] = [
  ['f(x bigint) RETURNS bigint RETURN x * 2', "SELECT f(21), f(INTEGER '1'), f(NULL)", [[42, 2, null]]],
  [
    'f(x bigint) RETURNS bigint BEGIN DECLARE y bigint DEFAULT 1; WHILE x > 1 DO SET y = y * x; SET x = x - 1; END WHILE; RETURN y; END',
    'SELECT nationkey, f(nationkey % 5), f(f(nationkey % 4)) FROM nation WHERE nationkey < 5 ORDER BY 1',
    [
      [0, 1, 1],
      [1, 1, 1],
      [2, 2, 2],
      [3, 6, 720],
      [4, 24, 1],
    ],
  ],
  [
    "f(x integer) RETURNS varchar BEGIN CASE x WHEN 1 THEN RETURN 'one'; WHEN 2 THEN RETURN 'two'; ELSE RETURN 'many'; END CASE; RETURN NULL; END",
    'SELECT f(1), f(2), f(3), f(NULL)',
    [['one', 'two', 'many', 'many']],
  ],
  [
    'f(x bigint) RETURNS bigint BEGIN a: LOOP SET x = x + 1; IF x > 10 THEN LEAVE a; END IF; END LOOP; RETURN x; END',
    'SELECT f(1)',
    [[11]],
  ],
  [
    'f(x bigint) RETURNS bigint BEGIN a: WHILE x < 10 DO SET x = x + 1; IF x = 5 THEN SET x = 8; ITERATE a; END IF; END WHILE; RETURN x; END',
    'SELECT f(1)',
    [[10]],
  ],
  [
    'f(x bigint) RETURNS bigint BEGIN DECLARE y bigint DEFAULT 0; b: REPEAT SET x = x + 1; IF x < 5 THEN ITERATE b; END IF; SET y = y + 1; UNTIL true END REPEAT; RETURN x * 100 + y; END',
    'SELECT f(1)',
    [[501]],
  ],
  [
    'f(x bigint) RETURNS bigint RETURN x, FUNCTION g(x bigint) RETURNS bigint RETURN f(x) + 1',
    'SELECT g(1)',
    [[2]],
  ],
  [
    'f(x bigint) RETURNS bigint RETURNS NULL ON NULL INPUT RETURN coalesce(x, 7)',
    'SELECT f(NULL), f(1)',
    [[null, 1]],
  ],
  ['f(x bigint) RETURNS bigint CALLED ON NULL INPUT RETURN coalesce(x, 7)', 'SELECT f(NULL)', [[7]]],
  ['abs(x bigint) RETURNS bigint RETURN x + 100', 'SELECT abs(-1)', [[99]]],
  ['abs(x varchar) RETURNS varchar RETURN x', 'SELECT abs(-1)', [[1]]],
  [
    "f(x bigint) RETURNS bigint RETURN x, FUNCTION f(x bigint) RETURNS varchar RETURN 'q'",
    'SELECT f(1)',
    [['q']],
  ],
  ['f(x bigint) RETURNS bigint RETURN x', 'SELECT system."$query".f(1)', [[1]]],
  [
    'f(x bigint) RETURNS bigint RETURN x * 2',
    'SELECT f(nationkey), count(*) FROM nation GROUP BY f(nationkey) HAVING f(nationkey) < 8 ORDER BY f(nationkey)',
    [
      [0, 1],
      [2, 1],
      [4, 1],
      [6, 1],
    ],
  ],
  ['f(x bigint) RETURNS bigint RETURN TRY(1 / x)', 'SELECT f(0), f(1)', [[null, 1]]],
];

/** Functions that are refused, with stock's messages. */
const refusals: readonly (readonly [functions: string, query: string, error: string, message: string])[] = [
  [
    'f(x bigint) RETURNS bigint RETURN y',
    'SELECT 1',
    'COLUMN_NOT_FOUND',
    "line 3:8: Column 'y' cannot be resolved",
  ],
  [
    'f(x bigint) RETURNS bigint RETURN f(x - 1)',
    'SELECT 1',
    'NOT_SUPPORTED',
    'line 3:8: Recursive language functions are not supported: f(bigint):bigint',
  ],
  [
    'f(x bigint) RETURNS bigint RETURN (SELECT 1)',
    'SELECT 1',
    'NOT_SUPPORTED',
    'line 3:8: Queries are not allowed in functions',
  ],
  [
    'f(x bigint) RETURNS double RETURN random()',
    'SELECT 1',
    'INVALID_ARGUMENTS',
    'line 1:1: Non-deterministic function declared DETERMINISTIC',
  ],
  [
    'f(x bigint) RETURNS bigint BEGIN IF x > 1 THEN RETURN 1; ELSE RETURN 2; END IF; END',
    'SELECT 1',
    'MISSING_RETURN',
    'line 3:1: Function must end in a RETURN statement',
  ],
  [
    'f(x bigint) RETURNS bigint SECURITY INVOKER RETURN x',
    'SELECT 1',
    'NOT_SUPPORTED',
    'line 1:42: Security mode not supported for inline functions',
  ],
  [
    'f(x bigint) RETURNS bigint BEGIN a: LOOP a: LOOP LEAVE a; END LOOP; END LOOP; RETURN x; END',
    'SELECT 1',
    'ALREADY_EXISTS',
    'line 5:7: Label already declared in this scope: a',
  ],
  [
    "f(x bigint) RETURNS bigint BEGIN SET x = 'a'; RETURN x; END",
    'SELECT 1',
    'TYPE_MISMATCH',
    "line 4:12: Value of SET 'x' must evaluate to bigint (actual: varchar(1))",
  ],
  [
    'f(x bigint) RETURNS bigint RETURN x',
    "SELECT f('a')",
    'FUNCTION_NOT_FOUND',
    'line 1:58: Unexpected parameters (varchar(1)) for function f. Expected: f(bigint)',
  ],
  ['f(x bigint) RETURNS bigint RETURN 1 / x', 'SELECT f(0)', 'DIVISION_BY_ZERO', 'Division by zero'],
];

describe('SQL functions', () => {
  let node: RunningNode;
  const tiny = { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': 'tiny' };
  before(async () => {
    node = await start({ port: 0, contract: true });
  });
  after(() => node.stop());

  for (const [functions, query, rows] of answers) {
    it(`${query} with ${functions.slice(0, 90)}`, async () => {
      const answer = await runQuery(node.url, `WITH FUNCTION ${functions} ${query}`, tiny);
      expect(answer.error).to.equal(undefined);
      expect(answer.rows).to.deep.equal(rows);
    });
  }

  for (const [functions, query, name, message] of refusals) {
    it(`refuse ${functions.slice(0, 90)}`, async () => {
      const { error } = await runQuery(node.url, `WITH FUNCTION ${functions} ${query}`, tiny);
      expect([error?.errorName, error?.message]).to.deep.equal([name, message]);
    });
  }

  it('are only computed where CASE takes their branch', async () => {
    const endless =
      'f(x bigint) RETURNS bigint BEGIN WHILE x <> 0 DO SET x = x - 1; END WHILE; RETURN x; END';
    const { rows } = await runQuery(
      node.url,
      `WITH FUNCTION ${endless} SELECT CASE WHEN nationkey > 22 THEN f(nationkey) WHEN nationkey < 2 THEN 5 ELSE coalesce(1, f(-1)) END FROM nation WHERE nationkey > 20 ORDER BY nationkey`,
      tiny,
    );
    expect(rows).to.deep.equal([[1], [1], [0], [0]]);
  });

  it('differ from row to row when they are not deterministic', async () => {
    const { rows } = await runQuery(
      node.url,
      'WITH FUNCTION f(x bigint) RETURNS double NOT DETERMINISTIC RETURN random() SELECT count(DISTINCT f(1)) FROM nation',
      tiny,
    );
    expect(rows).to.deep.equal([[25]]);
  });
});
