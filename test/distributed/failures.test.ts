import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually } from '../support/peer.ts';
import { spawnSourceNode } from '../support/spawn-source-node.ts';
import type { SourceNode } from '../support/spawn-source-node.ts';
import { runQuery } from '../support/trino-client.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

/** More pairs than anyone can count: it runs until it is ended. */
const endless = `SELECT count(*) FROM tpch.tiny.lineitem a JOIN tpch.tiny.lineitem b ON a.linenumber = b.linenumber
  JOIN tpch.tiny.lineitem c ON b.linenumber = c.linenumber WHERE a.comment < b.comment AND b.comment < c.comment`;

const partitioned = { 'X-Trino-Session': 'join_distribution_type=PARTITIONED,join_reordering_strategy=NONE' };

interface NodeStatus {
  readonly memoryInfo: { readonly pool: { readonly queryMemoryReservations: Record<string, number> } };
}

describe('queries that end before their time, on two workers in processes of their own', function () {
  this.timeout(90_000);
  let coordinator: RunningNode;
  let workers: SourceNode[];

  const startWorker = (): Promise<SourceNode> =>
    spawnSourceNode({ environment: 'test', coordinator: false, discoveryUri: coordinator.url });

  const nodesOf = ({ answers }: { readonly answers: readonly StatementAnswer[] }): number =>
    Math.max(...answers.map(({ stats }) => stats.nodes));

  before(async () => {
    coordinator = await start({
      port: 0,
      environment: 'test',
      includeCoordinator: false,
      logLevel: 'fatal',
    });
    workers = await Promise.all([startWorker(), startWorker()]);
    await eventually(async () => {
      expect(nodesOf(await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders'))).to.equal(2);
    }, 40_000);
  });

  after(async () => {
    for (const worker of workers) worker.kill();
    await coordinator.stop();
  });

  /** Starts a query that goes on, and waits until all of its stages run. */
  async function startEndless(): Promise<{ readonly queryId: string; readonly next: string }> {
    const first = await fetch(`${coordinator.url}/v1/statement`, {
      method: 'POST',
      body: endless,
      headers: { 'X-Trino-User': 'test', ...partitioned },
    });
    let answer = (await first.json()) as StatementAnswer;
    await eventually(async () => {
      answer = (await (await fetch(answer.nextUri as string)).json()) as StatementAnswer;
      expect(answer.error).to.equal(undefined);
      expect(answer.stats.state).to.equal('RUNNING');
      for (const { url } of workers)
        expect((await tasksOfQuery(url, answer.id)).length, url).to.be.at.least(2);
    }, 30_000);
    return { queryId: answer.id, next: answer.nextUri as string };
  }

  async function tasksOfQuery(url: string, queryId: string): ReturnType<typeof tasksOf> {
    return (await tasksOf(url, 'test')).filter(({ taskStatus }) =>
      taskStatus.taskId.startsWith(`${queryId}.`),
    );
  }

  /** No task of the query runs any more, and no node holds memory for it. */
  async function allEnded(queryId: string, nodes: readonly SourceNode[]): Promise<void> {
    await eventually(async () => {
      for (const { url } of nodes) {
        const states = (await tasksOfQuery(url, queryId)).map(({ taskStatus }) => taskStatus.state);
        expect(states, url).to.have.length.above(0);
        for (const state of states)
          expect(state, url).to.be.oneOf(['ABORTED', 'CANCELED', 'FAILED', 'FINISHED']);
        const { memoryInfo } = (await (await fetch(`${url}/v1/status`)).json()) as NodeStatus;
        expect(memoryInfo.pool.queryMemoryReservations, url).to.not.have.property(queryId);
      }
    }, 10_000);
  }

  it('a cancelled join is interrupted on every node', async () => {
    const { queryId, next } = await startEndless();
    const cancelled = Date.now();
    expect((await fetch(next, { method: 'DELETE' })).status).to.equal(204);
    await allEnded(queryId, workers);
    expect(Date.now() - cancelled).to.be.below(5_000);
    const last = (await (await fetch(next)).json()) as StatementAnswer;
    expect([last.stats.state, last.error?.errorName]).to.deep.equal(['FAILED', 'USER_CANCELED']);
    expect((await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders')).rows).to.deep.equal([
      [15_000],
    ]);
  });

  it('a task that fails is the reason that the client is told, and ends the others', async () => {
    const { queryId, error, state } = await runQuery(
      coordinator.url,
      endless.replace('a.comment <', '1 / (a.orderkey - 7) > -1 AND a.comment <'),
      partitioned,
    );
    expect(state).to.equal('FAILED');
    expect(error).to.include({ errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' });
    await allEnded(queryId, workers);
  });

  it('a worker that is killed fails its query in stock words; the next one runs on what is left', async () => {
    const { queryId, next } = await startEndless();
    const [lost, left] = workers as [SourceNode, SourceNode];
    const killed = Date.now();
    lost.kill();
    let answer = (await (await fetch(next)).json()) as StatementAnswer;
    while (answer.nextUri !== undefined)
      answer = (await (await fetch(answer.nextUri)).json()) as StatementAnswer;
    expect(answer.stats.state).to.equal('FAILED');
    expect(answer.error?.errorName).to.equal('TOO_MANY_REQUESTS_FAILED');
    expect(answer.error?.message).to.match(/^Encountered too many errors talking to a worker node\./);
    expect(Date.now() - killed).to.be.below(20_000);
    await allEnded(queryId, [left]);
    const outcome = await runQuery(
      coordinator.url,
      'SELECT count(*) FROM tpch.tiny.orders o JOIN tpch.tiny.customer c ON o.custkey = c.custkey',
      partitioned,
    );
    expect([outcome.error, outcome.rows, nodesOf(outcome)]).to.deep.equal([undefined, [[15_000]], 1]);
  });
});
