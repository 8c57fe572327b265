import { expect } from 'chai';
import { KeptAnswers } from '../../../src/engine/results/kept-answers.ts';

describe('answers kept for repeats', () => {
  it('are let go, the oldest first, when they are too large together', () => {
    const kept = new KeptAnswers<string>(100, 'gone');
    const [a, b, c] = [{ last: undefined }, { last: undefined }, { last: undefined }] as {
      last: string | undefined;
    }[];
    if (a === undefined || b === undefined || c === undefined) throw new Error('no holders');
    kept.keep(a, 'a1', 60);
    kept.keep(b, 'b1', 30);
    kept.keep(a, 'a2', 60);
    kept.keep(c, 'c1', 20);
    expect([a.last, b.last, c.last, kept.bytes]).to.deep.equal(['a2', 'gone', 'c1', 80]);
    kept.keep(a, 'a3', 0);
    expect([a.last, kept.bytes]).to.deep.equal(['a3', 20]);
    kept.keep(b, 'b2', 1_000);
    expect([b.last, c.last, kept.bytes]).to.deep.equal(['b2', 'gone', 1_000]);
  });
});
