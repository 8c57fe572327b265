import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { start } from '../../../../src/index.ts';
import type { RunningNode } from '../../../../src/index.ts';
import { difference } from '../../../support/same-rows.ts';
import { runQuery } from '../../../support/trino-client.ts';

/** A statement in tpch.tiny with what a stock Trino 435 answered to it. */
interface Answered {
  readonly sql: string;
  readonly types?: readonly string[];
  readonly rows?: readonly (readonly unknown[])[];
  /** Whether the rows come in this order. */
  readonly ordered?: true;
  readonly error?: string;
  readonly message?: string;
}

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));

describe('logical planning, through the whole engine', () => {
  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0 });
  });
  after(() => node.stop());

  for (const file of files) {
    describe(file, () => {
      const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
      for (const line of lines.filter((each) => each !== '')) {
        const { sql, types, rows, ordered, error, message } = JSON.parse(line) as Answered;
        it(sql.replace(/^WITH t1.* WHERE 1 = 0\) /, ''), async () => {
          const outcome = await runQuery(node.url, sql, {
            'X-Trino-Catalog': 'tpch',
            'X-Trino-Schema': 'tiny',
          });
          expect({ error: outcome.error?.errorName, message: outcome.error?.message }).to.deep.equal({
            error,
            message,
          });
          if (rows !== undefined) {
            expect(outcome.columns.map(({ type }) => type)).to.deep.equal(types);
            expect(difference(rows, outcome.rows, ordered === true)).to.equal(undefined);
          }
        });
      }
    });
  }
});
