// A thousand clients and a hundred queries at once, with figures (`npm run test:load`).
import { expect } from 'chai';
import { Agent, request } from 'node:http';
import type { RunningNode } from '../../src/index.ts';
import { defaultParts } from '../../src/server/default-parts.ts';
import { holdingsOf } from '../../src/server/holdings.ts';
import type { Holdings } from '../../src/server/holdings.ts';
import { startWith } from '../../src/server/start.ts';
import { CountingClock } from '../support/counting-clock.ts';

const clients = 1_000;
const heavyQueries = 100;
const restMillis = 60_000;
/** Clients that are silent for 10 s are waited for no longer: then the history shrinks to its bound. */
const settleMillis = 20_000;

const agent = new Agent({ keepAlive: true, maxSockets: clients + heavyQueries + 10 });

interface Answer {
  readonly nextUri?: string;
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string };
}

/** @returns the parsed answer and the time it took, ms */
function call(uri: string, method = 'GET', body = ''): Promise<{ answer: Answer; millis: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(uri, { method, agent, headers: { 'X-Trino-User': 'load' } }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) {
          reject(new Error(`${method} ${uri} answered ${response.statusCode ?? 0}`));
          return;
        }
        const answer = JSON.parse(Buffer.concat(pieces).toString()) as Answer;
        resolve({ answer, millis: performance.now() - began });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function rowsOf(url: string, sql: string): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  let { answer } = await call(`${url}/v1/statement`, 'POST', sql);
  for (;;) {
    if (answer.error !== undefined) throw new Error(`${sql}: ${answer.error.message}`);
    rows.push(...(answer.data ?? []));
    if (answer.nextUri === undefined) return rows;
    ({ answer } = await call(answer.nextUri));
  }
}

/** Every client runs a statement of its own to its end, and a hundred of them heavier ones. Checks every row. */
async function wave(url: string): Promise<void> {
  const light = Array.from({ length: clients }, async (_, n) => {
    const rows = await rowsOf(
      url,
      `SELECT nationkey, ${n} FROM tpch.tiny.nation WHERE nationkey < ${n % 26}`,
    );
    expect(rows.length, `client ${n}`).to.equal(n % 26);
    for (const row of rows) expect(row[1]).to.equal(n);
  });
  const heavy = Array.from({ length: heavyQueries }, async (_, n) => {
    const [row] = await rowsOf(
      url,
      `SELECT count(*), sum(quantity) FROM tpch.tiny.lineitem l JOIN tpch.tiny.orders o ON l.orderkey = o.orderkey
       WHERE o.orderkey % ${heavyQueries} = ${n}`,
    );
    return Number(row?.[0]);
  });
  await Promise.all(light);
  const counts = await Promise.all(heavy);
  expect(
    counts.reduce((sum, count) => sum + count, 0),
    'rows of all heavy queries',
  ).to.equal(60_175);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Heap in use after a collection, bytes. Needs `--expose-gc`. */
function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('run it with node --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

describe('a thousand polling clients and a hundred running queries', function () {
  this.timeout(600_000);
  const clock = new CountingClock();
  let node: RunningNode;

  before(async () => {
    node = await startWith({ port: 0, logLevel: 'error' }, { ...defaultParts, clock });
    // What is kept of ended queries and tasks is no leak: two waves fill both histories to their bounds (2,000 and 1,000), and then
    // their oldest are pruned as in any busy coordinator.
    for (let waves = 0; waves < 2; waves++) await wave(node.url);
    await new Promise((resolve) => setTimeout(resolve, settleMillis));
  });

  after(async () => {
    agent.destroy();
    await node.stop();
  });

  it('loses no row, answers others meanwhile, and holds nothing a minute later', async () => {
    const before = { heap: heapBytes(), held: await holdingsOf(node), timers: clock.pending };
    const latencies: number[] = [];
    let over = false;
    const looking = (async () => {
      while (!over) {
        latencies.push((await call(`${node.url}/v1/info`)).millis);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    const began = Date.now();
    await wave(node.url);
    const seconds = (Date.now() - began) / 1_000;
    over = true;
    await looking;
    await new Promise((resolve) => setTimeout(resolve, restMillis));
    const after = { heap: heapBytes(), held: await holdingsOf(node), timers: clock.pending };
    const p = (share: number): string => `${percentile(latencies, share).toFixed(0)} ms`;
    console.log(
      [
        `      ${clients} clients and ${heavyQueries} queries took ${seconds.toFixed(1)} s`,
        `GET /v1/info meanwhile: p50 ${p(0.5)}, p99 ${p(0.99)}, worst ${p(1)} of ${latencies.length}`,
        `heap ${megabytes(before.heap)} before, ${megabytes(after.heap)} a minute later`,
        `DuckDB ${megabytes(before.held.kernelBytes)} before, ${megabytes(after.held.kernelBytes)} a minute later`,
        `timers ${before.timers} before, ${after.timers} a minute later`,
      ].join('\n      '),
    );
    const { kernelBytes, ...held } = after.held;
    const none: Omit<Holdings, 'kernelBytes'> = {
      activeQueries: 0,
      groupPlaces: 0,
      activeTasks: 0,
      bufferedBytes: 0,
      kernelTasks: 0,
      kernelTaskBytes: 0,
    };
    expect(held).to.deep.equal(none);
    expect(after.heap).to.be.below(before.heap * 1.1);
    expect(kernelBytes).to.be.below(before.held.kernelBytes * 1.1);
    expect(after.timers).to.be.at.most(before.timers + 1);
  });
});
