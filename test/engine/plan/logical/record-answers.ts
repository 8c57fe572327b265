import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { runQuery } from '../../../support/trino-client.ts';

/**
 * Asks a stock Trino the statements of this folder again and writes its answers beside them: `tsx record-answers.ts URL`. A new
 * statement is a line `{"sql": "…"}`, with `"ordered": true` where the order of its rows counts.
 */
const [server] = process.argv.slice(2);
if (server === undefined) {
  throw new Error('Usage: tsx record-answers.ts http://host:port of a stock Trino 435');
}
const folder = new URL('./', import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
  const lines: string[] = [];
  for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
    if (line !== '') {
      const { sql, ordered } = JSON.parse(line) as { readonly sql: string; readonly ordered?: true };
      const { columns, rows, error } = await runQuery(server, sql, {
        'X-Trino-Catalog': 'tpch',
        'X-Trino-Schema': 'tiny',
      });
      const answer =
        error === undefined
          ? { types: columns.map(({ type }) => type), rows, ...(ordered && { ordered }) }
          : { error: error.errorName, message: error.message };
      lines.push(`${JSON.stringify({ sql, ...answer })}\n`);
    }
  }
  writeFileSync(new URL(file, folder), lines.join(''));
  process.stdout.write(`${file}: ${lines.length} statements\n`);
}
