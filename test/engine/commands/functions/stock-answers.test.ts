import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { start } from '../../../../src/index.ts';
import type { RunningNode } from '../../../../src/index.ts';
import { runQuery } from '../../../support/trino-client.ts';

interface Statement {
  readonly sql: string;
  /** The client's session where it isn't memory, fn_answers and no path; empty: not set. */
  readonly catalog?: string;
  readonly schema?: string;
  readonly path?: string;
  readonly rows?: readonly (readonly unknown[])[];
  readonly updateType?: string;
  readonly error?: {
    readonly errorName: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  };
}

/** Statements that make, call, list and drop SQL functions of the catalog memory, one after the other, with what a stock server answered. */
const statements = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Statement);

describe('SQL functions of a catalog', function () {
  this.timeout(60_000);
  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0, contract: true, logLevel: 'fatal' });
  });
  after(() => node.stop());

  for (const { sql, catalog = 'memory', schema = 'fn_answers', path = '', ...expected } of statements) {
    it(sql + (path === '' ? '' : ` (path ${path})`), async () => {
      const outcome = await runQuery(node.url, sql, {
        'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME,PATH',
        ...(catalog !== '' && { 'X-Trino-Catalog': catalog }),
        ...(schema !== '' && { 'X-Trino-Schema': schema }),
        ...(path !== '' && { 'X-Trino-Path': path }),
      });
      const { error, rows } = outcome;
      const updateType = outcome.answers.at(-1)?.updateType;
      if (error === undefined) {
        expect(updateType === undefined ? { rows } : { updateType }).to.deep.equal(expected);
        return;
      }
      const { errorName, message, errorLocation } = error;
      expect({
        error: {
          errorName,
          message,
          ...(errorLocation !== undefined && {
            line: errorLocation.lineNumber,
            column: errorLocation.columnNumber,
          }),
        },
      }).to.deep.equal(expected);
    });
  }
});
