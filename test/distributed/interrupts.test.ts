import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { runQuery } from '../support/trino-client.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

/** Work of every kind, each of it far more than a test waits for. */
const endless: readonly (readonly [what: string, sql: string])[] = [
  ['rows that are counted', 'SELECT count(*) FROM tpch.sf1000.lineitem a, tpch.sf1000.lineitem b'],
  [
    'a write of pairs',
    'CREATE TABLE memory.default.interrupted AS SELECT a.orderkey FROM tpch.sf1000.lineitem a, tpch.sf1000.lineitem b',
  ],
  [
    'a join of streamed rows',
    'SELECT count(*) FROM tpch.sf1000.lineitem a JOIN tpch.sf1000.orders b ON a.orderkey = b.orderkey',
  ],
  ['a sort', 'SELECT * FROM tpch.sf1000.lineitem ORDER BY comment LIMIT 100000000'],
  ['groups', 'SELECT orderkey, sum(quantity), max(comment) FROM tpch.sf1000.lineitem GROUP BY 1'],
  [
    'functions that DuckDB calls again and again',
    'SELECT count(levenshtein_distance(a.comment, b.comment)) FROM tpch.tiny.lineitem a, tpch.tiny.lineitem b',
  ],
  ['columns that threads make', 'SELECT max(comment), sum(extendedprice) FROM tpch.sf10.lineitem'],
  [
    'sequences',
    'SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(x), UNNEST(sequence(1, 10000)) c(x)',
  ],
];

/** How long the process may go on working after a query has been canceled, ms. */
const goneMillis = 1_500;

/** What the process may use of a core without any query: pollers, timers. */
const idleLoad = 0.2;

const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** @returns the share of a core that all threads of this process used while `millis` passed */
async function load(millis: number): Promise<number> {
  const start = performance.now();
  const before = process.cpuUsage();
  await sleep(millis);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - start);
}

/** @returns after how many ms the process does nothing any more */
async function idleAfter(): Promise<number> {
  const since = performance.now();
  for (;;) {
    const quietFrom = performance.now();
    if ((await load(150)) < idleLoad && (await load(150)) < idleLoad) return quietFrom - since;
    if (performance.now() - since > 10_000) return Infinity;
  }
}

describe('a canceled query', function () {
  this.timeout(30_000);
  let node: RunningNode;

  before(async () => {
    node = await start({ port: 0, logLevel: 'fatal' });
  });

  after(async function () {
    this.timeout(2_000);
    await node.stop();
  });

  async function begin(sql: string): Promise<StatementAnswer> {
    const headers = { 'X-Trino-User': 'test' };
    const first = await fetch(`${node.url}/v1/statement`, { method: 'POST', body: sql, headers });
    return (await first.json()) as StatementAnswer;
  }

  for (const [what, sql] of endless) {
    it(`stops ${what}`, async () => {
      let answer = await begin(sql);
      const end = Date.now() + 1_200;
      while (Date.now() < end) {
        expect(answer.error).to.equal(undefined);
        expect(answer.nextUri, 'the query ended by itself').to.be.a('string');
        const next = await fetch(`${answer.nextUri as string}?maxWait=100ms`);
        answer = (await next.json()) as StatementAnswer;
      }
      expect(await load(150), 'at work').to.be.above(idleLoad);
      expect((await fetch(answer.nextUri as string, { method: 'DELETE' })).status).to.equal(204);
      expect(await idleAfter()).to.be.below(goneMillis);
      // Nothing holds up the next one.
      expect((await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation')).rows).to.deep.equal([[25]]);
    });
  }

  it('stops when nobody reads its rows', async () => {
    let answer = await begin('SELECT * FROM tpch.sf1000.orders');
    while (answer.stats.state !== 'RUNNING') {
      answer = (await (await fetch(answer.nextUri as string)).json()) as StatementAnswer;
    }
    await sleep(2_000);
    expect((await fetch(answer.nextUri as string, { method: 'DELETE' })).status).to.equal(204);
    expect(await idleAfter()).to.be.below(goneMillis);
  });

  it('leaves the line when its statement waits for its turn', async () => {
    const pairs =
      'SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.comment < b.comment';
    const all = await Promise.all(Array.from({ length: 6 }, () => begin(pairs)));
    const running = await Promise.all(
      all.map(async (first) => {
        let answer = first;
        while (answer.stats.state !== 'RUNNING') {
          answer = (await (
            await fetch(`${answer.nextUri as string}?maxWait=100ms`)
          ).json()) as StatementAnswer;
        }
        return answer;
      }),
    );
    await sleep(1_000);
    for (const { nextUri } of running.reverse()) await fetch(nextUri as string, { method: 'DELETE' });
    expect(await idleAfter()).to.be.below(goneMillis);
  });

  it('lets a node stop at once that is at work', async () => {
    const other = await start({ port: 0, logLevel: 'fatal' });
    const first = await fetch(`${other.url}/v1/statement`, {
      method: 'POST',
      body: endless[0]?.[1] ?? '',
      headers: { 'X-Trino-User': 'test' },
    });
    let answer = (await first.json()) as StatementAnswer;
    const end = Date.now() + 1_000;
    while (Date.now() < end) {
      answer = (await (await fetch(`${answer.nextUri as string}?maxWait=100ms`)).json()) as StatementAnswer;
    }
    const stopped = performance.now();
    await other.stop();
    expect(performance.now() - stopped).to.be.below(goneMillis);
  });
});
