import { expect } from 'chai';
import type { PlanNode } from '../../../../generated/worker/types.ts';
import { planQuery } from '../../../../src/engine/plan/plan.ts';
import { outputsOf, sourcesOf } from '../../../../src/engine/plan/plan-nodes.ts';
import { planSettingsOf } from '../../../../src/engine/plan/plan-settings.ts';
import { chooseDistributions } from '../../../../src/engine/plan/rules/choose-distributions.ts';
import { analyzed, metadata } from '../../analyze/test-session.ts';

/** Joins and semijoins of a statement over tpch.sf1, the root first: `INNER REPLICATED lineitem, orders`. */
function joins(
  sql: string,
  workers: number,
  systemProperties: Readonly<Record<string, string>> = {},
): string[] {
  const settings = planSettingsOf({ systemProperties }, workers);
  const { root, context } = planQuery(analyzed(sql, { schema: 'sf1' }), metadata, settings);
  const found: string[] = [];
  const visit = (node: PlanNode): void => {
    if (node['@type'] === 'join' || node['@type'] === 'semijoin') {
      const type = node['@type'] === 'join' ? node.type : 'SEMI';
      found.push(`${type} ${String(node.distributionType)} ${sourcesOf(node).map(tablesOf).join(' with ')}`);
      expect(outputsOf(node), 'no output twice').to.have.lengthOf(new Set(outputsOf(node)).size);
    }
    sourcesOf(node).forEach(visit);
  };
  visit(chooseDistributions(root, context, workers));
  return found;
}

function tablesOf(node: PlanNode): string {
  return node['@type'] === 'tablescan'
    ? (node.table.connectorHandle as unknown as { readonly tableName: string }).tableName
    : sourcesOf(node).map(tablesOf).join('+');
}

const largeJoin =
  'SELECT o.comment, o.totalprice, o.custkey, l.comment FROM lineitem l JOIN orders o ON l.orderkey = o.orderkey';
const smallJoin = 'SELECT o.comment, c.name FROM customer c JOIN orders o ON c.custkey = o.custkey';

describe('the distribution of joins', () => {
  const cases: readonly (readonly [string, string[], string[]])[] = [
    [
      'a small side is copied, whichever it is',
      joins(smallJoin, 3),
      ['INNER REPLICATED orders with customer'],
    ],
    ['what is larger than 100MB is not', joins(largeJoin, 3), ['INNER PARTITIONED lineitem with orders']],
    [
      'a side is copied to as many workers as pays',
      joins(smallJoin, 300),
      ['INNER PARTITIONED orders with customer'],
    ],
    [
      "the limit is the session's",
      joins(smallJoin, 3, { join_max_broadcast_table_size: '1MB' }),
      ['INNER PARTITIONED orders with customer'],
    ],
    [
      'never copied',
      joins(smallJoin, 3, { join_distribution_type: 'PARTITIONED' }),
      ['INNER PARTITIONED orders with customer'],
    ],
    [
      'always copied',
      joins(largeJoin, 3, { join_distribution_type: 'BROADCAST' }),
      ['INNER REPLICATED lineitem with orders'],
    ],
    [
      'outer join, the side that may be missing is small',
      joins('SELECT o.comment, c.name FROM orders o LEFT JOIN customer c ON c.custkey = o.custkey', 3),
      ['LEFT REPLICATED orders with customer'],
    ],
    [
      'outer join, the kept side is small: it builds, each worker its part',
      joins('SELECT o.comment, c.name FROM customer c LEFT JOIN orders o ON c.custkey = o.custkey', 3),
      ['RIGHT PARTITIONED orders with customer'],
    ],
    [
      'full join: always by key',
      joins('SELECT o.comment, c.name FROM customer c FULL JOIN orders o ON c.custkey = o.custkey', 3),
      ['FULL PARTITIONED orders with customer'],
    ],
    [
      'cross join: the smaller side is copied',
      joins('SELECT 1 FROM nation n, customer c WHERE n.nationkey < c.nationkey', 3),
      ['INNER REPLICATED customer with nation'],
    ],
    [
      'outer join on something else than equality',
      joins('SELECT n.name FROM nation n LEFT JOIN region r ON n.regionkey < r.regionkey', 3),
      ['LEFT REPLICATED nation with region'],
    ],
    [
      'semijoin with a small list',
      joins('SELECT name FROM customer WHERE nationkey IN (SELECT nationkey FROM nation)', 3),
      ['SEMI REPLICATED customer with nation'],
    ],
    [
      'semijoin with a large list',
      joins('SELECT name, custkey IN (SELECT custkey FROM orders) FROM customer', 300),
      ['SEMI PARTITIONED customer with orders'],
    ],
    [
      'without statistics: by key',
      joins(smallJoin, 3, { enable_stats_calculator: 'false' }),
      ['INNER PARTITIONED customer with orders'],
    ],
    ['on one worker sides stay', joins(largeJoin, 1), ['INNER PARTITIONED lineitem with orders']],
  ];
  for (const [name, actual, expected] of cases) {
    it(name, () => {
      expect(actual).to.deep.equal(expected);
    });
  }
});
