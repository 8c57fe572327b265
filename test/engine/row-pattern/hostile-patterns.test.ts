import { expect } from 'chai';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { runQuery } from '../../support/trino-client.ts';

/** Row patterns that grow beyond measure: each has to be refused, and the node to answer afterwards. */
const hostile = [
  ['PATTERN ((){2147483647} A)', '1', 'NOT_SUPPORTED'],
  ['PATTERN (((A{1000}){1000}){1000})', '1', 'NOT_SUPPORTED'],
  ['PATTERN (PERMUTE(A, B, C, D, E, F, G, H, I, J))', '1', 'NOT_SUPPORTED'],
  ['PATTERN (A+)', 'array_agg(orderkey)', 'EXCEEDED_LOCAL_MEMORY_LIMIT'],
  ['PATTERN (A+)', 'approx_distinct(orderkey)', 'EXCEEDED_LOCAL_MEMORY_LIMIT'],
] as const;

describe('hostile row patterns', function () {
  this.timeout(120_000);
  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0, logLevel: 'fatal' });
  });
  after(() => node.stop());

  for (const [pattern, measure, error] of hostile)
    it(`refuses ${pattern} with ${measure}`, async () => {
      const sql = `SELECT count(m) FROM tpch.tiny.lineitem MATCH_RECOGNIZE (ORDER BY orderkey MEASURES ${measure} AS m ALL ROWS PER MATCH ${pattern} DEFINE A AS true)`;
      expect((await runQuery(node.url, sql)).error?.errorName).to.equal(error);
      expect((await runQuery(node.url, 'SELECT 1')).rows).to.deep.equal([[1]]);
    });

  it('gives up the long search of a window when it is told to', async () => {
    const sql =
      'SELECT count(m) FROM (SELECT m OVER w AS m FROM tpch.tiny.lineitem WINDOW w AS (ORDER BY orderkey MEASURES CLASSIFIER() AS m ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING SEEK PATTERN (A+ B) DEFINE B AS false))';
    const began = Date.now();
    const { error } = await runQuery(node.url, sql, { 'X-Trino-Session': 'query_max_run_time=2s' });
    expect(error?.errorName).to.equal('EXCEEDED_TIME_LIMIT');
    expect(Date.now() - began).to.be.below(20_000);
    expect((await runQuery(node.url, 'SELECT 1')).rows).to.deep.equal([[1]]);
  });

  it('adds up long matches row by row', async () => {
    const sql =
      'SELECT max(c), max(s) FROM tpch.tiny.lineitem MATCH_RECOGNIZE (ORDER BY orderkey, linenumber MEASURES count(*) AS c, RUNNING sum(quantity) AS s ALL ROWS PER MATCH PATTERN ((A | B)+) DEFINE A AS sum(A.quantity) <= sum(B.quantity) + 1000)';
    expect((await runQuery(node.url, sql)).rows).to.deep.equal([[60_175, 1_536_127]]);
  });
});
