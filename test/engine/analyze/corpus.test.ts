import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { displayType } from '../../../src/engine/types/display-type.ts';
import { analyzed } from './test-session.ts';

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

const files = ['error', 'operator', 'query', 'type', 'aggregate', 'function'];

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

type Outcome =
  | { readonly columns: CorpusRow['columns'] }
  | { readonly error: NonNullable<CorpusRow['error']> };

function outcome({ sql, catalog, schema }: CorpusRow): Outcome {
  try {
    const { columns } = analyzed(sql, {
      user: 'corpus',
      ...({ catalog, schema } as { catalog: string; schema: string }),
    });
    return { columns: columns.map(({ name, type }) => ({ name, type: displayType(type) })) };
  } catch (error) {
    if (!(error instanceof TrinoError)) {
      throw error;
    }
    const { lineNumber: line, columnNumber: column } = error.location ?? {};
    return {
      error: {
        errorName: error.errorName,
        message: error.message,
        ...(line !== undefined && { line }),
        ...(column !== undefined && { column }),
      },
    };
  }
}

/** Answers that aren't analysis' to give: syntax, tables that the test's catalog doesn't have, what is yet to come. */
function isElsewhere(row: CorpusRow, answer: Outcome): boolean {
  return (
    row.error?.errorName === 'SYNTAX_ERROR' ||
    // Said by the planner.
    (row.error?.message.endsWith('Given correlated subquery is not supported') ?? false) ||
    ('error' in answer &&
      (/not yet supported$/.test(answer.error.message) ||
        /'tpch\.tiny\.(customer|lineitem|orders|part|partsupp|supplier)' does not exist/.test(
          answer.error.message,
        )))
  );
}

describe('analysis answers the corpus as stock does', () => {
  for (const file of files) {
    it(`${file}.jsonl: errors with their positions, names and types of columns`, () => {
      let checked = 0;
      for (const row of rows(file)) {
        const answer = outcome(row);
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
