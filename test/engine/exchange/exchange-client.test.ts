import { expect } from 'chai';
import nock from 'nock';

import type { Transport } from '../../../generated/runtime.ts';
import { createExchangeClient } from '../../../src/engine/exchange/exchange-client.ts';
import type { ExchangeClient, ExchangeClientOptions } from '../../../src/engine/exchange/exchange-client.ts';
import { PageTransportError } from '../../../src/engine/exchange/page-transport-error.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import type { ResultsAnswer, ResultsClient } from '../../../src/engine/exchange/results-client.ts';
import { writePageStream } from '../../../src/engine/pages/page-stream.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const producer = 'http://producer.example:8080';
const location = (task = 0, buffer = 0): string =>
  `${producer}/v1/task/20260101_000000_00001_zzzzz.1.${task}.0/results/${buffer}`;
const pathOf = (url: string): string => url.slice(producer.length);

/** Requests as nock sees them. */
const fetchTransport: Transport = {
  async send({ method, url, headers, signal }) {
    const response = await fetch(url, { method, headers, ...(signal === undefined ? {} : { signal }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  },
};

/** A page of `rows` rows without columns, padded to `size` bytes of payload: an exchange looks only at the header. */
function page(rows: number, size = 4): Uint8Array {
  const bytes = new Uint8Array(13 + size);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, rows, true);
  view.setInt32(5, size, true);
  view.setInt32(9, size, true);
  return bytes;
}

const rowsOf = (bytes: Uint8Array): number => new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true);

interface Answer {
  readonly token: number;
  readonly end?: number;
  readonly complete?: boolean;
  readonly failed?: boolean;
  readonly instance?: string;
}

function headers(answer: Answer): Record<string, string> {
  return {
    'X-Trino-Task-Instance-Id': answer.instance ?? 'instance-1',
    'X-Trino-Page-Sequence-Id': String(answer.token),
    'X-Trino-Page-End-Sequence-Id': String(answer.end ?? answer.token),
    'X-Trino-Buffer-Complete': String(answer.complete ?? false),
    'X-Trino-Task-Failed': String(answer.failed ?? false),
  };
}

function answerPages(
  scope: nock.Scope,
  url: string,
  token: number,
  pages: Uint8Array[],
  answer: Partial<Answer> = {},
): void {
  scope.get(`${pathOf(url)}/${token}`).reply(200, Buffer.from(writePageStream(pages)), {
    'Content-Type': 'application/X-trino-pages',
    ...headers({ token, end: token + pages.length, ...answer }),
  });
}

const answerNothing = (scope: nock.Scope, url: string, asked: number, answer: Answer): void => {
  scope.get(`${pathOf(url)}/${asked}`).reply(204, undefined, headers(answer));
};

const destroyed = (scope: nock.Scope, url: string): void => {
  scope.delete(pathOf(url)).reply(204);
};

/** A producer that is only asked for results. */
const quietResults: Omit<ResultsClient, 'fetch'> = {
  uri: (token) => `x/${token}`,
  remoteHost: 'x',
  acknowledge: () => Promise.resolve(),
  destroy: () => Promise.resolve(),
};

const endAt = (token: number): ResultsAnswer => ({
  taskInstanceId: 'i',
  token,
  nextToken: token,
  complete: true,
  taskFailed: false,
  pages: [],
});

describe('exchange client', () => {
  let clock: VirtualClock;
  let scope: nock.Scope;
  let exchange: ExchangeClient;

  const open = (options: Partial<ExchangeClientOptions> = {}): ExchangeClient =>
    (exchange = createExchangeClient({ transport: fetchTransport, clock, ...options }));

  async function readAll(): Promise<number[]> {
    const rows: number[] = [];
    for await (const bytes of exchange.pages()) rows.push(rowsOf(bytes));
    return rows;
  }

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  /** Lets time pass until the work is done: answers of nock take real time, pauses virtual. */
  async function elapse<T>(work: Promise<T>, step = 100, limit = 10_000_000): Promise<T> {
    const ended = { yet: false };
    const settled = work.finally(() => {
      ended.yet = true;
    });
    settled.catch(() => undefined);
    for (let passed = 0; !ended.yet && passed < limit; passed += step) await clock.advance(step);
    return settled;
  }

  /** Waits for what nock does in the background. */
  async function until(condition: () => boolean): Promise<void> {
    const end = Date.now() + 5000;
    while (!condition()) {
      if (Date.now() > end) throw new Error('condition not met within 5 s');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  before(() => {
    nock.disableNetConnect();
  });

  beforeEach(() => {
    clock = new VirtualClock();
    scope = nock(producer);
    open();
  });

  afterEach(async () => {
    exchange.close();
    await until(() => clock.pending === 0);
    nock.cleanAll();
  });

  after(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it('reads token after token and destroys the buffer at the end', async () => {
    answerPages(scope, location(), 0, [page(1), page(2)]);
    answerNothing(scope, location(), 2, { token: 2 });
    answerPages(scope, location(), 2, [page(3)]);
    answerNothing(scope, location(), 3, { token: 3, complete: true });
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    expect(await readAll()).to.deep.equal([1, 2, 3]);
    await until(() => scope.isDone());
    expect(exchange.stats()).to.deep.include({
      rows: 6,
      pages: 3,
      bytes: 3 * 17,
      bufferedBytes: 0,
      requests: 4,
    });
  });

  it('ends after a producer has heard of it, where that is asked for', async () => {
    open({ farewellMillis: () => 1_000_000 });
    let heard = false;
    answerNothing(scope, location(), 0, { token: 0, complete: true });
    scope.delete(pathOf(location())).reply(204, () => {
      heard = true;
      return undefined;
    });
    exchange.addLocation(location());
    exchange.noMoreLocations();
    await readAll();
    expect(heard).to.equal(true);
  });

  it('asks with a size that leaves room for all producers', async () => {
    const sizes: string[] = [];
    for (const task of [0, 1]) {
      nock(producer)
        .get(`${pathOf(location(task))}/0`)
        .reply(function () {
          sizes.push(String(this.req.headers['x-trino-max-size']));
          return [204, undefined, headers({ token: 0, complete: true })];
        });
      destroyed(scope, location(task));
    }
    exchange.addLocation(location(0));
    exchange.noMoreLocations();
    await readAll();
    open({ maxBufferBytes: 1024 * 1024 });
    exchange.addLocation(location(1));
    exchange.noMoreLocations();
    await readAll();
    expect(sizes).to.deep.equal(['12582912B', '1048576B']);
  });

  it('reads several producers, each location once', async () => {
    for (const task of [0, 1, 2]) {
      answerPages(scope, location(task), 0, [page(10 + task)]);
      answerNothing(scope, location(task), 1, { token: 1, complete: true });
      destroyed(scope, location(task));
      exchange.addLocation(location(task));
      exchange.addLocation(location(task));
    }
    exchange.noMoreLocations();
    expect((await readAll()).sort()).to.deep.equal([10, 11, 12]);
    await until(() => scope.isDone());
  });

  it('ends without locations', async () => {
    const read = readAll();
    exchange.noMoreLocations();
    expect(await read).to.deep.equal([]);
  });

  it('ignores duplicates of acknowledged answers', async () => {
    answerPages(scope, location(), 0, [page(1)]);
    answerPages(scope, location(), 1, [page(1)], { token: 0, end: 1 });
    answerNothing(scope, location(), 1, { token: 0 });
    answerPages(scope, location(), 1, [page(2)]);
    answerNothing(scope, location(), 2, { token: 2, complete: true });
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    expect(await readAll()).to.deep.equal([1, 2]);
  });

  it('repeats a request that broke off, with pauses of 0, 50, 100, 200, 500, 500 ms', async () => {
    const asked: number[] = [];
    const start = clock.now();
    open({
      createResultsClient: () => ({
        ...quietResults,
        fetch: (token) => {
          asked.push(clock.now() - start);
          return asked.length < 7 ? Promise.reject(new Error('ECONNRESET')) : Promise.resolve(endAt(token));
        },
      }),
    });
    exchange.addLocation('x');
    exchange.noMoreLocations();
    const work = readAll();
    await clock.advance(2000);
    expect(await work).to.deep.equal([]);
    expect(asked).to.deep.equal([0, 0, 50, 150, 350, 850, 1350]);
  });

  it('repeats a request whose answer is torn', async () => {
    scope.get(`${pathOf(location())}/0`).reply(200, Buffer.from(writePageStream([page(1)])).subarray(0, 20), {
      'Content-Type': 'application/X-trino-pages',
      ...headers({ token: 0, end: 1 }),
    });
    answerPages(scope, location(), 0, [page(1)]);
    answerNothing(scope, location(), 1, { token: 1, complete: true });
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    expect(await readAll()).to.deep.equal([1]);
  });

  it('gives up after five minutes without an answer', async () => {
    nock(producer)
      .get(`${pathOf(location())}/0`)
      .times(10_000)
      .replyWithError('connect ECONNREFUSED');
    nock(producer).delete(pathOf(location())).reply(204);
    exchange.addLocation(location());
    exchange.noMoreLocations();
    const error = await elapse(failure(readAll()), 10_000);
    expect(error).to.be.instanceOf(PageTransportError);
    const { errorName, failureType, remoteHost, message } = error as PageTransportError;
    expect({ errorName, failureType, remoteHost }).to.deep.equal({
      errorName: 'PAGE_TRANSPORT_TIMEOUT',
      failureType: 'io.trino.operator.PageTransportTimeoutException',
      remoteHost: 'producer.example:8080',
    });
    expect(message).to.match(
      /^Encountered too many errors talking to a worker node\. .* \(http:.*\/results\/0\/0 - \d+ failures, failure duration 5\.\d\dm, total failed request time /,
    );
  });

  it('fails at once when the answer is something else', async () => {
    scope.get(`${pathOf(location())}/0`).reply(503, 'x', { 'Content-Type': 'text/plain' });
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    const error = await failure(readAll());
    expect(error).to.be.instanceOf(PageTransportError);
    expect((error as PageTransportError).errorName).to.equal('PAGE_TRANSPORT_ERROR');
    expect((error as PageTransportError).message).to.equal(
      `Error fetching ${location()}/0: Expected response code to be 200, but was 503:\nx`,
    );
    await until(() => scope.isDone());
  });

  it('fails when the answer has another type', async () => {
    scope
      .get(`${pathOf(location())}/0`)
      .reply(200, 'x', { 'Content-Type': 'text/plain', ...headers({ token: 0, end: 1 }) });
    destroyed(scope, location());
    exchange.addLocation(location());
    const error = await failure(readAll());
    expect((error as Error).message).to.equal(
      `Error fetching ${location()}/0: Expected application/x-trino-pages response from server but got text/plain`,
    );
  });

  it('fails when the task was replaced', async () => {
    answerNothing(scope, location(), 0, { token: 0, instance: 'i1' });
    answerNothing(scope, location(), 0, { token: 0, instance: 'i2' });
    destroyed(scope, location());
    exchange.addLocation(location());
    const error = await failure(readAll());
    expect(error).to.be.instanceOf(TrinoError);
    expect((error as TrinoError).errorName).to.equal('REMOTE_TASK_MISMATCH');
    expect((error as TrinoError).message).to.equal(
      'Could not communicate with the remote task. The node may have crashed or be under too much load. ' +
        'This is probably a transient issue, so please retry your query in a few minutes. ' +
        '(producer.example:8080). Expected taskInstanceId: i1, received taskInstanceId: i2',
    );
  });

  it('leaves a failed producer to the coordinator, and fails only if nothing happens', async () => {
    answerPages(scope, location(), 0, [page(1)]);
    answerNothing(scope, location(), 1, { token: 1, failed: true });
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    const work = failure(readAll());
    await until(() => scope.isDone());
    await clock.advance(59_000);
    let failed = false;
    void work.then(() => (failed = true));
    await clock.advance(100);
    expect(failed).to.equal(false);
    const error = await elapse(work);
    expect((error as TrinoError).errorName).to.equal('REMOTE_TASK_FAILED');
  });

  it('repeats a request that nobody answers', async () => {
    let asked = 0;
    let results = 0;
    open({
      requestTimeoutMillis: 30_000,
      createResultsClient: () => ({
        ...quietResults,
        fetch: (token, _maxBytes, signal) => {
          asked++;
          if (asked === 2) {
            return Promise.resolve(endAt(token));
          }
          return new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              results++;
              reject(signal.reason as Error);
            });
          });
        },
      }),
    });
    exchange.addLocation('x');
    exchange.noMoreLocations();
    const work = readAll();
    await clock.advance(29_999);
    expect({ asked, results }).to.deep.equal({ asked: 1, results: 0 });
    await clock.advance(1);
    expect(await work).to.deep.equal([]);
    expect({ asked, results }).to.deep.equal({ asked: 2, results: 1 });
  });

  it('refuses a location that is none', () => {
    expect(() => {
      exchange.addLocation('http://producer.example:8080/v1/info');
    }).to.throw(TrinoError, 'Invalid exchange location');
  });

  it('tells the producers when it is closed early', async () => {
    answerPages(scope, location(), 0, [page(1), page(2)]);
    nock(producer)
      .get(`${pathOf(location())}/2`)
      .optionally()
      .delay(60_000)
      .reply(204, undefined, headers({ token: 2 }));
    destroyed(scope, location());
    exchange.addLocation(location());
    exchange.noMoreLocations();
    for await (const bytes of exchange.pages()) {
      expect(rowsOf(bytes)).to.equal(1);
      break;
    }
    await until(() => scope.isDone());
    expect(await exchange.nextPages()).to.equal(undefined);
  });

  it('stops asking while its reader is slow', async () => {
    let asked = 0;
    const acknowledged: number[] = [];
    const size = 100_000;
    open({
      maxBufferBytes: 1024 * 1024,
      createResultsClient: () => ({
        ...quietResults,
        acknowledge: (token) => {
          acknowledged.push(token);
          return Promise.resolve();
        },
        fetch: (token, maxBytes) => {
          asked++;
          const pages = Array.from({ length: Math.floor(maxBytes / size) }, () => page(1, size - 13));
          return Promise.resolve({
            taskInstanceId: 'i',
            token,
            nextToken: token + pages.length,
            complete: false,
            taskFailed: false,
            pages,
          });
        },
      }),
    });
    for (let i = 0; i < 4; i++) exchange.addLocation(`x${i}`);
    await clock.advance(1000);
    const { bufferedBytes } = exchange.stats();
    expect(bufferedBytes).to.be.within(1024 * 1024, 3 * 1024 * 1024);
    expect(acknowledged, 'the producers need not wait for room here').to.have.length(4);
    const before = asked;
    await clock.advance(1000);
    expect(asked, 'no request while it is full').to.equal(before);
    const taken = await exchange.nextPages();
    expect(taken).to.have.length.greaterThan(10);
    await clock.advance(1000);
    expect(asked, 'the batch still counts while its reader works on it').to.equal(before);
    const next = exchange.nextPages();
    await clock.advance(1000);
    expect(asked).to.be.greaterThan(before);
    expect(await next).to.have.length.greaterThan(0);
  });
});
