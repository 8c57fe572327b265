import { expect } from 'chai';
import { GroupClient } from '../../codegen/fixtures/multi-segment/expected/client.ts';
import { descriptors } from '../../codegen/fixtures/multi-segment/expected/operations.ts';
import { groupRouter, itemRouter, operations } from '../../codegen/fixtures/multi-segment/expected/server.ts';
import { allowedMethods } from '../../codegen/runtime.ts';
import { plainHooks, type Served, serve } from './serve.ts';

describe('generated servers: routing', () => {
  let served: Served;
  let asked: string[];

  before(async () => {
    const hooks = plainHooks({
      authorize: (operation, request) => {
        asked.push(`${operation.access} ${operation.operationId}`);
        if (request.headers['x-who'] === undefined) throw new Error('Who is it?');
        return Promise.resolve({ internal: true });
      },
    });
    served = await serve(
      groupRouter({ getGroup: ({ path }) => ({ status: 200, body: path.groupId }) }, hooks),
      itemRouter(
        {
          updateItem: ({ identity }) => {
            if (!identity.internal) throw new Error('The identity got lost');
            return { status: 204 };
          },
          pruneItems: async () => ({ status: 202 }),
        },
        hooks,
      ),
    );
  });
  after(() => served.stop());
  beforeEach(() => {
    asked = [];
  });

  const who = { 'X-Who': 'me' };

  it('hands over a path of several segments', async () => {
    const answer = await served.ask('GET', '/v1/group/global/a%2Fb/c%20d', who);
    expect(answer.body.toString()).to.equal('global/a/b/c d');
    expect(answer.headers['content-type']).to.equal('text/plain');
  });

  it('keeps the slashes in the client', async () => {
    const client = new GroupClient(`${served.url}/`, served.transport);
    const result = await client.getGroup({ path: { groupId: 'global/a b/ü' } }, { headers: who });
    expect(result.body).to.equal('global/a b/ü');
  });

  it('prefers the literal path', async () => {
    expect((await served.ask('POST', '/v1/item/prune', who)).status).to.equal(202);
    expect((await served.ask('POST', '/v1/item/other', who)).status).to.equal(204);
    expect(asked).to.deep.equal(['INTERNAL_ONLY pruneItems', 'INTERNAL_ONLY updateItem']);
  });

  it('asks who it is before anything else and passes a refusal on', async () => {
    const answer = await served.ask('POST', '/v1/item/other');
    expect(answer.status).to.equal(500);
    expect(answer.body.toString()).to.equal('Error: Who is it?');
  });

  it('knows the methods of a path', () => {
    const all = Object.values(descriptors);
    expect(operations).to.deep.equal(all);
    expect(allowedMethods(operations, '/v1/item/prune')).to.deep.equal(['POST']);
    expect(allowedMethods(operations, '/v1/group/a/b')).to.deep.equal(['GET']);
    expect(allowedMethods(operations, '/v1/group')).to.deep.equal([]);
    expect(allowedMethods(operations, '/v1/item/a/b')).to.deep.equal([]);
  });
});
