import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { runQuery } from '../../support/trino-client.ts';
import { answerHeaders } from './stock-answer.ts';
import type { StockAnswer } from './stock-answer.ts';

const folder = new URL('./', import.meta.url);

/** Rows of a statement without an order at its end come in any. */
function inSequence(sql: string, rows: readonly unknown[]): readonly string[] {
  const texts = rows.map((row) => JSON.stringify(row));
  return / ORDER BY [^)]*$/i.test(sql) ? texts : texts.sort();
}

describe('answers of a stock server', function () {
  this.timeout(60_000);

  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0, logLevel: 'fatal' });
  });
  after(() => node.stop());

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    describe(file.replace('.jsonl', ''), () => {
      for (const line of readFileSync(new URL(file, folder), 'utf8').trim().split('\n')) {
        const answer = JSON.parse(line) as StockAnswer;
        it(answer.sql.slice(0, 120), async () => {
          const { error, columns, rows } = await runQuery(node.url, answer.sql, answerHeaders);
          const place = error?.errorLocation;
          expect([error?.errorName, error?.message]).to.deep.equal([answer.error, answer.message]);
          expect(place === undefined ? undefined : [place.lineNumber, place.columnNumber]).to.deep.equal(
            answer.place,
          );
          if (answer.error !== undefined) return;
          expect(columns.map(({ name, type }) => `${name} ${type}`)).to.deep.equal(answer.columns);
          expect(inSequence(answer.sql, rows)).to.deep.equal(inSequence(answer.sql, answer.rows ?? []));
        });
      }
    });
  }
});
