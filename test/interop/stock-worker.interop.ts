import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { defaultParts } from '../../src/server/default-parts.ts';
import { startWith } from '../../src/server/start.ts';
import { planShapes } from '../engine/fragment/plan-shapes.ts';
import { tasksOf } from '../support/internal-token.ts';
import { cli, eventually, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';
import { handMadePlanner } from './hand-made-planner.ts';
import { expectStockAnswer, interopStatements, seed, stockAnswers } from './statements.ts';

const groupedCount = 'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1';
const five = [0, 1, 2, 3, 4].map((region) => [region, 5]);

/** States of a query's tasks on a node. */
async function taskStates(node: { readonly url: string }, queryId: string): Promise<readonly string[]> {
  return (await tasksOf(node.url, 'test'))
    .filter(({ taskStatus }) => taskStatus.taskId.startsWith(`${queryId}.`))
    .map(({ taskStatus }) => taskStatus.state);
}

/** Asks until the query has tasks on all nodes: they have joined the cluster then. */
function joined(
  coordinator: RunningNode,
  nodes: readonly { readonly url: string }[],
  sql: string = groupedCount,
): Promise<QueryOutcome> {
  return eventually(async () => {
    const outcome = await runQuery(coordinator.url, sql);
    if (outcome.error !== undefined) throw new Error(outcome.error.message);
    for (const node of nodes) {
      if ((await taskStates(node, outcome.queryId)).length === 0) throw new Error(`${node.url} has no task`);
    }
    return outcome;
  }, 60_000);
}

describe(`our coordinator with a stock worker (TPCH_SEED=${seed})`, () => {
  let coordinator: RunningNode;
  let worker: PeerNode;

  before(async () => {
    await requirePeer();
    await stockAnswers();
    coordinator = await start({ port: 0, environment: 'test', includeCoordinator: false });
    worker = await startPeer('interop-worker', 'worker', coordinator.url);
  });

  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  it('has the grouped count computed by the stock worker, in one task', async () => {
    const outcome = await joined(coordinator, [worker]);
    expect(outcome.rows).to.deep.equal(five);
    const tasks = (await tasksOf(worker.url, 'test')).filter((task) =>
      task.taskStatus.taskId.startsWith(outcome.queryId),
    );
    expect(tasks.map(({ taskStatus }) => taskStatus.state)).to.deep.equal(['FINISHED']);
    expect(tasks[0]?.stats.rawInputPositions).to.equal(25);
    expect(await taskStates(coordinator, outcome.queryId)).to.deep.equal([]);
  });

  for (const [sql, rows] of [
    ['SELECT 1', [[1]]],
    ['SELECT count(*) FROM tpch.tiny.nation', [[25]]],
    [
      'SELECT name FROM tpch.tiny.region WHERE regionkey > 2 ORDER BY name DESC',
      [['MIDDLE EAST'], ['EUROPE']],
    ],
    [
      "SELECT n_1, upper(x) FROM (VALUES (1, 'a'), (2, NULL)) t(n_1, x) ORDER BY 1",
      [
        [1, 'A'],
        [2, null],
      ],
    ],
    [
      'SELECT regionkey + 1, name FROM tpch.tiny.nation ORDER BY nationkey LIMIT 2',
      [
        [1, 'ALGERIA'],
        [2, 'ARGENTINA'],
      ],
    ],
    [
      'SELECT min(name), max(nationkey), sum(regionkey), avg(nationkey) FROM tpch.tiny.nation',
      [['ALGERIA', 24, 50, 12]],
    ],
  ] as const) {
    it(`answers ${sql}`, async () => {
      const outcome = await runQuery(coordinator.url, sql);
      expect(outcome.error).to.equal(undefined);
      expect(outcome.rows).to.deep.equal(rows);
    });
  }

  it('serves the stock CLI', async () => {
    const output = await cli(coordinator.url, '--output-format', 'CSV_UNQUOTED', '--execute', groupedCount);
    expect(output.trim().split('\n')).to.deep.equal(['0,5', '1,5', '2,5', '3,5', '4,5']);
  });

  for (const statement of interopStatements) {
    it(`answers as stock does, by the stock worker alone: ${statement.name}`, async () => {
      const queryId = await expectStockAnswer(coordinator.url, statement);
      expect(await taskStates(coordinator, queryId)).to.deep.equal([]);
    });
  }

  describe('and one of ours beside it', () => {
    let ours: RunningNode;

    before(async () => {
      ours = await start({
        port: 0,
        coordinator: false,
        environment: 'test',
        discoveryUri: coordinator.url,
      });
      await joined(coordinator, [worker, ours]);
    });

    after(async () => {
      await ours.stop();
    });

    for (const statement of interopStatements) {
      it(`answers as stock does, by both: ${statement.name}`, async () => {
        const queryId = await expectStockAnswer(coordinator.url, statement);
        if (!/^TPC-H/.test(statement.name)) return;
        for (const node of [worker, ours]) {
          const states = await taskStates(node, queryId);
          expect(states, node.url).to.have.length.greaterThan(0);
        }
      });
    }
  });
});

/** Nodes of plans that few statements lead to: the same rows from one process of ours, a stock worker, and both kinds together. */
describe('plans made by hand', () => {
  const parts = { ...defaultParts, loadPlanning: handMadePlanner };
  const alone = new Map<string, Pick<QueryOutcome, 'rows' | 'error'>>();
  let coordinator: RunningNode;
  let worker: PeerNode;

  before(async () => {
    await requirePeer();
    const single = await startWith({ port: 0, environment: 'test' }, parts);
    for (const { name } of planShapes) alone.set(name, await runQuery(single.url, name));
    await single.stop();
    coordinator = await startWith({ port: 0, environment: 'test', includeCoordinator: false }, parts);
    worker = await startPeer('interop-hand-made', 'worker', coordinator.url);
    await joined(coordinator, [worker], 'a replicated join');
  });

  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  async function expectSame(name: string): Promise<void> {
    const expected = alone.get(name);
    const actual = await runQuery(coordinator.url, name);
    expect(actual.error?.errorName).to.equal(expected?.error?.errorName);
    const sorted = (rows: QueryOutcome['rows'] = []): readonly string[] =>
      rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(actual.rows)).to.deep.equal(sorted(expected?.rows));
  }

  for (const { name } of planShapes) {
    it(`run on a stock worker: ${name}`, () => expectSame(name));
  }

  describe('with one of ours beside it', () => {
    let ours: RunningNode;

    before(async () => {
      ours = await start({ port: 0, coordinator: false, environment: 'test', discoveryUri: coordinator.url });
      await joined(coordinator, [worker, ours], 'a replicated join');
    });

    after(async () => {
      await ours.stop();
    });

    for (const { name } of planShapes) {
      it(`run on both: ${name}`, () => expectSame(name));
    }
  });
});
