import { connect } from 'node:net';
import { expect } from 'chai';
import { BodyClient } from '../../codegen/fixtures/bodies/expected/client.ts';
import { type BodyApi, bodyRouter } from '../../codegen/fixtures/bodies/expected/server.ts';
import { planRouter } from '../../codegen/fixtures/discriminator/expected/server.ts';
import type { Scalars } from '../../codegen/fixtures/scalars/expected/types.ts';
import { scalarRouter } from '../../codegen/fixtures/scalars/expected/server.ts';
import { encoded, type Problem } from '../../codegen/runtime.ts';
import { plainHooks, problemOf, type Served, serve } from './serve.ts';

const api: BodyApi = {
  putJson: ({ body }) => ({ status: 200, body }),
  postOptional: ({ body }) => ({ status: 200, body: body ?? 'nothing' }),
  postText: ({ body }) => ({ status: 200, body }),
  postForm: ({ body }) => ({ status: 200, body: body.username }),
  postBytes: ({ body }) => ({ status: 200, body: [body.subarray(0, 1), body.subarray(1)] }),
};

describe('generated servers: bodies', () => {
  let served: Served;
  let scalars: Scalars | undefined;
  let problems: Problem[];

  before(async () => {
    const hooks = plainHooks({
      bodyLimit: (operation) => (operation.operationId === 'postPlan' ? 10_000_000 : 1000),
      reject: (problem, operation, request, response) => {
        problems.push(problem);
        return plainHooks().reject(problem, operation, request, response);
      },
    });
    served = await serve(
      bodyRouter(api, hooks),
      planRouter({ postPlan: () => ({ status: 204 }) }, hooks),
      scalarRouter(
        {
          putScalars: ({ body }) => {
            scalars = body;
            return { status: 204 };
          },
        },
        hooks,
      ),
    );
  });
  after(() => served.stop());
  beforeEach(() => {
    problems = [];
    scalars = undefined;
  });

  const json = { 'Content-Type': 'application/json' };

  it('reads and writes JSON', async () => {
    const answer = await served.ask('PUT', '/v1/json', json, '{"text": "ü", "count": 9007199254740993}');
    expect(answer.status).to.equal(200);
    expect(answer.body.toString()).to.equal('{"text":"ü","count":9007199254740993}\n');
    expect(answer.headers['content-length']).to.equal(String(answer.body.length));
    expect(answer.headers['x-content-type-options']).to.equal('nosniff');
  });

  const good = '{"text":"a","count":1}';
  const refused: readonly (readonly [string, Record<string, string>, string | Buffer, string])[] = [
    ['another content type', { 'Content-Type': 'text/plain' }, good, 'content-type'],
    ['no content type', {}, good, 'content-type'],
    ['another content type without body', { 'Content-Type': 'text/plain' }, '', 'content-type'],
    ['no body', json, '', 'body-missing'],
    ['no body and no content type', {}, '', 'body-missing'],
    ['what is no JSON', json, '{"text"', 'body-syntax'],
    ['what is no UTF-8', json, Buffer.from([0x22, 0xff, 0x22]), 'body-syntax'],
    ['a long number as key', json, '{1234567890123456789: 1}', 'body-syntax'],
    ['a long number with zeros before', json, '{"text":"a","count":0000000000000000001}', 'body-syntax'],
    ['a missing property', json, '{"text":"a"}', 'body-schema'],
    ['another type', json, '{"text":"a","count":"1"}', 'body-schema'],
    ['a fraction for an integer', json, '{"text":"a","count":1.5}', 'body-schema'],
    ['an integer of more than 64 bits', json, '{"text":"a","count":9223372036854775808}', 'body-schema'],
    ['a small integer that is large', json, '{"text":"a","count":1,"small":2147483648}', 'body-schema'],
    ['null', json, 'null', 'body-schema'],
    ['a body beyond the limit', json, JSON.stringify({ text: 'a'.repeat(2000), count: 1 }), 'body-too-large'],
  ];
  for (const [what, headers, body, kind] of refused) {
    it(`refuses ${what}`, async () => {
      const answer = await served.ask('PUT', '/v1/json', headers, body);
      expect(answer.status).to.equal(400);
      expect(problemOf(answer).kind).to.equal(kind);
    });
  }

  it('puts up with properties that the schema does not know, as stock readers do', async () => {
    const answer = await served.ask('PUT', '/v1/json', json, '{"text":"a","count":1,"more":1}');
    expect(answer.body.toString()).to.equal('{"text":"a","count":1,"more":1}\n');
  });

  it('says where a body breaks its schema', async () => {
    const answer = await served.ask('PUT', '/v1/json', json, '{"text":5,"count":1}');
    expect(problemOf(answer)).to.include({
      kind: 'body-schema',
      message: 'The body at /text must be string',
    });
    expect(problemOf(answer).errors?.[0]).to.include({ instancePath: '/text', keyword: 'type' });
  });

  it('refuses a chunked body as soon as it is too large, and ends the connection', async () => {
    const answer = await served.ask(
      'PUT',
      '/v1/json',
      { ...json, 'Transfer-Encoding': 'chunked' },
      'a'.repeat(5000),
    );
    expect(problemOf(answer).kind).to.equal('body-too-large');
    expect(answer.headers.connection).to.equal('close');
  });

  it('reports a torn body and goes on', async () => {
    const port = Number(new URL(served.url).port);
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        'PUT /v1/json HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"te',
      );
      setTimeout(() => socket.destroy(), 20);
    });
    while (problems.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(problems[0]?.kind).to.equal('body-aborted');
    expect((await served.ask('PUT', '/v1/json', json, good)).status).to.equal(200);
  });

  it('does without an optional body', async () => {
    expect((await served.ask('POST', '/v1/optional')).body.toString()).to.equal('nothing');
    expect((await served.ask('POST', '/v1/optional', json, '"yes"')).body.toString()).to.equal('yes');
    expect((await served.ask('POST', '/v1/optional', json, '"maybe"')).status).to.equal(400);
  });

  it('takes text of any content type, in its charset', async () => {
    expect((await served.ask('POST', '/v1/text', {}, 'SELECT 1')).body.toString()).to.equal('SELECT 1');
    const latin = { 'Content-Type': 'text/plain; charset=iso-8859-1' };
    expect((await served.ask('POST', '/v1/text', latin, Buffer.from([0xfc]))).body.toString()).to.equal('ü');
    const unknown = await served.ask('POST', '/v1/text', { 'Content-Type': 'text/plain; charset=none' }, 'a');
    expect(problemOf(unknown).kind).to.equal('content-type');
    expect(problemOf(await served.ask('POST', '/v1/text')).kind).to.equal('body-missing');
    expect((await served.ask('POST', '/v1/text', {}, ' ')).body.toString()).to.equal(' ');
  });

  it('reads forms', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await served.ask('POST', '/v1/form', form, 'username=a%20b+c')).body.toString()).to.equal(
      'a b c',
    );
    expect(problemOf(await served.ask('POST', '/v1/form', form, 'password=')).kind).to.equal('body-schema');
  });

  it('passes bytes on', async () => {
    const bytes = Buffer.from([0, 1, 255, 10]);
    const answer = await served.ask(
      'POST',
      '/v1/bytes',
      { 'Content-Type': 'application/octet-stream' },
      bytes,
    );
    expect(answer.body.equals(bytes)).to.equal(true);
  });

  it('is served by its client', async () => {
    const client = new BodyClient(served.url, served.transport);
    const body = { text: 'a', count: 9007199254740993n, ratio: 1e20 };
    expect((await client.putJson({ body })).body).to.deep.equal(body);
    const ahead = await client.putJson({ body: encoded(Buffer.from('{"text":"b","count":2}')) });
    expect(ahead.body).to.deep.equal({ text: 'b', count: 2 });
    expect((await client.postOptional()).body).to.equal('nothing');
    expect((await client.postText({ body: 'SELECT ü' })).body).to.equal('SELECT ü');
    expect((await client.postForm({ body: { username: 'a&b' } })).body).to.equal('a&b');
    expect(Buffer.from((await client.postBytes({ body: Buffer.from([9]) })).body)).to.deep.equal(
      Buffer.from([9]),
    );
  });

  it('looks once at the type of each node, however deep', async () => {
    let plan = '{"@type":"values","rowCount":1}';
    for (let depth = 0; depth < 500; depth++) plan = `{"source":${plan},"@type":"filter"}`;
    const started = performance.now();
    expect((await served.ask('POST', '/v1/plan', json, plan)).status).to.equal(204);
    expect(performance.now() - started).to.be.lessThan(1000);
  });

  const plans = ['{"@type":"nope"}', '{}', '"values"', '[]', 'null', '{"@type":"filter","source":"x"}'];
  for (const plan of plans) {
    it(`refuses the plan ${plan}`, async () => {
      expect(problemOf(await served.ask('POST', '/v1/plan', json, plan)).kind).to.equal('body-schema');
    });
  }

  it('refuses a plan that is deeper than its validator can go', async () => {
    const depth = 200_000;
    const plan = `${'{"@type":"filter","source":'.repeat(depth)}1${'}'.repeat(depth)}`;
    expect(problemOf(await served.ask('POST', '/v1/plan', json, plan)).kind).to.equal('body-schema');
    expect((await served.ask('POST', '/v1/plan', json, '{"@type":"values","rowCount":1}')).status).to.equal(
      204,
    );
  });

  const fitting = [
    '{"long":-9223372036854775808,"maybeLong":null,"maybeNumber":null,"note":null}',
    '{"double":"NaN","sizes":{"a":9223372036854775807}}',
    '{"double":1.0E7,"positive":0.1,"bytes":"YQ==","id":"b8a91763-d009-402b-a2cb-e0fab7fde5a2"}',
    '{"once":["a","b"],"location":"http://127.0.0.1:8080/x"}',
  ];
  for (const text of fitting) {
    it(`takes ${text}`, async () => {
      const answer = await served.ask('PUT', '/v1/scalars', json, text);
      expect(answer.status, answer.body.toString()).to.equal(204);
    });
  }
  const misfits = [
    '{"long":null}',
    '{"long":9223372036854775808}',
    '{"long":true}',
    '{"double":"nan"}',
    '{"positive":0}',
    '{"bytes":"a"}',
    '{"id":"b8a9"}',
    '{"location":"here"}',
    '{"sizes":{"a":1.5}}',
    '{"once":["a","a"]}',
  ];
  for (const text of misfits) {
    it(`refuses ${text}`, async () => {
      const answer = await served.ask('PUT', '/v1/scalars', json, text);
      expect(problemOf(answer).kind).to.equal('body-schema');
    });
  }

  it('makes a double of one that was written as a long integer', async () => {
    const text =
      '{"double":12345678901234567890,"maybeNumber":12345678901234567890,"long":1234567890123456789}';
    expect((await served.ask('PUT', '/v1/scalars', json, text)).status).to.equal(204);
    expect(scalars).to.deep.equal({
      double: 12345678901234567890,
      maybeNumber: 12345678901234567890,
      long: 1234567890123456789n,
    });
  });
});
