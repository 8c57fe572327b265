import { expect } from 'chai';
import { request } from './http.ts';
import { startTestNode, testParts } from './test-node.ts';

/** A planner whose queries get as far as waiting for workers, of which there are none. */
const waiting: ReturnType<typeof testParts>['loadPlanning'] = async () => ({
  createPlanner: () => () => ({
    columns: [],
    kind: 'query' as const,
    queryType: 'SELECT',
    warnings: [],
    inputs: [],
    routines: [],
    distribute: () => {
      throw new Error('not reached');
    },
  }),
  withBucketToPartition: (fragment) => fragment,
  statementQueryType: () => 'SELECT',
});

describe('stop', () => {
  const startWaiting = (): ReturnType<typeof startTestNode> =>
    startTestNode({ includeCoordinator: false, contract: false }, { ...testParts(), loadPlanning: waiting });

  const post = (url: string): ReturnType<typeof request> =>
    request(`${url}/v1/statement`, { method: 'POST', headers: { 'x-trino-user': 'a' }, body: 'SELECT 1' });

  it('ends an idle node at once, whatever the grace', async () => {
    const node = await startWaiting();
    const start = Date.now();
    await node.stop(60_000);
    expect(Date.now() - start).to.be.lessThan(2_000);
  });

  it('lets queries go on for the grace time, takes no new ones, and can be cut short', async () => {
    const node = await startWaiting();
    const { nextUri } = JSON.parse((await post(node.url)).body) as { nextUri: string };
    await request(nextUri);
    const stopping = node.stop(60_000);
    const refused = await post(node.url);
    expect([refused.status, refused.headers['content-type']]).to.deep.equal([503, 'text/plain']);
    expect((await request(`${node.url}/v1/info/state`)).body).to.equal('"SHUTTING_DOWN"\n');
    expect(JSON.parse((await request(nextUri)).body)).to.have.nested.property('stats.state', 'QUEUED');
    const start = Date.now();
    await node.stop();
    await stopping;
    expect(Date.now() - start).to.be.lessThan(2_000);
    await request(node.url).then(
      () => expect.fail('still listening'),
      (error: unknown) => expect(error).to.have.property('code', 'ECONNREFUSED'),
    );
  });

  it('waits no longer than the grace time', async () => {
    const node = await startWaiting();
    const { nextUri } = JSON.parse((await post(node.url)).body) as { nextUri: string };
    await request(nextUri);
    const start = Date.now();
    await node.stop(300);
    expect(Date.now() - start).to.be.within(250, 2_500);
  });
});
