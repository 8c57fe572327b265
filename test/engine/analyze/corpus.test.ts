import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { exceptions } from '../../sql/exceptions.ts';
import { outcome } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** A row of test/sql: what a stock server answered. */
interface CorpusRow {
  readonly id: string;
  readonly sql: string;
  readonly catalog?: string;
  readonly schema?: string;
  readonly setup?: readonly string[];
  readonly parses?: boolean;
  readonly columns?: readonly { readonly name: string; readonly type: string }[];
  readonly error?: {
    readonly errorName: string;
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  };
}

const files = ['tpch', 'error', 'operator', 'query', 'type', 'aggregate', 'function'];

function rows(file: string): readonly CorpusRow[] {
  return readFileSync(new URL(`../../sql/${file}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusRow)
    .filter(
      (row) =>
        row.setup === undefined &&
        row.parses === undefined &&
        /^\s*(SELECT|VALUES|WITH|TABLE|\()/i.test(row.sql),
    );
}

/** Answers that aren't analysis' to give: syntax, tables that the test's catalog doesn't have, what is yet to come. */
function isElsewhere(row: CorpusRow, answer: Outcome): boolean {
  return (
    exceptions.has(row.id) ||
    row.error?.errorName === 'SYNTAX_ERROR' ||
    // Said by the planner.
    (row.error?.message.endsWith('Given correlated subquery is not supported') ?? false) ||
    ('error' in answer && answer.error.message.endsWith('not yet supported'))
  );
}

describe('analysis answers the corpus as stock does', () => {
  for (const file of files) {
    it(`${file}.jsonl: errors with their positions, names and types of columns`, () => {
      let checked = 0;
      for (const row of rows(file)) {
        const { catalog, schema } = row as { readonly catalog: string; readonly schema: string };
        const answer = outcome(row.sql, { catalog, schema });
        if (isElsewhere(row, answer)) {
          continue;
        }
        // Errors without a position mostly come when the statement runs.
        if (row.error !== undefined && row.error.line === undefined && 'columns' in answer) {
          continue;
        }
        const expected =
          row.error === undefined
            ? { columns: row.columns }
            : {
                error: {
                  errorName: row.error.errorName,
                  message: row.error.message,
                  ...(row.error.line !== undefined && { line: row.error.line }),
                  ...(row.error.column !== undefined && { column: row.error.column }),
                },
              };
        expect(answer, `${row.id}: ${row.sql}`).to.deep.equal(expected);
        checked++;
      }
      expect(checked).to.be.greaterThan(30);
    });
  }
});
