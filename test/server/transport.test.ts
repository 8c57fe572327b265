import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import type { TransportRequest } from '../../generated/runtime.ts';
import { operations } from '../../generated/worker/server.ts';
import { systemClock } from '../../src/engine/schedule/clock.ts';
import { createInternalTokens } from '../../src/server/internal-token.ts';
import { createTransport } from '../../src/server/transport.ts';
import type { ClosableTransport } from '../../src/server/transport.ts';

describe('transport', () => {
  let server: http.Server;
  let url: string;
  let transport: ClosableTransport;
  let answer: http.RequestListener;
  let sockets: Set<Socket>;

  beforeEach(async () => {
    sockets = new Set();
    server = http.createServer((request, response) => {
      answer(request, response);
    });
    server.on('connection', (socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
    transport = createTransport({
      tokens: createInternalTokens({ nodeId: 'n1', secret: 's', clock: systemClock }),
      idleTimeoutMillis: 200,
      requestTimeoutMillis: 500,
      maxResponseBytes: 1_000,
    });
  });

  afterEach(() => {
    transport.close();
    server.closeAllConnections();
    server.close();
  });

  const [operation] = operations;
  const send = (rest: Partial<TransportRequest> = {}): ReturnType<ClosableTransport['send']> => {
    if (operation === undefined) throw new Error('no operation');
    return transport.send({ operation, method: 'GET', url, headers: {}, ...rest });
  };

  it('proves that the request is of a node, and marks it for the logs', async () => {
    const seen: http.IncomingHttpHeaders[] = [];
    answer = (request, response) => {
      seen.push(request.headers);
      response.end();
    };
    await send();
    await send();
    const tokens = seen.map((headers) => String(headers['x-trino-internal-bearer']));
    expect(decodeJwt(tokens[0] ?? '')).to.include({ sub: 'n1' });
    expect(tokens[1]).to.equal(tokens[0]);
    const traces = seen.map((headers) => String(headers['x-airlift-tracetoken']));
    expect(traces[0]).to.match(/^[0-9a-f]{42}$/);
    expect(traces[1]?.slice(0, 32)).to.equal(traces[0]?.slice(0, 32));
    expect(traces[1]).not.to.equal(traces[0]);
    expect(seen[0]).not.to.have.any.keys('accept-encoding', 'content-length');
  });

  it('hands over status, headers and the whole body', async () => {
    answer = (request, response) => {
      response.writeHead(418, { 'X-A': 'b', 'Content-Type': 'text/plain' });
      response.write('he');
      request.on('data', (chunk: Buffer) => response.write(chunk));
      request.on('end', () => response.end('!'));
    };
    const { status, headers, body } = await send({
      method: 'POST',
      body: Buffer.from('llo'),
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(status).to.equal(418);
    expect(headers['x-a']).to.equal('b');
    expect(Buffer.from(body).toString()).to.equal('hello!');
  });

  it('keeps connections', async () => {
    answer = (_request, response) => response.end('x');
    for (let i = 0; i < 5; i++) await send();
    expect(sockets.size).to.equal(1);
  });

  it('tries again where a kept connection was just closed', async () => {
    let count = 0;
    answer = (request, response) => {
      if (++count === 2) request.socket.resetAndDestroy();
      else response.end('x');
    };
    await send();
    expect((await send()).status).to.equal(200);
    expect(count).to.equal(3);
  });

  it('says when nobody is there', async () => {
    server.close();
    server.closeAllConnections();
    await send().then(
      () => expect.fail('answered'),
      (error: unknown) => expect(error).to.have.property('code', 'ECONNREFUSED'),
    );
  });

  it('gives up when the answer breaks off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('begin', () => response.destroy());
    };
    await send().then(
      () => expect.fail('answered'),
      (error: unknown) => expect(error).to.be.instanceOf(Error),
    );
  });

  it('gives up when nothing comes', async () => {
    answer = () => undefined;
    await send().then(
      () => expect.fail('answered'),
      (error: unknown) => expect((error as Error).message).to.match(/^No answer of .* within 200 ms$/),
    );
  });

  it('gives up when the end does not come, however busy the line is', async () => {
    let timer: NodeJS.Timeout | undefined;
    answer = (_request, response) => {
      timer = setInterval(() => response.write('.'), 50);
    };
    await send().then(
      () => expect.fail('answered'),
      (error: unknown) => expect((error as Error).message).to.match(/within 500 ms$/),
    );
    clearInterval(timer);
  });

  it('takes no answer without bounds', async () => {
    for (const body of [Buffer.alloc(1_001), gzipSync(Buffer.alloc(100_000))]) {
      answer = (_request, response) => {
        response.writeHead(200, body.length > 1_000 ? {} : { 'Content-Encoding': 'gzip' });
        response.end(body);
      };
      await send().then(
        () => expect.fail('answered'),
        (error: unknown) => expect(error).to.be.instanceOf(Error),
      );
    }
  });

  it('unpacks what a proxy has packed', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' });
      response.end(gzipSync('text'));
    };
    expect(Buffer.from((await send()).body).toString()).to.equal('text');
  });

  it('stops when it is told to, with the reason', async () => {
    const reached = new Promise<void>((resolve) => {
      answer = () => {
        resolve();
      };
    });
    const abort = new AbortController();
    const sent = send({ signal: abort.signal });
    await reached;
    abort.abort(new Error('enough'));
    await sent.then(
      () => expect.fail('answered'),
      (error: unknown) => expect((error as Error).message).to.equal('enough'),
    );
    await send({ signal: abort.signal }).then(
      () => expect.fail('sent'),
      (error: unknown) => expect((error as Error).message).to.equal('enough'),
    );
  });
});
