import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { runQuery } from '../../support/trino-client.ts';
import { answerHeaders } from './stock-answer.ts';
import type { StockAnswer } from './stock-answer.ts';

/**
 * Asks a stock Trino the statements of this folder again and writes its answers beside them: `tsx record-answers.ts URL [FILE …]`. A new
 * statement is a line `{"sql": "…"}`.
 */
const [server, ...files] = process.argv.slice(2);
if (server === undefined)
  throw new Error('Usage: tsx record-answers.ts http://host:port of a stock Trino 435 [FILE …]');
const folder = new URL('./', import.meta.url);
const named = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
for (const file of files.length === 0 ? named : files) {
  const lines: string[] = [];
  for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
    if (line === '') continue;
    const { sql } = JSON.parse(line) as { readonly sql: string };
    const { columns, rows, error } = await runQuery(server, sql, answerHeaders);
    const place = error?.errorLocation;
    const answer: StockAnswer =
      error === undefined
        ? { sql, columns: columns.map(({ name, type }) => `${name} ${type}`), rows }
        : {
            sql,
            error: error.errorName,
            message: error.message,
            ...(place !== undefined && { place: [place.lineNumber, place.columnNumber] }),
          };
    lines.push(`${JSON.stringify(answer)}\n`);
  }
  writeFileSync(new URL(file, folder), lines.join(''));
  process.stdout.write(`${file}: ${lines.length} statements\n`);
}
