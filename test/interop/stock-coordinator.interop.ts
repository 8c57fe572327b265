import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';
import { expectStockAnswer, interopStatements, seed, stockAnswers } from './statements.ts';

const groupedCount = 'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1';
const five = [0, 1, 2, 3, 4].map((region) => [region, 5]);

async function mustRun(url: string, sql: string): Promise<QueryOutcome> {
  const outcome = await runQuery(url, sql);
  if (outcome.error !== undefined) throw new Error(outcome.error.message);
  return outcome;
}

describe(`a stock coordinator with our worker (TPCH_SEED=${seed})`, () => {
  let coordinator: PeerNode;
  let worker: RunningNode;

  before(async () => {
    await requirePeer();
    await stockAnswers();
    coordinator = await startPeer('interop-coordinator', 'coordinator-only');
    worker = await start({ port: 0, coordinator: false, environment: 'test', discoveryUri: coordinator.url });
    await eventually(() => mustRun(coordinator.url, 'SELECT count(*) FROM tpch.tiny.region'), 60_000);
  });

  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  for (const [sql, rows] of [
    ['SELECT count(*) FROM tpch.tiny.nation', [[25]]],
    [groupedCount, five],
    [
      'SELECT name FROM tpch.tiny.nation WHERE regionkey = 1 ORDER BY name DESC LIMIT 2',
      [['UNITED STATES'], ['PERU']],
    ],
    [
      'SELECT min(name), max(nationkey), sum(regionkey), avg(nationkey) FROM tpch.tiny.nation',
      [['ALGERIA', 24, 50, 12]],
    ],
    ['SELECT 1', [[1]]],
  ] as const) {
    it(`answers ${sql} by tasks of ours`, async () => {
      const outcome = await mustRun(coordinator.url, sql);
      expect(outcome.rows).to.deep.equal(rows);
      const tasks = (await tasksOf(worker.url, 'test')).filter((task) =>
        task.taskStatus.taskId.startsWith(outcome.queryId),
      );
      expect(tasks.length).to.be.at.least(1);
      expect(tasks.every((task) => task.taskStatus.state === 'FINISHED')).to.equal(true);
      if (sql.includes('nation'))
        expect(tasks.some((task) => (task.stats.rawInputPositions ?? 0) > 0)).to.equal(true);
    });
  }

  it('tells the stock coordinator why a query fails', async () => {
    const outcome = await runQuery(
      coordinator.url,
      'SELECT 1 / (nationkey - nationkey) FROM tpch.tiny.nation',
    );
    expect(outcome.error).to.include({ errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' });
  });

  for (const statement of interopStatements) {
    it(`answers as stock alone does: ${statement.name}`, async () => {
      await expectStockAnswer(coordinator.url, statement);
    });
  }

  describe('and a second one', () => {
    let second: RunningNode;

    before(async () => {
      second = await start({
        port: 0,
        coordinator: false,
        environment: 'test',
        discoveryUri: coordinator.url,
      });
      await eventually(async () => {
        const { queryId } = await mustRun(coordinator.url, groupedCount);
        const tasks = await tasksOf(second.url, 'test');
        if (!tasks.some((task) => task.taskStatus.taskId.startsWith(queryId)))
          throw new Error('the second worker has not joined yet');
      }, 60_000);
    });

    after(async () => {
      await second.stop();
    });

    for (const statement of interopStatements) {
      it(`answers as stock alone does: ${statement.name}`, async () => {
        await expectStockAnswer(coordinator.url, statement);
      });
    }
  });
});

describe('stock and ours in one query', () => {
  let coordinator: PeerNode;
  let stock: PeerNode;
  let ours: RunningNode;

  before(async () => {
    coordinator = await startPeer('interop-mixed-coordinator', 'coordinator-only');
    stock = await startPeer('interop-mixed-worker', 'worker', coordinator.url);
    ours = await start({ port: 0, coordinator: false, environment: 'test', discoveryUri: coordinator.url });
  });

  after(async () => {
    await ours.stop();
    await stock.stop();
    await coordinator.stop();
  });

  it('partitions rows alike: the grouped count is right with tasks on both', async () => {
    const outcome = await eventually(async () => {
      const result = await mustRun(coordinator.url, groupedCount);
      const tasks = (await tasksOf(ours.url, 'test')).filter((task) =>
        task.taskStatus.taskId.startsWith(result.queryId),
      );
      if (tasks.length < 2) throw new Error('our worker has not joined yet');
      return result;
    }, 60_000);
    expect(outcome.rows).to.deep.equal(five);
    const there = (await tasksOf(stock.url, 'test')).filter((task) =>
      task.taskStatus.taskId.startsWith(outcome.queryId),
    );
    expect(there.length).to.be.at.least(2);
  });

  it('partitions text alike', async () => {
    const outcome = await mustRun(
      coordinator.url,
      'SELECT name, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1',
    );
    expect(outcome.rows).to.have.length(25);
    expect(outcome.rows.every((row) => row[1] === 1)).to.equal(true);
  });

  for (const statement of interopStatements) {
    it(`answers as stock alone does: ${statement.name}`, async () => {
      await expectStockAnswer(coordinator.url, statement);
    });
  }
});
