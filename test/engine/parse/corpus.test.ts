import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { parseStatement } from '../../../src/engine/parse/parse.ts';
import { corpus } from '../../support/corpus.ts';

/** Refused as SYNTAX_ERROR by later stages: JSON paths, names with too many parts, the string of EXECUTE IMMEDIATE. */
const later = /oops|'lax \$\.'|Too many|EXECUTE IMMEDIATE/;

describe('the grammar', () => {
  it('reads every statement of the corpus that stock reads', () => {
    let count = 0;
    for (const { id, sql, setup = [], error } of corpus()) {
      const statements = error?.errorName === 'SYNTAX_ERROR' ? setup : [...setup, sql];
      for (const statement of statements) {
        expect(() => parseStatement(statement), `${id}: ${statement}`).not.to.throw();
        count++;
      }
    }
    expect(count).to.be.greaterThan(7000);
  });

  it('refuses what stock refuses, at the same place, in the same words', () => {
    let count = 0;
    for (const { id, sql, error } of corpus()) {
      if (error?.errorName !== 'SYNTAX_ERROR' || later.test(error.message + sql)) continue;
      let thrown: unknown;
      try {
        parseStatement(sql);
      } catch (caught) {
        thrown = caught;
      }
      expect(thrown, `${id}: ${sql}`).to.be.instanceOf(TrinoError);
      const found = thrown as TrinoError;
      expect(
        { name: found.errorName, location: found.location, message: found.message },
        `${id}: ${sql}`,
      ).to.deep.equal({
        name: 'SYNTAX_ERROR',
        location: { lineNumber: error.line, columnNumber: error.column },
        message: error.message,
      });
      count++;
    }
    expect(count).to.be.greaterThan(400);
  }).timeout(60_000);

  it('says what stock says of statements with a word too many, too few or wrong', () => {
    const broken = readFileSync(new URL('syntax-errors.jsonl', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly sql: string; readonly message: string });
    expect(broken.length).to.be.greaterThan(200);
    for (const { sql, message } of broken) expect(() => parseStatement(sql), sql).to.throw(message);
  }).timeout(60_000);
});
