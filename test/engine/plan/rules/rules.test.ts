import { firstPlan } from '../../../../src/engine/plan/plan.ts';
import { formatPlan } from '../../../../src/engine/plan/explain.ts';
import { planSettingsOf } from '../../../../src/engine/plan/plan-settings.ts';
import { mergeProjections } from '../../../../src/engine/plan/rules/merge-projections.ts';
import { pruneColumns } from '../../../../src/engine/plan/rules/prune-columns.ts';
import { pushFilters } from '../../../../src/engine/plan/rules/push-filters.ts';
import { pushLimits } from '../../../../src/engine/plan/rules/push-limits.ts';
import { pushSemiJoins } from '../../../../src/engine/plan/rules/push-semi-joins.ts';
import { removeEmptySources } from '../../../../src/engine/plan/rules/remove-empty-sources.ts';
import { removeRedundant } from '../../../../src/engine/plan/rules/remove-redundant.ts';
import { removeRedundantSorts } from '../../../../src/engine/plan/rules/remove-redundant-sorts.ts';
import { reorderJoins } from '../../../../src/engine/plan/rules/reorder-joins.ts';
import type { Rule } from '../../../../src/engine/plan/rules/rule.ts';
import { semiJoinToInnerJoin } from '../../../../src/engine/plan/rules/semi-join-to-inner-join.ts';
import { simplifyExpressions } from '../../../../src/engine/plan/rules/simplify-expressions.ts';
import { analyzed, metadata, session } from '../../analyze/test-session.ts';
import { expectSnapshot } from '../snapshot.ts';

interface RuleCases {
  readonly rule: Rule;
  /** What has to run before, so that the rule finds what it is for. */
  readonly after?: readonly Rule[];
  readonly cases: Readonly<Record<string, string | Case>>;
}

interface Case {
  readonly sql: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly workers?: number;
}

const prepared = [simplifyExpressions, pushFilters, mergeProjections];

const rules: readonly RuleCases[] = [
  {
    rule: simplifyExpressions,
    cases: {
      constants: "SELECT nationkey + 1 + 1, upper('a') FROM nation WHERE 1 = 1 AND NOT nationkey > 3",
      dates: "SELECT * FROM orders WHERE orderdate < DATE '1995-01-31' + INTERVAL '1' MONTH",
    },
  },
  {
    rule: pushFilters,
    after: [simplifyExpressions],
    cases: {
      'implicit join':
        'SELECT n.name FROM nation n, region r WHERE n.regionkey = r.regionkey AND r.name < n.name',
      'computed keys': 'SELECT 1 FROM nation n, region r WHERE n.nationkey % 5 = r.regionkey + 0',
      'non-equal only': 'SELECT 1 FROM nation n, region r WHERE n.nationkey < r.regionkey',
      'constant across a join':
        'SELECT 1 FROM nation n JOIN customer c ON n.nationkey = c.nationkey WHERE n.nationkey = 3',
      'constant across three relations':
        'SELECT 1 FROM nation n, customer c, supplier s WHERE n.nationkey = c.nationkey AND c.nationkey = s.nationkey AND s.nationkey = 3',
      'range across a join':
        'SELECT 1 FROM nation n JOIN customer c ON n.nationkey = c.nationkey WHERE n.nationkey < 3',
      'range from below':
        'SELECT 1 FROM (SELECT * FROM nation WHERE nationkey < 3 LIMIT 2) n JOIN customer c ON n.nationkey = c.nationkey',
      'a value that no column of the type has': 'SELECT 1 FROM nation WHERE nationkey = 1.5',
      contradiction: 'SELECT 1 FROM nation WHERE nationkey = 3 AND 1 = 2',
      'equality in alternatives':
        'SELECT 1 FROM lineitem l, part p WHERE (p.partkey = l.partkey AND p.size = 1 AND l.tax > 0) OR (p.partkey = l.partkey AND p.size = 2 AND l.tax < 0)',
      'alternatives of one table':
        'SELECT 1 FROM nation WHERE (nationkey = 1 AND regionkey = 2) OR (nationkey = 1 AND regionkey = 3)',
      'alternative that another implies':
        'SELECT 1 FROM nation WHERE nationkey = 1 OR (nationkey = 1 AND regionkey = 3)',
      'left join, left condition':
        'SELECT 1 FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey WHERE n.regionkey = 2',
      'left join, ON conditions':
        "SELECT 1 FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey AND r.name > 'A' AND n.name > 'B'",
      'left join, NULLs refused':
        "SELECT 1 FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey WHERE r.name LIKE 'A%'",
      'left join, NULLs wanted':
        'SELECT 1 FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey WHERE r.name IS NULL',
      'left join, NULLs replaced':
        "SELECT 1 FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey WHERE coalesce(r.name, 'x') = 'x'",
      'right join':
        'SELECT 1 FROM nation n RIGHT JOIN region r ON n.regionkey = r.regionkey WHERE r.regionkey = 2',
      'full join, one side refused':
        'SELECT 1 FROM nation n FULL JOIN region r ON n.regionkey = r.regionkey WHERE r.regionkey > 2',
      'full join':
        'SELECT 1 FROM nation n FULL JOIN region r ON n.regionkey = r.regionkey WHERE coalesce(n.regionkey, r.regionkey) > 2',
      'join that never matches': 'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON 1 = 0',
      IN: 'SELECT name FROM nation WHERE regionkey IN (SELECT regionkey FROM region) AND regionkey < 3',
      'IN, range of the list':
        'SELECT name FROM nation WHERE regionkey IN (SELECT regionkey FROM region WHERE regionkey > 1)',
      'NOT IN':
        'SELECT name FROM nation WHERE regionkey NOT IN (SELECT regionkey FROM region) AND regionkey < 3',
      EXISTS:
        'SELECT name FROM nation n WHERE EXISTS (SELECT 1 FROM customer c WHERE c.nationkey = n.nationkey)',
      union:
        'SELECT * FROM (SELECT name, 1 k FROM nation UNION ALL SELECT name, 2 FROM region) t(name, k) WHERE k = 2',
      groups:
        'SELECT * FROM (SELECT regionkey, count(*) c FROM nation GROUP BY 1) WHERE regionkey > 1 AND c > 2',
      'one group': 'SELECT * FROM (SELECT count(*) c FROM nation) WHERE 1 = rand()',
      'grouping sets':
        "SELECT * FROM (SELECT regionkey, name, count(*) c FROM nation GROUP BY GROUPING SETS ((regionkey, name), (regionkey))) WHERE regionkey > 1 AND name > 'A'",
      rollup:
        'SELECT * FROM (SELECT regionkey, count(*) c FROM nation GROUP BY ROLLUP (regionkey)) WHERE regionkey > 1',
      limit: "SELECT * FROM (SELECT name FROM nation LIMIT 3) WHERE name > 'A'",
      'not deterministic': "SELECT * FROM (SELECT rand() r, name FROM nation) WHERE r < 0.5 AND name > 'A'",
      'not deterministic in a join':
        'SELECT 1 FROM nation n, region r WHERE n.regionkey = r.regionkey AND rand() < 0.5',
      unnest: 'SELECT * FROM nation CROSS JOIN UNNEST(ARRAY[1, 2]) t(u) WHERE nationkey = 1 AND u = 2',
    },
  },
  {
    rule: mergeProjections,
    cases: {
      'one in another': 'SELECT a + 1 FROM (SELECT nationkey * 2 a FROM nation)',
      'used twice': 'SELECT a + a FROM (SELECT nationkey * 2 a FROM nation)',
      'over values': 'SELECT x + 1 FROM (VALUES 1, 2) t(x)',
    },
  },
  {
    rule: pruneColumns,
    after: prepared,
    cases: {
      join: 'SELECT n.name FROM nation n JOIN region r ON n.regionkey = r.regionkey',
      'cross join': 'SELECT n.name FROM nation n, region r',
      'marker of a semijoin':
        'SELECT name FROM (SELECT name, regionkey IN (SELECT regionkey FROM region) FROM nation)',
      union:
        'SELECT a FROM (SELECT name a, comment b FROM nation UNION ALL SELECT name, comment FROM region)',
      'grouping sets':
        'SELECT c FROM (SELECT regionkey, count(name) c, max(comment) FROM nation GROUP BY ROLLUP (regionkey))',
      'aggregate with a mask':
        'SELECT regionkey, count(*) FILTER (WHERE nationkey > 3) FROM nation GROUP BY 1',
      'scalar subquery': 'SELECT name, (SELECT max(name) FROM region) FROM nation',
      unnest: 'SELECT u FROM nation CROSS JOIN UNNEST(ARRAY[nationkey]) t(u)',
    },
  },
  {
    rule: pushLimits,
    after: [...prepared, pruneColumns],
    cases: {
      project: 'SELECT nationkey + 1 FROM nation LIMIT 2',
      sort: 'SELECT name FROM nation ORDER BY name LIMIT 2',
      'several limits': 'SELECT * FROM (SELECT name FROM nation LIMIT 5) LIMIT 2',
      union: 'SELECT name FROM nation UNION ALL SELECT name FROM region LIMIT 3',
      'union, ordered': 'SELECT name FROM nation UNION ALL SELECT name FROM region ORDER BY 1 LIMIT 3',
      'left join':
        'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey LIMIT 3',
      'left join, ordered by the left':
        'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey ORDER BY n.name LIMIT 3',
      'left join, ordered by the right':
        'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey ORDER BY r.name LIMIT 3',
      'inner join': 'SELECT n.name FROM nation n JOIN region r ON n.regionkey = r.regionkey LIMIT 3',
      semijoin: 'SELECT name, regionkey IN (SELECT regionkey FROM region) FROM nation LIMIT 3',
      distinct: 'SELECT DISTINCT regionkey FROM nation LIMIT 3',
      nothing: 'SELECT name FROM nation LIMIT 0',
    },
  },
  {
    rule: removeEmptySources,
    after: prepared,
    cases: {
      'inner join':
        'SELECT n.name FROM nation n JOIN region r ON n.regionkey = r.regionkey WHERE r.name IS NULL AND false',
      'left join':
        'SELECT n.name, r.name FROM nation n LEFT JOIN (SELECT * FROM region WHERE false) r ON n.regionkey = r.regionkey',
      'full join':
        'SELECT n.name, r.name FROM (SELECT * FROM nation WHERE false) n FULL JOIN region r ON n.regionkey = r.regionkey',
      union: 'SELECT name FROM nation WHERE false UNION ALL SELECT name FROM region',
      'union of three':
        'SELECT name FROM nation UNION ALL SELECT name FROM nation WHERE false UNION ALL SELECT name FROM region',
      groups: 'SELECT regionkey, count(*) FROM nation WHERE false GROUP BY 1',
      'one group': 'SELECT count(*) FROM nation WHERE false',
      semijoin: 'SELECT name, regionkey IN (SELECT regionkey FROM region) FROM nation WHERE false',
    },
  },
  {
    rule: removeRedundant,
    after: prepared,
    cases: {
      'limit of one row': 'SELECT count(*) FROM nation LIMIT 5',
      'order of one row': 'SELECT count(*) c FROM nation ORDER BY c',
      'distinct groups':
        'SELECT DISTINCT regionkey, c FROM (SELECT regionkey, count(*) c FROM nation GROUP BY 1)',
      'distinct over a key that is left out':
        'SELECT DISTINCT c FROM (SELECT regionkey, count(*) c FROM nation GROUP BY 1)',
      'distinct over a join by key':
        'SELECT DISTINCT a.regionkey, b.c FROM (SELECT DISTINCT regionkey FROM nation) a JOIN (SELECT regionkey, count(*) c FROM nation GROUP BY 1) b ON a.regionkey = b.regionkey',
      'scalar over an aggregate': 'SELECT name, (SELECT max(name) FROM region) FROM nation',
    },
  },
  {
    rule: removeRedundantSorts,
    after: prepared,
    cases: {
      'below groups': 'SELECT max(name) FROM (SELECT name FROM nation ORDER BY name)',
      'below an aggregate that sees it':
        'SELECT array_agg(name) FROM (SELECT name FROM nation ORDER BY name)',
      'below a join':
        'SELECT 1 FROM (SELECT * FROM nation ORDER BY name) n JOIN region r ON n.regionkey = r.regionkey',
      'at the top': 'SELECT name FROM nation ORDER BY name',
    },
  },
  {
    rule: pushSemiJoins,
    after: [...prepared, pruneColumns, mergeProjections],
    cases: {
      'to the larger relation':
        'SELECT c.name FROM customer c JOIN orders o ON c.custkey = o.custkey JOIN lineitem l ON l.orderkey = o.orderkey WHERE o.orderkey IN (SELECT orderkey FROM lineitem GROUP BY 1 HAVING sum(quantity) > 300)',
      'not to rows that a join drops':
        "SELECT s.name FROM supplier s JOIN nation n ON s.nationkey = n.nationkey WHERE n.name = 'CANADA' AND s.suppkey IN (SELECT suppkey FROM partsupp)",
      'not for NOT IN':
        'SELECT c.name FROM customer c JOIN orders o ON c.custkey = o.custkey WHERE o.orderkey NOT IN (SELECT orderkey FROM lineitem)',
    },
  },
  {
    rule: semiJoinToInnerJoin,
    after: [...prepared, pruneColumns, mergeProjections],
    cases: {
      'distinct list':
        'SELECT name FROM nation WHERE regionkey IN (SELECT DISTINCT regionkey FROM customer, region)',
      'list that may repeat': 'SELECT name FROM nation WHERE regionkey IN (SELECT regionkey FROM region)',
      'larger list on several workers': {
        sql: 'SELECT orderpriority FROM orders WHERE orderkey IN (SELECT orderkey FROM lineitem)',
        workers: 3,
      },
      'turned off': {
        sql: 'SELECT name FROM nation WHERE regionkey IN (SELECT DISTINCT regionkey FROM region)',
        properties: { rewrite_filtering_semi_join_to_inner_join: 'false' },
      },
    },
  },
  {
    rule: reorderJoins,
    after: [...prepared, pruneColumns, mergeProjections],
    cases: {
      'smaller side builds': 'SELECT 1 FROM region r JOIN nation n ON n.regionkey = r.regionkey',
      'no cross join':
        'SELECT 1 FROM part p, supplier s, partsupp ps WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey',
      'equal over a third':
        "SELECT 1 FROM customer c, supplier s, nation n WHERE c.nationkey = n.nationkey AND s.nationkey = n.nationkey AND n.name = 'PERU'",
      'what nothing connects': 'SELECT 1 FROM region, lineitem, nation',
      'as written': {
        sql: 'SELECT 1 FROM region r JOIN nation n ON n.regionkey = r.regionkey',
        properties: { join_reordering_strategy: 'NONE' },
      },
      'only cross joins': {
        sql: 'SELECT 1 FROM part p, supplier s, partsupp ps WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey',
        properties: { join_reordering_strategy: 'ELIMINATE_CROSS_JOINS' },
      },
      'without statistics': {
        sql: 'SELECT 1 FROM part p, supplier s, partsupp ps WHERE p.partkey = ps.partkey AND s.suppkey = ps.suppkey',
        properties: { enable_stats_calculator: 'false' },
      },
      'more relations than are enumerated': {
        sql: 'SELECT 1 FROM region r, nation n, customer c, orders o WHERE n.regionkey = r.regionkey AND c.nationkey = n.nationkey AND o.custkey = c.custkey',
        properties: { max_reordered_joins: '2' },
      },
      'below an outer join':
        'SELECT 1 FROM (SELECT n.nationkey FROM region r JOIN nation n ON n.regionkey = r.regionkey) a LEFT JOIN customer c ON c.nationkey = a.nationkey',
    },
  },
];

/** Each rule by itself: the plan that it gets and the one that it gives. UPDATE_SNAPSHOTS=1 writes them anew. */
describe('rules of the optimizer', () => {
  for (const { rule, after = [], cases } of rules) {
    describe(rule.name, () => {
      for (const [name, given] of Object.entries(cases)) {
        const { sql, properties = {}, workers }: Case = typeof given === 'string' ? { sql: given } : given;
        it(name, () => {
          const settings = planSettingsOf({ ...session, systemProperties: properties }, workers);
          const { root, context } = firstPlan(analyzed(sql), metadata, settings);
          const before = after.reduce<Parameters<Rule['apply']>[0]>(
            (plan, each) => each.apply(plan, context),
            root,
          );
          const result = rule.apply(before, context);
          const set = Object.entries(properties).map(([key, value]) => `-- ${key} = ${value}\n`);
          expectSnapshot(
            `rules/${rule.name}/${name}`.replaceAll(/[ ,]+/g, '-'),
            `${set.join('')}${sql}\n\n-- before\n${formatPlan(before)}\n-- after\n${formatPlan(result)}`,
          );
        });
      }
    });
  }
});
