import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';

const joinOf = (distribution: string): Record<string, string> => ({
  'X-Trino-Session': `join_distribution_type=${distribution},join_reordering_strategy=NONE`,
});

describe('buffers that hold little of what goes through them', function () {
  this.timeout(60_000);
  let nodes: RunningNode[];

  before(async () => {
    const properties = {
      'sink.max-buffer-size': '64kB',
      'sink.max-broadcast-buffer-size': '64kB',
      'exchange.max-buffer-size': '64kB',
    };
    const coordinator = await start({
      port: 0,
      environment: 'test',
      includeCoordinator: false,
      logLevel: 'fatal',
      properties,
    });
    const worker = (): Promise<RunningNode> =>
      start({
        port: 0,
        environment: 'test',
        coordinator: false,
        discoveryUri: coordinator.url,
        logLevel: 'fatal',
        properties,
      });
    nodes = [coordinator, await worker(), await worker()];
    await eventually(async () => {
      const { answers } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders');
      expect(Math.max(...answers.map(({ stats }) => stats.nodes))).to.equal(2);
    }, 30_000);
  });

  after(async () => {
    await Promise.all(nodes.slice(1).map((node) => node.stop()));
    await nodes[0]?.stop();
  });

  const url = (): string => (nodes[0] as RunningNode).url;

  for (const distribution of ['PARTITIONED', 'BROADCAST']) {
    it(`block no join, ${distribution.toLowerCase()}, whichever side is large`, async () => {
      for (const [probe, build] of [
        ['lineitem', 'orders'],
        ['orders', 'lineitem'],
      ]) {
        const { rows, error } = await runQuery(
          url(),
          `SELECT count(*), count(distinct o.comment), max(l.comment) FROM tpch.tiny.${probe} ${probe?.[0]}
            JOIN tpch.tiny.${build} ${build?.[0]} ON l.orderkey + 0 = o.orderkey + 0`,
          joinOf(distribution),
        );
        expect(error, probe).to.equal(undefined);
        expect(rows[0]?.slice(0, 2), probe).to.deep.equal([60_175, 14_995]);
      }
    });

    it(`block no chain of joins and groups, ${distribution.toLowerCase()}`, async () => {
      const { rows, error } = await runQuery(
        url(),
        `SELECT sum(n) FROM (
          SELECT o.orderpriority, c.comment, count(*) n FROM tpch.tiny.lineitem l
            JOIN tpch.tiny.orders o ON l.orderkey = o.orderkey
            JOIN tpch.tiny.customer c ON o.custkey = c.custkey
            JOIN (SELECT partkey, max(comment) FROM tpch.tiny.partsupp GROUP BY partkey) p ON p.partkey = l.partkey
            GROUP BY 1, 2)`,
        joinOf(distribution),
      );
      expect(error).to.equal(undefined);
      expect(rows).to.deep.equal([[60_175]]);
    });
  }

  it('hand over all rows to a client', async () => {
    const { rows } = await runQuery(url(), 'SELECT orderkey, comment FROM tpch.tiny.lineitem');
    expect(rows).to.have.length(60_175);
  });
});
