import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { start } from '../../../../src/index.ts';
import type { RunningNode } from '../../../../src/index.ts';
import { eventually } from '../../../support/peer.ts';
import { runQuery } from '../../../support/trino-client.ts';

/** A statement and what a stock server answered. */
interface StockAnswer {
  readonly sql: string;
  readonly columns?: readonly string[];
  readonly rows?: readonly unknown[];
  readonly error?: string;
  readonly place?: readonly [number, number] | null;
  readonly message?: string;
}

const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as StockAnswer);

const tiny = {
  'X-Trino-Catalog': 'tpch',
  'X-Trino-Schema': 'tiny',
  'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
  'X-Trino-Time-Zone': 'UTC',
};

/** Aggregates whose result doesn't depend on how rows were cut into parts. */
const exact = [
  'count(custkey), sum(custkey), sum(cast(totalprice AS decimal(12,2))), avg(cast(totalprice AS decimal(38,2)))',
  'checksum(clerk), approx_distinct(clerk), approx_distinct(orderkey > 5), cardinality(approx_set(custkey))',
  'cardinality(make_set_digest(custkey)), min(custkey, 3), max_by(orderkey, totalprice), min_by(orderkey, totalprice, 3)',
  "histogram(orderpriority), map_agg(orderkey, custkey), listagg(clerk, ',') WITHIN GROUP (ORDER BY orderkey)",
  "reduce_agg(orderkey, 0, (a, b) -> a + b, (a, b) -> a + b), avg(INTERVAL '1' SECOND * orderkey)",
  'value_at_quantile(qdigest_agg(orderkey), 1), quantile_at_value(qdigest_agg(orderkey), 1), approx_percentile(orderkey, 1, 1, 0.1)',
  'numeric_histogram(100000, orderkey), approx_most_frequent(3, orderstatus, 100), bool_and(orderkey > 3), bitwise_or_agg(custkey)',
  'array_agg(orderkey ORDER BY totalprice), count(DISTINCT custkey), sum(DISTINCT shippriority), any_value(shippriority)',
];

describe('aggregates', function () {
  this.timeout(120_000);

  describe('on one node', () => {
    let node: RunningNode;
    before(async () => {
      node = await start({ port: 0, nodeId: 'one' });
    });
    after(() => node.stop());

    for (const answer of answers)
      it(answer.sql.slice(0, 120), async () => {
        const { error, columns, rows } = await runQuery(node.url, answer.sql, tiny);
        if (answer.error !== undefined) {
          const place = error?.errorLocation;
          expect([error?.errorName, error?.message]).to.deep.equal([answer.error, answer.message]);
          expect(place === undefined ? null : [place.lineNumber, place.columnNumber]).to.deep.equal(
            answer.place,
          );
          return;
        }
        expect(error?.message).to.equal(undefined);
        expect(columns.map(({ type }) => type)).to.deep.equal(answer.columns);
        const sorted = (all: readonly unknown[]): string[] => all.map((row) => JSON.stringify(row)).sort();
        const isOrdered = / order by [^)]*$/i.test(answer.sql);
        if (isOrdered) expect(rows).to.deep.equal(answer.rows);
        else expect(sorted(rows)).to.deep.equal(sorted(answer.rows ?? []));
      });
  });

  describe('in parts on two workers', () => {
    const nodes: RunningNode[] = [];
    let cluster = '';
    let single = '';

    before(async () => {
      const coordinator = await start({ port: 0, nodeId: 'c', includeCoordinator: false });
      nodes.push(coordinator);
      for (const nodeId of ['w1', 'w2'])
        nodes.push(await start({ port: 0, nodeId, coordinator: false, discoveryUri: coordinator.url }));
      const alone = await start({ port: 0, nodeId: 'alone' });
      nodes.push(alone);
      [cluster, single] = [coordinator.url, alone.url];
      await eventually(async () => {
        const { rows } = await runQuery(cluster, 'SELECT count(*) FROM system.runtime.nodes', tiny);
        expect(rows).to.deep.equal([[3]]);
      }, 30_000);
    });
    after(async () => {
      for (const node of nodes.reverse()) await node.stop();
    });

    for (const calls of exact) {
      for (const [what, sql] of [
        ['all rows', `SELECT ${calls} FROM orders WHERE orderkey < 600`],
        ['groups', `SELECT orderstatus, ${calls} FROM orders WHERE orderkey < 600 GROUP BY 1 ORDER BY 1`],
        ['no rows', `SELECT ${calls} FROM orders WHERE orderkey < 0`],
      ] as const)
        it(`give what one node gives, of ${what}: ${calls}`, async () => {
          const inParts = await runQuery(cluster, sql, tiny);
          const atOnce = await runQuery(single, sql, tiny);
          expect(atOnce.error?.message).to.equal(undefined);
          expect(inParts.error?.message).to.equal(undefined);
          expect(inParts.rows).to.deep.equal(atOnce.rows);
        });
    }
  });
});
