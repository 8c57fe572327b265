import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { defaultParts } from '../../src/server/default-parts.ts';
import { holdingsOf } from '../../src/server/holdings.ts';
import type { RunningNode } from '../../src/index.ts';
import { startWith } from '../../src/server/start.ts';
import { CountingClock } from '../support/counting-clock.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

/** Runs for hours without a row. */
const silent =
  'SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.comment < b.comment';
/** Far more rows than are held for a client. */
const large = 'SELECT * FROM tpch.sf10.lineitem';
/** More than one answer, few enough to be read ahead whole. */
const small = 'SELECT * FROM tpch.tiny.orders';

describe('clients that misbehave', function () {
  this.timeout(60_000);
  const clock = new CountingClock();
  let node: RunningNode;
  /** Timers of a node that has nothing to do. */
  let idleTimers: number;

  before(async () => {
    node = await startWith(
      { port: 0, logLevel: 'fatal', properties: { 'query.client.timeout': '2s' } },
      { ...defaultParts, clock },
    );
    for (const sql of [small, 'SELECT count(*) FROM tpch.tiny.lineitem']) await runQuery(node.url, sql);
    await nothingLeft();
    idleTimers = clock.pending;
  });

  after(() => node.stop());

  /** Waits until no query runs, no task, and nothing is kept for anybody. */
  async function nothingLeft(): Promise<void> {
    await eventually(async () => {
      const { kernelBytes, ...held } = await holdingsOf(node);
      expect(kernelBytes).to.be.above(0);
      expect(held).to.deep.equal({
        activeQueries: 0,
        groupPlaces: 0,
        activeTasks: 0,
        bufferedBytes: 0,
        kernelTasks: 0,
        kernelTaskBytes: 0,
      });
    }, 15_000);
    // Some timers of an idle node come and go: its announcement, its looks at others, the history.
    if ((idleTimers as number | undefined) !== undefined) {
      await eventually(async () => {
        expect(clock.pending).to.be.at.most(idleTimers + 1);
      }, 5_000);
    }
  }

  async function post(sql: string): Promise<StatementAnswer> {
    const answer = await fetch(`${node.url}/v1/statement`, {
      method: 'POST',
      body: sql,
      headers: { 'X-Trino-User': 'test' },
    });
    return (await answer.json()) as StatementAnswer;
  }

  const get = async (uri: string): Promise<StatementAnswer> =>
    (await (await fetch(uri)).json()) as StatementAnswer;

  async function executing(sql: string): Promise<string> {
    let { nextUri } = await post(sql);
    while (nextUri?.includes('/queued/') === true) ({ nextUri } = await get(nextUri));
    return nextUri as string;
  }

  async function stateOf(uri: string): Promise<{ state: string; errorCode?: { name: string } }> {
    const id = /\d{8}_\d{6}_\d{5}_\w{5}/.exec(uri)?.[0] ?? '';
    const answer = await fetch(`${node.url}/v1/query/${id}`, { headers: { 'X-Trino-User': 'test' } });
    return (await answer.json()) as { state: string };
  }

  /** A request on a connection of its own, whose answer is for the test to read or not. */
  function rawRequest(uri: string, method = 'GET', body = ''): Socket {
    const { hostname, port, pathname, search } = new URL(uri);
    const socket = createConnection(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(
      `${method} ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nX-Trino-User: test\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    return socket;
  }

  const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

  for (const [when, sql, reach] of [
    ['before it follows its statement', silent, async (sql: string) => (await post(sql)).nextUri],
    [
      'in the queued phase',
      silent,
      async (sql: string) => (await get((await post(sql)).nextUri as string)).nextUri,
    ],
    ['before the first row', silent, executing],
    ['between rows', large, async (sql: string) => (await get(await executing(sql))).nextUri],
    [
      'before the last rows',
      small,
      async (sql: string) => {
        const { nextUri } = await get(`${await executing(sql)}?targetResultSize=1kB`);
        await eventually(async () => {
          expect((await stateOf(nextUri as string)).state).to.equal('FINISHED');
        }, 5_000);
        return nextUri;
      },
    ],
  ] as const) {
    it(`one that vanishes ${when} leaves nothing`, async () => {
      const uri = (await reach(sql)) as string;
      expect(uri).to.be.a('string');
      await nothingLeft();
      // Whoever comes back learns that the query isn't there any more: never a result with rows missing.
      const answer = await fetch(uri);
      if (answer.status === 200) {
        const last = (await answer.json()) as StatementAnswer;
        if (!uri.includes('/queued/')) expect(last.error?.errorName).to.equal('ABANDONED_QUERY');
        if (last.nextUri !== undefined) await fetch(last.nextUri, { method: 'DELETE' });
      } else expect(answer.status).to.be.oneOf([404, 410]);
      await nothingLeft();
    });

    it(`a connection that is cut ${when} costs the client nothing but its answer`, async () => {
      const uri = (await reach(sql)) as string;
      const socket = rawRequest(uri);
      await pause(100);
      socket.destroy();
      const again = await fetch(uri);
      expect(again.status).to.equal(200);
      const { nextUri, error } = (await again.json()) as StatementAnswer;
      expect(error).to.equal(undefined);
      if (nextUri !== undefined) expect((await fetch(nextUri, { method: 'DELETE' })).status).to.equal(204);
      await nothingLeft();
    });
  }

  it('one whose connection is cut while it sends its statement leaves nothing', async () => {
    const socket = rawRequest(`${node.url}/v1/statement`, 'POST', 'SELECT 1');
    socket.destroy();
    const { hostname, port } = new URL(node.url);
    const half = createConnection(Number(port), hostname);
    half.on('error', () => undefined);
    half.write(
      'POST /v1/statement HTTP/1.1\r\nHost: x\r\nX-Trino-User: test\r\nContent-Length: 100\r\n\r\nSELECT',
    );
    await pause(100);
    half.destroy();
    await nothingLeft();
  });

  it('one that reads a byte at a time holds up nobody, and is abandoned', async () => {
    const uri = await executing(large);
    const socket = rawRequest(`${uri}?targetResultSize=64MB`);
    let read = 0;
    const reading = setInterval(() => {
      if (socket.read(1) !== null) read++;
    }, 100);
    await pause(1_500);
    expect(read, 'it gets its bytes').to.be.above(0);
    expect((await holdingsOf(node)).activeQueries).to.equal(1);
    const began = Date.now();
    expect((await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation')).rows).to.deep.equal([[25]]);
    expect(Date.now() - began).to.be.below(3_000);
    await nothingLeft();
    clearInterval(reading);
    socket.destroy();
    expect(await stateOf(uri)).to.deep.include({ state: 'FAILED' });
    await nothingLeft();
  });

  it('one that replays tokens out of order is told so, and loses no row', async () => {
    const uris: string[] = [];
    const rows: unknown[] = [];
    let uri: string | undefined = await executing(small);
    while (uri !== undefined) {
      uris.push(uri);
      const answer: StatementAnswer = await get(`${uri}?targetResultSize=64kB`);
      rows.push(...(answer.data ?? []));
      const replays = await Promise.all(uris.map((one) => fetch(one)));
      expect(replays.map(({ status }) => status)).to.deep.equal([...uris.slice(1).map(() => 410), 200]);
      const repeated = (await replays.at(-1)?.json()) as StatementAnswer;
      expect(repeated).to.deep.equal(answer);
      // A later token has another slug, and nobody can know it.
      expect((await fetch(uri.replace(/\d+$/, (token) => String(Number(token) + 2)))).status).to.equal(404);
      uri = answer.nextUri;
    }
    expect(rows).to.have.length(15_000);
    await nothingLeft();
  });

  it('a hundred that come and go at once leave nothing', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const sql = [silent, large, small][n % 3] as string;
        const posted = await post(sql);
        if (n % 4 === 0) return;
        const socket = rawRequest(posted.nextUri as string);
        await pause((n % 10) * 20);
        socket.destroy();
        if (n % 4 === 1) await fetch(posted.nextUri as string, { method: 'DELETE' });
      }),
    );
    await nothingLeft();
    expect((await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation')).rows).to.deep.equal([[25]]);
  });
});
