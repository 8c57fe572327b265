import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually } from '../support/peer.ts';
import { spawnSourceNode } from '../support/spawn-source-node.ts';
import type { SourceNode } from '../support/spawn-source-node.ts';
import { runQuery } from '../support/trino-client.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

/** Pairs every row with every other: it runs for hours. */
const pairs =
  'SELECT count(*) FROM tpch.tiny.lineitem a CROSS JOIN tpch.tiny.lineitem b WHERE a.comment < b.comment';
/** Rows that nobody has made before: the time goes into making them. */
const generated = 'SELECT count(comment), max(extendedprice) FROM tpch.sf100.lineitem';
const streamed = 'SELECT * FROM tpch.sf10.orders';

/** How long tasks may go on after their query has ended, ms. */
const goneMillis = 1_000;

describe('queries that are ended or end by a limit, on two workers in processes of their own', function () {
  this.timeout(60_000);
  let coordinator: RunningNode;
  let workers: SourceNode[];

  before(async () => {
    coordinator = await start({
      port: 0,
      environment: 'limits',
      includeCoordinator: false,
      logLevel: 'fatal',
    });
    const worker = (): Promise<SourceNode> =>
      spawnSourceNode({ environment: 'limits', coordinator: false, discoveryUri: coordinator.url });
    workers = await Promise.all([worker(), worker()]);
    await eventually(async () => {
      const { answers } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders');
      expect(Math.max(...answers.map(({ stats }) => stats.nodes))).to.equal(2);
    }, 40_000);
  });

  after(async () => {
    for (const worker of workers) worker.kill();
    await coordinator.stop();
  });

  /** Tasks of a query that still run, on all workers. */
  async function runningTasks(queryId: string): Promise<number> {
    const tasks = await Promise.all(workers.map(({ url }) => tasksOf(url, 'limits')));
    return tasks
      .flat()
      .filter(({ taskStatus }) => taskStatus.taskId.startsWith(`${queryId}.`))
      .filter(({ taskStatus: { state } }) => ['PLANNED', 'RUNNING', 'FLUSHING'].includes(state)).length;
  }

  /** No task runs and no memory is held within a second of `since`; a new query isn't held up by what was interrupted. */
  async function gone(queryId: string, since: number): Promise<void> {
    await eventually(async () => {
      expect(await runningTasks(queryId)).to.equal(0);
    }, goneMillis);
    expect(Date.now() - since).to.be.below(goneMillis + 500);
    await eventually(async () => {
      for (const { url } of workers) {
        const { memoryInfo } = (await (await fetch(`${url}/v1/status`)).json()) as {
          memoryInfo: { pool: { queryMemoryReservations: Record<string, number> } };
        };
        expect(memoryInfo.pool.queryMemoryReservations, url).to.not.have.property(queryId);
      }
    }, 3_000);
    const next = Date.now();
    expect((await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.nation')).rows).to.deep.equal([
      [25],
    ]);
    expect(Date.now() - next, 'the next query').to.be.below(5_000);
  }

  async function begin(sql: string, headers: Record<string, string> = {}): Promise<StatementAnswer> {
    const first = await fetch(`${coordinator.url}/v1/statement`, {
      method: 'POST',
      body: sql,
      headers: { 'X-Trino-User': 'test', ...headers },
    });
    let answer = (await first.json()) as StatementAnswer;
    await eventually(async () => {
      answer = (await (await fetch(`${answer.nextUri as string}?maxWait=100ms`)).json()) as StatementAnswer;
      expect(answer.error).to.equal(undefined);
      expect(await runningTasks(answer.id)).to.be.at.least(2);
    }, 20_000);
    // The statements of DuckDB are under way by then.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return answer;
  }

  const user = { 'X-Trino-User': 'test' };
  for (const [how, sql, end, errorName] of [
    [
      'DELETE of nextUri, in a join',
      pairs,
      ({ nextUri }: StatementAnswer) => fetch(nextUri as string, { method: 'DELETE' }),
      'USER_CANCELED',
    ],
    [
      'DELETE of nextUri, while columns are made',
      generated,
      ({ nextUri }: StatementAnswer) => fetch(nextUri as string, { method: 'DELETE' }),
      'USER_CANCELED',
    ],
    [
      'DELETE of nextUri, while rows flow',
      streamed,
      ({ nextUri }: StatementAnswer) => fetch(nextUri as string, { method: 'DELETE' }),
      'USER_CANCELED',
    ],
    [
      'DELETE /v1/query',
      pairs,
      ({ id }: StatementAnswer) =>
        fetch(`${coordinator.url}/v1/query/${id}`, { method: 'DELETE', headers: user }),
      'USER_CANCELED',
    ],
    [
      'killed',
      pairs,
      ({ id }: StatementAnswer) =>
        fetch(`${coordinator.url}/v1/query/${id}/killed`, { method: 'PUT', headers: user, body: 'enough' }),
      'ADMINISTRATIVELY_KILLED',
    ],
    [
      'preempted',
      generated,
      ({ id }: StatementAnswer) =>
        fetch(`${coordinator.url}/v1/query/${id}/preempted`, { method: 'PUT', headers: user }),
      'ADMINISTRATIVELY_PREEMPTED',
    ],
  ] as const) {
    it(how, async () => {
      const answer = await begin(sql);
      const since = Date.now();
      expect((await end(answer)).status).to.be.oneOf([202, 204]);
      await gone(answer.id, since);
      const last = (await (await fetch(answer.nextUri as string)).json()) as StatementAnswer;
      expect([last.stats.state, last.error?.errorName]).to.deep.equal(['FAILED', errorName]);
    });
  }

  for (const [property, sql, errorName, message] of [
    ['query_max_run_time=2s', pairs, 'EXCEEDED_TIME_LIMIT', 'Query exceeded maximum time limit of 2.00s'],
    [
      'query_max_execution_time=1500ms',
      generated,
      'EXCEEDED_TIME_LIMIT',
      'Query exceeded the maximum execution time limit of 1500.00ms',
    ],
    ['query_max_run_time=3s', streamed, 'EXCEEDED_TIME_LIMIT', 'Query exceeded maximum time limit of 3.00s'],
    ['query_max_cpu_time=1s', pairs, 'EXCEEDED_CPU_LIMIT', 'Exceeded CPU limit of 1.00s'],
    [
      'query_max_memory=1kB',
      pairs,
      'EXCEEDED_GLOBAL_MEMORY_LIMIT',
      'Query exceeded distributed user memory limit of 1kB',
    ],
    [
      'query_max_stage_count=1',
      pairs,
      'QUERY_HAS_TOO_MANY_STAGES',
      /^Number of stages in the query \(\d\) exceeds the allowed maximum \(1\)\. If /,
    ],
  ] as const) {
    it(property, async () => {
      const { queryId, error, state } = await runQuery(coordinator.url, sql, { 'X-Trino-Session': property });
      const since = Date.now();
      expect([state, error?.errorName]).to.deep.equal(['FAILED', errorName]);
      if (typeof message === 'string') expect(error?.message).to.equal(message);
      else expect(error?.message).to.match(message);
      await gone(queryId, since);
    });
  }
});
