import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ReportClient } from '../../codegen/fixtures/answers/expected/client.ts';
import { type GetReportAnswer, reportRouter } from '../../codegen/fixtures/answers/expected/server.ts';
import { encoded, type Transport, ResponseFormatError } from '../../codegen/runtime.ts';
import { plainHooks, type Served, serve } from './serve.ts';

describe('generated servers: answers', () => {
  let served: Served;
  let next: () => GetReportAnswer | Promise<GetReportAnswer>;

  before(async () => {
    served = await serve(
      reportRouter(
        {
          getReport: () => next(),
          headReport: () => ({ status: 200 }),
          getPages: () => ({ status: 200, body: [Buffer.from('a'), Buffer.from('bc')] }),
        },
        plainHooks(),
      ),
    );
  });
  after(() => served.stop());

  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);

  it('writes typed and constant headers', async () => {
    next = () => ({
      status: 200,
      headers: { 'X-Version': 9007199254740993n, 'X-Complete': false, 'X-Set-Session': ['a=1', 'b=2'] },
      body: { lines: [] },
    });
    const { status, headers, body } = await served.ask('GET', '/v1/report');
    expect(status).to.equal(200);
    expect(body.toString()).to.equal('{"lines":[]}\n');
    expect(headers).to.include({
      'x-version': '9007199254740993',
      'x-complete': 'false',
      'x-set-session': 'a=1, b=2',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json',
      'content-length': '13',
    });
  });

  it('sends bytes that were encoded ahead, with a newline at the end', async () => {
    for (const end of ['', '\n']) {
      next = () => ({
        status: 200,
        headers: { 'X-Version': 1 },
        body: encoded(Buffer.from(`{"lines":["a"]}${end}`)),
      });
      const { headers, body } = await served.ask('GET', '/v1/report');
      expect(body.toString()).to.equal('{"lines":["a"]}\n');
      expect(headers['content-length']).to.equal('16');
    }
  });

  it('compresses JSON of 600 bytes for those who take it', async () => {
    next = () => ({ status: 200, headers: { 'X-Version': 1 }, body: { lines } });
    const plain = await served.ask('GET', '/v1/report');
    expect(plain.headers['content-encoding']).to.equal(undefined);
    for (const accepted of ['gzip', 'deflate, gzip;q=0.5', 'GZIP', '*']) {
      const { headers, body } = await served.ask('GET', '/v1/report', { 'Accept-Encoding': accepted });
      expect(headers['content-encoding'], accepted).to.equal('gzip');
      expect(headers['content-length']).to.equal(String(body.length));
      expect(gunzipSync(body).equals(plain.body)).to.equal(true);
    }
    for (const refused of ['identity', 'gzip;q=0', 'xgzip', 'deflate']) {
      const { headers } = await served.ask('GET', '/v1/report', { 'Accept-Encoding': refused });
      expect(headers['content-encoding'], refused).to.equal(undefined);
    }
    next = () => ({ status: 200, headers: { 'X-Version': 1 }, body: { lines: [] } });
    const small = await served.ask('GET', '/v1/report', { 'Accept-Encoding': 'gzip' });
    expect(small.headers['content-encoding']).to.equal(undefined);
  });

  it('compresses large bodies too', async () => {
    const large = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    next = async () => ({ status: 200, headers: { 'X-Version': 1 }, body: { lines: large } });
    const { body } = await served.ask('GET', '/v1/report', { 'Accept-Encoding': 'gzip' });
    expect(JSON.parse(gunzipSync(body).toString())).to.deep.equal({ lines: large });
  });

  it('answers without a body', async () => {
    next = () => ({ status: 204, headers: { 'X-Version': 1 } });
    const nothing = await served.ask('GET', '/v1/report');
    expect(nothing.status).to.equal(204);
    expect(nothing.headers).to.not.have.any.keys('content-length', 'content-type', 'transfer-encoding');
    next = () => ({ status: 410 });
    expect((await served.ask('GET', '/v1/report')).headers['content-length']).to.equal('0');
  });

  it('chooses among several media types', async () => {
    next = () => ({ status: 404, contentType: 'text/html;charset=iso-8859-1', body: '<p>No</p>' });
    const { headers, body } = await served.ask('GET', '/v1/report');
    expect(headers).to.include({
      'content-type': 'text/html;charset=iso-8859-1',
      'cache-control': 'no-store',
    });
    expect(body.toString()).to.equal('<p>No</p>');
  });

  it('sends a refusal as the text that it is, whatever it is declared as', async () => {
    next = () => ({ status: 400, body: 'Invalid json' });
    const { headers, body } = await served.ask('GET', '/v1/report');
    expect(body.toString()).to.equal('Invalid json');
    expect(headers).to.include({ 'content-type': 'application/json' });
    expect(headers).to.not.have.any.keys('x-content-type-options', 'vary');
    const result = await new ReportClient(served.url, served.transport).getReport();
    expect(result).to.include({ status: 400, body: 'Invalid json' });
  });

  it('answers HEAD by its own operation, with the content type of the GET', async () => {
    next = () => {
      throw new Error('HEAD has reached the GET');
    };
    const { status, headers, body } = await served.ask('HEAD', '/v1/report');
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('application/json');
    expect(body.length).to.equal(0);
  });

  it('sends bytes in pieces', async () => {
    const { headers, body } = await served.ask('GET', '/v1/pages');
    expect(body.toString()).to.equal('abc');
    expect(headers).to.include({ 'content-type': 'application/x-pages', 'content-length': '3' });
  });

  const undocumented: readonly (readonly [string, object])[] = [
    ['a status', { status: 201, body: {} }],
    ['a missing header', { status: 204 }],
    ['a header', { status: 204, headers: { 'X-Version': 1, 'X-Other': 1 } }],
    ['a media type', { status: 404, contentType: 'text/css', body: '' }],
    ['a missing body', { status: 200, headers: { 'X-Version': 1 } }],
    ['a body of another kind', { status: 404, contentType: 'text/plain;charset=utf-8', body: 5 }],
  ];
  for (const [what, answer] of undocumented) {
    it(`fails on ${what} that the spec doesn't know, when the compiler was kept out`, async () => {
      next = () => answer as GetReportAnswer;
      expect((await served.ask('GET', '/v1/report')).status).to.equal(500);
    });
  }

  it('passes on what a handler throws', async () => {
    next = () => Promise.reject(new Error('Broken'));
    const answer = await served.ask('GET', '/v1/report');
    expect(answer.body.toString()).to.equal('Error: Broken');
  });

  it('ends the connection when not even the failure can be answered', async () => {
    const broken = await serve(
      reportRouter(
        {
          getReport: () => Promise.reject(new Error('Broken')),
          headReport: () => ({ status: 200 }),
          getPages: () => ({ status: 200, body: Buffer.alloc(0) }),
        },
        plainHooks({
          fail: () => {
            throw new Error('Broken too');
          },
        }),
      ),
    );
    const failure: unknown = await broken.ask('GET', '/v1/report').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect((await broken.ask('HEAD', '/v1/report')).status).to.equal(200);
    await broken.stop();
  });

  describe('in clients', () => {
    it('come with typed headers', async () => {
      const client = new ReportClient(served.url, served.transport);
      next = () => ({
        status: 200,
        headers: { 'X-Version': 9007199254740993n, 'X-Complete': true, 'X-Set-Session': ['a=1', 'b=2'] },
        body: { lines: ['x'], size: 9223372036854775807n },
      });
      const result = await client.getReport();
      expect(result).to.deep.equal({
        status: 200,
        contentType: 'application/json',
        headers: {
          'X-Version': 9007199254740993n,
          'X-Complete': true,
          'X-Set-Session': ['a=1', 'b=2'],
          Vary: 'Accept-Encoding',
        },
        body: { lines: ['x'], size: 9223372036854775807n },
      });
      next = () => ({ status: 204, headers: { 'X-Version': 5 } });
      expect(await client.getReport()).to.deep.equal({ status: 204, headers: { 'X-Version': 5 } });
    });

    const answering = (status: number, headers: Record<string, string>, body: string): Transport => ({
      send: () => Promise.resolve({ status, headers, body: Buffer.from(body) }),
    });

    it('say when the spec does not know them', async () => {
      const bad = new ReportClient('http://x', answering(502, {}, 'Bad gateway'));
      expect(await bad.getReport()).to.deep.equal({
        status: 502,
        undocumented: true,
        headers: {},
        body: Buffer.from('Bad gateway'),
      });
      const page = new ReportClient('http://x', answering(200, { 'content-type': 'text/html' }, '<html>'));
      expect((await page.getReport()).undocumented).to.equal(true);
    });

    it('are refused when they cannot be read', async () => {
      const headers = { 'content-type': 'application/json', 'x-version': '1' };
      const torn = new ReportClient('http://x', answering(200, headers, '{"lines":'));
      const failure: unknown = await torn.getReport().catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(ResponseFormatError);
      expect(failure).to.include({ status: 200, operationId: 'getReport', excerpt: '{"lines":' });
      const headless = new ReportClient('http://x', answering(204, {}, ''));
      expect(await headless.getReport().catch((error: unknown) => error)).to.be.instanceOf(
        ResponseFormatError,
      );
    });

    it('match media types whatever their spelling', async () => {
      const spelled = { 'content-type': 'Text/HTML; Charset=ISO-8859-1' };
      const result = await new ReportClient('http://x', answering(404, spelled, 'no')).getReport();
      expect(result).to.include({ contentType: 'text/html;charset=iso-8859-1', body: 'no' });
      const bare = { 'content-type': 'text/plain' };
      const loose = await new ReportClient('http://x', answering(404, bare, 'no')).getReport();
      expect(loose).to.include({ contentType: 'text/plain;charset=utf-8' });
    });
  });
});
