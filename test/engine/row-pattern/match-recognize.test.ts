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
  return /order by[^)]*$/i.test(sql) ? texts : texts.sort();
}

/** MATCH_RECOGNIZE, held to what a stock server answered. */
describe('row patterns', () => {
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
});
