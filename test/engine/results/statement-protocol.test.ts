import { expect } from 'chai';
import type { QueryResults } from '../../../generated/coordinator/types.ts';
import { StatementProtocol } from '../../../src/engine/results/statement-protocol.ts';
import type { Answer } from '../../../src/engine/results/statement-protocol.ts';
import type { Query } from '../../../src/engine/schedule/query.ts';
import { fakeCoordinator } from '../schedule/fake-environment.ts';
import type { FakeCoordinator } from '../schedule/fake-environment.ts';

const base = 'http://here:8080';

interface Client extends FakeCoordinator {
  readonly query: Query;
  queued(token: number, waitMillis?: number): Promise<Answer>;
  executing(token: number, options?: { waitMillis?: number; targetBytes?: number }): Promise<Answer>;
}

/** A client of a query that runs. */
async function clientOf(coordinator = fakeCoordinator()): Promise<Client> {
  const protocol = new StatementProtocol(coordinator.queries, coordinator.clock);
  const query = coordinator.create();
  const client: Client = {
    ...coordinator,
    query,
    queued: (token, waitMillis) =>
      protocol.queued(query.queryId, query.slug.make('queued', token), token, waitMillis, base),
    executing: (token, { waitMillis, targetBytes } = {}) =>
      protocol.executing(query.queryId, query.slug.make('executing', token), token, {
        waitMillis,
        targetBytes,
        base,
      }),
  };
  await client.queued(1, 0);
  await coordinator.clock.advance(0);
  return client;
}

function bodyOf(answer: Answer): QueryResults {
  if (answer.kind === 'results') return answer.results;
  if (answer.kind === 'encoded') return JSON.parse(Buffer.from(answer.bytes).toString()) as QueryResults;
  throw new Error(answer.kind);
}

/** The answer once the clock has moved on. */
async function after(client: Client, millis: number, answer: Promise<Answer>): Promise<Answer> {
  await client.clock.advance(millis);
  return answer;
}

describe('polls of a statement', () => {
  it('wait at most a second, and not at all when told so', async () => {
    const client = await clientOf();
    let answered = false;
    const poll = client.executing(0).then((answer) => {
      answered = true;
      return answer;
    });
    await client.clock.advance(990);
    expect(answered).to.equal(false);
    await client.clock.advance(10);
    expect(bodyOf(await poll).nextUri).to.match(/\/1$/);
    expect(bodyOf(await client.executing(1, { waitMillis: 0 })).nextUri).to.match(/\/2$/);
    client.queries.close();
  });

  it('leave no timer behind, and no listener however many come', async () => {
    const client = await clientOf(fakeCoordinator({ maxConcurrentQueries: 0 }));
    const before = client.clock.pending;
    let listeners = 0;
    const onChange = client.query.onChange.bind(client.query);
    client.query.onChange = (listener) => {
      listeners++;
      const stop = onChange(listener);
      return () => {
        listeners--;
        stop();
      };
    };
    for (let token = 2; token < 10; token++) await after(client, 1_000, client.queued(token));
    expect([client.clock.pending, listeners]).to.deep.equal([before, 0]);
    client.queries.close();
  });

  it('repeat the last answer to the byte, refuse older and unknown ones', async () => {
    const client = await clientOf();
    client.exchanges[0]?.push('[[1]]');
    const first = await after(client, 100, client.executing(0));
    expect(bodyOf(first).data).to.deep.equal([[1]]);
    client.exchanges[0]?.push('[[2]]');
    expect(await client.executing(0)).to.equal(first);
    const second = await after(client, 100, client.executing(1));
    expect(bodyOf(second).data).to.deep.equal([[2]]);
    expect(await client.executing(0)).to.deep.equal({ kind: 'gone' });
    expect(await client.executing(3)).to.deep.equal({ kind: 'notFound' });
    expect(await client.executing(1)).to.equal(second);
    client.queries.close();
  });

  it('of several clients for one token get one answer, and no row is lost', async () => {
    const client = await clientOf();
    const polls = [client.executing(0), client.executing(0), client.executing(1), client.executing(1)];
    client.exchanges[0]?.push('[[1]]');
    await client.clock.advance(100);
    client.exchanges[0]?.push('[[2]]');
    await client.clock.advance(100);
    const [a, b, c, d] = await Promise.all(polls);
    expect(a).to.equal(b);
    expect(c).to.equal(d);
    expect(bodyOf(a as Answer).data).to.deep.equal([[1]]);
    expect(bodyOf(c as Answer).data).to.deep.equal([[2]]);
    client.queries.close();
  });

  it('get pages until the wanted size is reached', async () => {
    const client = await clientOf();
    client.exchanges[0]?.push(...Array.from({ length: 10 }, (_, n) => `[["${'x'.repeat(995)}",${n}]]`));
    client.exchanges[0]?.end();
    await client.clock.advance(100);
    const counts: number[] = [];
    for (let token = 0; ; token++) {
      const body = bodyOf(await after(client, 100, client.executing(token, { targetBytes: 3_000 })));
      counts.push(body.data?.length ?? 0);
      if (body.nextUri === undefined) break;
    }
    expect(counts).to.deep.equal([3, 3, 3, 1]);
    expect(await client.executing(4)).to.deep.equal({ kind: 'notFound' });
    client.queries.close();
  });

  it('wait a moment for the last page, so that it is the last answer', async () => {
    const client = await clientOf();
    const poll = client.executing(0);
    client.exchanges[0]?.push('[[1]]');
    await client.clock.advance(1);
    client.exchanges[0]?.end();
    const body = bodyOf(await after(client, 10, poll));
    expect([body.data, body.nextUri, body.stats.state]).to.deep.equal([[[1]], undefined, 'FINISHED']);
    client.queries.close();
  });

  it('get no rows of a query that failed', async () => {
    const client = await clientOf();
    client.exchanges[0]?.push('[[1]]', '[[2]]');
    await client.clock.advance(10);
    client.query.cancel();
    const body = bodyOf(await client.executing(0));
    expect([body.data, body.nextUri, body.partialCancelUri]).to.deep.equal([undefined, undefined, undefined]);
    expect([body.stats.state, body.error?.errorName]).to.deep.equal(['FAILED', 'USER_CANCELED']);
    client.queries.close();
  });

  it('keep the query alive', async () => {
    const client = await clientOf(fakeCoordinator({ clientTimeoutMillis: 5_000 }));
    for (let token = 0; token < 20; token++) await after(client, 1_000, client.executing(token));
    expect(client.query.state).to.equal('RUNNING');
    await client.clock.advance(7_000);
    expect(client.query.error?.errorName).to.equal('ABANDONED_QUERY');
    client.queries.close();
  });
});
