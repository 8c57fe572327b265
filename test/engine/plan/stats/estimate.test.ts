import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { planQuery } from '../../../../src/engine/plan/plan.ts';
import { planSettingsOf } from '../../../../src/engine/plan/plan-settings.ts';
import { estimate } from '../../../../src/engine/plan/stats/estimate.ts';
import { analyzed, metadata } from '../../analyze/test-session.ts';

/** A row of SHOW STATS: name, data size, distinct values, nulls fraction, row count, low, high; the last has only the row count. */
type StatisticsRow = readonly [
  string | null,
  number | null,
  number | null,
  number | null,
  number | null,
  string | null,
  string | null,
];

interface StockStatistics {
  readonly sql: string;
  readonly stats: readonly StatisticsRow[];
}

/** Answers of a stock Trino 435 to SHOW STATS FOR (…) in tpch.sf1. */
const recorded = readFileSync(new URL('stock-statistics.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as StockStatistics);

/** Where we know that we differ, and why; a test tells when we don't any more. */
const different: Readonly<Record<string, string>> = {
  'SELECT * FROM nation n JOIN region r ON n.regionkey = r.regionkey AND n.nationkey > r.regionkey + 5':
    'stock estimates the condition once on each side of the join; we ask it of one',
  "SELECT * FROM customer c LEFT JOIN orders o ON o.custkey = c.custkey AND o.comment NOT LIKE '%a%b%'":
    'stock knows LIKE no better than we do, but combines it with the values of orderstatus that its connector tells it of',
};

interface Numbers {
  readonly name: string | null;
  readonly numbers: readonly (number | null)[];
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function ours(sql: string): readonly Numbers[] {
  const { root, context } = planQuery(analyzed(sql, { schema: 'sf1' }), metadata);
  const { rowCount, symbols } = estimate(root, context);
  const columns = root.outputs.map((symbol, i): Numbers => {
    const { low, high, distinctValues, nullsFraction, averageSize } = symbols.get(symbol) ?? {
      low: NaN,
      high: NaN,
      distinctValues: NaN,
      nullsFraction: NaN,
      averageSize: NaN,
    };
    const whole = ['bigint', 'integer'].includes(context.typeOf(symbol).kind);
    const end = (value: number): number | null => known(whole ? Math.round(value) : value);
    const size = averageSize * rowCount * (1 - nullsFraction);
    return {
      name: root.columns[i] ?? null,
      numbers: [known(size), known(distinctValues), known(nullsFraction), null, end(low), end(high)],
    };
  });
  return [...columns, { name: null, numbers: [null, null, null, known(rowCount), null, null] }];
}

function stocks(rows: readonly StatisticsRow[]): readonly Numbers[] {
  return rows.map(([name, ...numbers]) => ({ name, numbers: numbers.map(numberOf) }));
}

function numberOf(value: number | string | null): number | null {
  if (typeof value !== 'string') {
    return value;
  }
  return /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(value) / 86_400_000 : Number(value);
}

/** The values of one side where the other's are almost the same: sums of doubles depend on their order. */
function near(actual: readonly Numbers[], expected: readonly Numbers[]): readonly Numbers[] {
  return actual.map((row, i) => ({
    ...row,
    numbers: row.numbers.map((value, j) => {
      const other = expected[i]?.numbers[j] ?? null;
      const isNear =
        value !== null &&
        other !== null &&
        Math.abs(value - other) <= 1e-9 * Math.max(Math.abs(value), Math.abs(other));
      return isNear ? other : value;
    }),
  }));
}

describe('estimates', () => {
  for (const { sql, stats } of recorded) {
    const reason = different[sql];
    const expected = stocks(stats);
    if (reason === undefined) {
      it(`are those of a stock server: ${sql}`, () => {
        expect(near(ours(sql), expected)).to.deep.equal(expected);
      });
    } else {
      it(`differ, as ${reason}: ${sql}`, () => {
        expect(near(ours(sql), expected)).not.to.deep.equal(expected);
      });
    }
  }

  it('tell the bytes of all rows', () => {
    const { root, context } = planQuery(
      analyzed('SELECT custkey, mktsegment FROM customer', { schema: 'sf1' }),
      metadata,
    );
    // 8 bytes and 1 of nulls; 45 bytes over 150,000 rows, 4 of offsets and 1 of nulls.
    expect(estimate(root, context).outputSize).to.be.closeTo(150_000 * (9 + 5) + 45, 1e-6);
  });

  it('know nothing when the session turns them off', () => {
    const settings = planSettingsOf({ systemProperties: { enable_stats_calculator: 'false' } });
    const { root, context } = planQuery(analyzed('SELECT * FROM nation'), metadata, settings);
    expect(estimate(root, context).rowCount).to.be.NaN;
  });
});
