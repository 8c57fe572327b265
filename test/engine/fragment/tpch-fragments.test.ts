import { expect } from 'chai';
import { bodies } from '../../../generated/worker/validators.js';
import type { PlanFragment } from '../../../generated/worker/types.ts';
import { createFragments } from '../../../src/engine/fragment/create-fragments.ts';
import { planOptionsFor } from '../../../src/engine/plan/plan-options.ts';
import { distributePlan, planQuery } from '../../../src/engine/plan/plan.ts';
import { seededRandom, tpchQueries } from '../../support/tpch-queries.ts';
import { analyzed, metadata } from '../analyze/test-session.ts';
import { allFragments } from '../plan/planned.ts';
import { fragmentProblems, partitioningOf } from './fragment-problems.ts';
import { taskUpdate } from './task-update.ts';
import { threadProblems } from './thread-problems.ts';

/** Of what TPC-H doesn't have, each kind of node once. */
const others: readonly string[] = [
  'SELECT regionkey FROM nation UNION SELECT regionkey FROM region',
  'SELECT regionkey, count(*) FROM (SELECT regionkey FROM nation UNION ALL SELECT regionkey FROM region UNION ALL SELECT 7) GROUP BY 1',
  'SELECT n.name FROM (SELECT name FROM nation UNION ALL SELECT name FROM region) n JOIN customer c ON c.name = n.name',
  'SELECT regionkey FROM nation EXCEPT SELECT regionkey FROM region',
  'SELECT regionkey FROM nation INTERSECT SELECT regionkey FROM region',
  'SELECT n.name, r.name FROM nation n FULL JOIN region r ON n.nationkey = r.regionkey',
  'SELECT n.name, r.name FROM nation n RIGHT JOIN region r ON n.nationkey < r.regionkey',
  'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.nationkey < r.regionkey',
  'SELECT regionkey, name, count(*) FROM nation GROUP BY ROLLUP (regionkey, name)',
  'SELECT count(DISTINCT regionkey), count(DISTINCT name), sum(nationkey) FROM nation',
  'SELECT regionkey, count(DISTINCT name) FROM nation GROUP BY 1',
  'SELECT name FROM nation WHERE regionkey NOT IN (SELECT regionkey FROM region)',
  'SELECT orderkey IN (SELECT orderkey FROM lineitem) FROM orders',
  'SELECT name, (SELECT count(*) FROM nation n WHERE n.regionkey = r.regionkey AND n.name > r.name) FROM region r',
  'SELECT (SELECT name FROM region WHERE regionkey = 9)',
  'SELECT * FROM (VALUES 1, 2) t(x) CROSS JOIN nation ORDER BY x',
  'SELECT * FROM (SELECT * FROM nation LIMIT 5) a JOIN (SELECT * FROM region ORDER BY name LIMIT 2) b ON a.regionkey = b.regionkey',
  'SELECT a.c, b.c FROM (SELECT custkey, count(*) c FROM orders GROUP BY 1) a JOIN (SELECT custkey, max(totalprice) c FROM orders GROUP BY 1) b ON a.custkey = b.custkey',
  'SELECT * FROM orders CROSS JOIN UNNEST(ARRAY[orderkey, custkey]) t(x)',
  'SELECT name FROM nation WHERE false',
  'SELECT * FROM region r, LATERAL (SELECT name FROM nation n WHERE n.regionkey = r.regionkey ORDER BY name LIMIT 2) x',
];

const statements = [
  ...[1, 2].flatMap((seed) =>
    tpchQueries(seededRandom(seed)).map(({ number, sql }) => ({
      name: `TPC-H ${number}, literals ${seed}`,
      sql,
    })),
  ),
  ...others.map((sql) => ({ name: sql, sql })),
];

describe('the fragments of', () => {
  const validate = bodies['createOrUpdateTask'];
  for (const { name, sql } of statements) {
    it(name, () => {
      const logical = planQuery(analyzed(sql, { schema: 'sf1' }), metadata);
      for (const workers of [1, 3]) {
        const fragments: readonly PlanFragment[] = allFragments(
          createFragments(distributePlan(logical, planOptionsFor({ workers }))),
        ).map(({ fragment }) => fragment);
        expect(fragmentProblems(fragments)).to.deep.equal([]);
        expect(fragments.flatMap(threadProblems)).to.deep.equal([]);
        for (const fragment of fragments) {
          expect(validate?.(taskUpdate(fragment)), JSON.stringify(validate?.errors)).to.equal(true);
        }
        if (workers === 1) {
          expect(fragments).to.have.length(1);
          expect(partitioningOf((fragments[0] as PlanFragment).partitioning)).to.be.oneOf([
            'SINGLE/SINGLE',
            'SOURCE/UNKNOWN',
          ]);
        }
      }
    });
  }
});
