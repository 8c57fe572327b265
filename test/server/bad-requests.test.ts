import { expect } from 'chai';
import type { RunningNode } from '../../src/server/node.ts';
import { internalToken } from '../support/internal-token.ts';
import { request, tear } from './http.ts';
import { startTestNode } from './test-node.ts';

const html = 'text/html;charset=iso-8859-1';
const user = { 'x-trino-user': 'alice' };
const task = '/v1/task/20260101_000000_00000_aaaaa.0.0.0';

describe('bad requests', () => {
  let node: RunningNode;
  let internal: Record<string, string>;

  before(async function () {
    this.timeout(60_000);
    node = await startTestNode({ properties: { 'task.client.timeout': '1s' } });
    internal = { 'x-trino-internal-bearer': await internalToken('test') };
  });

  after(() => node.stop());

  // What every one of them must leave behind: a node that answers.
  afterEach(async () => {
    expect((await request(`${node.url}/v1/info`)).status).to.equal(200);
  });

  const send = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ): ReturnType<typeof request> =>
    request(node.url + path, { method, headers, ...(body === undefined ? {} : { body }) });

  it('answers unknown paths with a page, to methods that have one', async () => {
    const page = await send('GET', '/v1/nope');
    expect([page.status, page.headers['content-type']]).to.deep.equal([404, html]);
    expect(page.headers['cache-control']).to.equal('must-revalidate,no-cache,no-store');
    expect(page.body).to.contain('/v1/nope');
    const empty = await send('PUT', '/v1/nope', user);
    expect([empty.status, empty.body, empty.headers['content-type']]).to.deep.equal([404, '', undefined]);
    expect((await send('GET', '/V1/info')).status).to.equal(404);
    expect((await send('GET', '/v1/info%2fstate')).status).to.equal(404);
  });

  it('writes nothing of the path into a page as it came', async () => {
    const page = await send('GET', '/v1/%3Cscript%3E"><script>');
    expect(page.status).to.equal(404);
    expect(page.body).not.to.contain('<script>');
  });

  for (const [method, path, allow] of [
    ['GET', '/v1/statement', 'POST,OPTIONS'],
    ['HEAD', '/v1/statement', 'POST,OPTIONS'],
    ['POST', '/v1/info', 'GET,OPTIONS'],
    ['PATCH', '/v1/info', 'GET,OPTIONS'],
    ['GET', '/v1/announcement/x', 'DELETE,OPTIONS,PUT'],
    ['POST', '/v1/query/x', 'DELETE,GET,OPTIONS'],
    ['PUT', task, 'DELETE,POST,GET,OPTIONS'],
  ] as const) {
    it(`answers ${method} ${path} with what is allowed there`, async () => {
      const answer = await send(method, path);
      expect(answer.status).to.equal(405);
      expect(answer.headers.allow).to.equal(allow);
    });
  }

  it('says what may be asked of a path, to users', async () => {
    expect((await send('OPTIONS', '/v1/nope', user)).status).to.equal(404);
    expect((await send('OPTIONS', '/v1/info')).status).to.equal(401);
    expect((await send('OPTIONS', '/v1/info', user)).headers.allow).to.equal('HEAD,GET,OPTIONS');
    expect((await send('OPTIONS', task, internal)).headers.allow).to.equal('HEAD,DELETE,POST,GET,OPTIONS');
  });

  it('answers HEAD like GET, without the body', async () => {
    for (const path of ['/v1/info', '/v1/status', '/v1/info/state']) {
      const answer = await send('HEAD', path);
      expect([answer.status, answer.body], path).to.deep.equal([200, '']);
      expect(answer.headers['content-type']).to.equal('application/json');
    }
  });

  it('ignores a slash at the end', async () => {
    expect((await send('GET', '/v1/info/')).status).to.equal(200);
    expect((await send('GET', '/v1/maxActiveSplits/?x=1', user)).status).to.equal(200);
  });

  it('takes values of a path or query that it cannot read for paths that do not exist', async () => {
    const slug = 'y0000000000000000000000000000000000000000';
    for (const path of [
      `/v1/statement/queued/20260101_000000_00000_aaaaa/${slug}/x`,
      `/v1/statement/queued/20260101_000000_00000_aaaaa/${slug}/1?maxWait=abc`,
      `/v1/statement/executing/20260101_000000_00000_aaaaa/${slug}/0?targetResultSize=abc`,
      '/v1/query/A-B',
      '/v1/resourceGroupState',
    ]) {
      const answer = await send('GET', path, user);
      expect([answer.status, answer.headers['content-type']], path).to.deep.equal([404, html]);
    }
    expect(
      (await send('GET', `${task}/results/x/y`, { ...internal, 'x-trino-max-size': '1MB' })).status,
    ).to.equal(404);
  });

  it('takes a path that cannot be decoded for a bad request', async () => {
    const answer = await send('GET', '/v1/query/%E0%A4%A', user);
    expect(answer.status).to.equal(400);
  });

  it('answers task ids that it cannot read with 500 and a line', async () => {
    for (const [method, path] of [
      ['GET', '/v1/task/zz/status'],
      ['DELETE', '/v1/task/zz'],
      ['GET', '/v1/task/zz'],
    ] as const) {
      const answer = await send(method, path, internal);
      expect([answer.status, answer.headers['content-type']], path).to.deep.equal([500, 'text/plain']);
      expect(answer.body).to.match(/^Invalid taskId zz$/);
    }
  });

  it('tells missing headers from unreadable ones', async () => {
    const missing = await send('GET', `${task}/results/0/0`, internal);
    expect([missing.status, missing.headers['content-type']]).to.deep.equal([500, 'text/plain']);
    expect(missing.body).not.to.contain('\n');
    expect((await send('GET', `${task}/dynamicfilters`, internal)).status).to.equal(500);
    const bad = await send('GET', `${task}/results/0/0`, { ...internal, 'x-trino-max-size': 'abc' });
    expect([bad.status, bad.headers['content-type']]).to.deep.equal([400, html]);
    const version = await send('GET', `${task}/status`, { ...internal, 'x-trino-current-version': 'abc' });
    expect([version.status, version.headers['content-type']]).to.deep.equal([400, html]);
  });

  it('labels what is wrong with a body like the answer that was expected', async () => {
    const json = { ...internal, 'content-type': 'application/json' };
    for (const [method, path, body, contentType] of [
      ['POST', task, '{', 'application/json'],
      ['POST', task, '[1, 2]', 'application/json'],
      ['POST', task, '"x"', 'application/json'],
      ['POST', `${task}/fail`, '{', 'application/json'],
      ['POST', '/v1/task/pruneCatalogs', '{', 'text/plain'],
      ['PUT', '/v1/announcement/x', '{', 'text/plain'],
      ['PUT', '/v1/info/state', '"active"', 'text/plain'],
      ['PUT', '/v1/info/state', 'ACTIVE', 'text/plain'],
      ['PUT', '/v1/info/state', '', 'text/plain'],
    ] as const) {
      const answer = await send(method, path, json, body);
      expect([answer.status, answer.headers['content-type']], `${path} ${body}`).to.deep.equal([
        400,
        contentType,
      ]);
      expect(answer.body).to.match(/^[^\n]+$/);
    }
  });

  it('answers a null or absent state with 500', async () => {
    const answer = await send(
      'PUT',
      '/v1/info/state',
      { ...internal, 'content-type': 'application/json' },
      'null',
    );
    expect([answer.status, answer.headers['content-type']]).to.deep.equal([500, 'text/plain']);
    expect((await send('POST', `${task}/fail`, internal)).status).to.equal(500);
  });

  it('refuses other content types', async () => {
    const page = await send(
      'POST',
      '/v1/task/pruneCatalogs',
      { ...internal, 'content-type': 'text/plain' },
      '[]',
    );
    expect([page.status, page.headers['content-type']]).to.deep.equal([415, html]);
    const empty = await send(
      'PUT',
      '/v1/announcement/x',
      { ...internal, 'content-type': 'text/plain' },
      '{}',
    );
    expect([empty.status, empty.body]).to.deep.equal([415, '']);
  });

  it('refuses an empty statement, takes a blank one', async () => {
    const empty = await send('POST', '/v1/statement', user);
    expect([empty.status, empty.headers['content-type'], empty.body]).to.deep.equal([
      400,
      'text/plain',
      'SQL statement is empty',
    ]);
    expect((await send('POST', '/v1/statement', user, ' \n')).status).to.equal(200);
  });

  it('takes 2 MB of SQL, which fails as too large once it is followed', async () => {
    const sql = `SELECT '${'x'.repeat(2 * 1024 * 1024)}'`;
    const posted = await send('POST', '/v1/statement', user, sql);
    expect(posted.status).to.equal(200);
    const { nextUri } = JSON.parse(posted.body) as { nextUri: string };
    const failed = JSON.parse((await request(nextUri)).body) as { error: { errorName: string } };
    expect(failed.error.errorName).to.equal('QUERY_TEXT_TOO_LARGE');
  });

  it('reads no statement beyond 16 MB', async () => {
    const answer = await send('POST', '/v1/statement', user, Buffer.alloc(17 * 1024 * 1024, 'x'));
    expect([answer.status, answer.headers['content-type']]).to.deep.equal([413, html]);
  });

  it('takes headers of 1 MB', async () => {
    const prepared = `p=${encodeURIComponent(`SELECT '${'x'.repeat(1024 * 1024)}'`)}`;
    const answer = await send(
      'POST',
      '/v1/statement',
      { ...user, 'x-trino-client-info': prepared },
      'SELECT 1',
    );
    expect(answer.status).to.equal(200);
  });

  it('refuses headers beyond 2 MB', async () => {
    const answer = await send('GET', '/v1/info', { 'x-large': 'x'.repeat(3 * 1024 * 1024) }).catch(
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );
    expect(typeof answer === 'object' ? answer.status : answer).to.be.oneOf([431, 'ECONNRESET', 'EPIPE']);
  });

  it('survives torn bodies', async () => {
    await tear(
      node.url,
      'POST /v1/statement HTTP/1.1\r\nHost: x\r\nX-Trino-User: a\r\nContent-Length: 100\r\n\r\nSELECT',
    );
    const token = internal['x-trino-internal-bearer'] ?? '';
    await tear(
      node.url,
      `POST ${task} HTTP/1.1\r\nHost: x\r\nX-Trino-Internal-Bearer: ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":`,
    );
    await tear(node.url, 'GARBAGE\r\n\r\n');
    await tear(node.url, 'GET /v1/info HT');
  });

  it('answers unknown tokens and queries as if they did not exist', async () => {
    const posted = await send('POST', '/v1/statement', user, 'SELECT 1');
    const { nextUri } = JSON.parse(posted.body) as { nextUri: string };
    const wrongSlug = nextUri.replace(/\/y[0-9a-f]{40}\//, '/y0000000000000000000000000000000000000000/');
    for (const uri of [wrongSlug, nextUri.replace(/\/1$/, '/7')]) {
      expect((await request(uri)).status, uri).to.equal(404);
    }
    expect((await send('GET', '/v1/query/20200101_000000_00000_aaaaa', user)).status).to.equal(410);
    expect((await send('GET', '/v1/queryState/20200101_000000_00000_aaaaa', user)).status).to.equal(404);
    expect((await send('DELETE', '/v1/query/20200101_000000_00000_aaaaa', user)).status).to.equal(204);
    expect((await send('GET', '/v1/query?state=nonsense', user)).status).to.equal(500);
  });
});
