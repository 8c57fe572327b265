import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';

describe('statements about metadata and plans', () => {
  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0, contract: true });
  });
  after(() => node.stop());

  const tiny = { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': 'tiny' };

  it('join information_schema with tables', async () => {
    const { error, rows } = await runQuery(
      node.url,
      `SELECT r.name, t.table_name FROM region r JOIN information_schema.tables t ON length(t.table_name) = r.regionkey + 4
       WHERE t.table_schema = 'tiny' ORDER BY 1, 2`,
      tiny,
    );
    expect(error).to.equal(undefined);
    expect(rows).to.deep.equal([
      ['AFRICA', 'part'],
      ['ASIA', 'nation'],
      ['ASIA', 'orders'],
      ['ASIA', 'region'],
      ['MIDDLE EAST', 'customer'],
      ['MIDDLE EAST', 'lineitem'],
      ['MIDDLE EAST', 'partsupp'],
      ['MIDDLE EAST', 'supplier'],
    ]);
  });

  it('count the rows of information_schema as processed', async () => {
    const { answers } = await runQuery(node.url, 'SHOW TABLES', tiny);
    expect(answers.at(-1)?.stats['processedRows']).to.equal(8);
  });
});

describe('information_schema on a cluster whose coordinator runs no other tasks', () => {
  let coordinator: RunningNode;
  let worker: RunningNode;
  before(async function () {
    this.timeout(60_000);
    coordinator = await start({ port: 0, environment: 'test', includeCoordinator: false, contract: true });
    worker = await start({
      port: 0,
      environment: 'test',
      coordinator: false,
      discoveryUri: coordinator.url,
      contract: true,
    });
    await eventually(async () => {
      const { rows } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.region');
      expect(rows).to.deep.equal([[5]]);
    }, 50_000);
  });
  after(async () => {
    await worker.stop();
    await coordinator.stop();
  });

  for (const [sql, rows] of [
    ["SHOW TABLES FROM tpch.tiny LIKE '%n'", [['nation'], ['region']]],
    ['SELECT count(*) FROM tpch.information_schema.tables', [[80]]],
    [
      `SELECT t.table_name, n.nationkey FROM tpch.information_schema.tables t JOIN tpch.tiny.nation n
       ON length(t.table_name) = n.nationkey WHERE t.table_schema = 'sf1' AND t.table_name < 'o' ORDER BY 1`,
      [
        ['customer', 8],
        ['lineitem', 8],
        ['nation', 6],
      ],
    ],
  ] as const) {
    it(sql, async () => {
      const outcome = await runQuery(coordinator.url, sql);
      expect(outcome.error).to.equal(undefined);
      expect(outcome.rows).to.deep.equal(rows);
    });
  }
});
