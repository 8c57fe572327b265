import { expect } from 'chai';
import { TrinoClient, TrinoRequestError } from '../../src/client/index.ts';
import {
  nextPath,
  type Reply,
  results,
  type ScriptedServer,
  scriptedServer,
  type SeenRequest,
} from './scripted-server.ts';

const columns = [{ name: 'a', type: 'integer', typeSignature: { rawType: 'integer', arguments: [] } }];

describe('client: requests', () => {
  let server: ScriptedServer;
  let reply: (request: SeenRequest, url: string, count: number) => Reply | Promise<Reply>;

  beforeEach(async () => {
    let count = 0;
    server = await scriptedServer((request, url) => reply(request, url, count++));
  });

  afterEach(async () => {
    await server.close();
  });

  const clientOf = (options: { requestTimeoutMillis?: number } = {}): TrinoClient =>
    new TrinoClient({ server: server.url, user: 'test', ...options });

  const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => expect.fail('nothing was thrown'),
      (error: unknown) => error,
    );

  it('tries again after broken connections, 502, 503 and 504, with growing pauses', async () => {
    const failures: Reply[] = ['break', { status: 502 }, { status: 503, body: 'later' }, { status: 504 }];
    reply = ({ method }, url) => {
      if (method === 'POST') return { body: results({ nextUri: url + nextPath('executing', 1) }) };
      return failures.shift() ?? { body: results({ columns, data: [[7]] }) };
    };
    const begin = Date.now();
    expect((await clientOf().execute('SELECT 7')).rows).to.deep.equal([[7]]);
    expect(Date.now() - begin).to.be.within(950, 3000);
    expect(server.requests).to.have.length(6);
    expect(new Set(server.requests.slice(1).map((request) => request.path)).size).to.equal(1);
  });

  it('gives up when time is up, and says why', async () => {
    reply = ({ method }, url) =>
      method === 'POST'
        ? { body: results({ nextUri: url + nextPath('queued', 1) }) }
        : { status: 503, body: 'overloaded' };
    const error = (await failureOf(clientOf({ requestTimeoutMillis: 250 }).query('SELECT 1'))) as Error;
    expect(error).to.be.instanceOf(TrinoRequestError);
    expect(error).to.have.property('status', 503);
    expect(error.message).to.match(
      /^Error fetching the next rows \(attempts: \d+, duration: 0\.\d\ds\): .*503/,
    );
  });

  it('gives a request up that is not answered', async () => {
    reply = () => new Promise(() => undefined);
    const error = await failureOf(clientOf({ requestTimeoutMillis: 100 }).query('SELECT 1'));
    expect(error).to.be.instanceOf(TrinoRequestError).with.property('message').that.includes('within 100 ms');
  });

  it('does not try a refusal again', async () => {
    reply = () => ({ status: 400, body: 'SQL statement is empty' });
    const error = await failureOf(clientOf().query(''));
    expect(error).to.be.instanceOf(TrinoRequestError).with.property('status', 400);
    expect(error).to.have.property(
      'message',
      'Error starting the query: the server answered 400: SQL statement is empty',
    );
    expect(server.requests).to.have.length(1);
  });

  it('says so when nothing listens', async () => {
    const { url } = server;
    await server.close();
    const error = await failureOf(new TrinoClient({ server: url, user: 'test' }).query('SELECT 1'));
    expect(error).to.be.instanceOf(TrinoRequestError).with.property('status', undefined);
    server = await scriptedServer(() => ({}));
  });

  it('does not take an answer that is no JSON for rows', async () => {
    reply = () => ({ headers: { 'Content-Type': 'application/json' }, body: '{"id":' });
    expect(await failureOf(clientOf().query('SELECT 1'))).to.be.instanceOf(TrinoRequestError);
    reply = () => ({ headers: { 'Content-Type': 'text/html' }, body: '<html>a proxy' });
    const error = await failureOf(clientOf().query('SELECT 1'));
    expect(error).to.be.instanceOf(TrinoRequestError).with.property('body', '<html>a proxy');
  });

  it('asks for the next URI as it is', async () => {
    const odd =
      '/gateway/v1/statement/executing/20240229_010203_00001_abcde/y%2B1/9007199254740993?cluster=b&x=%41';
    reply = ({ method }, url) =>
      method === 'POST'
        ? { body: results({ nextUri: url + odd }) }
        : { body: results({ columns, data: [[1]] }) };
    await clientOf().execute('SELECT 1');
    expect(server.requests[1]?.path).to.equal(odd);
  });

  it('sends the session, and keeps what answers change in it', async () => {
    reply = ({ method }, url, count) => {
      if (method === 'POST') return { body: results({ nextUri: url + nextPath('executing', 1) }) };
      if (count > 1) return { body: results({ columns: [] }) };
      return {
        headers: {
          'X-Trino-Set-Catalog': 'memory',
          'X-Trino-Set-Schema': 'default',
          'X-Trino-Set-Path': 'memory.default',
          'X-Trino-Set-Session': ['query_priority=4', 'hive.some=a%2Cb+c'],
          'X-Trino-Clear-Session': 'query_max_run_time',
          'X-Trino-Set-Role': 'system=ROLE%7Badmin%7D',
          'X-Trino-Added-Prepare': 'my%20p=SELECT+%3F',
          'X-Trino-Deallocated-Prepare': 'old',
          'X-Trino-Started-Transaction-Id': 'f6b1b0a8-0000-0000-0000-000000000001',
          'X-Trino-Set-Authorization-User': 'bob',
        },
        body: results({ columns: [] }),
      };
    };
    const client = new TrinoClient({
      server: `${server.url}/`,
      user: 'alice',
      catalog: 'tpch',
      schema: 'tiny',
      source: 'tests',
      sessionProperties: { query_max_run_time: '5m', query_priority: '1' },
      extraCredentials: { token: 'a=b,c' },
      roles: { system: 'public', hive: 'NONE' },
      preparedStatements: { old: 'SELECT 1' },
      timeZone: 'Asia/Tokyo',
      language: 'de-AT',
      clientInfo: 'info',
      clientTags: ['a', 'b'],
      traceToken: 'trace',
      resourceEstimates: { EXECUTION_TIME: '1m' },
      headers: { 'X-Own': 'yes' },
    });
    await client.execute('SELECT 1');
    await client.execute('SELECT 2');
    const [first, poll, second] = server.requests;
    expect(first?.headers).to.include({
      'x-trino-user': 'alice',
      'x-trino-source': 'tests',
      'x-trino-catalog': 'tpch',
      'x-trino-schema': 'tiny',
      'x-trino-time-zone': 'Asia/Tokyo',
      'x-trino-language': 'de-AT',
      'x-trino-client-info': 'info',
      'x-trino-client-tags': 'a,b',
      'x-trino-client-capabilities': 'PATH,PARAMETRIC_DATETIME,SESSION_AUTHORIZATION',
      'x-trino-trace-token': 'trace',
      'x-trino-resource-estimate': 'EXECUTION_TIME=1m',
      'x-trino-session': 'query_max_run_time=5m,query_priority=1',
      'x-trino-role': 'system=ROLE%7Bpublic%7D,hive=NONE',
      'x-trino-prepared-statement': 'old=SELECT%201',
      'x-trino-transaction-id': 'NONE',
      'x-trino-extra-credential': 'token=a%3Db%2Cc',
      'x-own': 'yes',
    });
    expect(first?.headers).to.not.have.property('x-trino-original-user');
    expect(poll?.headers).to.include({ 'x-trino-user': 'alice', 'x-own': 'yes' });
    expect(second?.headers).to.include({
      'x-trino-user': 'bob',
      'x-trino-original-user': 'alice',
      'x-trino-catalog': 'memory',
      'x-trino-schema': 'default',
      'x-trino-path': 'memory.default',
      'x-trino-session': 'query_priority=4,hive.some=a%2Cb%20c',
      'x-trino-role': 'system=ROLE%7Badmin%7D',
      'x-trino-prepared-statement': 'my%20p=SELECT%20%3F',
      'x-trino-transaction-id': 'f6b1b0a8-0000-0000-0000-000000000001',
    });
    reply = ({ method }, url) =>
      method === 'POST'
        ? { body: results({ nextUri: url + nextPath('executing', 1) }) }
        : {
            headers: { 'X-Trino-Clear-Transaction-Id': 'true', 'X-Trino-Reset-Authorization-User': 'true' },
            body: results({ columns: [] }),
          };
    await client.execute('COMMIT');
    expect(client.session.transactionId).to.equal(undefined);
    expect(client.session.user).to.equal('alice');
    expect(client.session.roles.size).to.equal(0);
  });

  it('passes parameters by a prepared statement where that is asked for', async () => {
    reply = () => ({ body: results({ columns: [] }) });
    const client = new TrinoClient({
      server: server.url,
      user: 'test',
      parametersBy: 'prepared-statement',
      preparedStatements: { mine: 'SELECT 1' },
    });
    await client.execute('SELECT ?', { parameters: ["a'b"] });
    expect(server.requests[0]?.body).to.equal("EXECUTE leveret_client USING 'a''b'");
    expect(server.requests[0]?.headers['x-trino-prepared-statement']).to.equal(
      'mine=SELECT%201,leveret_client=SELECT%20%3F',
    );
    expect([...client.session.preparedStatements.keys()]).to.deep.equal(['mine']);
  });

  it('cancels where the loop over the rows is left', async () => {
    reply = ({ method }, url) =>
      method === 'DELETE'
        ? { status: 204 }
        : { body: results({ columns, data: [[1], [2]], nextUri: url + nextPath('executing', 1) }) };
    for await (const row of await clientOf().query('SELECT 1')) {
      expect(row).to.deep.equal([1]);
      break;
    }
    expect(server.requests.map(({ method, path }) => [method, path])).to.deep.equal([
      ['POST', '/v1/statement'],
      ['DELETE', nextPath('executing', 1)],
    ]);
  });

  it('cancels a statement that is aborted before the server has answered', async () => {
    let answer: ((reply: Reply) => void) | undefined;
    let deleted: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (deleted = resolve));
    reply = ({ method }) => {
      if (method !== 'DELETE') return new Promise((resolve) => (answer = resolve));
      deleted?.();
      return { status: 204 };
    };
    const abort = new AbortController();
    const query = failureOf(clientOf().query('SELECT 1', { signal: abort.signal }));
    while (answer === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    const reason = new Error('enough');
    abort.abort(reason);
    expect(await query).to.equal(reason);
    answer({ body: results({ nextUri: server.url + nextPath('queued', 1) }) });
    await gone;
    expect(server.requests[1]).to.include({ method: 'DELETE', path: nextPath('queued', 1) });
  });

  it('sends nothing for a signal that is aborted already', async () => {
    reply = () => ({});
    const reason = new Error('before');
    expect(await failureOf(clientOf().query('SELECT 1', { signal: AbortSignal.abort(reason) }))).to.equal(
      reason,
    );
    expect(server.requests).to.have.length(0);
  });

  it('sends credentials over https only', async () => {
    expect(() => new TrinoClient({ server: 'http://trino', user: 'a', password: 'b' })).to.throw(
      TypeError,
      'https only',
    );
    expect(() => new TrinoClient({ server: 'http://trino', user: 'a', accessToken: 'b' })).to.throw(
      TypeError,
    );
    expect(() => new TrinoClient({ server: 'ftp://trino', user: 'a' })).to.throw(TypeError, 'http or https');
    const seen: Headers[] = [];
    const client = new TrinoClient({
      server: 'https://trino.example',
      user: 'zoë',
      password: 'p:w',
      fetch: async (_url, init) => {
        seen.push(new Headers(init.headers));
        return Response.json(results({ nextUri: `http://trino.example${nextPath('queued', 1)}` }));
      },
    });
    const error = await failureOf(client.query('SELECT 1'));
    expect(error).to.be.instanceOf(TrinoRequestError).with.property('message').that.includes('https only');
    expect(seen).to.have.length(1);
    expect(seen[0]?.get('authorization')).to.equal(`Basic ${Buffer.from('zoë:p:w').toString('base64')}`);
  });
});
