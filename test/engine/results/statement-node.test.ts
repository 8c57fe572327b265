import { expect } from 'chai';
import type { QueryInfo } from '../../../generated/coordinator/types.ts';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { eventually } from '../../support/peer.ts';
import { runQuery } from '../../support/trino-client.ts';
import type { StatementAnswer } from '../../support/trino-client.ts';

/** The protocol over a real node; the second validator checks every request and answer. */
describe('statements over HTTP', () => {
  let node: RunningNode;

  before(async function () {
    this.timeout(60_000);
    node = await start({ port: 0, contract: true, logLevel: 'fatal' });
    await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation');
  });

  after(() => node.stop());

  const get = (uri: string, method = 'GET', body?: string): Promise<Response> =>
    fetch(uri, {
      method,
      headers: { 'X-Trino-User': 'test' },
      ...(body === undefined ? {} : { body }),
    });

  async function json<T = StatementAnswer>(uri: string, method = 'GET'): Promise<T> {
    const answer = await get(uri, method);
    expect(answer.status, uri).to.equal(200);
    return (await answer.json()) as T;
  }

  /** @returns the answer to POST */
  async function post(sql: string, headers: Record<string, string> = {}): Promise<StatementAnswer> {
    const answer = await fetch(`${node.url}/v1/statement`, {
      method: 'POST',
      body: sql,
      headers: { 'X-Trino-User': 'test', ...headers },
    });
    expect(answer.status).to.equal(200);
    return (await answer.json()) as StatementAnswer;
  }

  /** Follows a statement until its executing resource is named. */
  async function executingUri(sql: string): Promise<string> {
    let { nextUri } = await post(sql);
    while (nextUri?.includes('/queued/') === true) ({ nextUri } = await json(nextUri));
    expect(nextUri).to.contain('/executing/');
    return nextUri as string;
  }

  async function follow(uri: string, query = ''): Promise<StatementAnswer[]> {
    const answers: StatementAnswer[] = [];
    for (let next: string | undefined = uri; next !== undefined; next = answers.at(-1)?.nextUri)
      answers.push(await json(next + query));
    return answers;
  }

  /** Takes minutes, and far more memory than one answer. */
  const large = 'SELECT * FROM tpch.sf10.lineitem';

  it('repeats the last answer, has older ones gone and knows no later ones', async () => {
    const uri = await executingUri('SELECT * FROM tpch.tiny.orders');
    const first = await (await get(`${uri}?targetResultSize=1B`)).text();
    expect(await (await get(`${uri}?targetResultSize=1B`)).text()).to.equal(first);
    const { nextUri } = JSON.parse(first) as StatementAnswer;
    expect(nextUri).to.be.a('string');
    await get(nextUri as string);
    expect((await get(uri)).status).to.equal(410);
    expect((await get(uri.replace(/y[0-9a-f]{40}/, `y${'0'.repeat(40)}`))).status).to.equal(404);
    expect((await get(uri.replace(/0$/, '7'))).status).to.equal(404);
    expect((await get(uri.replace('/executing/', '/queued/'))).status).to.equal(404);
    expect((await get(nextUri as string, 'DELETE')).status).to.equal(204);
  });

  it('answers a queued token again, and refuses older ones', async () => {
    const { nextUri } = await post('SELECT 1');
    const first = await json(nextUri as string);
    const again = await json(nextUri as string);
    expect([again.id, again.nextUri]).to.deep.equal([first.id, first.nextUri]);
    await follow(first.nextUri as string);
  });

  it('pages by targetResultSize, each row once', async () => {
    const sql = 'SELECT orderkey, linenumber, comment FROM tpch.tiny.lineitem';
    const small = await follow(await executingUri(sql), '?targetResultSize=64kB');
    const rows = small.flatMap(({ data }) => data ?? []);
    expect(rows).to.have.length(60_175);
    expect(new Set(rows.map(([order, line]) => `${String(order)}/${String(line)}`)).size).to.equal(60_175);
    const big = await follow(await executingUri(sql), '?targetResultSize=16MB');
    expect(big.length).to.be.below(small.length);
    expect(big.flatMap(({ data }) => data ?? [])).to.have.length(60_175);
  });

  it('returns at once with maxWait=0s', async () => {
    const uri = await executingUri('SELECT count(*) FROM tpch.sf10.lineitem WHERE length(comment) < 0');
    const began = Date.now();
    const answer = await json(`${uri}?maxWait=0s`);
    expect(Date.now() - began).to.be.below(500);
    expect(answer.nextUri).to.be.a('string');
    expect((await get(answer.nextUri as string, 'DELETE')).status).to.equal(204);
  });

  it('cancels before the statement is followed', async () => {
    const { nextUri } = await post('SELECT 1');
    expect((await get(nextUri as string, 'DELETE')).status).to.equal(204);
    const last = await json(nextUri as string);
    expect([last.stats.state, last.nextUri, last.error?.errorName, last.error?.message]).to.deep.equal([
      'FAILED',
      undefined,
      'USER_CANCELED',
      'Query was canceled',
    ]);
  });

  it('cancels a query that runs, and repeats its end', async () => {
    const { nextUri } = await json(`${await executingUri(large)}?maxWait=0s`);
    expect((await get(nextUri as string, 'DELETE')).status).to.equal(204);
    expect((await get(nextUri as string, 'DELETE')).status).to.equal(204);
    const last = await json(nextUri as string);
    expect([last.stats.state, last.nextUri, last.data, last.error?.errorName]).to.deep.equal([
      'FAILED',
      undefined,
      undefined,
      'USER_CANCELED',
    ]);
    expect(await json(nextUri as string)).to.deep.equal(last);
  });

  it('ends a stage early and finishes with the rows so far', async () => {
    const { nextUri, partialCancelUri } = await json(await executingUri(large));
    expect(partialCancelUri).to.match(/\/partialCancel\/[^/]+\/\d+\/y[0-9a-f]{40}\/1$/);
    expect(
      (await get((partialCancelUri as string).replace(/y[0-9a-f]{40}/, 'y0'), 'DELETE')).status,
    ).to.equal(404);
    expect((await get(partialCancelUri as string, 'DELETE')).status).to.equal(204);
    const last = (await follow(nextUri as string)).at(-1);
    expect([last?.stats.state, last?.error]).to.deep.equal(['FINISHED', undefined]);
  }).timeout(15_000);

  it('fails in execution with an error in the last answer only', async () => {
    const { answers, error, state } = await runQuery(
      node.url,
      'SELECT 1 / (nationkey - nationkey) FROM tpch.tiny.nation',
    );
    expect([error?.errorName, error?.message, state]).to.deep.equal([
      'DIVISION_BY_ZERO',
      'Division by zero',
      'FAILED',
    ]);
    expect(answers.filter((answer) => answer.error !== undefined)).to.have.length(1);
    for (const answer of answers)
      expect(answer.error !== undefined).to.equal(answer.stats.state === 'FAILED');
    expect(answers.at(-1)?.data).to.equal(undefined);
  });

  for (const [what, sql, headers, errorName, message] of [
    [
      'a text of 1,000,001 characters',
      `SELECT 1 ${' '.repeat(999_992)}`,
      {},
      'QUERY_TEXT_TOO_LARGE',
      'Query text length (1000001) exceeds the maximum length (1000000)',
    ],
    [
      'an unknown zone',
      'SELECT 1',
      { 'X-Trino-Time-Zone': 'Mars/Olympus' },
      'NOT_SUPPORTED',
      /Mars\/Olympus/,
    ],
    [
      'an unknown property',
      'SELECT 1',
      { 'X-Trino-Session': 'no_such=1' },
      'INVALID_SESSION_PROPERTY',
      /no_such/,
    ],
    ['a syntax error', 'SELEC 1', {}, 'SYNTAX_ERROR', /^line 1:1: mismatched input 'SELEC'/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { error, state, answers } = await runQuery(node.url, sql, headers);
      expect([state, error?.errorName]).to.deep.equal(['FAILED', errorName]);
      if (typeof message === 'string') expect(error?.message).to.equal(message);
      else expect(error?.message).to.match(message);
      expect(answers.slice(0, -1).map((answer) => answer.stats.state)).to.satisfy((states: string[]) =>
        states.every((each) => each === 'QUEUED'),
      );
    });
  }

  it('gives one answer to two clients that poll the same token', async () => {
    let uri: string | undefined = await executingUri('SELECT orderkey FROM tpch.tiny.orders');
    const rows: unknown[] = [];
    while (uri !== undefined) {
      const [one, two]: [StatementAnswer, StatementAnswer] = await Promise.all([
        json(`${uri}?targetResultSize=1kB`),
        json(`${uri}?targetResultSize=1kB`),
      ]);
      expect(one).to.deep.equal(two);
      rows.push(...(one.data ?? []));
      uri = one.nextUri;
    }
    expect(rows).to.have.length(15_000);
  });

  it('tells of a query what the spec allows, in each of its states', async () => {
    const posted = await post(large);
    const info = `${node.url}/v1/query/${posted.id}`;
    expect((await get(info)).status, 'before it is followed').to.equal(410);
    const states = new Set<string>();
    const look = async (): Promise<void> => {
      states.add((await json<{ state: string }>(info)).state);
      const list = await json<{ queryId: string }[]>(`${node.url}/v1/query`);
      expect(list.map(({ queryId }) => queryId)).to.include(posted.id);
    };
    let next = posted.nextUri;
    for (let i = 0; i < 5 && next !== undefined; i++) {
      const answer: StatementAnswer = await json(`${next}?maxWait=0s`);
      await look();
      next = answer.nextUri;
    }
    await get(next as string, 'DELETE');
    await look();
    expect([...states]).to.include.members(['RUNNING', 'FAILED']);
    const { queryId } = await runQuery(
      node.url,
      'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1',
    );
    const ended = await json<{ state: string; finalQueryInfo: boolean }>(`${node.url}/v1/query/${queryId}`);
    expect([ended.state, ended.finalQueryInfo]).to.deep.equal(['FINISHED', true]);
    for (const [state, listed] of [
      ['finished', true],
      ['RUNNING', false],
    ] as const) {
      const list = await json<{ queryId: string }[]>(`${node.url}/v1/query?state=${state}`);
      expect(list.some((query) => query.queryId === queryId)).to.equal(listed);
    }
    const failed = (await runQuery(node.url, 'SELECT nothing')).queryId;
    expect((await json<{ state: string }>(`${node.url}/v1/query/${failed}`)).state).to.equal('FAILED');
  });

  for (const [action, message, errorName, expected] of [
    ['killed', 'enough', 'ADMINISTRATIVELY_KILLED', 'Query killed. Message: enough'],
    ['preempted', '', 'ADMINISTRATIVELY_PREEMPTED', 'Query preempted. No message provided.'],
  ] as const) {
    it(`says that it was ${action}`, async () => {
      const { id, nextUri } = await json(await executingUri(large));
      const uri = `${node.url}/v1/query/${id}/${action}`;
      expect((await get(uri, 'PUT', message)).status).to.equal(202);
      expect((await get(uri, 'PUT', message)).status).to.equal(409);
      const last = await json(nextUri as string);
      expect([last.error?.errorName, last.error?.message]).to.deep.equal([errorName, expected]);
    });
  }

  it('holds little of a large result whose client has stopped reading', async () => {
    const uri = await executingUri(large);
    const first = await json(uri);
    // The buffers on the way are filled up to their bounds, however long that takes on a busy machine; then nothing more is read.
    const held = (): number => {
      const { arrayBuffers, external } = process.memoryUsage();
      return arrayBuffers + external;
    };
    const least = held();
    await eventually(async () => {
      const before = held();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(held() - before).to.be.below(4 * 1024 * 1024);
    }, 20_000);
    expect(held() - least).to.be.below(512 * 1024 * 1024);
    const { state } = await json<{ state: string }>(`${node.url}/v1/query/${first.id}`);
    expect(state).to.equal('RUNNING');
    expect((await get(first.nextUri as string, 'DELETE')).status).to.equal(204);
  }).timeout(30_000);

  it('runs fifty queries at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        runQuery(node.url, `SELECT count(*), ${n} FROM tpch.tiny.nation WHERE nationkey < ${n}`),
      ),
    );
    expect(outcomes.map(({ rows, error }) => error ?? rows)).to.deep.equal(
      outcomes.map((_, n) => [[Math.min(n, 25), n]]),
    );
  }).timeout(30_000);

  it('tells of a query that newer ones have pushed out of the history without plan and tasks', async function () {
    this.timeout(30_000);
    const own = await start({
      port: 0,
      contract: true,
      logLevel: 'fatal',
      properties: { 'query.max-history': '1' },
    });
    try {
      const sql = 'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1';
      const { queryId } = await runQuery(own.url, sql);
      const info = (): Promise<QueryInfo> => json<QueryInfo>(`${own.url}/v1/query/${queryId}`);
      const before = await info();
      expect([before.pruned, before.outputStage?.tasks.length]).to.deep.equal([false, 1]);
      await runQuery(own.url, 'SELECT 1');
      await eventually(async () => {
        expect((await info()).pruned).to.equal(true);
      }, 20_000);
      const after = await info();
      expect([
        after.outputStage?.tasks,
        after.outputStage?.plan,
        after.queryStats.operatorSummaries,
      ]).to.deep.equal([[], undefined, []]);
      expect(after.outputStage?.stageStats).to.deep.equal(before.outputStage?.stageStats);
      expect(after.queryStats.totalTasks).to.equal(before.queryStats.totalTasks);
      const listed = await json<{ queryId: string; queryStats: unknown }[]>(`${own.url}/v1/query`);
      expect(listed.map((query) => query.queryId)).to.include(queryId);
    } finally {
      await own.stop();
    }
  });
});
