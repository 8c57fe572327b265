import { seededRandom, tpchQueries } from '../test/support/tpch-queries.ts';
import { openDuckDb } from './duckdb.ts';
import { summarize, timed } from './measure.ts';
import type { Measured } from './report.ts';
import type { BenchServer } from './servers.ts';
import { readStatement, runStatement } from './statement-client.ts';
import type { BenchSession } from './statement-client.ts';

/** Rounds of the 22 queries that count, and runs of the large result, after one that doesn't. */
const rounds = 3;
/** Rows of the large result. */
export const largeRows = 1_000_000;

/** What one way of running the queries took, by their number, ms. */
type Times = ReadonlyMap<number, number>;

/** A round asks for other literals than the one before, the same for every server. */
async function round(seed: number, run: (sql: string) => Promise<unknown>): Promise<Times> {
  const times = new Map<number, number>();
  for (const { number, sql } of tpchQueries(seededRandom(seed))) {
    const start = performance.now();
    await run(sql);
    times.set(number, performance.now() - start);
  }
  return times;
}

function total(times: Times): number {
  return [...times.values()].reduce((sum, time) => sum + time, 0);
}

async function warmRounds(seed: number, run: (sql: string) => Promise<unknown>): Promise<Times> {
  const all: Times[] = [];
  for (let i = 1; i <= rounds; i++) all.push(await round(seed + i, run));
  return new Map(
    [...(all[0] as Times).keys()].map((number) => [
      number,
      summarize(all.map((times) => times.get(number) ?? Number.NaN)).p50,
    ]),
  );
}

/** Six columns of several types. */
function largeResult(run: number): string {
  return `SELECT orderkey, extendedprice, shipdate, shipmode, partkey, returnflag FROM lineitem WHERE partkey > ${run % 7} LIMIT ${largeRows}`;
}

function record(measured: Map<string, { unit: string; value: number }>, times: Times): void {
  for (const [number, value] of times) measured.set(`TPC-H query ${number}, warm`, { unit: 'ms', value });
  measured.set('TPC-H, 22 queries, warm', { unit: 'ms', value: total(times) });
}

/**
 * The 22 queries at sf1 on a server: first from its tpch catalog, as it's just started, then warm.
 * @param warmTables makes the tables that the warm rounds read, where these aren't the tpch catalog's
 */
export async function measureTpch(
  seed: number,
  start: () => Promise<BenchServer>,
  warmTables?: {
    readonly start: () => Promise<BenchServer>;
    readonly session: BenchSession;
    readonly make: (run: (sql: string) => Promise<unknown>) => Promise<void>;
  },
): Promise<Measured> {
  const measured = new Map<string, { unit: string; value: number }>();
  const catalog: BenchSession = { catalog: 'tpch', schema: 'sf1' };
  let server = await start();
  try {
    const first = await round(seed, (sql) => runStatement(server.url, sql, catalog));
    measured.set('TPC-H, 22 queries, first run', { unit: 'ms', value: total(first) });
    let session = catalog;
    if (warmTables !== undefined) {
      await server.stop();
      server = await warmTables.start();
      await warmTables.make((sql) => runStatement(server.url, sql, catalog));
      session = warmTables.session;
      await round(seed, (sql) => runStatement(server.url, sql, session));
    }
    record(measured, await warmRounds(seed, (sql) => runStatement(server.url, sql, session)));
    const large: number[] = [];
    for (let run = 0; run <= rounds; run++) {
      const begin = performance.now();
      await readStatement(server.url, largeResult(run), session);
      if (run > 0) large.push(performance.now() - begin);
    }
    measured.set('1,000,000 rows of 6 columns', { unit: 'ms', value: summarize(large).p50 });
    measured.set('memory after TPC-H', { unit: 'MB', value: server.residentBytes() / 1024 ** 2 });
  } finally {
    await server.stop();
  }
  return measured;
}

/** The same on bare DuckDB, in this process, on tables that our generator made. */
export async function measureDuckDbTpch(seed: number): Promise<Measured> {
  const measured = new Map<string, { unit: string; value: number }>();
  const duckdb = await openDuckDb();
  const { p50, p99 } = summarize(await timed(300, 300, (run) => duckdb.run(`SELECT ${run}`)));
  measured.set('SELECT 1 p50', { unit: 'ms', value: p50 });
  measured.set('SELECT 1 p99', { unit: 'ms', value: p99 });
  await duckdb.load('sf1');
  const first = await round(seed, (sql) => duckdb.run(sql));
  measured.set('TPC-H, 22 queries, first run', { unit: 'ms', value: total(first) });
  record(measured, await warmRounds(seed, (sql) => duckdb.run(sql)));
  const begin = performance.now();
  await duckdb.run(largeResult(1));
  measured.set('1,000,000 rows of 6 columns', { unit: 'ms', value: performance.now() - begin });
  duckdb.close();
  return measured;
}
