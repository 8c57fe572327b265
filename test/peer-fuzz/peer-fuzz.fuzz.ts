import { assert } from 'chai';
import fc from 'fast-check';
import { ask, differenceOf, showAnswer } from './answers.ts';
import { ExpressionComparison } from './compare-expressions.ts';
import type { Difference } from './compare-expressions.ts';
import { expressionCases } from './expression-case.ts';
import { knownDifferences } from './known-differences.ts';
import { queryCases } from './query-case.ts';
import { judgeServer, ourServer } from './servers.ts';
import type { FuzzServer } from './servers.ts';

/**
 * Random expressions and queries over tpch.tiny, computed by a stock server and by ours: `npm run test:peer-fuzz`, minutes.
 *
 * - `FUZZ_SEED` repeats a run, `FUZZ_EXPRESSIONS` and `FUZZ_QUERIES` say how many (2000 and 500)
 * - `FUZZ_CLUSTER=1` compares a coordinator without tasks and two workers of ours instead of one process
 * - `PEER_URL` is a stock server that runs already, `OUR_URL` one of ours
 */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
const expressions = Number(process.env['FUZZ_EXPRESSIONS'] ?? 2000);
const queries = Number(process.env['FUZZ_QUERIES'] ?? 500);
const shape = process.env['FUZZ_CLUSTER'] === '1' ? 'cluster' : 'one process';

describe(`random statements on a stock server and on ours (${shape}; FUZZ_SEED=${seed})`, function () {
  this.timeout(60 * 60_000);
  let judge: FuzzServer;
  let ours: FuzzServer;
  before(async () => {
    judge = await judgeServer();
    ours = await ourServer(shape);
  });
  after(async () => {
    await ours.stop();
    await judge.stop();
  });

  it(`${expressions} expressions`, async () => {
    const cases = fc.sample(expressionCases(), { seed, numRuns: expressions });
    assert.lengthOf(cases, expressions);
    report(await new ExpressionComparison(judge.url, ours.url).compare(cases));
  });

  it(`${queries} queries`, async () => {
    const cases = fc.sample(queryCases(), { seed, numRuns: queries });
    assert.lengthOf(cases, queries);
    const differences: Difference[] = [];
    for (const { sql, ordered } of cases) {
      const answers = [await ask(judge.url, sql), await ask(ours.url, sql)] as const;
      const problem = differenceOf(...answers, ordered);
      if (problem !== undefined)
        differences.push({ sql, judge: answers[0], ours: answers[1], problem, byRow: 'other' });
    }
    report(differences);
  });
});

/** Prints all differences, the known ones as counts; fails when there are others. */
function report(differences: readonly Difference[]): void {
  const known = knownDifferences.map((cause) => ({
    cause,
    found: differences.filter((each) => cause.matches(each)),
  }));
  for (const { cause, found } of known) {
    if (found.length > 0) console.log(`known (${found.length}): ${cause.reason}\n  ${found[0]?.sql}`);
  }
  const unknown = differences.filter((each) => !knownDifferences.some((cause) => cause.matches(each)));
  for (const { sql, judge, ours, problem } of unknown) {
    console.log(
      `\n${sql}\n  judge: ${showAnswer(judge)}\n  ours:  ${showAnswer(ours)}\n  ${problem.slice(0, 600)}`,
    );
  }
  assert.equal(unknown.length, 0, `${unknown.length} differences (FUZZ_SEED=${seed})`);
}
