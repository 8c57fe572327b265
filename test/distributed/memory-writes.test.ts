import { expect } from 'chai';
import type { Kernel } from '../../src/engine/execute/kernel.ts';
import type { RunningNode } from '../../src/index.ts';
import { defaultParts } from '../../src/server/default-parts.ts';
import { startWith } from '../../src/server/start.ts';
import type { StartOptions } from '../../src/server/start.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';

/** A worker whose kernel can be asked what it stores. */
interface Worker {
  readonly node: RunningNode;
  readonly kernel: Kernel;
}

async function startWorker(options: StartOptions): Promise<Worker> {
  let kernel: Kernel | undefined;
  const node = await startWith(options, {
    ...defaultParts,
    createKernel: async (settings) => (kernel = await defaultParts.createKernel(settings)),
  });
  // A node that answers may still be opening its kernel.
  return eventually(() => {
    if (kernel === undefined) return Promise.reject(new Error('no kernel yet'));
    return Promise.resolve({ node, kernel });
  }, 10_000);
}

describe('writes on a coordinator and two workers', () => {
  const catalogs = {
    memory: { 'connector.name': 'memory', 'memory.max-data-per-node': '4MB' },
    tpch: { 'connector.name': 'tpch' },
  };
  let coordinator: RunningNode;
  let workers: Worker[];

  const ask = (sql: string, headers?: Record<string, string>): Promise<QueryOutcome> =>
    runQuery(coordinator.url, sql, headers);

  /** Each worker writes the rows of its splits; otherwise the quicker one may take all of a small table. */
  const inPlace = { 'X-Trino-Session': 'redistribute_writes=false' };

  async function run(sql: string, headers?: Record<string, string>): Promise<QueryOutcome> {
    const outcome = await ask(sql, headers);
    if (outcome.error !== undefined) throw new Error(`${sql}: ${outcome.error.message}`);
    return outcome;
  }

  /** DuckDB's tables with rows of the connector, a number a worker. */
  const blocks = (): Promise<number[]> =>
    Promise.all(workers.map(async ({ kernel }) => (await kernel.memory()).storedBlocks));

  const nothingStored = (): Promise<void> =>
    eventually(async () => {
      expect(await blocks()).to.deep.equal([0, 0]);
    }, 10_000);

  before(async function () {
    this.timeout(60_000);
    coordinator = await startWith(
      { port: 0, environment: 'test', includeCoordinator: false, catalogs },
      defaultParts,
    );
    workers = await Promise.all(
      [1, 2].map(() =>
        startWorker({
          port: 0,
          environment: 'test',
          coordinator: false,
          discoveryUri: coordinator.url,
          catalogs,
        }),
      ),
    );
    await eventually(async () => {
      const { rows } = await run("SELECT count(*) FROM system.runtime.nodes WHERE state = 'active'");
      expect(rows).to.deep.equal([[3]]);
    }, 50_000);
  });

  after(async () => {
    await Promise.all(workers.map(({ node }) => node.stop()));
    await coordinator.stop();
  });

  it('spread a table over both, and read it where it is', async () => {
    const created = await run('CREATE TABLE memory.default.o AS SELECT * FROM tpch.tiny.orders', inPlace);
    expect(created.rows).to.deep.equal([[15_000]]);
    for (const { kernel } of workers) expect((await kernel.memory()).storedBytes).to.be.greaterThan(0);
    const inserted = await run(
      'INSERT INTO memory.default.o SELECT * FROM tpch.tiny.orders WHERE orderkey < 100',
    );
    const [[added]] = inserted.rows as [[number]];
    const { rows } = await run(
      'SELECT count(*), count(DISTINCT orderkey), sum(custkey) = (SELECT sum(custkey) FROM (' +
        'SELECT custkey FROM tpch.tiny.orders UNION ALL ' +
        'SELECT custkey FROM tpch.tiny.orders WHERE orderkey < 100)) FROM memory.default.o',
    );
    expect(rows).to.deep.equal([[15_000 + added, 15_000, true]]);
    const stats = await run('SHOW STATS FOR memory.default.o');
    expect(stats.rows.at(-1)?.[4]).to.equal(15_000 + added);
    await run('DROP TABLE memory.default.o');
    await nothingStored();
  });

  it('keep the rows of many small INSERTs', async function () {
    this.timeout(60_000);
    await run('CREATE TABLE memory.default.small (a bigint, b varchar)');
    for (let i = 0; i < 40; i++) await run(`INSERT INTO memory.default.small VALUES (${i}, 'row ${i}')`);
    const { rows } = await run('SELECT count(*), sum(a), max(b) FROM memory.default.small');
    expect(rows).to.deep.equal([[40, 780, 'row 9']]);
    await run('DROP TABLE memory.default.small');
    await nothingStored();
  });

  for (const [what, sql, name] of [
    [
      'fails on one worker',
      'CREATE TABLE memory.default.failed AS SELECT 1 / (orderkey - 59974) x FROM tpch.tiny.orders',
      'DIVISION_BY_ZERO',
    ],
    [
      'is too large',
      'CREATE TABLE memory.default.failed AS SELECT * FROM tpch.tiny.lineitem, (VALUES 1, 2, 3, 4, 5, 6) t(x)',
      'MEMORY_LIMIT_EXCEEDED',
    ],
  ] as const) {
    it(`that ${what} leave no table and no rows`, async function () {
      this.timeout(60_000);
      expect((await ask(sql)).error?.errorName).to.equal(name);
      const { rows } = await run("SHOW TABLES FROM memory.default LIKE 'failed'");
      expect(rows).to.deep.equal([]);
      await nothingStored();
    });
  }

  it('that are canceled leave what was there before', async function () {
    this.timeout(60_000);
    await run('CREATE TABLE memory.default.kept AS SELECT * FROM tpch.tiny.nation');
    const before = await blocks();
    const sql =
      'INSERT INTO memory.default.kept SELECT n.nationkey, n.name, n.regionkey, n.comment FROM tpch.tiny.nation n, ' +
      'tpch.sf1.orders o, tpch.tiny.region r WHERE o.totalprice < 1';
    const headers = { 'X-Trino-User': 'test' };
    const first = (await (
      await fetch(`${coordinator.url}/v1/statement`, { method: 'POST', body: sql, headers })
    ).json()) as { readonly id: string; readonly nextUri: string };
    let next = first.nextUri;
    for (let polls = 0; polls < 3; polls++) {
      const answer = (await (await fetch(next)).json()) as { readonly nextUri?: string };
      next = answer.nextUri ?? next;
    }
    await fetch(next, { method: 'DELETE' });
    expect((await run('SELECT count(*) FROM memory.default.kept')).rows).to.deep.equal([[25]]);
    await eventually(async () => {
      expect(await blocks()).to.deep.equal(before);
    }, 20_000);
    await run('DROP TABLE memory.default.kept');
    await nothingStored();
  });

  it('fail a query of rows whose worker is gone, at once', async function () {
    this.timeout(60_000);
    await run('CREATE TABLE memory.default.lost AS SELECT * FROM tpch.tiny.orders', inPlace);
    const [, gone] = workers as [Worker, Worker];
    await gone.node.stop();
    await eventually(async () => {
      const { rows } = await run("SELECT count(*) FROM system.runtime.nodes WHERE state = 'active'");
      expect(rows).to.deep.equal([[2]]);
    }, 30_000);
    const { error } = await ask('SELECT count(*) FROM memory.default.lost');
    expect([error?.errorName, error?.message]).to.deep.equal([
      'NO_NODES_AVAILABLE',
      'No nodes available to run query',
    ]);
    expect((await run('CREATE TABLE memory.default.next AS SELECT 1 a')).rows).to.deep.equal([[1]]);
  });
});
