import { expect } from 'chai';
import express from 'express';
import type { AddressInfo } from 'node:net';
import type http from 'node:http';
import { pino } from 'pino';
import { encoded } from '../../generated/runtime.ts';
import type { RouterHooks } from '../../generated/runtime.ts';
import { infoRouter, taskRouter } from '../../generated/worker/server.ts';
import type { InfoApi, TaskApi } from '../../generated/worker/server.ts';
import { createContract } from '../../src/server/contract/contract.ts';
import { request } from './http.ts';

const info = {
  nodeVersion: { version: '435' },
  environment: 'test',
  coordinator: false,
  starting: false,
  uptime: '1.00s',
};

describe('the contract', () => {
  let server: http.Server;
  let url: string;
  /** What the next `GET /v1/info` is answered with. */
  let answer: unknown;

  before(async function () {
    this.timeout(60_000);
    const app = express();
    for (const check of await createContract(false, pino({ level: 'silent' }))) app.use(check);
    const hooks: RouterHooks = {
      authorize: () => ({ internal: true }),
      // A server that lets everything pass, which only a second validator can notice.
      reject: (_problem, _operation, _request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('[]');
      },
      fail: (error, _operation, _request, response) => {
        response.writeHead(500).end(String(error));
      },
      bodyLimit: () => 1_000_000,
    };
    const infoApi: Partial<InfoApi> = {
      getInfo: () => ({ status: 200, body: encoded(Buffer.from(JSON.stringify(answer))) }),
    };
    const taskApi: Partial<TaskApi> = { pruneCatalogs: () => ({ status: 204 }) };
    app.use(infoRouter(infoApi as InfoApi, hooks));
    app.use(taskRouter(taskApi as TaskApi, hooks));
    app.get('/v1/maxActiveSplits', (_request, response) => {
      response.type('text/html').send('<p>none</p>');
    });
    app.get('/v1/status', (_request, response) => {
      response.status(302).end();
    });
    app.get('/elsewhere', (_request, response) => {
      response.status(202).send('anything');
    });
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('lets documented answers out as they are', async () => {
    answer = info;
    const { status, headers, body } = await request(`${url}/v1/info`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(status).to.equal(200);
    expect(headers['content-type']).to.equal('application/json');
    expect(body).to.equal(`${JSON.stringify(info)}\n`);
  });

  for (const [what, body] of [
    ['lacks a property', { ...info, environment: undefined }],
    ['has one too many', { ...info, secret: 1 }],
    ['has one of another type', { ...info, coordinator: 'no' }],
    ['has a text of another form', { ...info, uptime: 'long' }],
  ] as const) {
    it(`stops an answer that ${what}`, async () => {
      answer = body;
      const stopped = await request(`${url}/v1/info`);
      expect([stopped.status, stopped.headers['content-type']]).to.deep.equal([500, 'text/plain']);
      expect(stopped.body).to.match(/^Contract violated by GET \/v1\/info: the body of 200 /);
    });
  }

  it('stops an undocumented status and an undocumented type', async () => {
    expect((await request(`${url}/v1/status`)).body).to.equal(
      'Contract violated by GET /v1/status: 302 is not documented',
    );
    expect((await request(`${url}/v1/maxActiveSplits`)).body).to.contain(
      '200 is documented as text/plain, not as text/html',
    );
  });

  it('stops a success for a request that should have been refused', async () => {
    const stopped = await request(`${url}/v1/task/pruneCatalogs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"not": "a list"}',
    });
    expect(stopped.status).to.equal(500);
    expect(stopped.body).to.contain('but express-openapi-validator refuses the request');
    const passed = await request(`${url}/v1/task/pruneCatalogs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '["tpch:normal:default"]',
    });
    expect(passed.status).to.equal(204);
  });

  it('has no say in what the spec does not know', async () => {
    expect((await request(`${url}/elsewhere`)).status).to.equal(202);
  });
});
