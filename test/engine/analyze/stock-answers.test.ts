import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { functionsNamed } from '../../../src/engine/functions/function-registry.ts';
import { outcome } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/**
 * Statements on joins, scopes, subqueries, set operations and groups that the corpus doesn't have, with what a stock coordinator
 * answered: the columns, or the error with its place. None is answered by planning or execution.
 */
const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly sql: string });

/** Refused because execution has yet to learn a function of the statement. */
function isYetToCome(answer: Outcome): boolean {
  const [, name] =
    ('error' in answer && /Function (\w+)\(.*not yet supported$/.exec(answer.error.message)) || [];
  return name !== undefined && functionsNamed(name).some(({ entry }) => entry.unsupported === true);
}

describe('analysis answers as a stock coordinator does', () => {
  it('has statements of all kinds', () => {
    expect(answers.length).to.be.greaterThan(400);
  });

  for (const { sql, ...answer } of answers) {
    it(sql, () => {
      const found = outcome(sql);
      if (!isYetToCome(found)) {
        expect(found).to.deep.equal(answer);
      }
    });
  }
});
