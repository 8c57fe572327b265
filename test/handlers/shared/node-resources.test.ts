import os from 'node:os';
import { expect } from 'chai';
import type { RunningNode } from '../../../src/server/node.ts';
import { internalToken } from '../../support/internal-token.ts';
import { request } from '../../server/http.ts';
import { startTestNode } from '../../server/test-node.ts';

describe('resources of every node', () => {
  let node: RunningNode;
  let internal: Record<string, string>;

  before(async function () {
    this.timeout(60_000);
    node = await startTestNode({ nodeId: 'n1', environment: 'lab' });
    internal = { 'x-trino-internal-bearer': await internalToken('lab') };
  });

  after(() => node.stop());

  const get = async (path: string): Promise<Record<string, unknown>> =>
    JSON.parse((await request(node.url + path, { headers: internal })).body) as Record<string, unknown>;

  it('/v1/info says who the node is', async () => {
    const { uptime, ...info } = await get('/v1/info');
    expect(info).to.deep.equal({
      nodeVersion: { version: '435' },
      environment: 'lab',
      coordinator: true,
      starting: false,
    });
    expect(uptime).to.match(/^\d+\.\d{2}(ms|s|m)$/);
    const answer = await request(`${node.url}/v1/info`);
    expect(answer.headers).to.include({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    expect(answer.body.endsWith('}\n')).to.equal(true);
  });

  it('/v1/info/state says ACTIVE, as JSON', async () => {
    expect((await request(`${node.url}/v1/info/state`)).body).to.equal('"ACTIVE"\n');
  });

  it('/v1/info/coordinator is empty on a coordinator', async () => {
    const answer = await request(`${node.url}/v1/info/coordinator`);
    expect([answer.status, answer.body]).to.deep.equal([200, '']);
  });

  it('/v1/status says what was measured', async () => {
    const status = await get('/v1/status');
    expect(status).to.include({
      nodeId: 'n1',
      environment: 'lab',
      coordinator: true,
      externalAddress: '127.0.0.1',
      internalAddress: '127.0.0.1',
      processors: os.availableParallelism(),
    });
    for (const load of ['processCpuLoad', 'systemCpuLoad']) expect(status[load], load).to.be.within(0, 1);
    const used = status['heapUsed'] as number;
    expect(used).to.be.greaterThan(1_000_000);
    expect(status['heapAvailable']).to.be.greaterThan(used);
    expect(status['nonHeapUsed']).to.be.greaterThan(0);
    expect(status['memoryInfo']).to.deep.equal(await get('/v1/memory'));
  });

  it('/v1/status measures anew', async () => {
    const before = (await get('/v1/status'))['processCpuLoad'];
    const end = Date.now() + 700;
    while (Date.now() < end) JSON.stringify(new Array(1000).fill({ a: 1 }));
    const after = (await get('/v1/status'))['processCpuLoad'];
    expect(after).not.to.equal(before);
    expect(after).to.be.greaterThan(0.1 / os.availableParallelism());
  });

  it('/v1/memory says what DuckDB and the buffers hold', async () => {
    expect(await get('/v1/memory')).to.deep.equal({
      availableProcessors: os.availableParallelism(),
      pool: {
        maxBytes: 1_000_000,
        reservedBytes: 300,
        reservedRevocableBytes: 0,
        queryMemoryReservations: { '20260101_000000_00001_abcde': 300 },
        queryMemoryAllocations: { '20260101_000000_00001_abcde': [{ tag: 'DuckDB', allocation: 300 }] },
        queryMemoryRevocableReservations: {},
        taskMemoryReservations: { '20260101_000000_00001_abcde.1.0.0': 300 },
        taskMemoryRevocableReservations: {},
        freeBytes: 999_700,
      },
    });
  });

  it('/v1/thread lists the threads of the process', async () => {
    const threads = (await get('/v1/thread')) as unknown as {
      id: number;
      name: string;
      state: string;
      stackTrace: { className: string; method: string; line: number }[];
    }[];
    const main = threads.find(({ id }) => id === process.pid);
    expect(main?.state).to.equal('RUNNABLE');
    expect(main?.stackTrace.some(({ method }) => method === 'processThreads')).to.equal(true);
    if (process.platform === 'linux') {
      // Node's own helpers are there at the least: the pool, the collector.
      expect(threads.length).to.be.greaterThan(4);
      expect(new Set(threads.map(({ id }) => id)).size).to.equal(threads.length);
    }
  });

  it('/v1/maxActiveSplits counts splits that run for long', async () => {
    const answer = await request(`${node.url}/v1/maxActiveSplits`, { headers: internal });
    expect(answer.headers['content-type']).to.equal('text/plain');
    expect(answer.body).to.equal('0 splits have been continuously active for more than 10.00m seconds\n');
  });
});
