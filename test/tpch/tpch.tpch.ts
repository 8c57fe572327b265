import { assert } from 'chai';
import { corpus } from '../support/corpus.ts';
import { tasksOf } from '../support/internal-token.ts';
import { freePort } from '../support/peer.ts';
import { runCase } from '../support/run-case.ts';
import { spawnCluster } from '../support/spawn-cluster.ts';
import type { SpawnedCluster } from '../support/spawn-cluster.ts';
import { spawnNode } from '../support/spawn-node.ts';
import type { SpawnedNode } from '../support/spawn-node.ts';
import { runQuery } from '../support/trino-client.ts';

/**
 * All of the corpus's TPC-H cases (the content of every table, and queries at tiny and sf1) on one process and on a coordinator
 * that runs no tasks with two workers. `npm run test:tpch`, minutes; the cases at tiny are part of `npm test` too.
 */
const cases = corpus().filter(({ area }) => area.startsWith('tpch'));

describe('TPC-H corpus', function () {
  this.timeout(10 * 60_000);

  describe('one process', () => {
    let node: SpawnedNode;
    before(async () => {
      node = await spawnNode(await freePort());
    });
    after(async () => {
      await node.stop();
    });
    for (const test of cases) {
      it(test.id, async () => {
        assert.isUndefined(await runCase(node.url, test), test.sql);
      });
    }
  });

  describe('a coordinator that runs no tasks and two workers', () => {
    let cluster: SpawnedCluster;
    before(async () => {
      cluster = await spawnCluster(2);
    });
    after(async () => {
      await cluster.stop();
    });
    for (const test of cases) {
      it(test.id, async () => {
        assert.isUndefined(await runCase(cluster.url, test), test.sql);
      });
    }

    for (const table of ['lineitem', 'orders', 'partsupp']) {
      it(`gives each worker at least 30 % of ${table} at sf1`, async () => {
        const { queryId, rows, answers } = await runQuery(
          cluster.url,
          `SELECT count(*), min(comment) FROM tpch.sf1.${table}`,
        );
        const total = Number(rows[0]?.[0]);
        const scanned = await Promise.all(
          cluster.workers.map(async ({ url }) =>
            (await tasksOf(url, 'test'))
              .filter(({ taskStatus }) => taskStatus.taskId.startsWith(`${queryId}.1.`))
              .reduce((sum, { stats }) => sum + (stats.rawInputPositions ?? 0), 0),
          ),
        );
        assert.equal(
          scanned.reduce((sum, count) => sum + count, 0),
          total,
        );
        assert.equal(answers.at(-1)?.stats['processedRows'], total);
        for (const count of scanned) assert.isAtLeast(count / total, 0.3);
      });
    }

    it('runs no task on the coordinator', async () => {
      const { queryId } = await runQuery(
        cluster.url,
        'SELECT count(*) FROM tpch.tiny.orders o JOIN tpch.tiny.customer c USING (custkey)',
      );
      const own = (await tasksOf(cluster.url, 'test')).filter(({ taskStatus }) =>
        taskStatus.taskId.startsWith(queryId),
      );
      assert.deepEqual(own, []);
    });
  });
});
