import { expect } from 'chai';
import type { RunningNode } from '../../src/server/node.ts';
import { internalToken } from '../support/internal-token.ts';
import { request } from './http.ts';
import { startTestNode } from './test-node.ts';

const mustBeSent = 'Basic authentication or X-Trino-Original-User or X-Trino-User must be sent';
const challenge = 'Basic realm="Trino"';
const basic = (text: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

describe('access classes', () => {
  let node: RunningNode;
  let token: string;

  before(async function () {
    this.timeout(60_000);
    node = await startTestNode();
    token = await internalToken('test');
  });

  after(() => node.stop());

  const get = (path: string, headers: Record<string, string> = {}): ReturnType<typeof request> =>
    request(node.url + path, { headers });

  it('lets everyone ask what is public, even with a bad token', async () => {
    for (const path of ['/v1/info', '/v1/info/state', '/v1/info/coordinator', '/v1/status']) {
      expect((await get(path)).status, path).to.equal(200);
      expect((await get(path, { 'x-trino-internal-bearer': 'x' })).status, path).to.equal(200);
    }
  });

  it('asks for a user', async () => {
    for (const path of ['/v1/maxActiveSplits', '/v1/thread', '/v1/node', '/v1/service', '/v1/query']) {
      const answer = await get(path);
      expect(answer.status, path).to.equal(401);
      expect(answer.headers['content-type']).to.equal('text/plain;charset=utf-8');
      expect(answer.headers['www-authenticate']).to.equal(challenge);
      expect(answer.body).to.equal(mustBeSent);
    }
  });

  for (const [what, headers] of [
    ['X-Trino-User', { 'x-trino-user': 'alice' }],
    ['X-Trino-Original-User', { 'x-trino-original-user': 'alice' }],
    ['Basic without a password', basic('alice:')],
    ['Basic without a colon', basic('alice')],
  ] as const) {
    it(`takes ${what}`, async () => {
      expect((await get('/v1/maxActiveSplits', headers)).status).to.equal(200);
    });
  }

  for (const [what, headers, body, challenged] of [
    ['a password', basic('alice:secret'), 'Password not allowed for insecure authentication', true],
    ['an empty Basic user', basic(':'), 'Malformed credentials: user is empty', false],
    ['no base64', { authorization: 'Basic !!!' }, 'Invalid base64 encoded credentials', false],
    ['another scheme', { authorization: 'Bearer abc' }, mustBeSent, true],
    ['a blank user', { 'x-trino-user': ' ' }, mustBeSent, true],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const answer = await get('/v1/maxActiveSplits', headers);
      expect(answer.status).to.equal(401);
      expect(answer.body).to.equal(body);
      expect(answer.headers['www-authenticate']).to.equal(challenged ? challenge : undefined);
    });
  }

  it('refuses to act for another user', async () => {
    const answer = await get('/v1/maxActiveSplits', { ...basic('alice:'), 'x-trino-user': 'bob' });
    expect(answer.status).to.equal(403);
    expect(answer.headers['content-type']).to.equal('text/html;charset=iso-8859-1');
  });

  it('lets no user write, and says so without a body', async () => {
    const answer = await request(`${node.url}/v1/info/state`, {
      method: 'PUT',
      headers: { 'x-trino-user': 'alice', 'content-type': 'application/json' },
      body: '"SHUTTING_DOWN"',
    });
    expect([answer.status, answer.body]).to.deep.equal([403, '']);
  });

  it('refuses another content type before it asks who is there', async () => {
    const answer = await request(`${node.url}/v1/info/state`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: '"ACTIVE"',
    });
    expect([answer.status, answer.body]).to.deep.equal([415, '']);
  });

  it('keeps internal resources to nodes', async () => {
    for (const path of ['/v1/task', '/v1/memory', '/v1/store/dynamic']) {
      for (const headers of [{}, { 'x-trino-user': 'alice' }]) {
        const answer = await get(path, headers);
        expect(answer.status, path).to.equal(403);
        expect(answer.headers['content-type']).to.equal('text/html;charset=iso-8859-1');
        expect(answer.body).to.contain('HTTP ERROR 403 Forbidden').and.to.contain(path);
      }
      expect((await get(path, { 'x-trino-internal-bearer': token })).status, path).to.equal(200);
    }
  });

  it('accepts a token of any node wherever a user is asked for', async () => {
    for (const path of [
      '/v1/maxActiveSplits',
      '/v1/thread',
      '/v1/node',
      '/v1/query',
      '/v1/service/trino/general',
    ]) {
      expect((await get(path, { 'x-trino-internal-bearer': token })).status, path).to.equal(200);
    }
  });

  it('refuses tokens that are garbage, expired, or of another secret', async () => {
    const expired = `${token.slice(0, token.indexOf('.'))}.${Buffer.from('{"sub":"x","exp":1}').toString('base64url')}.x`;
    for (const bad of ['x', expired, await internalToken('another secret'), `${token}x`]) {
      const answer = await get('/v1/task', { 'x-trino-internal-bearer': bad });
      expect(answer.status).to.equal(401);
      expect(answer.headers['content-type']).to.equal('text/html;charset=iso-8859-1');
      expect(answer.headers['www-authenticate']).to.equal(undefined);
    }
  });

  it('starts no query for a node', async () => {
    const answer = await request(`${node.url}/v1/statement`, {
      method: 'POST',
      headers: { 'x-trino-internal-bearer': token, 'x-trino-user': 'alice' },
      body: 'SELECT 1',
    });
    expect(answer.status).to.equal(403);
    expect(answer.headers['content-type']).to.equal('text/plain');
    expect(answer.body).to.equal('Internal communication can not be used to start a query');
  });
});
