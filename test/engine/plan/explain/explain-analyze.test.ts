import { expect } from 'chai';
import { start } from '../../../../src/index.ts';
import type { RunningNode } from '../../../../src/index.ts';
import { runQuery } from '../../../support/trino-client.ts';

describe('EXPLAIN ANALYZE', () => {
  let node: RunningNode;
  const tiny = { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': 'tiny' };
  const text = async (sql: string): Promise<string> => {
    const { error, rows, columns } = await runQuery(node.url, sql, tiny);
    expect(error).to.equal(undefined);
    expect(columns.map(({ name, type }) => [name, type])).to.deep.equal([['Query Plan', 'varchar']]);
    expect(rows.length).to.equal(1);
    return String(rows[0]?.[0]);
  };
  before(async () => {
    node = await start({ port: 0, contract: true });
  });
  after(() => node.stop());

  it('tells what was read and given out', async () => {
    const plan = await text('EXPLAIN ANALYZE SELECT name FROM nation WHERE nationkey > 3');
    expect(plan).to.match(
      /^Trino version: 435\nQueued: \S+, Analysis: \S+, Planning: \S+, Execution: \S+\nFragment 1 /,
    );
    expect(plan).to.match(
      / {4}CPU: \S+, Scheduled: \S+, Blocked \S+ \(Input: \S+, Output: \S+\), Input: 25 rows \(\S+\); per task: avg\.: 25\.00 std\.dev\.: 0\.00, Output: 21 rows \(\S+\)\n/,
    );
    expect(plan).to.match(/\n {8}Input: 25 rows \(\S+\)\n/);
    expect(plan).to.not.include('ExplainAnalyze');
  });

  it('VERBOSE adds distributions', async () => {
    const plan = await text('EXPLAIN ANALYZE VERBOSE SELECT count(*) FROM nation');
    expect(plan).to.match(/Task output distribution: \{count=1\.00, p01=\S+, .*max=\S+\}\n/);
    expect(plan).to.include('Task input distribution: ');
  });

  it('really writes', async () => {
    const plan = await text('EXPLAIN ANALYZE CREATE TABLE memory.default.analyzed AS SELECT * FROM nation');
    expect(plan).to.include('TableCommit[').and.to.include('TableWriter[');
    const { rows } = await runQuery(node.url, 'SELECT count(*) FROM memory.default.analyzed');
    expect(rows).to.deep.equal([[25]]);
  });

  it('can be explained and checked', async () => {
    const { rows } = await runQuery(node.url, 'EXPLAIN EXPLAIN ANALYZE SELECT count(*) FROM nation', tiny);
    expect(String(rows[0]?.[0])).to.match(
      /^Trino version: 435\nFragment 0 \[COORDINATOR_ONLY\]\n[^]*\n {4}└─ ExplainAnalyze\[\]\n[^]*RemoteSource\[sourceFragmentIds = \[1\]\]/,
    );
    const valid = await runQuery(node.url, 'EXPLAIN (TYPE VALIDATE) EXPLAIN ANALYZE SELECT 1');
    expect(valid.rows).to.deep.equal([[true]]);
  });

  it('refuses what has no plan, and fails as the query does', async () => {
    const schema = await runQuery(node.url, 'EXPLAIN ANALYZE CREATE SCHEMA memory.other');
    expect([schema.error?.errorName, schema.error?.message]).to.deep.equal([
      'NOT_SUPPORTED',
      "EXPLAIN ANALYZE doesn't support statement type: CreateSchema",
    ]);
    const failed = await runQuery(
      node.url,
      'EXPLAIN ANALYZE SELECT 1 / (nationkey - nationkey) FROM nation',
      tiny,
    );
    expect(failed.error?.errorName).to.equal('DIVISION_BY_ZERO');
  });
});
