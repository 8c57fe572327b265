import { expect } from 'chai';
import { ThingClient } from '../../codegen/fixtures/parameters/expected/client.ts';
import { type GetThingInput, thingRouter } from '../../codegen/fixtures/parameters/expected/server.ts';
import { plainHooks, problemOf, type Served, serve } from './serve.ts';

describe('generated servers: parameters', () => {
  let served: Served;
  let seen: GetThingInput | undefined;

  before(async () => {
    const router = thingRouter(
      {
        getThing: (request) => {
          seen = request;
          return { status: 200, body: {} };
        },
      },
      plainHooks(),
    );
    served = await serve(router);
  });
  after(() => served.stop());
  beforeEach(() => {
    seen = undefined;
  });

  const version = { 'X-Version': '7' };

  it('gives values the types of the spec', async () => {
    const query = 'maxWait=10ms&abort=false&ratio=0.5&size=3&kind=a&kind=b';
    const answer = await served.ask('GET', `/v1/thing/abc/12?${query}`, {
      ...version,
      'X-Tags': 'one, two,,three',
    });
    expect(answer.status, answer.body.toString()).to.equal(200);
    expect(seen?.path).to.deep.equal({ name: 'abc', token: 12 });
    expect(seen?.query).to.deep.equal({
      maxWait: '10ms',
      abort: false,
      ratio: 0.5,
      size: 3,
      kind: ['a', 'b'],
    });
    expect(seen?.headers).to.deep.equal({ 'X-Version': 7, 'X-Tags': ['one', 'two', 'three'] });
  });

  it('fills in defaults and leaves out what is absent', async () => {
    await served.ask('GET', '/v1/thing/abc/12', version);
    expect(seen?.query).to.deep.equal({ abort: true });
    expect(seen?.headers).to.deep.equal({ 'X-Version': 7 });
  });

  it('takes the first of a repeated value', async () => {
    await served.ask('GET', '/v1/thing/abc/12?maxWait=1ms&maxWait=2ms', version);
    expect(seen?.query.maxWait).to.equal('1ms');
  });

  it('reads flags that are only there', async () => {
    await served.ask('GET', '/v1/thing/abc/12?summarize&detailed', version);
    expect(seen?.query).to.deep.equal({ abort: true, summarize: '', detailed: true });
  });

  it('keeps 64-bit integers', async () => {
    await served.ask('GET', '/v1/thing/abc/9223372036854775807', { 'X-Version': '-9223372036854775808' });
    expect(seen?.path.token).to.equal(9223372036854775807n);
    expect(seen?.headers['X-Version']).to.equal(-9223372036854775808n);
  });

  const refused: readonly (readonly [string, Record<string, string>, string, string, string | undefined])[] =
    [
      ['/v1/thing/abc/x', version, 'path', 'token', 'x'],
      ['/v1/thing/abc/1.5', version, 'path', 'token', '1.5'],
      ['/v1/thing/abc/9223372036854775808', version, 'path', 'token', '9223372036854775808'],
      ['/v1/thing/ABC/1', version, 'path', 'name', 'ABC'],
      ['/v1/thing/abc/1?maxWait=abc', version, 'query', 'maxWait', 'abc'],
      ['/v1/thing/abc/1?abort=maybe', version, 'query', 'abort', 'maybe'],
      ['/v1/thing/abc/1?ratio=1,5', version, 'query', 'ratio', '1,5'],
      ['/v1/thing/abc/1?size=0', version, 'query', 'size', '0'],
      ['/v1/thing/abc/1?size=2147483648', version, 'query', 'size', '2147483648'],
      ['/v1/thing/abc/1?kind=c', version, 'query', 'kind', 'c'],
      ['/v1/thing/abc/1', {}, 'header', 'X-Version', undefined],
      ['/v1/thing/abc/1', { 'X-Version': '' }, 'header', 'X-Version', ''],
    ];
  for (const [path, headers, kind, parameter, value] of refused) {
    it(`refuses ${path} with ${JSON.stringify(headers)}`, async () => {
      const answer = await served.ask('GET', path, headers);
      expect(answer.status).to.equal(400);
      expect(problemOf(answer)).to.include({ kind, parameter });
      expect(problemOf(answer).value).to.equal(value);
      expect(seen).to.equal(undefined);
    });
  }

  it('routes case and trailing slashes strictly', async () => {
    expect((await served.ask('GET', '/v1/Thing/abc/1', version)).status).to.equal(404);
    expect((await served.ask('GET', '/v1/thing/abc/1/', version)).status).to.equal(404);
  });

  it('gets from the client what the caller said', async () => {
    const client = new ThingClient(served.url, served.transport);
    const result = await client.getThing({
      path: { name: 'abc', token: 9223372036854775807n },
      query: {
        maxWait: undefined,
        abort: false,
        summarize: '',
        detailed: true,
        kind: ['b', 'a'],
        ratio: 1.5,
      },
      headers: { 'X-Version': 3, 'X-Tags': ['x', 'y'] },
    });
    expect(result).to.include({ status: 200, contentType: 'application/json' });
    expect(seen?.path).to.deep.equal({ name: 'abc', token: 9223372036854775807n });
    expect(seen?.query).to.deep.equal({
      abort: false,
      summarize: '',
      detailed: true,
      kind: ['b', 'a'],
      ratio: 1.5,
    });
    expect(seen?.headers).to.deep.equal({ 'X-Version': 3, 'X-Tags': ['x', 'y'] });
  });

  it('does not send path values that would be another path', async () => {
    const client = new ThingClient(served.url, served.transport);
    for (const name of ['', '.', '..']) {
      const failure: unknown = await client
        .getThing({ path: { name, token: 1 }, headers: { 'X-Version': 3 } })
        .catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(TypeError);
    }
    const slashed = await client.getThing({ path: { name: 'a/b', token: 1 }, headers: { 'X-Version': 3 } });
    expect(slashed.undocumented, 'the name breaks its pattern').to.equal(true);
  });
});
