import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { runQuery } from '../../support/trino-client.ts';

interface StockAnswer {
  readonly sql: string;
  readonly columns?: readonly (readonly [name: string, type: string])[];
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: readonly [name: string, location: readonly [number, number] | null, message: string];
}

const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as StockAnswer);

const headers = {
  'X-Trino-Catalog': 'tpch',
  'X-Trino-Schema': 'tiny',
  'X-Trino-Time-Zone': 'UTC',
  'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME,PATH',
};

/** Rows in an order of their own, where the statement gives them none. */
function sorted(rows: readonly unknown[], sql: string): readonly string[] {
  const texts = rows.map((row) => JSON.stringify(row));
  return /order by/i.test(sql) ? texts : texts.sort();
}

/** JSON in SQL, held to what a stock server answered. */
describe('JSON', () => {
  let node: RunningNode;

  before(async () => {
    node = await start({ port: 0 });
  });

  after(async () => {
    await node.stop();
  });

  for (const { sql, columns, rows, error } of answers) {
    it(sql, async () => {
      const outcome = await runQuery(node.url, sql, headers);
      if (error !== undefined) {
        const { errorName, errorLocation, message } = outcome.error ?? {};
        const location = errorLocation && [errorLocation.lineNumber, errorLocation.columnNumber];
        expect([errorName, location ?? null, message]).to.deep.equal(error);
        return;
      }
      expect(outcome.error).to.equal(undefined);
      expect(outcome.columns.map(({ name, type }) => [name, type])).to.deep.equal(columns);
      expect(sorted(outcome.rows, sql)).to.deep.equal(sorted(rows ?? [], sql));
    });
  }

  // Stock can't run these: it can't read its own plan of JSON_TABLE back. They follow Trino's documentation.
  const nested = `'[{"a":1,"b":[1,2],"c":[7,8]},{"a":2,"b":[]},{"a":3,"b":[5]}]'`;
  const children = `NESTED PATH 'lax $.b[*]' AS q COLUMNS (d bigint PATH 'lax $'), NESTED PATH 'lax $.c[*]' AS r COLUMNS (e bigint PATH 'lax $')`;
  const table = `SELECT * FROM JSON_TABLE(${nested}, 'lax $[*]' AS p COLUMNS (a bigint PATH 'lax $.a', ${children})`;
  for (const [sql, rows] of [
    [
      `SELECT * FROM JSON_TABLE(${nested}, 'lax $[*]' COLUMNS (o FOR ORDINALITY, j varchar FORMAT JSON PATH 'lax $.b', NESTED PATH 'lax $.b[*]' COLUMNS (n FOR ORDINALITY, d varchar(1) PATH 'lax $')))`,
      [
        [1, '[1,2]', 1, '1'],
        [1, '[1,2]', 2, '2'],
        [2, '[]', null, null],
        [3, '[5]', 1, '5'],
      ],
    ],
    [
      `${table})`,
      [
        [1, 1, null],
        [1, 2, null],
        [1, null, 7],
        [1, null, 8],
        [2, null, null],
        [3, 5, null],
      ],
    ],
    [
      `${table} PLAN DEFAULT (INNER, CROSS))`,
      [
        [1, 1, 7],
        [1, 1, 8],
        [1, 2, 7],
        [1, 2, 8],
      ],
    ],
    [
      `${table} PLAN (p OUTER (q CROSS r)))`,
      [
        [1, 1, 7],
        [1, 1, 8],
        [1, 2, 7],
        [1, 2, 8],
        [2, null, null],
        [3, null, null],
      ],
    ],
    [
      `${table} PLAN (p INNER (q UNION r)))`,
      [
        [1, 1, null],
        [1, 2, null],
        [1, null, 7],
        [1, null, 8],
        [3, 5, null],
      ],
    ],
    [
      `SELECT n.name, t.* FROM nation n LEFT JOIN JSON_TABLE(JSON_OBJECT('k': n.nationkey), 'lax $ ? (@.k < $max)' PASSING 1 AS "max" COLUMNS (k bigint PATH 'lax $.k', z varchar DEFAULT 'none' ON EMPTY)) t ON TRUE WHERE n.nationkey < 2`,
      [
        ['ALGERIA', 0, 'none'],
        ['ARGENTINA', null, null],
      ],
    ],
    [`SELECT * FROM JSON_TABLE('bad', 'lax $' COLUMNS (a bigint))`, []],
    [`SELECT * FROM JSON_TABLE(CAST(null AS varchar), 'lax $' COLUMNS (a bigint))`, []],
    [`SELECT * FROM JSON_TABLE('{}', 'strict $.a' COLUMNS (a bigint))`, []],
    [`SELECT * FROM JSON_TABLE('{"A":1,"a":2}', 'lax $' COLUMNS (a bigint, "a" bigint))`, [[1, 2]]],
    [`SELECT * FROM JSON_TABLE('{"A":"x"}', 'lax $' COLUMNS (a bigint DEFAULT -1 ON ERROR))`, [[-1]]],
  ] as const) {
    it(sql, async () => {
      const outcome = await runQuery(node.url, sql, headers);
      expect(outcome.error).to.equal(undefined);
      expect(outcome.rows).to.deep.equal(rows);
    });
  }

  for (const [sql, errorName] of [
    [
      `SELECT * FROM JSON_TABLE('bad', 'lax $' COLUMNS (a bigint) ERROR ON ERROR)`,
      'JSON_INPUT_CONVERSION_ERROR',
    ],
    [
      `SELECT * FROM JSON_TABLE('{}', 'strict $.a' COLUMNS (a bigint) ERROR ON ERROR)`,
      'PATH_EVALUATION_ERROR',
    ],
    [
      `SELECT * FROM JSON_TABLE('{"A":"x"}', 'lax $' COLUMNS (a bigint) ERROR ON ERROR)`,
      'JSON_VALUE_RESULT_ERROR',
    ],
  ] as const) {
    it(`fails: ${sql}`, async () => {
      const outcome = await runQuery(node.url, sql, headers);
      expect(outcome.error?.errorName).to.equal(errorName);
    });
  }
});
