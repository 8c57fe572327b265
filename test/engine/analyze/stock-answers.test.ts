import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { outcome } from './outcome.ts';

/**
 * Statements on joins, scopes, subqueries, set operations and groups that the corpus doesn't have, with what a stock coordinator
 * answered: the columns, or the error with its place. None is answered by planning or execution.
 */
const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly sql: string });

describe('analysis answers as a stock coordinator does', () => {
  it('has statements of all kinds', () => {
    expect(answers.length).to.be.greaterThan(400);
  });

  for (const { sql, ...answer } of answers) {
    it(sql, () => {
      expect(outcome(sql)).to.deep.equal(answer);
    });
  }
});
