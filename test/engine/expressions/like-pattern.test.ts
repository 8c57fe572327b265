import { expect } from 'chai';
import { like } from '../../support/text-condition.ts';

describe('what LIKE patterns say of a text', () => {
  it('a pattern without wildcards is a value', () => {
    expect(like('abc').values).to.deep.equal(['abc']);
    expect(like('a\\_c\\%', '\\').values).to.deep.equal(['a_c%']);
    expect(like('').values).to.deep.equal(['']);
  });

  it('a pattern begins with what stands before its first wildcard', () => {
    expect(like('a\\_%', '\\')).to.include({ prefix: 'a_' });
    expect(like('%a')).to.include({ prefix: '' });
  });

  it('accepts what LIKE does', () => {
    const cases: readonly (readonly [pattern: string, accepted: string[], refused: string[]])[] = [
      ['a%', ['a', 'ab', 'a%'], ['', 'ba']],
      ['%b', ['b', 'ab', 'abb'], ['ba', '']],
      ['a_c', ['abc', 'a_c', 'a😀c'], ['ac', 'abbc']],
      ['%a%b%', ['ab', 'xaybz', 'aab'], ['ba', 'b']],
      ['_%_', ['ab', 'abc'], ['', 'a']],
      ['%', ['', 'x', '\n'], []],
      ['%ab', ['aab', 'abab'], ['aba']],
    ];
    for (const [pattern, accepted, refused] of cases) {
      const condition = like(pattern);
      for (const text of accepted) expect(condition.accepts(text), `${text} LIKE ${pattern}`).to.equal(true);
      for (const text of refused) expect(condition.accepts(text), `${text} LIKE ${pattern}`).to.equal(false);
    }
  });

  it('is quick for patterns that match in many ways', () => {
    const start = process.hrtime.bigint();
    expect(like(`${'%a'.repeat(40)}%b`).accepts('a'.repeat(20_000))).to.equal(false);
    expect(Number(process.hrtime.bigint() - start) / 1e6).to.be.lessThan(2_000);
  });
});
