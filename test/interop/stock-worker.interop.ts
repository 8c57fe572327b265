import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { cli, eventually, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';

const groupedCount = 'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1';
const five = [0, 1, 2, 3, 4].map((region) => [region, 5]);

describe('our coordinator with a stock worker', () => {
  let coordinator: RunningNode;
  let worker: PeerNode;

  before(async () => {
    await requirePeer();
    coordinator = await start({ port: 0, environment: 'test', includeCoordinator: false });
    worker = await startPeer('interop-worker', 'worker', coordinator.url);
  });

  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  it('has the grouped count computed by the stock worker', async () => {
    const outcome = await eventually(async () => {
      const result = await runQuery(coordinator.url, groupedCount);
      if (result.error !== undefined) throw new Error(result.error.message);
      return result;
    }, 60_000);
    expect(outcome.rows).to.deep.equal(five);
    const tasks = (await tasksOf(worker.url, 'test')).filter((task) =>
      task.taskStatus.taskId.startsWith(outcome.queryId),
    );
    expect(tasks.length).to.be.at.least(2);
    expect(tasks.every((task) => task.taskStatus.state === 'FINISHED')).to.equal(true);
    expect(tasks.some((task) => task.stats.rawInputPositions === 25)).to.equal(true);
    const own = (await tasksOf(coordinator.url, 'test')).filter((task) =>
      task.taskStatus.taskId.startsWith(outcome.queryId),
    );
    expect(own).to.deep.equal([]);
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
});
