import { summarize, throughput, timed } from './measure.ts';
import type { Measured } from './report.ts';
import type { BenchServer } from './servers.ts';
import { runStatement } from './statement-client.ts';

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

/** Start, memory and queries that take no time themselves: what a server costs by itself. */
export async function measureSmallQueries(
  start: () => Promise<BenchServer>,
  starts: number,
): Promise<Measured> {
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

function megabytes(server: BenchServer): number {
  return server.residentBytes() / 1024 ** 2;
}
