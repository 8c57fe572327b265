import { expect } from 'chai';
import { CommandRunner } from '../commands/run-command.ts';

const runner = new CommandRunner();

async function planned(sql: string): Promise<string | undefined> {
  return (await runner.run(sql)).error;
}

describe('calls of aggregates in VALUES', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['VALUES count(*)', '():bigint'],
    ['VALUES max_by(1, 2)', '<K:orderable,V>(v,k):v'],
    ['VALUES (1, 2), (sum(1.5), 3)', '(decimal(p,s)):decimal(38,s)'],
    ['WITH x AS (VALUES approx_set(1)) SELECT * FROM x', '(bigint):hyperloglog'],
  ];
  for (const [sql, signature] of cases) {
    it(`are refused by planning: ${sql}`, async () => {
      expect(await planned(sql)).to.equal(
        `GENERIC_INTERNAL_ERROR: java.lang.RuntimeException: java.lang.IllegalArgumentException: ${signature} is not a scalar function`,
      );
    });
  }

  it('pass where nothing needs them', async () => {
    expect(await planned('VALUES IF(true, 1, sum(1))')).to.equal(undefined);
    expect(await planned('WITH x AS (VALUES sum(1)) SELECT 1')).to.equal(undefined);
  });

  it('come after what analysis finds', async () => {
    expect(await planned('SELECT a.b FROM (VALUES sum(1)) t(a)')).to.equal(
      'TYPE_MISMATCH: line 1:8: Expression a is not of type ROW',
    );
    expect(await planned('VALUES count(*) OVER (PARTITION BY x)')).to.equal(
      'GENERIC_INTERNAL_ERROR: no resolved window for: count(*) OVER (PARTITION BY x)',
    );
  });
});
