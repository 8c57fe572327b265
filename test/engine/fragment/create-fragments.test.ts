import { expect } from 'chai';
import { bodies } from '../../../generated/worker/validators.js';
import type { PlanFragment } from '../../../generated/worker/types.ts';
import { withBucketToPartition } from '../../../src/engine/fragment/bucket-to-partition.ts';
import { createFragments } from '../../../src/engine/fragment/create-fragments.ts';
import type { SubPlan } from '../../../src/engine/fragment/create-fragments.ts';
import { planOptionsFor } from '../../../src/engine/plan/plan-options.ts';
import { distributePlan, inputsOf, planQuery } from '../../../src/engine/plan/plan.ts';
import { readRecording } from '../../contract/recording.ts';
import { analyzed, metadata } from '../analyze/test-session.ts';
import { allFragments, planned } from '../plan/planned.ts';
import { taskUpdate } from './task-update.ts';

const statements = [
  'SELECT 1',
  'SELECT * FROM nation WHERE nationkey > 3',
  'SELECT count(*) FROM nation',
  'SELECT regionkey, count(*), sum(nationkey), avg(nationkey), min(name) FROM nation GROUP BY 1 ORDER BY 1',
  'SELECT name FROM nation ORDER BY name LIMIT 3',
  'SELECT DISTINCT name FROM nation LIMIT 3',
  'SELECT name FROM nation OFFSET 3 LIMIT 2',
  'SELECT name FROM nation ORDER BY regionkey FETCH FIRST 2 ROWS WITH TIES',
  "SELECT upper(name), name LIKE 'A%', INTERVAL '1' DAY FROM nation",
  'SELECT name FROM nation LIMIT 0',
];

describe('fragments', () => {
  const validate = bodies['createOrUpdateTask'];

  for (const sql of statements) {
    for (const workers of [1, 2]) {
      it(`are what the spec says, for ${workers} worker(s): ${sql}`, () => {
        for (const { fragment } of allFragments(planned(sql, workers))) {
          const accepted = validate?.(taskUpdate(fragment));
          expect(accepted, JSON.stringify(validate?.errors)).to.equal(true);
        }
      });
    }
  }

  it('say which buffer gets which bucket', () => {
    const { fragment } = planned('SELECT regionkey, count(*) FROM nation GROUP BY 1', 2)
      .children[0] as SubPlan;
    expect(fragment.outputPartitioningScheme.bucketToPartition).to.equal(undefined);
    expect(withBucketToPartition(fragment, 3).outputPartitioningScheme.bucketToPartition).to.deep.equal([
      0, 1, 2,
    ]);
  });

  it('read each other: every remote source names a child', () => {
    for (const { fragment, children } of allFragments(planned(statements[3] as string, 2))) {
      const named = [...JSON.stringify(fragment.root).matchAll(/"sourceFragmentIds":\["(\d+)"\]/g)].map(
        ([, id]) => id,
      );
      expect(named).to.deep.equal(children.map((child) => child.fragment.id));
    }
  });

  it('of a grouped count have the form of the recorded ones', () => {
    const recorded = readRecording('task-two-workers-agg-00-update-s1').request.body as {
      fragment: PlanFragment;
    };
    const { fragment } = allFragments(
      planned('SELECT regionkey, sum(nationkey), count(*) FROM nation GROUP BY 1', 2),
    )[1] as SubPlan;
    // The same properties at the same places, whatever their values.
    expect(shapeOf(fragment.root)).to.deep.equal(shapeOf(recorded.fragment.root));
    expect(shapeOf(withBucketToPartition(fragment, 2).outputPartitioningScheme)).to.deep.equal(
      shapeOf(recorded.fragment.outputPartitioningScheme),
    );
    expect(Object.keys(fragment).sort()).to.deep.equal(Object.keys(recorded.fragment).sort());
  });

  it('of a scan are those of a stock coordinator', () => {
    const recorded = readRecording('task-scan-03-update-s0').request.body as { fragment: PlanFragment };
    const { fragment } = planned('SELECT * FROM nation', 1);
    // Estimates are the coordinator's own.
    const comparable = (each: PlanFragment): unknown => ({
      ...each,
      statsAndCosts: {},
      root: withoutIds(each.root),
    });
    expect(comparable(withBucketToPartition(fragment, 1))).to.deep.equal(comparable(recorded.fragment));
  });

  it('may be made again of one plan, for another cluster', () => {
    const plan = planQuery(
      analyzed('SELECT regionkey, count(*) FROM nation GROUP BY 1 ORDER BY 1'),
      metadata,
    );
    const count = (workers: number): number =>
      allFragments(createFragments(distributePlan(plan, planOptionsFor({ workers })))).length;
    expect([count(1), count(2), count(1)]).to.deep.equal([1, 4, 1]);
  });

  it('know the tables and columns they read', () => {
    const plan = planQuery(analyzed('SELECT name FROM nation WHERE regionkey = 1'), metadata);
    expect(
      inputsOf(plan).map(({ scan, columns }) => [scan.table.name, columns.map(({ name }) => name)]),
    ).to.deep.equal([[{ catalog: 'tpch', schema: 'tiny', table: 'nation' }, ['name', 'regionkey']]]);
  });
});

/** Kinds and property names, with symbols, ids and connectors' own properties left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, 1).map(shapeOf);
  }
  if (typeof value !== 'object' || value === null) {
    return typeof value;
  }
  const node = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !['table', 'assignments', 'typeDependencies', 'functionDependencies'].includes(key))
      .map(([key, child]) => [
        key,
        key === 'aggregations' ? shapeOf(Object.values(child as object)) : shapeOf(child),
      ]),
  );
}

function withoutIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, child: unknown) => (key === 'id' ? undefined : child)));
}
