import { planned } from './planned.ts';
import { expectSnapshot, fragmentsText } from './snapshot.ts';

/**
 * Plans as text, one file a statement, for one worker and for two. `UPDATE_SNAPSHOTS=1` writes them anew: read the difference before
 * committing it. Those that have a stock counterpart were compared with it node by node.
 */
const statements: Readonly<Record<string, string>> = {
  'select-constant': 'SELECT 1',
  'values-folded': "SELECT x + 1, 'a' FROM (VALUES 1, 2) t(x)",
  'values-ordered': 'SELECT * FROM (VALUES 3, 1, 2) t(x) ORDER BY x',
  'values-grouped': 'SELECT x, count(*) FROM (VALUES 1, 2) t(x) GROUP BY x',
  scan: 'SELECT * FROM nation',
  'scan-pruned': 'SELECT name, name FROM nation',
  'filter-project': 'SELECT name FROM nation WHERE nationkey > 3',
  'filter-merged': 'SELECT n FROM (SELECT name n, nationkey k FROM nation WHERE nationkey > 3) WHERE k < 10',
  'filter-false': 'SELECT name FROM nation WHERE 1 = 0',
  'filter-null': 'SELECT count(*) FROM nation WHERE null',
  'filter-below-groups':
    'SELECT * FROM (SELECT regionkey, count(*) c FROM nation GROUP BY 1) WHERE regionkey > 1 AND c > 2',
  'count-all': 'SELECT count(*) FROM nation',
  'count-filtered': 'SELECT count(*) FROM nation WHERE nationkey > 3',
  'count-of-nothing': 'SELECT count(*)',
  'count-unused': 'SELECT 1 FROM (SELECT count(*) FROM nation)',
  'grouped-count': 'SELECT regionkey, count(*) FROM nation GROUP BY 1',
  'grouped-count-ordered': 'SELECT regionkey, count(*) FROM nation GROUP BY 1 ORDER BY 1',
  'grouped-states':
    'SELECT regionkey, sum(nationkey), avg(nationkey), min(name), max(name), count(name) FROM nation GROUP BY 1',
  'grouped-expression': 'SELECT count(*), regionkey + 1 FROM nation GROUP BY regionkey + 1',
  'grouped-twice': 'SELECT c, count(*) FROM (SELECT regionkey, count(*) c FROM nation GROUP BY 1) GROUP BY c',
  'grouped-again-by-key':
    'SELECT regionkey, count(*) FROM (SELECT DISTINCT regionkey FROM nation) GROUP BY 1',
  having:
    'SELECT regionkey, count(*) c FROM nation GROUP BY regionkey HAVING count(*) > 1 ORDER BY c DESC LIMIT 2',
  'aggregate-above': 'SELECT min(nationkey), min(nationkey) + 1 FROM nation',
  distinct: 'SELECT DISTINCT regionkey FROM nation',
  'distinct-limit': 'SELECT DISTINCT regionkey FROM nation LIMIT 2',
  'distinct-ordered': 'SELECT DISTINCT name FROM nation ORDER BY name',
  'order-by':
    "SELECT name || 'x' n, nationkey + 1 FROM nation WHERE nationkey > 3 ORDER BY n DESC NULLS FIRST",
  'order-by-hidden': 'SELECT name FROM nation ORDER BY regionkey * 2, name',
  'order-by-dropped': 'SELECT * FROM (SELECT name FROM nation ORDER BY name)',
  limit: 'SELECT name FROM nation LIMIT 5',
  'limit-nothing': 'SELECT name FROM nation LIMIT 0',
  'limit-below-count': 'SELECT count(*) FROM (SELECT * FROM nation LIMIT 3)',
  'limit-huge': 'SELECT name FROM nation LIMIT 9223372036854775807',
  topn: 'SELECT * FROM nation ORDER BY name LIMIT 3',
  offset: 'SELECT name FROM nation OFFSET 3',
  'offset-limit': 'SELECT name FROM nation ORDER BY name OFFSET 3 LIMIT 2',
  'with-ties': 'SELECT name FROM nation ORDER BY regionkey FETCH FIRST 2 ROWS WITH TIES',
  'with-query':
    'WITH a AS (SELECT regionkey r, count(*) c FROM nation GROUP BY 1) SELECT sum(c), r % 2 FROM a GROUP BY 2 ORDER BY 2',
};

function text(sql: string): string {
  const plan = (workers: number): string => fragmentsText(planned(sql, workers));
  return `${sql}\n\n-- one worker\n${plan(1)}\n-- two workers\n${plan(2)}`;
}

describe('plans', () => {
  for (const [name, sql] of Object.entries(statements)) {
    it(`${name}: ${sql}`, () => {
      expectSnapshot(name, text(sql));
    });
  }
});
