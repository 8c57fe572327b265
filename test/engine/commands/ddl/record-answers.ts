import { readFileSync, writeFileSync } from 'node:fs';
import { runQuery } from '../../../support/trino-client.ts';

/**
 * Asks a stock Trino the statements of `stock-answers.jsonl` again, in their order, and writes its answers beside them:
 * `tsx record-answers.ts URL`. A new statement is a line `{"sql": "…"}`. They work in schemas of their own and leave none behind.
 */
const [server] = process.argv.slice(2);
if (server === undefined) {
  throw new Error('Usage: tsx record-answers.ts http://host:port of a stock Trino 435');
}
const file = new URL('stock-answers.jsonl', import.meta.url);
const lines: string[] = [];
for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
  const { sql } = JSON.parse(line) as { readonly sql: string };
  const { columns, error, answers } = await runQuery(server, sql, {
    'X-Trino-User': 'alice',
    'X-Trino-Catalog': 'memory',
    'X-Trino-Schema': 'ddl_answers',
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  });
  const { updateType } = (answers.at(-1) ?? {}) as { readonly updateType?: string };
  const location = error?.errorLocation as
    | { readonly lineNumber: number; readonly columnNumber: number }
    | undefined;
  // Whether an error comes with an updateType depends on how quick the client is, so it isn't kept then.
  const answer =
    error === undefined
      ? updateType === undefined
        ? { columns: columns.map(({ name, type }) => ({ name, type })) }
        : { updateType }
      : {
          error: {
            errorName: error.errorName,
            message: error.message,
            ...(location && { line: location.lineNumber, column: location.columnNumber }),
          },
        };
  lines.push(`${JSON.stringify({ sql, ...answer })}\n`);
}
writeFileSync(file, lines.join(''));
process.stdout.write(`${lines.length} statements\n`);
