import { planQuery } from '../../../src/engine/plan/plan.ts';
import { seededRandom, tpchQueries } from '../../support/tpch-queries.ts';
import { expect } from 'chai';
import { analyzed, metadata } from '../analyze/test-session.ts';
import { planned } from './planned.ts';
import { expectSnapshot, fragmentsText } from './snapshot.ts';

const queries = tpchQueries(seededRandom(22));

/** The benchmark's plans at scale 1, compared with a stock server's join by join; UPDATE_SNAPSHOTS=1 writes them anew. */
describe('plans of TPC-H', () => {
  for (const { number, sql } of queries) {
    it(`query ${number}`, () => {
      const plan = (workers: number): string => fragmentsText(planned(sql, workers, 'sf1'));
      expectSnapshot(
        `tpch/q${String(number).padStart(2, '0')}`,
        `${sql}\n\n-- one worker\n${plan(1)}\n-- three workers\n${plan(3)}`,
      );
    });
  }

  it('take a few milliseconds each once the planner is warm', () => {
    const analyses = queries.map(({ sql }) => analyzed(sql, { schema: 'sf1' }));
    for (const analysis of analyses) {
      const times = Array.from({ length: 15 }, () => {
        const start = performance.now();
        planQuery(analysis, metadata);
        return performance.now() - start;
      });
      // The shortest of some: other processes share the machine.
      expect(Math.min(...times)).to.be.lessThan(10);
    }
  });
});
