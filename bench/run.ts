import { mkdirSync, writeFileSync } from 'node:fs';
import { rowsOf, tableOf } from './report.ts';
import type { Measured } from './report.ts';
import { measureLanguage } from './language.ts';
import { startOurs, startStock } from './servers.ts';
import { measureLoad } from './load.ts';
import { measureSmallQueries } from './small-queries.ts';
import { measureDuckDbTpch, measureTpch } from './tpch.ts';

/**
 * Measures this server, a stock Trino and bare DuckDB side by side, in one run on one machine, each alone, and prints figures and
 * ratios, also as JSON in results/latest.json. Literals vary from run to run, so that no answer can be a remembered one.
 * `npm run bench -- small`, `-- load` and `-- tpch` measure a part; BENCH_SEED=n repeats literals. `npm run bench -- language`
 * measures, of this server alone, what statements cost before they run and what functions computed in TypeScript cost.
 */
const seed = Number(process.env['BENCH_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000);
const parts = process.argv.slice(2);
const wanted = (part: string): boolean => parts.length === 0 || parts.includes(part);
const unknown = parts.filter((part) => !['small', 'load', 'tpch', 'language'].includes(part));
if (unknown.length > 0) {
  console.error(`Unknown part ${unknown.join(', ')}: small, load, tpch, language`);
  process.exit(2);
}
if (wanted('language')) {
  await measureLanguage(seed);
  if (parts.length === 1) process.exit(0);
}

const tables = ['nation', 'region', 'supplier', 'part', 'partsupp', 'customer', 'orders', 'lineitem'];

/** Stock's warm rounds read tables in its memory catalog, which need more heap. */
const stockTables = {
  start: () => startStock({ MEMORY_MAX: '4GB', JAVA_OPTS: '-Xmx10G' }),
  session: { catalog: 'memory', schema: 'default' },
  async make(run: (sql: string) => Promise<unknown>) {
    for (const table of tables) {
      await run(`CREATE TABLE memory.default.${table} AS SELECT * FROM tpch.sf1.${table}`);
    }
  },
};

async function join(...steps: readonly (() => Promise<Measured>)[]): Promise<Measured> {
  const all = new Map<string, { readonly unit: string; readonly value: number }>();
  for (const step of steps) for (const [what, figure] of await step()) all.set(what, figure);
  return all;
}

const ours = await join(
  ...(wanted('small') ? [() => measureSmallQueries(startOurs, 5)] : []),
  ...(wanted('load') ? [() => measureLoad(startOurs)] : []),
  ...(wanted('tpch') ? [() => measureTpch(seed, startOurs)] : []),
);
console.error('leveret is measured; now stock Trino');
const stock = await join(
  ...(wanted('small') ? [() => measureSmallQueries(() => startStock(), 1)] : []),
  ...(wanted('load') ? [() => measureLoad(() => startStock())] : []),
  ...(wanted('tpch')
    ? [() => measureTpch(seed, () => startStock({ JAVA_OPTS: '-Xmx4G' }), stockTables)]
    : []),
);
console.error('stock Trino is measured; now DuckDB');
const duckdb = wanted('tpch') ? await measureDuckDbTpch(seed) : new Map<string, never>();
const rows = rowsOf(ours, stock, duckdb);
console.log(`BENCH_SEED=${seed}\n\n${tableOf(rows)}`);
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(
  new URL('./results/latest.json', import.meta.url),
  `${JSON.stringify({ seed, rows }, null, 2)}\n`,
);
// DuckDB's binding keeps the process alive.
process.exit(0);
