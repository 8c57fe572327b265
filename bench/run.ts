import { mkdirSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { summarize, throughput, timed } from './measure.ts';
import { startOurs, startStock } from './servers.ts';
import type { BenchServer } from './servers.ts';
import { runStatement } from './statement-client.ts';

/**
 * Measures this server, a stock Trino and bare DuckDB side by side, in one run on one machine, and prints figures and ratios.
 * Literals vary from run to run, so that no answer can be a remembered one.
 */
interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly stock: number;
  readonly duckdb?: number;
}

/** What was measured on one server, by the name of the row. */
type Measured = ReadonlyMap<string, { readonly unit: string; readonly value: number }>;

const statements = [
  ['SELECT 1', (run: number) => `SELECT ${run}`],
  [
    'count(*) of nation',
    (run: number) => `SELECT count(*) FROM tpch.tiny.nation WHERE nationkey <> ${-run - 1}`,
  ],
  [
    'grouped count of nation',
    (run: number) =>
      `SELECT regionkey, count(*) FROM tpch.tiny.nation WHERE nationkey <> ${-run - 1} GROUP BY 1 ORDER BY 1`,
  ],
] as const;

/** One server after the other, each alone on the machine: the other's compiler threads would be measured too. */
async function measure(start: () => Promise<BenchServer>, starts: number): Promise<Measured> {
  const ready: number[] = [];
  for (let i = 1; i < starts; i++) {
    const server = await start();
    ready.push(server.readyMillis);
    await server.stop();
  }
  const server = await start();
  ready.push(server.readyMillis);
  const measured = new Map<string, { unit: string; value: number }>();
  try {
    measured.set('start to ready', { unit: 'ms', value: summarize(ready).p50 });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    measured.set('memory at rest', { unit: 'MB', value: megabytes(server) });
    for (const [what, sql] of statements) {
      const { p50, p99 } = summarize(await timed(300, 300, (run) => runStatement(server.url, sql(run))));
      measured.set(`${what} p50`, { unit: 'ms', value: p50 });
      measured.set(`${what} p99`, { unit: 'ms', value: p99 });
    }
    measured.set('SELECT 1, 8 clients', {
      unit: 'queries/s',
      value: await throughput(8, 5_000, (run) => runStatement(server.url, `SELECT ${run}`)),
    });
    measured.set('memory after that', { unit: 'MB', value: megabytes(server) });
  } finally {
    await server.stop();
  }
  return measured;
}

async function measureDuckDb(): Promise<ReadonlyMap<string, number>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const { p50, p99 } = summarize(
    await timed(300, 300, async (run) => (await connection.run(`SELECT ${run}`)).getRows()),
  );
  return new Map([
    ['SELECT 1 p50', p50],
    ['SELECT 1 p99', p99],
  ]);
}

async function main(): Promise<void> {
  const ours = await measure(startOurs, 5);
  const stock = await measure(startStock, 1);
  const duckdb = await measureDuckDb();
  const rows: Row[] = [...ours].map(([what, { unit, value }]) => {
    const bare = duckdb.get(what);
    return {
      what,
      unit,
      ours: value,
      stock: stock.get(what)?.value ?? Number.NaN,
      ...(bare === undefined ? {} : { duckdb: bare }),
    };
  });
  print(rows);
  mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
  writeFileSync(new URL('./results/latest.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
}

function megabytes(server: BenchServer): number {
  return server.residentBytes() / 1024 ** 2;
}

function print(rows: readonly Row[]): void {
  const figure = (value: number | undefined): string =>
    value === undefined ? '' : value.toFixed(value < 100 ? 2 : 0);
  console.log('| measured | unit | leveret | stock Trino 435 | leveret / stock | bare DuckDB |');
  console.log('| --- | --- | ---: | ---: | ---: | ---: |');
  for (const { what, unit, ours, stock, duckdb } of rows) {
    console.log(
      `| ${what} | ${unit} | ${figure(ours)} | ${figure(stock)} | ${(ours / stock).toFixed(3)} | ${figure(duckdb)} |`,
    );
  }
}

await main();
// DuckDB's binding keeps the process alive.
process.exit(0);
