import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';

describe('one coordinator that runs no tasks and two workers', () => {
  let coordinator: RunningNode;
  let workers: RunningNode[];

  before(async function () {
    this.timeout(60_000);
    coordinator = await start({ port: 0, environment: 'test', includeCoordinator: false, contract: true });
    workers = await Promise.all(
      [1, 2].map(() =>
        start({
          port: 0,
          environment: 'test',
          coordinator: false,
          discoveryUri: coordinator.url,
          contract: true,
        }),
      ),
    );
    await eventually(async () => {
      const { rows } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.nation');
      expect(rows).to.deep.equal([[25]]);
      for (const worker of workers) expect((await tasksOf(worker.url, 'test')).length).to.be.greaterThan(0);
    }, 50_000);
  });

  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await coordinator.stop();
  });

  for (const [sql, rows, ordered] of [
    ['SELECT count(*) FROM tpch.tiny.nation', [[25]], true],
    [
      'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1',
      [0, 1, 2, 3, 4].map((key) => [key, 5]),
      true,
    ],
    [
      'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1',
      [0, 1, 2, 3, 4].map((key) => [key, 5]),
      false,
    ],
    ['SELECT nationkey FROM tpch.tiny.nation WHERE nationkey < 3 ORDER BY 1 DESC', [[2], [1], [0]], true],
    ['SELECT name FROM tpch.tiny.nation ORDER BY name DESC LIMIT 2', [['VIETNAM'], ['UNITED STATES']], true],
  ] as const) {
    it(`${sql}, with tasks on both`, async () => {
      const outcome = await runQuery(coordinator.url, sql);
      expect(outcome.error).to.equal(undefined);
      if (ordered) expect(outcome.rows).to.deep.equal(rows);
      else expect(outcome.rows).to.have.deep.members([...rows]);
      for (const worker of workers) {
        const tasks = (await tasksOf(worker.url, 'test')).filter((task) =>
          task.taskStatus.taskId.startsWith(outcome.queryId),
        );
        expect(tasks.length, worker.url).to.be.at.least(1);
        expect(tasks.map((task) => task.taskStatus.state)).to.satisfy((states: string[]) =>
          states.every((state) => state === 'FINISHED' || state === 'CANCELED'),
        );
      }
      const own = (await tasksOf(coordinator.url, 'test')).filter((task) =>
        task.taskStatus.taskId.startsWith(outcome.queryId),
      );
      expect(own).to.deep.equal([]);
    });
  }

  it('reads every row once, wherever its split is', async () => {
    const outcome = await runQuery(
      coordinator.url,
      'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1',
    );
    const scanned = await Promise.all(
      workers.map(async (worker) => {
        const tasks = (await tasksOf(worker.url, 'test')).filter((task) =>
          task.taskStatus.taskId.startsWith(outcome.queryId),
        );
        const leaf = Math.max(...tasks.map((task) => Number(task.taskStatus.taskId.split('.')[1])));
        return tasks
          .filter((task) => task.taskStatus.taskId.startsWith(`${outcome.queryId}.${leaf}.`))
          .reduce((sum, task) => sum + (task.stats.rawInputPositions ?? 0), 0);
      }),
    );
    expect(scanned.reduce((sum, rows) => sum + rows, 0)).to.equal(25);
  });
});
