import { expect } from 'chai';
import type { PlanNode } from '../../../generated/worker/types.ts';
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

describe('tables that only the coordinator can read', () => {
  const known = { coordinatorOnly: true };
  const cases: readonly (readonly [string, (plan: HandMadePlan) => PlanNode, string[], string[]])[] = [
    [
      'are read there, with all that follows',
      (plan) => {
        const { node, symbols } = plan.scan('nation', ['regionkey'], known);
        return plan.count(node, symbols);
      },
      ['0 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: single aggregation(by regionkey thread(scan))'],
      ['0 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: single aggregation(by regionkey thread(scan))'],
    ],
    [
      'travel to the worker that reads another table',
      (plan) =>
        plan.join('INNER', plan.scan('nation', ['name']).node, plan.scan('region', ['name'], known).node, []),
      [
        '0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(scan, one thread(gather 1))',
        '1 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: scan',
      ],
      [
        '0 SOURCE/UNKNOWN > SINGLE/SINGLE: inner join(scan, one thread(replicate 1))',
        '1 COORDINATOR_ONLY/SINGLE > FIXED/BROADCAST: scan',
      ],
    ],
    [
      'travel also where they are looked up from',
      (plan) =>
        plan.join('LEFT', plan.scan('nation', ['name'], known).node, plan.scan('region', ['name']).node, []),
      [
        '0 SINGLE/SINGLE > SINGLE/SINGLE: left join(gather 1, one thread(scan))',
        '1 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: scan',
      ],
      [
        '0 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: left join(scan, one thread(gather 1))',
        '1 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
      ],
    ],
    [
      'draw constants to them',
      (plan) => plan.union(plan.scan('nation', ['regionkey'], known).node, plan.row(1n).node),
      ['0 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: any thread(scan, values)'],
      ['0 COORDINATOR_ONLY/SINGLE > SINGLE/SINGLE: any thread(scan, values)'],
    ],
  ];
  for (const [name, plan, oneWorker, threeWorkers] of cases) {
    it(name, () => {
      for (const [workers, expected] of [
        [1, oneWorker],
        [3, threeWorkers],
      ] as const) {
        const builder = new HandMadePlan();
        expect(outline(builder.fragments(plan(builder), workers))).to.deep.equal(expected);
      }
    });
  }
});
