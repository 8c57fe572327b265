import { summarize } from './measure.ts';
import type { Measured } from './report.ts';
import type { BenchServer } from './servers.ts';
import { getPath, runStatement } from './statement-client.ts';

const pollingClients = 1_000;
const runningQueries = 100;
/** Between two looks, ms. */
const lookMillis = 20;

/** How quickly a server answers others while a thousand clients follow statements of their own and a hundred queries run. */
export async function measureLoad(start: () => Promise<BenchServer>): Promise<Measured> {
  const server = await start();
  const latencies: number[] = [];
  try {
    await runStatement(server.url, 'SELECT count(*) FROM tpch.tiny.lineitem');
    let over = false;
    const looks = (async () => {
      while (!over) {
        const began = performance.now();
        await getPath(server.url, '/v1/info');
        latencies.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, lookMillis));
      }
    })();
    const began = performance.now();
    // Stock refuses some when a thousand come at once: what it lost is a figure too.
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: pollingClients }, (_, n) =>
        runStatement(server.url, `SELECT nationkey, ${n} FROM tpch.tiny.nation`),
      ),
      ...Array.from({ length: runningQueries }, (_, n) =>
        runStatement(
          server.url,
          `SELECT count(*) FROM tpch.tiny.lineitem l JOIN tpch.tiny.orders o ON l.orderkey = o.orderkey
           WHERE o.orderkey % ${runningQueries} = ${n}`,
        ),
      ),
    ]);
    const seconds = (performance.now() - began) / 1_000;
    over = true;
    await looks;
    const { p50, p99 } = summarize(latencies);
    return new Map([
      ['GET /v1/info under load p50', { unit: 'ms', value: p50 }],
      ['GET /v1/info under load p99', { unit: 'ms', value: p99 }],
      ['1,000 clients and 100 queries', { unit: 's', value: seconds }],
      [
        'statements of these that failed',
        { unit: '', value: outcomes.filter(({ status }) => status === 'rejected').length },
      ],
    ]);
  } finally {
    await server.stop();
  }
}
