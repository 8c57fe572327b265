import { expect } from 'chai';
import { coordinatorId, isQueryId, queryIdGenerator } from '../../../src/engine/schedule/query-id.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

describe('query ids', () => {
  it('name date, time, number and coordinator', () => {
    const next = queryIdGenerator(new VirtualClock(Date.UTC(2026, 0, 2, 3, 4, 5, 999)), 'abcde');
    expect([next(), next()]).to.deep.equal(['20260102_030405_00000_abcde', '20260102_030405_00001_abcde']);
  });

  it('count from 0 again after midnight (UTC), and not before', async () => {
    const clock = new VirtualClock(Date.UTC(2026, 11, 31, 22, 59, 59));
    const next = queryIdGenerator(clock, 'abcde');
    next();
    await clock.advance(3_600_000);
    expect(next()).to.equal('20261231_235959_00001_abcde');
    await clock.advance(1_000);
    expect(next()).to.equal('20270101_000000_00000_abcde');
  });

  it('count from 0 again after 90000 of a day, without a repetition', async () => {
    const clock = new VirtualClock(Date.UTC(2026, 0, 2));
    const next = queryIdGenerator(clock, 'abcde');
    for (let i = 0; i < 89_999; i++) next();
    expect(next()).to.equal('20260102_000000_89999_abcde');
    await clock.advance(1_000);
    expect(next()).to.equal('20260102_000001_00000_abcde');
  });

  it('end in five characters that are never mistaken for another', () => {
    for (let i = 0; i < 100; i++) expect(coordinatorId(Math.random)).to.match(/^[a-km-np-z2-9]{5}$/);
    expect(coordinatorId(() => 0)).to.equal('aaaaa');
    expect(coordinatorId(() => 0.999999)).to.equal('99999');
  });

  for (const [text, verdict] of [
    ['20260102_000001_00000_abcde', true],
    ['a', true],
    ['', false],
    ['20260102-000001', false],
    ['ABC', false],
    ['a/b', false],
  ] as const) {
    it(`${verdict ? 'are' : 'are not'} like "${text}"`, () => {
      expect(isQueryId(text)).to.equal(verdict);
    });
  }
});
