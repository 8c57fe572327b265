import { expect } from 'chai';

import type { PlanFragment, PlanNode, TaskUpdateRequest } from '../../../../generated/worker/types.ts';
import { forwardPlan } from '../../../../src/engine/execute/tasks/forward-plan.ts';
import { readRecording } from '../../../contract/recording.ts';

const recorded = (name: string): PlanFragment => {
  const { fragment } = readRecording(name).request.body as TaskUpdateRequest;
  if (fragment === undefined) throw new Error(`${name} has no fragment`);
  return fragment;
};

const base = recorded('taskapi-replay-create');

const remote = (id: string, outputs: string[], extra: object = {}): PlanNode => ({
  '@type': 'remoteSource',
  id,
  sourceFragmentIds: ['1'],
  outputs,
  exchangeType: 'GATHER',
  retryPolicy: 'NONE',
  ...extra,
});

const local = (
  outputLayout: string[],
  sources: PlanNode[],
  inputs: string[][],
  extra: object = {},
): PlanNode => ({
  '@type': 'exchange',
  id: '7',
  type: 'GATHER',
  scope: 'LOCAL',
  partitioningScheme: { ...base.outputPartitioningScheme, outputLayout },
  sources,
  inputs,
  ...extra,
});

const limit = (id: string, count: number, source: PlanNode, extra: object = {}): PlanNode => ({
  '@type': 'limit',
  id,
  source,
  count,
  partial: false,
  requiresPreSortedInputs: [],
  ...extra,
});

const planOf = (root: PlanNode, outputLayout: string[]): unknown =>
  forwardPlan({
    ...base,
    root,
    outputPartitioningScheme: { ...base.outputPartitioningScheme, outputLayout },
  });

describe('forward plan', () => {
  it('takes recorded fragments that only pass rows on', () => {
    expect(forwardPlan(recorded('task-union-all-02-update-s0'))).to.deep.equal({
      sources: [{ planNodeId: '198', symbols: ['name'] }],
    });
    const limited = forwardPlan(recorded('task-two-workers-limit-cancel-09-update-s0'));
    expect(limited?.sources).to.have.length(1);
    expect(limited?.limit?.rows).to.be.greaterThan(0);
  });

  for (const name of [
    'taskapi-replay-create',
    'task-values-00-update-s0',
    'task-order-by-03-update-s0',
    'task-limit-with-ties-02-update-s0',
    'task-agg-partial-final-06-update-s0',
  ]) {
    it(`leaves ${name} to the kernel`, () => {
      expect(forwardPlan(recorded(name))).to.equal(undefined);
    });
  }

  it('follows symbols through local exchanges and renamings', () => {
    const project = {
      '@type': 'project',
      id: '3',
      source: remote('9', ['a', 'b', 'c']),
      assignments: { assignments: { x: '"b"', 'y"': '"a"', z: '"c"' } },
    } as PlanNode;
    expect(planOf(local(['p', 'q'], [project], [['y"', 'x']]), ['q', 'p', 'q'])).to.deep.equal({
      sources: [{ planNodeId: '9', symbols: ['a', 'b', 'c'], channels: [1, 0, 1] }],
    });
    expect(planOf(remote('9', ['a', 'b']), ['a', 'b'])).to.deep.equal({
      sources: [{ planNodeId: '9', symbols: ['a', 'b'] }],
    });
    expect(planOf(remote('9', ['a', 'b']), ['a'])).to.deep.equal({
      sources: [{ planNodeId: '9', symbols: ['a', 'b'], channels: [0] }],
    });
  });

  it('takes several sources', () => {
    const union = local(['u'], [remote('1', ['a']), remote('2', ['x', 'b'])], [['a'], ['b']]);
    expect(planOf(union, ['u'])).to.deep.equal({
      sources: [
        { planNodeId: '1', symbols: ['a'] },
        { planNodeId: '2', symbols: ['x', 'b'], channels: [1] },
      ],
    });
    expect(planOf(limit('8', 5, union), ['u'])).to.deep.include({ limit: { planNodeId: '8', rows: 5 } });
  });

  it('takes the lowest of several limits', () => {
    const source = remote('9', ['a']);
    expect(
      planOf(limit('1', 5, local(['a'], [limit('2', 3, source, { partial: true })], [['a']])), ['a']),
    ).to.deep.include({
      limit: { planNodeId: '2', rows: 3 },
    });
    expect(planOf(limit('1', 3, limit('2', 5, source)), ['a'])).to.deep.include({
      limit: { planNodeId: '1', rows: 3 },
    });
  });

  it('leaves to the kernel what computes, orders, replicates, or limits a branch', () => {
    const computed = {
      '@type': 'project',
      id: '3',
      source: remote('9', ['a']),
      assignments: { assignments: { x: '("a" + BIGINT \'1\')' } },
    } as PlanNode;
    expect(planOf(computed, ['x'])).to.equal(undefined);
    expect(
      planOf(remote('9', ['a'], { orderingScheme: { orderBy: ['a'], orderings: { a: 'ASC_NULLS_LAST' } } }), [
        'a',
      ]),
    ).to.equal(undefined);
    expect(planOf(local(['a'], [remote('9', ['a'])], [['a']], { type: 'REPLICATE' }), ['a'])).to.equal(
      undefined,
    );
    const ties = { tiesResolvingScheme: { orderBy: ['a'], orderings: { a: 'ASC_NULLS_LAST' } } };
    expect(planOf(limit('1', 5, remote('9', ['a']), ties), ['a'])).to.equal(undefined);
    expect(planOf(limit('1', 5, remote('9', ['a']), { requiresPreSortedInputs: ['a'] }), ['a'])).to.equal(
      undefined,
    );
    const branches = [limit('1', 5, remote('8', ['a'])), remote('9', ['a'])];
    expect(planOf(local(['a'], branches, [['a'], ['a']]), ['a'])).to.equal(undefined);
    expect(planOf(remote('9', ['a']), ['b'])).to.equal(undefined);
  });
});
