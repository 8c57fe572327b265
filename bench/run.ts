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

async function main(): Promise<void> {
  const rows: Row[] = [];
  const ours = await startOurs();
  const stock = await startStock();
  try {
    const duckdb = await (await DuckDBInstance.create(':memory:')).connect();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    rows.push({ what: 'start to ready', unit: 'ms', ours: ours.readyMillis, stock: stock.readyMillis });
    rows.push({ what: 'memory at rest', unit: 'MB', ours: megabytes(ours), stock: megabytes(stock) });
    for (const [what, sql] of [
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
    ] as const) {
      const a = summarize(await timed(200, 50, (run) => runStatement(ours.url, sql(run))));
      const b = summarize(await timed(100, 50, (run) => runStatement(stock.url, sql(run))));
      const bare =
        what === 'SELECT 1'
          ? summarize(await timed(200, 50, async (run) => (await duckdb.run(sql(run))).getRows()))
          : undefined;
      rows.push({
        what: `${what} p50`,
        unit: 'ms',
        ours: a.p50,
        stock: b.p50,
        ...(bare && { duckdb: bare.p50 }),
      });
      rows.push({
        what: `${what} p99`,
        unit: 'ms',
        ours: a.p99,
        stock: b.p99,
        ...(bare && { duckdb: bare.p99 }),
      });
    }
    rows.push({
      what: 'SELECT 1, 8 clients',
      unit: 'queries/s',
      ours: await throughput(8, 5_000, (run) => runStatement(ours.url, `SELECT ${run}`)),
      stock: await throughput(8, 5_000, (run) => runStatement(stock.url, `SELECT ${run}`)),
    });
    rows.push({ what: 'memory after that', unit: 'MB', ours: megabytes(ours), stock: megabytes(stock) });
  } finally {
    await ours.stop();
    await stock.stop();
  }
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
