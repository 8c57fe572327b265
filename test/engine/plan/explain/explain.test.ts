import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { explained } from './explained.ts';

/**
 * EXPLAIN of our own plans, one file a statement. `UPDATE_SNAPSHOTS=1` writes them anew: read the difference before committing it.
 */
const statements: Readonly<
  Record<
    string,
    readonly [sql: string, ...options: Parameters<typeof explained> extends [string, ...infer R] ? R : never]
  >
> = {
  scan: ['SELECT * FROM nation'],
  'scan-filter-project': ["SELECT nationkey + 1 FROM nation WHERE regionkey > 1 AND name LIKE 'A%'"],
  'scan-filter-project-logical': ['SELECT nationkey + 1 FROM nation WHERE regionkey > 1', 'LOGICAL'],
  'group-by-one-worker': [
    'SELECT regionkey, sum(nationkey), max(name) FROM nation GROUP BY 1',
    'DISTRIBUTED',
    'TEXT',
    1,
  ],
  join: ["SELECT n.name FROM nation n JOIN region r ON n.regionkey = r.regionkey WHERE r.name <> 'ASIA'"],
  'join-left-filter': [
    'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.regionkey = r.regionkey AND r.name > n.name',
  ],
  'cross-join': ['SELECT n.name, r.name FROM nation n, region r'],
  'not-in': ['SELECT name FROM nation WHERE regionkey NOT IN (SELECT regionkey FROM region)'],
  exists: [
    'SELECT name FROM nation n WHERE EXISTS (SELECT 1 FROM region r WHERE r.regionkey = n.regionkey AND r.name < n.name)',
  ],
  'scalar-subquery': ['SELECT name FROM nation WHERE nationkey = (SELECT regionkey FROM region)'],
  'topn-logical': ['SELECT name FROM nation ORDER BY name DESC NULLS FIRST LIMIT 3', 'LOGICAL'],
  sort: ['SELECT name FROM nation ORDER BY regionkey, name DESC'],
  offset: ['SELECT name FROM nation OFFSET 2 LIMIT 3'],
  union: ['SELECT nationkey FROM nation UNION SELECT regionkey FROM region'],
  except: ['SELECT nationkey FROM nation EXCEPT SELECT regionkey FROM region'],
  'mark-distinct': ['SELECT count(DISTINCT name), count(DISTINCT regionkey), count(*) FROM nation'],
  'count-json': ['SELECT count(*) FROM nation', 'DISTRIBUTED', 'JSON'],
  'join-json-logical': [
    'SELECT n.name FROM nation n JOIN region r ON n.regionkey = r.regionkey',
    'LOGICAL',
    'JSON',
  ],
  'join-graphviz': [
    "SELECT n.name || '<' FROM nation n JOIN region r ON n.regionkey = r.regionkey ORDER BY 1",
    'DISTRIBUTED',
    'GRAPHVIZ',
  ],
  'topn-graphviz-logical': ['SELECT name FROM nation ORDER BY name LIMIT 3', 'LOGICAL', 'GRAPHVIZ'],
  io: [
    "SELECT * FROM nation WHERE nationkey BETWEEN 2 AND 5 AND name <> 'a' AND regionkey IS NOT NULL",
    'IO',
  ],
  'io-join': [
    'SELECT 1 FROM nation a JOIN nation b ON a.nationkey = b.nationkey JOIN region r ON r.regionkey = a.regionkey',
    'IO',
  ],
  'information-schema': [
    "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('sf1', 'tiny')",
  ],
};

const folder = fileURLToPath(new URL('snapshots/', import.meta.url));
const update = process.env['UPDATE_SNAPSHOTS'] === '1';

describe('EXPLAIN', () => {
  for (const [name, [sql, ...options]] of Object.entries(statements)) {
    it(name, () => {
      // How well a function's identity is compressed in its name depends on whether the library for it has been loaded by then.
      const text = `${sql}\n\n${explained(sql, ...options).replaceAll(/(@builtin@\w+@)[0-9a-v]+=*/g, '$1…')}`;
      const file = `${folder}${name}.txt`;
      if (update) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(existsSync(file), `${file} is missing`).to.equal(true);
      expect(text).to.equal(readFileSync(file, 'utf8'));
    });
  }

  it('IO has no graph, as in stock', () => {
    expect(() => explained('SELECT 1', 'IO', 'GRAPHVIZ')).to.throw('Unhandled plan type: IO');
  });
});
