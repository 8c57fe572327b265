import { expect } from 'chai';
import type { PlanFragment } from '../../../generated/worker/types.ts';
import { allFragments, planned } from '../plan/planned.ts';
import { fragmentProblems } from './fragment-problems.ts';
import { threadProblems } from './thread-problems.ts';

const sql =
  'SELECT r.name, count(*) FROM nation n FULL JOIN region r ON n.regionkey = r.regionkey GROUP BY 1 ORDER BY 2 LIMIT 3';

/** The statement's fragments with something in them spoilt. @param change on the JSON of all of them */
function spoilt(change: (text: string) => string): readonly PlanFragment[] {
  const text = JSON.stringify(allFragments(planned(sql, 3)).map(({ fragment }) => fragment));
  const changed = change(text);
  expect(changed).not.to.equal(text);
  return JSON.parse(changed) as PlanFragment[];
}

describe('the rules for fragments notice', () => {
  for (const [what, change, problem] of [
    [
      'a symbol from nowhere',
      (text: string) => text.replace('"left":"regionkey"', '"left":"name"'),
      /compares/,
    ],
    [
      'a scan that gets no splits',
      (text: string) => text.replace(/"partitionedSources":\["\d+"\]/, '"partitionedSources":[]'),
      /scans \d+ and not/,
    ],
    [
      'a scan where rows are fixed',
      (text: string) =>
        text.replace(
          '"partitioning":"SOURCE","function":"UNKNOWN"',
          '"partitioning":"FIXED","function":"HASH"',
        ),
      /scans where rows are fixed/,
    ],
    [
      'rows of another type',
      (text: string) => text.replace('"regionkey":"bigint"', '"regionkey":"integer"'),
      /takes regionkey|compares/,
    ],
    [
      'hashed rows where one task reads',
      (text: string) =>
        text.replace(
          /"partitioning":"FIXED","function":"HASH"\},"scaleWriters":false\},"partitionedSources"/,
          '"partitioning":"SINGLE","function":"SINGLE"},"scaleWriters":false},"partitionedSources"',
        ),
      /takes hashed rows/,
    ],
    [
      'a producer that nobody reads',
      (text: string) => text.replace('"sourceFragmentIds":["1"]', '"sourceFragmentIds":["2"]'),
      /nothing reads|reads 2/,
    ],
    [
      'a column that is given out twice',
      (text: string) =>
        text.replace(/"outputLayout":\["regionkey"\]/, '"outputLayout":["regionkey","regionkey"]'),
      /takes 1 columns of the 2/,
    ],
  ] as const) {
    it(what, () => {
      expect(fragmentProblems(spoilt(change)).join('\n')).to.match(problem);
    });
  }

  it('threads that have only a part of what they need', () => {
    const one = '"type":"GATHER","scope":"LOCAL"';
    const fragments = spoilt((text) => text.replaceAll(one, '"type":"REPARTITION","scope":"LOCAL"'));
    expect(fragments.flatMap(threadProblems).join('\n')).to.match(/join \d+ needs rows/);
    expect(fragments.flatMap(threadProblems).join('\n')).to.match(/topn \d+ needs rows/);
  });
});
