import { expect } from 'chai';
import type { RunningNode } from '../../../src/server/node.ts';
import { internalToken } from '../../support/internal-token.ts';
import { eventually } from '../../support/peer.ts';
import { request } from '../http.ts';
import { startTestNode } from '../test-node.ts';

interface Services {
  readonly environment: string;
  readonly services: readonly {
    readonly nodeId: string;
    readonly type: string;
    readonly properties: Record<string, string>;
  }[];
}

describe('a cluster', () => {
  let coordinator: RunningNode;
  let worker: RunningNode;
  let internal: Record<string, string>;

  before(async function () {
    this.timeout(60_000);
    internal = { 'x-trino-internal-bearer': await internalToken('test') };
    coordinator = await startTestNode({ nodeId: 'c', includeCoordinator: false });
    worker = await startTestNode({
      nodeId: 'w',
      coordinator: false,
      discoveryUri: coordinator.url,
      properties: { 'shutdown.grace-period': '200ms' },
    });
  });

  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  const services = async (path = '/v1/service/trino/general'): Promise<Services> =>
    JSON.parse(
      (await request(coordinator.url + path, { headers: { 'x-trino-user': 'alice' } })).body,
    ) as Services;

  it('knows its nodes, with their addresses and catalogs', async () => {
    const found = await eventually(async () => {
      const list = await services();
      expect(list.services.map(({ nodeId }) => nodeId).sort()).to.deep.equal(['c', 'w']);
      return list;
    }, 5_000);
    expect(found.environment).to.equal('test');
    expect(found.services.find(({ nodeId }) => nodeId === 'w')?.properties).to.deep.equal({
      node_version: '435',
      coordinator: 'false',
      http: worker.url,
      'http-external': worker.url,
      catalogHandleIds: 'memory:normal:default,system:normal:system,tpch:normal:default',
    });
    const all = await services('/v1/service');
    expect(all.services.map(({ type }) => type)).to.include.members([
      'discovery',
      'trino',
      'trino-coordinator',
    ]);
  });

  it('watches the worker', async () => {
    await eventually(async () => {
      const answer = await request(`${coordinator.url}/v1/node`, { headers: internal });
      const [node, ...others] = JSON.parse(answer.body) as Record<string, unknown>[];
      expect(others).to.deep.equal([]);
      expect(node).to.deep.include({
        uri: `${worker.url}/v1/status`,
        recentFailures: 0,
        recentFailureRatio: 0,
        recentFailuresByType: {},
      });
      expect(node?.['recentSuccesses']).to.be.greaterThan(0);
    }, 5_000);
    const failed = await request(`${coordinator.url}/v1/node/failed`, { headers: internal });
    expect(JSON.parse(failed.body)).to.deep.equal([]);
  });

  it('refuses nodes of another environment', async () => {
    const answer = await request(`${coordinator.url}/v1/announcement/x`, {
      method: 'PUT',
      headers: { ...internal, 'content-type': 'application/json' },
      body: JSON.stringify({ environment: 'other', services: [] }),
    });
    expect([answer.status, answer.body]).to.deep.equal([
      400,
      'Environment mismatch. Expected: test, Provided: other',
    ]);
  });

  it('hands its announcements to other discovery servers', async () => {
    const answer = await request(`${coordinator.url}/v1/store/dynamic`, { headers: internal });
    const entries = JSON.parse(answer.body) as { key: string; value: string; maxAgeInMs: number }[];
    expect(entries.map(({ key }) => Buffer.from(key, 'base64').toString())).to.have.members(['c', 'w']);
    expect(entries.every(({ maxAgeInMs }) => maxAgeInMs === 30_000)).to.equal(true);
    const ofWorker = entries.find(({ key }) => Buffer.from(key, 'base64').toString() === 'w');
    const value: unknown = JSON.parse(Buffer.from(ofWorker?.value ?? '', 'base64').toString());
    expect(value).to.have.nested.property('[0].nodeId', 'w');
  });

  it('serves on the worker what every node serves, and nothing else', async () => {
    const status = async (path: string): Promise<number> =>
      (await request(worker.url + path, { headers: internal })).status;
    expect(await status('/v1/info')).to.equal(200);
    expect(await status('/v1/info/coordinator')).to.equal(404);
    expect(await status('/v1/memory')).to.equal(200);
    for (const path of [
      '/',
      '/v1/statement',
      '/v1/query',
      '/v1/node',
      '/v1/service',
      '/ui/',
      '/ui/api/stats',
    ]) {
      expect(await status(path), path).to.equal(404);
    }
  });

  it('lets a worker go when it is asked to', async function () {
    this.timeout(20_000);
    const put = (body: string): ReturnType<typeof request> =>
      request(`${worker.url}/v1/info/state`, {
        method: 'PUT',
        headers: { ...internal, 'content-type': 'application/json' },
        body,
      });
    expect((await put('"ACTIVE"')).body).to.equal('Invalid state transition to ACTIVE');
    const asked = await put('"SHUTTING_DOWN"');
    expect([asked.status, asked.body]).to.deep.equal([200, '']);
    expect((await request(`${worker.url}/v1/info/state`)).body).to.equal('"SHUTTING_DOWN"\n');
    expect((await put('"ACTIVE"')).status).to.equal(400);
    expect((await put('"SHUTTING_DOWN"')).status).to.equal(200);
    await eventually(async () => {
      const gone = await request(`${worker.url}/v1/info`).then(
        () => false,
        () => true,
      );
      expect(gone).to.equal(true);
    }, 5_000);
    await eventually(async () => {
      expect((await services()).services.map(({ nodeId }) => nodeId)).to.deep.equal(['c']);
    }, 5_000);
  });

  it('has a coordinator that cannot be sent away', async () => {
    const answer = await request(`${coordinator.url}/v1/info/state`, {
      method: 'PUT',
      headers: { ...internal, 'content-type': 'application/json' },
      body: '"SHUTTING_DOWN"',
    });
    expect([answer.status, answer.body]).to.deep.equal([500, 'Cannot shutdown coordinator']);
    expect((await request(`${coordinator.url}/v1/info/state`)).body).to.equal('"ACTIVE"\n');
  });
});
