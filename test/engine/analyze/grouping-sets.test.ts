import { expect } from 'chai';
import { crossGroupingSets } from '../../../src/engine/analyze/grouping-sets.ts';
import type { GroupingSetLists } from '../../../src/engine/analyze/grouping-sets.ts';

/** The orders are those of GroupId nodes in plans of a stock coordinator. */
describe('grouping sets', () => {
  const none: GroupingSetLists = { CUBE: [], ROLLUP: [], EXPLICIT: [] };
  const cross = (lists: Partial<GroupingSetLists>, everywhere: string[] = [], distinct = false): string[] =>
    crossGroupingSets({ ...none, ...lists }, everywhere, distinct).map((set) => set.join(''));

  it('of ROLLUP grow', () => {
    expect(cross({ ROLLUP: [[['a'], ['b', 'c']]] })).to.deep.equal(['', 'a', 'abc']);
  });

  it('of CUBE are all subsets', () => {
    expect(cross({ CUBE: [[['a'], ['b'], ['c']]] })).to.deep.equal([
      '',
      'a',
      'b',
      'ab',
      'c',
      'ac',
      'bc',
      'abc',
    ]);
  });

  it('are crossed, explicit ones changing fastest', () => {
    expect(
      cross({
        EXPLICIT: [[['a'], ['b', 'a'], []]],
        CUBE: [[['b'], ['c']]],
        ROLLUP: [[['a'], ['b', 'c']]],
      }).slice(0, 12),
    ).to.deep.equal(['a', 'ba', '', 'a', 'ab', 'a', 'abc', 'abc', 'abc', 'ba', 'ba', 'b']);
  });

  it('all have the keys that are computed', () => {
    expect(cross({ EXPLICIT: [[['a'], []]] }, ['x'])).to.deep.equal(['ax', 'x']);
  });

  it('count once with DISTINCT', () => {
    expect(
      cross(
        {
          ROLLUP: [
            [['a'], ['b']],
            [['b'], ['a']],
          ],
        },
        [],
        true,
      ),
    ).to.deep.equal(['', 'b', 'ba', 'a']);
  });
});
