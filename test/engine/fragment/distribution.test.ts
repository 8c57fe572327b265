import { expect } from 'chai';
import { allFragments } from '../plan/planned.ts';
import { fragmentProblems } from './fragment-problems.ts';
import { HandMadePlan } from './hand-made-plan.ts';
import { outline } from './outline.ts';
import { planShapes } from './plan-shapes.ts';

describe('the distribution of', () => {
  for (const { name, plan, oneWorker, threeWorkers } of planShapes) {
    it(name, () => {
      for (const [workers, expected] of [
        [1, oneWorker],
        [3, threeWorkers],
      ] as const) {
        const builder = new HandMadePlan();
        const fragments = builder.fragments(plan(builder), workers);
        expect(outline(fragments)).to.deep.equal(expected);
        expect(fragmentProblems(allFragments(fragments).map(({ fragment }) => fragment))).to.deep.equal([]);
      }
    });
  }
});
