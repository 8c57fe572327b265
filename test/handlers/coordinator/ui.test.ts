import { expect } from 'chai';
import type { RunningNode } from '../../../src/server/node.ts';
import { request } from '../../server/http.ts';
import type { Answer } from '../../server/http.ts';
import { startTestNode } from '../../server/test-node.ts';

describe('the console', () => {
  let node: RunningNode;
  let cookie: string;

  before(async function () {
    this.timeout(60_000);
    node = await startTestNode({ nodeId: 'n1' });
    const answer = await login('username=alice&password=');
    cookie = (answer.headers['set-cookie']?.[0] ?? '').split(';', 1)[0] ?? '';
  });

  after(() => node.stop());

  const login = (form: string): Promise<Answer> =>
    request(`${node.url}/ui/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
  const get = (path: string, headers: Record<string, string> = { cookie }): Promise<Answer> =>
    request(node.url + path, { headers });
  const json = async (path: string): Promise<unknown> => JSON.parse((await get(path)).body) as unknown;

  it('is where / leads', async () => {
    for (const path of ['/', '/ui']) {
      const answer = await get(path, {});
      expect([answer.status, answer.headers.location], path).to.deep.equal([303, `${node.url}/ui/`]);
    }
    const named = await get('/', { host: 'trino.example:99' });
    expect(named.headers.location).to.equal('http://trino.example:99/ui/');
  });

  it('asks for a login, and comes back to what was wanted', async () => {
    for (const [path, location] of [
      ['/ui/', '/ui/login.html'],
      [
        '/ui/query.html?20260101_000000_00000_aaaaa',
        '/ui/login.html?/ui/query.html?20260101_000000_00000_aaaaa',
      ],
      ['/ui/nope', '/ui/login.html?/ui/nope'],
    ]) {
      const answer = await get(path ?? '', {});
      expect([answer.status, answer.headers.location], path).to.deep.equal([
        303,
        node.url + (location ?? ''),
      ]);
    }
    expect((await get('/ui/login.html', {})).status).to.equal(200);
  });

  it('starts a session for a name without a password', async () => {
    const answer = await login('username=alice&password=');
    expect([answer.status, answer.headers.location]).to.deep.equal([303, `${node.url}/ui/`]);
    expect(answer.headers['set-cookie']?.[0]).to.match(
      /^Trino-UI-Token=[\w-]+\.[\w-]+\.[\w-]+;Version=1;Path=\/ui;HttpOnly$/,
    );
    for (const form of ['username=&password=', 'password=', '', 'username=alice&password=secret']) {
      const refused = await login(form);
      expect([refused.status, refused.headers.location], form).to.deep.equal([
        303,
        `${node.url}/ui/login.html`,
      ]);
      expect(refused.headers['set-cookie'], form).to.equal(undefined);
    }
  });

  it('leads nowhere else after the login', async () => {
    for (const [path, location] of [
      ['/ui/query.html?x', '/ui/query.html?x'],
      [`${node.url}/ui/api/query/x`, '/ui/api/query/x'],
      ['ui/api/stats', '/ui/api/stats'],
      [`${node.url}@evil.example/`, '/ui/'],
      ['http://', '/ui/'],
      ['javascript:alert(1)', '/ui/'],
      ['//evil.example/', '/ui/'],
      ['https://evil.example/', '/ui/'],
      ['/\\evil.example', '/ui/'],
      ['/x\r\nSet-Cookie: a=b', '/ui/'],
    ]) {
      const answer = await login(`username=alice&redirectPath=${encodeURIComponent(path ?? '')}`);
      expect(answer.headers.location, path).to.equal(node.url + (location ?? ''));
    }
  });

  it('ends a session', async () => {
    const answer = await get('/ui/logout');
    expect([answer.status, answer.headers.location]).to.deep.equal([303, `${node.url}/ui/login.html`]);
    expect(answer.headers['set-cookie']).to.deep.equal([
      'Trino-UI-Token=delete;Version=1;Path=/ui;Max-Age=0;HttpOnly',
    ]);
  });

  it('tells nothing without a session, or with one that is not ours', async () => {
    for (const headers of [{}, { cookie: 'Trino-UI-Token=x.y.z' }, { 'x-trino-user': 'alice' }] as Record<
      string,
      string
    >[]) {
      for (const path of ['/ui/api/stats', '/ui/api/cluster', '/ui/api/query', '/ui/api/worker/n1/status']) {
        const answer = await get(path, headers);
        expect([answer.status, answer.body, answer.headers['www-authenticate']], path).to.deep.equal([
          401,
          'Unauthorized',
          'Trino-Form-Login',
        ]);
      }
    }
  });

  it('has pages that load nothing from elsewhere', async () => {
    for (const path of ['/ui/', '/ui/query.html?20260101_000000_00000_aaaaa', '/ui/login.html']) {
      const page = await get(path);
      expect([page.status, page.headers['content-type']], path).to.deep.equal([200, 'text/html']);
      expect(page.headers['content-security-policy']).to.contain("default-src 'none'");
      const linked = [...page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? '');
      expect(linked.length).to.be.greaterThan(0);
      for (const link of linked) {
        expect(link).to.match(/^\//);
        expect((await get(link)).status, link).to.be.oneOf([200, 303]);
      }
    }
    expect((await get('/ui/nope')).status).to.equal(404);
    expect((await get('/ui/assets/nope.js')).status).to.equal(404);
  });

  it('counts the cluster', async () => {
    expect(await json('/ui/api/cluster')).to.deep.include({
      nodeVersion: { version: '435' },
      environment: 'test',
    });
    expect(await json('/ui/api/stats')).to.deep.include({
      runningQueries: 0,
      blockedQueries: 0,
      queuedQueries: 0,
      activeCoordinators: 1,
      activeWorkers: 1,
      runningDrivers: 0,
    });
  });

  it('lists queries, with the beginning of their text', async () => {
    const sql = `SELECT '${'x'.repeat(400)}'`;
    const posted = await request(`${node.url}/v1/statement`, {
      method: 'POST',
      headers: { 'x-trino-user': 'bob', 'x-trino-source': 'a test' },
      body: sql,
    });
    const { id, nextUri } = JSON.parse(posted.body) as { id: string; nextUri: string };
    expect(await json('/ui/api/query'), 'before it is submitted').to.deep.equal([]);
    await request(nextUri);
    const [query] = (await json('/ui/api/query')) as Record<string, unknown>[];
    expect(query).to.include({
      queryId: id,
      sessionUser: 'bob',
      sessionSource: 'a test',
      state: 'FAILED',
      queryTextPreview: `${sql.slice(0, 299)} ...`,
    });
    expect(await json('/ui/api/query?state=failed')).to.have.length(1);
    expect(await json('/ui/api/query?state=RUNNING')).to.deep.equal([]);
    expect((await get('/ui/api/query?state=nonsense')).status).to.equal(500);
    expect(await json(`/ui/api/query/${id}`)).to.include({ queryId: id, query: sql });
    const killed = await request(`${node.url}/ui/api/query/${id}/killed`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'text/plain' },
      body: 'too late',
    });
    expect(killed.status).to.equal(409);
  });

  it('says that a query is gone', async () => {
    expect((await get('/ui/api/query/20200101_000000_00000_aaaaa')).status).to.equal(410);
    const killed = await request(`${node.url}/ui/api/query/20200101_000000_00000_aaaaa/killed`, {
      method: 'PUT',
      headers: { cookie },
    });
    expect(killed.status).to.equal(410);
  });

  it('asks the nodes for what only they know', async () => {
    expect(await json('/ui/api/worker/n1/status')).to.include({ nodeId: 'n1' });
    expect(((await json('/ui/api/worker/n1/thread')) as unknown[]).length).to.be.greaterThan(0);
    expect((await get('/ui/api/worker/nope/status')).status).to.equal(404);
    expect((await get('/ui/api/worker/nope/thread')).status).to.equal(404);
  });

  it('can be switched off', async () => {
    // Without the contract: for it the paths are there.
    const plain = await startTestNode({ contract: false, properties: { 'web-ui.enabled': 'false' } });
    try {
      for (const path of ['/', '/ui/', '/ui/login.html', '/ui/api/stats']) {
        expect((await request(plain.url + path)).status, path).to.equal(404);
      }
    } finally {
      await plain.stop();
    }
  });

  it('follows a proxy only when told to', async () => {
    const headers = { host: 'inner:1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'outer.example' };
    expect((await get('/', headers)).headers.location).to.equal('http://inner:1/ui/');
    const behind = await startTestNode({ properties: { 'http-server.process-forwarded': 'true' } });
    try {
      expect((await request(behind.url, { headers })).headers.location).to.equal('https://outer.example/ui/');
    } finally {
      await behind.stop();
    }
  });
});
