import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';

async function run(url: string, sql: string): Promise<QueryOutcome> {
  const outcome = await runQuery(url, sql);
  if (outcome.error !== undefined) throw new Error(`${sql}: ${outcome.error.message}`);
  return outcome;
}

/** Whether the query had a task on the node. */
async function ranOn(node: { readonly url: string }, { queryId }: QueryOutcome): Promise<boolean> {
  const tasks = await tasksOf(node.url, 'test');
  return tasks.some(({ taskStatus }) => taskStatus.taskId.startsWith(`${queryId}.`));
}

const schema = 'memory.default';

/** A value of each kind of block, written and read back. */
const values = [
  `BIGINT '7'`,
  `CAST(1.25 AS decimal(5, 2))`,
  `CAST('12345678901234567890.5' AS decimal(30, 1))`,
  `'text'`,
  `CAST('a' AS char(3))`,
  `X'00ff'`,
  `true`,
  `REAL '1.5'`,
  `2.5e0`,
  `DATE '2020-02-29'`,
  `TIME '01:02:03.123'`,
  `TIMESTAMP '2020-01-01 00:00:00.123'`,
  `TIMESTAMP '2020-01-01 00:00:00.123456789'`,
  `TIMESTAMP '2020-01-01 00:00:00.123 Europe/Berlin'`,
  `INTERVAL '1' DAY`,
  `UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'`,
  `ARRAY[1, NULL]`,
  `CAST(JSON '{"k":1}' AS map(varchar, integer))`,
  `ROW(1, 'x')`,
  `JSON '{"a":1}'`,
  `CAST(NULL AS integer)`,
];
const columns = values.map((value, i) => `${value} AS c${i + 1}`).join(', ');

function writesAndReads(
  name: string,
  cluster: () => { readonly url: string; readonly worker: { readonly url: string } },
): void {
  describe(name, () => {
    it('CREATE TABLE AS, INSERT and SELECT', async () => {
      const { url, worker } = cluster();
      const created = await run(url, `CREATE TABLE ${schema}.n AS SELECT * FROM tpch.tiny.nation`);
      expect(created.rows).to.deep.equal([[25]]);
      expect(await ranOn(worker, created)).to.equal(true);
      const inserted = await run(
        url,
        `INSERT INTO ${schema}.n (nationkey, name) SELECT nationkey + 100, name FROM tpch.tiny.nation WHERE regionkey = 1`,
      );
      expect(inserted.rows).to.deep.equal([[5]]);
      const read = await run(
        url,
        `SELECT count(*), sum(nationkey), count(regionkey), checksum(name) = (SELECT checksum(name) FROM ` +
          `(SELECT name FROM tpch.tiny.nation UNION ALL SELECT name FROM tpch.tiny.nation WHERE regionkey = 1)) FROM ${schema}.n`,
      );
      expect(read.rows).to.deep.equal([[30, 300 + 500 + 1 + 2 + 3 + 17 + 24, 25, true]]);
      expect((await run(url, `SELECT * FROM ${schema}.n LIMIT 3`)).rows).to.have.length(3);
      expect((await run(url, `SELECT * FROM ${schema}.n LIMIT 27`)).rows).to.have.length(27);
      await run(url, `DROP TABLE ${schema}.n`);
    });

    it('values of all kinds', async () => {
      const { url } = cluster();
      const expected = await run(url, `SELECT ${columns}`);
      await run(url, `CREATE TABLE ${schema}.kinds AS SELECT ${columns}`);
      const read = await run(url, `SELECT * FROM ${schema}.kinds`);
      expect(read.rows).to.deep.equal(expected.rows);
      expect(read.columns).to.deep.equal(expected.columns);
      await run(url, `DROP TABLE ${schema}.kinds`);
    });

    it('a write of no rows', async () => {
      const { url } = cluster();
      expect((await run(url, `CREATE TABLE ${schema}.none AS SELECT 1 a WHERE false`)).rows).to.deep.equal([
        [0],
      ]);
      expect((await run(url, `SELECT count(*) FROM ${schema}.none`)).rows).to.deep.equal([[0]]);
      await run(url, `DROP TABLE ${schema}.none`);
    });

    it('a text that would be cut', async () => {
      const { url } = cluster();
      await run(url, `CREATE TABLE ${schema}.short (a varchar(3))`);
      const { error } = await runQuery(url, `INSERT INTO ${schema}.short SELECT name FROM tpch.tiny.nation`);
      expect(error?.message).to.equal(
        'Cannot truncate non-space characters when casting from varchar(25) to varchar(3) on INSERT',
      );
      await run(url, `INSERT INTO ${schema}.short SELECT substr(name, 1, 3) || '  ' FROM tpch.tiny.nation`);
      const { rows } = await run(url, `SELECT max(length(a)), count(*) FROM ${schema}.short`);
      expect(rows).to.deep.equal([[3, 25]]);
      await run(url, `DROP TABLE ${schema}.short`);
    });
  });
}

describe('the memory connector beside stock nodes', () => {
  before(requirePeer);

  describe('a stock coordinator', () => {
    let coordinator: PeerNode;
    let worker: RunningNode;

    before(async () => {
      coordinator = await startPeer('interop-memory-coordinator', 'coordinator-only');
      worker = await start({
        port: 0,
        coordinator: false,
        environment: 'test',
        discoveryUri: coordinator.url,
      });
      await eventually(() => run(coordinator.url, 'SELECT count(*) FROM tpch.tiny.region'), 60_000);
    });

    after(async () => {
      await worker.stop();
      await coordinator.stop();
    });

    writesAndReads('has rows stored by our worker', () => ({ url: coordinator.url, worker }));

    it('has our worker sample rows', async () => {
      await run(coordinator.url, `CREATE TABLE ${schema}.sampled AS SELECT * FROM tpch.tiny.orders`);
      const { rows } = await run(
        coordinator.url,
        `SELECT count(*) BETWEEN 1 AND 14999 FROM ${schema}.sampled TABLESAMPLE SYSTEM (50)`,
      );
      expect(rows).to.deep.equal([[true]]);
      await run(coordinator.url, `DROP TABLE ${schema}.sampled`);
    });
  });

  describe('our coordinator', () => {
    let coordinator: RunningNode;
    let worker: PeerNode;

    before(async () => {
      coordinator = await start({ port: 0, environment: 'test', includeCoordinator: false });
      worker = await startPeer('interop-memory-worker', 'worker', coordinator.url);
      await eventually(() => run(coordinator.url, 'SELECT count(*) FROM tpch.tiny.region'), 60_000);
    });

    after(async () => {
      await worker.stop();
      await coordinator.stop();
    });

    writesAndReads('has rows stored by a stock worker', () => ({ url: coordinator.url, worker }));
  });
});
