import { mkdirSync, writeFileSync } from 'node:fs';
import { createTpchConnector } from '../src/connectors/tpch/connector.ts';
import { analyze } from '../src/engine/analyze/analyze.ts';
import { createMetadata } from '../src/engine/catalog/metadata.ts';
import { createFragments } from '../src/engine/fragment/create-fragments.ts';
import { parseStatement } from '../src/engine/parse/parse.ts';
import { planOptionsFor } from '../src/engine/plan/plan-options.ts';
import { distributePlan, planQuery } from '../src/engine/plan/plan.ts';
import { session } from '../test/engine/analyze/test-session.ts';
import { seededRandom, tpchQueries } from '../test/support/tpch-queries.ts';
import { start } from '../src/index.ts';
import { summarize, timed } from './measure.ts';
import { runStatement } from './statement-client.ts';

/** What one statement costs before it runs, medians in ms. */
interface Stages {
  readonly what: string;
  readonly bytes: number;
  readonly parse: number;
  readonly analyze: number;
  readonly plan: number;
}

/** A function over lineitem's rows: medians in ms of a statement with it, and of one that only reads its first column. */
interface FunctionCost {
  readonly sql: string;
  readonly by: 'DuckDB' | 'TypeScript';
  readonly millis: number;
  readonly scanMillis: number;
}

const runs = 60;
const warmUp = 60;

/**
 * Measures what statements cost in the coordinator, and what functions computed in TypeScript cost beside DuckDB's own, and writes both
 * as tables to results/language.md. Runs in this process: nothing else should.
 */
export async function measureLanguage(seed: number): Promise<void> {
  const queries = tpchQueries(seededRandom(seed));
  const stages: Stages[] = [];
  for (const { number, sql } of queries) stages.push(await stagesOf(`TPC-H ${number}`, sql, runs));
  for (const [what, sql] of Object.entries(generated())) stages.push(await stagesOf(what, sql, 15));
  const costs = await functionCosts();
  const text = `${stageTable(stages)}\n\n${costTable(costs)}\n`;
  console.log(text);
  mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
  const head = `# What statements and functions cost\n\n\`npm run bench -- language\`, BENCH_SEED=${seed}, Node ${process.version}.\n\n`;
  writeFileSync(new URL('./results/language.md', import.meta.url), head + text);
}

async function stagesOf(what: string, sql: string, count: number): Promise<Stages> {
  const metadata = createMetadata(
    new Map([
      [
        'tpch',
        {
          name: 'tpch',
          handle: 'tpch:normal:default',
          connectorName: 'tpch',
          connector: createTpchConnector(),
        },
      ],
    ]),
  );
  const median = async (action: () => unknown): Promise<number> =>
    summarize(await timed(count, Math.min(count, warmUp), () => Promise.resolve(action()))).p50;
  const tree = parseStatement(sql);
  const analysis = analyze(tree, { session, metadata });
  const options = planOptionsFor({ workers: 2 });
  return {
    what,
    bytes: Buffer.byteLength(sql),
    parse: await median(() => parseStatement(sql)),
    analyze: await median(() => analyze(tree, { session, metadata })),
    plan: await median(() => createFragments(distributePlan(planQuery(analysis, metadata), options))),
  };
}

/** Statements of about 50 kB as programs write them. */
function generated(): Readonly<Record<string, string>> {
  const upTo = (make: (i: number) => string, separator: string, bytes = 50_000): string => {
    const parts: string[] = [];
    for (let i = 0, length = 0; length < bytes; i++) {
      const part = make(i);
      parts.push(part);
      length += part.length + separator.length;
    }
    return parts.join(separator);
  };
  return {
    '50 kB of columns': `SELECT ${upTo((i) => `sum(CASE WHEN nationkey = ${i} THEN regionkey * 2 ELSE 0 END) AS c${i}`, ', ')} FROM nation`,
    '50 kB of a list': `SELECT name FROM nation WHERE nationkey IN (${upTo(String, ', ')})`,
    '50 kB of conditions': `SELECT name FROM nation WHERE ${upTo((i) => `(nationkey = ${i} AND name <> 'name ${i}')`, ' OR ')}`,
    '50 kB of rows': `SELECT * FROM (VALUES ${upTo((i) => `(${i}, 'name ${i}', ${i}.5, DATE '2020-01-01')`, ', ')}) t (a, b, c, d)`,
  };
}

const functions: readonly (readonly [sql: string, column: string, by: FunctionCost['by']])[] = [
  ['length(comment)', 'comment', 'DuckDB'],
  ['upper(shipinstruct)', 'shipinstruct', 'DuckDB'],
  ['orderkey * 3 + partkey', 'orderkey', 'DuckDB'],
  ['year(shipdate)', 'shipdate', 'DuckDB'],
  ['bit_count(orderkey, 64)', 'orderkey', 'TypeScript'],
  ['levenshtein_distance(shipmode, shipinstruct)', 'shipmode', 'TypeScript'],
  ["regexp_extract(comment, '([a-z]+)ly', 1)", 'comment', 'TypeScript'],
  ["date_format(shipdate, '%Y-%m')", 'shipdate', 'TypeScript'],
];

const rows = 600_000;

async function functionCosts(): Promise<readonly FunctionCost[]> {
  const node = await start({ port: 0, logLevel: 'fatal' });
  const at = { catalog: 'tpch', schema: 'tiny' };
  const source = `(SELECT l.* FROM lineitem l CROSS JOIN UNNEST(sequence(1, 10)) u (i))`;
  // Literals differ, so that no answer is remembered.
  const millis = async (what: string): Promise<number> =>
    summarize(
      await timed(7, 2, (run) =>
        runStatement(node.url, `SELECT max(${what}) FROM ${source} WHERE linenumber <> ${-run - 1}`, at),
      ),
    ).p50;
  try {
    const costs: FunctionCost[] = [];
    for (const [sql, column, by] of functions) {
      costs.push({ sql, by, millis: await millis(sql), scanMillis: await millis(column) });
    }
    return costs;
  } finally {
    await node.stop();
  }
}

function stageTable(stages: readonly Stages[]): string {
  const lines = stages.map(
    ({ what, bytes, parse, analyze: analysis, plan }) =>
      `| ${what} | ${bytes} | ${parse.toFixed(2)} | ${analysis.toFixed(2)} | ${plan.toFixed(2)} |`,
  );
  return [
    '| statement | bytes | parse, ms | analyse, ms | plan, ms |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function costTable(costs: readonly FunctionCost[]): string {
  const nanos = ({ millis, scanMillis }: FunctionCost): number =>
    (Math.max(0, millis - scanMillis) * 1e6) / rows;
  const lines = costs.map(
    (cost) =>
      `| \`${cost.sql}\` | ${cost.by} | ${cost.millis.toFixed(0)} | ${cost.scanMillis.toFixed(0)} | ${(cost.millis / cost.scanMillis).toFixed(2)} | ${nanos(cost).toFixed(0)} |`,
  );
  return [
    `| function over ${rows} rows of lineitem | computed by | ms | its column alone, ms | ratio | ns a row |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
