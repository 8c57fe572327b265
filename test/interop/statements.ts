import { assert } from 'chai';
import { startPeer } from '../support/peer.ts';
import { difference } from '../support/same-rows.ts';
import { seededRandom, tpchQueries } from '../support/tpch-queries.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';

/** Literals differ from run to run; TPCH_SEED=n repeats a run's. */
export const seed = Number(process.env['TPCH_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000);

export interface InteropStatement {
  readonly name: string;
  /** Over tpch.tiny. */
  readonly sql: string;
  /** Columns by which the rows are ordered. */
  readonly orderBy: readonly number[];
}

/** 30 columns and more: pages are wide, and expressions many. */
const wideColumns = [
  'orderkey',
  'partkey',
  'suppkey',
  'linenumber',
  'quantity',
  'extendedprice',
  'discount',
  'tax',
  'returnflag',
  'linestatus',
  'shipdate',
  'commitdate',
  'receiptdate',
  'shipinstruct',
  'shipmode',
  'comment',
];
const aliased = (prefix: string): string =>
  wideColumns.map((name, i) => `l.${name} AS ${prefix}${i}`).join(', ');

const others: readonly string[] = [
  `SELECT ${aliased('a')}, ${aliased('b')} FROM lineitem l WHERE orderkey < 20000`,
  'SELECT l.*, o.*, c.* FROM lineitem l JOIN orders o ON l.orderkey = o.orderkey JOIN customer c ON o.custkey = c.custkey WHERE l.linenumber = 1',
  `SELECT orderkey, ${wideColumns
    .slice(1)
    .map((name) => `min(${name}), max(${name})`)
    .join(', ')} FROM lineitem GROUP BY 1`,
  'SELECT regionkey FROM nation UNION ALL SELECT regionkey FROM region',
  'SELECT regionkey FROM nation UNION SELECT regionkey FROM region',
  'SELECT regionkey, count(*) FROM (SELECT regionkey FROM nation UNION ALL SELECT regionkey FROM region UNION ALL SELECT 7) GROUP BY 1',
  'SELECT n.name FROM (SELECT name FROM nation UNION ALL SELECT name FROM region) n JOIN region r ON r.name = n.name',
  'SELECT regionkey FROM nation EXCEPT SELECT regionkey FROM region WHERE regionkey > 2',
  'SELECT regionkey FROM nation INTERSECT SELECT regionkey FROM region WHERE regionkey > 2',
  'SELECT n.name, r.name FROM nation n FULL JOIN region r ON n.nationkey = r.regionkey',
  'SELECT n.name, r.name FROM nation n RIGHT JOIN region r ON n.nationkey = r.regionkey + 1',
  'SELECT n.name, r.name FROM nation n RIGHT JOIN region r ON n.nationkey < r.regionkey',
  'SELECT n.name, r.name FROM nation n LEFT JOIN region r ON n.nationkey < r.regionkey',
  'SELECT count(DISTINCT regionkey), count(DISTINCT name), sum(nationkey) FROM nation',
  'SELECT regionkey, count(DISTINCT name), count(DISTINCT nationkey) FROM nation GROUP BY 1',
  'SELECT regionkey, name, count(*) FROM nation GROUP BY ROLLUP (regionkey, name)',
  'SELECT regionkey, count(*) FROM nation WHERE nationkey < 0 GROUP BY GROUPING SETS ((regionkey), (), ())',
  'SELECT count(*), sum(nationkey) FROM nation WHERE nationkey < 0',
  'SELECT name FROM nation WHERE regionkey NOT IN (SELECT CASE WHEN regionkey = 1 THEN null ELSE regionkey END FROM region)',
  'SELECT name, regionkey IN (SELECT nullif(regionkey, 1) FROM region WHERE regionkey < 3) FROM nation',
  'SELECT name, nullif(regionkey, 2) IN (SELECT regionkey FROM region WHERE regionkey < 0) FROM nation',
  'SELECT name, (SELECT count(*) FROM nation n WHERE n.regionkey = r.regionkey AND n.name > r.name) FROM region r',
  'SELECT name FROM region r WHERE EXISTS (SELECT 1 FROM nation n WHERE n.regionkey = r.regionkey AND n.name > r.name)',
  "SELECT x, y FROM (VALUES (1, 'a'), (2, null), (null, 'c')) t(x, y) JOIN (VALUES 1, 2, null) u(z) ON x = z",
  'SELECT x, name FROM (VALUES 1, 2) t(x) CROSS JOIN nation',
  'SELECT a.c, b.c FROM (SELECT custkey, count(*) c FROM orders GROUP BY 1) a JOIN (SELECT custkey, max(totalprice) c FROM orders GROUP BY 1) b ON a.custkey = b.custkey',
  'SELECT (SELECT 1 FROM region WHERE regionkey = 0), (SELECT name FROM region WHERE regionkey = 9)',
  'SELECT name FROM nation WHERE false',
];

/** The 22 TPC-H queries, and what they lack. */
export const interopStatements: readonly InteropStatement[] = [
  ...tpchQueries(seededRandom(seed)).map(({ number, sql, orderBy }) => ({
    name: `TPC-H query ${number}`,
    sql,
    orderBy,
  })),
  ...others.map((sql) => ({ name: sql.length > 100 ? `${sql.slice(0, 100)}…` : sql, sql, orderBy: [] })),
];

let answers: Promise<ReadonlyMap<string, QueryOutcome>> | undefined;

/** What a stock Trino alone answers to the statements. It is started once and has ended when the answers are there. */
export function stockAnswers(): Promise<ReadonlyMap<string, QueryOutcome>> {
  answers ??= askStock();
  return answers;
}

async function askStock(): Promise<ReadonlyMap<string, QueryOutcome>> {
  const peer = await startPeer('interop-reference', 'coordinator');
  try {
    const found = new Map<string, QueryOutcome>();
    for (const { sql } of interopStatements) found.set(sql, await ask(peer.url, sql));
    return found;
  } finally {
    await peer.stop();
  }
}

/** Runs a statement in tpch.tiny. */
export async function ask(url: string, sql: string): Promise<QueryOutcome> {
  const outcome = await runQuery(url, sql, { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': 'tiny' });
  assert.isUndefined(outcome.error, sql);
  return outcome;
}

/** Runs a statement and compares it with stock's answer. @returns the query's id */
export async function expectStockAnswer(url: string, { sql, orderBy }: InteropStatement): Promise<string> {
  const expected = (await stockAnswers()).get(sql);
  assert.isDefined(expected);
  const actual = await ask(url, sql);
  assert.deepEqual(
    actual.columns.map(({ name, type }) => ({ name, type })),
    expected.columns.map(({ name, type }) => ({ name, type })),
  );
  assert.isUndefined(difference(expected.rows, actual.rows, orderBy.length > 0 ? orderBy : false), sql);
  return actual.queryId;
}
