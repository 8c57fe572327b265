import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { DdlSession } from './ddl-session.ts';
import type { Answer } from './ddl-session.ts';

/**
 * Statements on schemas, tables, columns, views, roles and privileges with what a stock coordinator answered, one after the other in
 * its catalogs memory and tpch: what was done, or the error with its place; of queries the columns.
 */
const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer & { readonly sql: string });

describe('DDL answers as a stock coordinator does', () => {
  const session = new DdlSession('ddl_answers');

  it('has statements of all kinds', () => {
    expect(answers.length).to.be.greaterThan(400);
  });

  for (const { sql, ...answer } of answers) {
    it(sql, async () => {
      expect(await session.run(sql)).to.deep.equal(answer);
    });
  }
});
