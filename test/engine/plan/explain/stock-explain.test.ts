import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ExplainType } from '../../../../src/engine/analyze/rewrite/rewrite-context.ts';
import { explained } from './explained.ts';

interface StockText {
  readonly sql: string;
  readonly type: Exclude<ExplainType, 'VALIDATE'>;
  readonly text: string;
}

/** What a stock Trino 435 with one worker said of statements in tpch.tiny whose plans are ours too. */
const texts = readFileSync(new URL('stock-texts.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as StockText);

describe('EXPLAIN, to the character as stock', () => {
  for (const { sql, type, text } of texts) {
    it(`${type}: ${sql}`, () => {
      expect(explained(sql, type)).to.equal(text);
    });
  }
});
