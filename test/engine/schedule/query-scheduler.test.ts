import { expect } from 'chai';
import type { PlanFragment, PlanNode } from '../../../generated/worker/types.ts';
import type { Connector } from '../../../src/engine/catalog/connector.ts';
import { QueryScheduler } from '../../../src/engine/schedule/query-scheduler.ts';
import type { QuerySchedulerOptions, SubPlan } from '../../../src/engine/schedule/query-scheduler.ts';
import { NodeSplits } from '../../../src/engine/schedule/node-splits.ts';
import { defaultSplitLimits } from '../../../src/engine/schedule/split-limits.ts';
import type { SplitLimits } from '../../../src/engine/schedule/split-limits.ts';
import type { InternalNode } from '../../../src/engine/schedule/node-manager.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { FakeWorker, contextOf, nodeNamed, nodesOf, recordedUpdate } from './fake-worker.ts';

type Function = 'SINGLE' | 'HASH' | 'BROADCAST' | 'UNKNOWN' | 'ROUND_ROBIN';

function handle(partitioning: string, fn: Function): PlanFragment['partitioning'] {
  return {
    connectorHandle: {
      '@type': 'system:io.trino.sql.planner.SystemPartitioningHandle',
      partitioning,
      function: fn,
    },
    scaleWriters: false,
  };
}

function fragment(
  id: string,
  root: PlanNode,
  partitioning: PlanFragment['partitioning'],
  output: PlanFragment['partitioning'] = handle('SINGLE', 'SINGLE'),
): PlanFragment {
  const { partitionedSources, outputPartitioningScheme, ...rest } = recordedUpdate.fragment;
  return {
    ...rest,
    id,
    root,
    partitioning,
    partitionedSources: root['@type'] === 'tablescan' ? partitionedSources : [],
    outputPartitioningScheme: {
      ...outputPartitioningScheme,
      partitioning: { ...outputPartitioningScheme.partitioning, handle: output },
    },
  };
}

const scan = (recordedUpdate.fragment.root as Extract<PlanNode, { '@type': 'output' }>).source;

function remoteSource(id: string, ...sourceFragmentIds: string[]): PlanNode {
  return {
    '@type': 'remoteSource',
    id,
    sourceFragmentIds,
    outputs: [],
    exchangeType: 'GATHER',
    retryPolicy: 'NONE',
  } as unknown as PlanNode;
}

const source = handle('SOURCE', 'UNKNOWN');
const single = handle('SINGLE', 'SINGLE');
const fixed = handle('FIXED', 'HASH');

/** A final aggregation over a scan: root ← hash-distributed ← scan. */
const threeStages: SubPlan = {
  fragment: fragment('0', remoteSource('9', '1'), single),
  children: [
    {
      fragment: fragment('1', remoteSource('8', '2'), fixed),
      children: [{ fragment: fragment('2', scan, source, fixed), children: [] }],
    },
  ],
};

interface Setup {
  readonly clock: VirtualClock;
  readonly worker: FakeWorker;
  readonly scheduler: QueryScheduler;
}

function setUp(
  plan: SubPlan,
  schedulable: readonly InternalNode[],
  splits: Iterable<{ readonly addresses?: readonly string[] }> = [{}, {}, {}, {}],
  limits: Partial<SplitLimits> = {},
): Setup {
  const clock = new VirtualClock();
  const worker = new FakeWorker();
  const options: QuerySchedulerOptions = {
    queryId: 'q',
    plan,
    nodes: nodesOf(nodeNamed('coordinator'), schedulable),
    connector: () =>
      ({
        splits: {
          *splits() {
            let n = 0;
            for (const split of splits) yield { ...split, split: { '@type': 'split', n: n++ } };
          },
        },
      }) as unknown as Connector,
    context: contextOf(worker, clock),
    clock,
    random: () => 0.99,
    nodeSplits: new NodeSplits({ ...defaultSplitLimits, ...limits }),
    splitBatchSize: limits.splitBatchSize ?? defaultSplitLimits.splitBatchSize,
    withBucketToPartition: (made) => made,
    onChange: () => undefined,
  };
  return { clock, worker, scheduler: new QueryScheduler(options) };
}

const nodes = [nodeNamed('w1'), nodeNamed('w2')];

/** Splits that were sent, by task. */
function splitsSent(worker: FakeWorker, planNodeId: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { taskId, update } of worker.of('createOrUpdateTask')) {
    for (const assignment of update?.splitAssignments ?? []) {
      if (assignment.planNodeId === planNodeId)
        counts[taskId] = (counts[taskId] ?? 0) + assignment.splits.length;
    }
  }
  return counts;
}

function noMoreSplits(worker: FakeWorker, taskId: string, planNodeId: string): boolean {
  return worker
    .of('createOrUpdateTask')
    .some(
      (sent) =>
        sent.taskId === taskId &&
        sent.update?.splitAssignments.some((each) => each.planNodeId === planNodeId && each.noMoreSplits),
    );
}

describe('the scheduler of a query', () => {
  it('places a stage by its partitioning: one node, all nodes, those with splits', async () => {
    const { clock, scheduler } = setUp(threeStages, nodes);
    const locations = scheduler.start();
    expect(
      scheduler.stages.map((stage) => stage.tasks.map((task) => [task.taskId, task.node.nodeId])),
    ).to.deep.equal([
      [['q.0.0.0', 'w2']],
      [
        ['q.1.0.0', 'w1'],
        ['q.1.1.0', 'w2'],
      ],
      [
        ['q.2.0.0', 'w1'],
        ['q.2.1.0', 'w2'],
      ],
    ]);
    expect(locations).to.deep.equal(['http://w2:8080/v1/task/q.0.0.0/results/0']);
    scheduler.abort();
    await clock.advance(100);
  });

  it("names each reader's buffer in the first update", async () => {
    const { clock, worker, scheduler } = setUp(threeStages, nodes);
    scheduler.start();
    await clock.advance(0);
    const first = worker.of('createOrUpdateTask').find(({ taskId }) => taskId === 'q.1.1.0')?.update;
    expect(first?.splitAssignments).to.have.length(1);
    expect(first?.splitAssignments[0]?.noMoreSplits).to.equal(true);
    expect(
      first?.splitAssignments[0]?.splits.map(
        ({ split }) =>
          (split.connectorSplit as { exchangeInput: { location: string } }).exchangeInput.location,
      ),
    ).to.deep.equal(['http://w1:8080/v1/task/q.2.0.0/results/1', 'http://w2:8080/v1/task/q.2.1.0/results/1']);
    scheduler.abort();
    await clock.advance(100);
  });

  it('gives a stage a buffer for each of its readers', async () => {
    const broadcast: SubPlan = {
      fragment: fragment('0', remoteSource('8', '1'), fixed),
      children: [{ fragment: fragment('1', scan, source, handle('FIXED', 'BROADCAST')), children: [] }],
    };
    for (const [plan, task, type, buffers] of [
      [threeStages, 'q.2.0.0', 'PARTITIONED', { 0: 0, 1: 1 }],
      [threeStages, 'q.0.0.0', 'PARTITIONED', { 0: 0 }],
      [broadcast, 'q.1.0.0', 'BROADCAST', { 0: 0, 1: 0 }],
    ] as const) {
      const { clock, worker, scheduler } = setUp(plan, nodes);
      scheduler.start();
      await clock.advance(0);
      const sent = worker.of('createOrUpdateTask').find(({ taskId }) => taskId === task)?.update?.outputIds;
      expect(sent, task).to.deep.include({ type, buffers, noMoreBufferIds: true });
      scheduler.abort();
      await clock.advance(100);
    }
  });

  it('needs a node that serves the catalog', () => {
    expect(() => setUp(threeStages, []))
      .to.throw('No nodes available to run query')
      .with.property('errorName', 'NO_NODES_AVAILABLE');
    expect(() => setUp(threeStages, [nodeNamed('w1', ['memory:normal:default'])]))
      .to.throw('none serves catalog tpch:normal:default')
      .with.property('errorName', 'NO_NODES_AVAILABLE');
  });

  it('scans only where the catalog is, and where the splits say', async () => {
    const three = [nodeNamed('w0', []), ...nodes];
    const spread = setUp(threeStages, three);
    spread.scheduler.start();
    await spread.clock.advance(0);
    expect(splitsSent(spread.worker, '0')).to.deep.equal({ 'q.2.0.0': 2, 'q.2.1.0': 2 });
    const pinned = setUp(threeStages, three, [{ addresses: ['w2:8080'] }, { addresses: ['w2:8080'] }]);
    pinned.scheduler.start();
    await pinned.clock.advance(0);
    expect(pinned.scheduler.stages[2]?.tasks.map((task) => task.node.nodeId)).to.deep.equal(['w2']);
    for (const { clock, scheduler } of [spread, pinned]) {
      scheduler.abort();
      await clock.advance(100);
    }
  });

  it('runs a scan without splits in one task that hears so', async () => {
    const { clock, worker, scheduler } = setUp(threeStages, nodes, []);
    scheduler.start();
    await clock.advance(100);
    expect(scheduler.stages[2]?.tasks).to.have.length(1);
    expect(noMoreSplits(worker, 'q.2.0.0', '0')).to.equal(true);
    scheduler.abort();
    await clock.advance(100);
  });

  for (const [name, partitioning, node] of [
    ['single', single, 'w2'],
    ['coordinator-only', handle('COORDINATOR_ONLY', 'SINGLE'), 'coordinator'],
  ] as const) {
    it(`gives a ${name} fragment that scans all splits`, async () => {
      const { clock, worker, scheduler } = setUp(
        { fragment: fragment('0', scan, partitioning), children: [] },
        [nodeNamed('w2'), nodeNamed('w3', [])],
        [{}, {}, {}],
      );
      scheduler.start();
      await clock.advance(100);
      expect(scheduler.root.tasks.map((task) => task.node.nodeId)).to.deep.equal([node]);
      expect(splitsSent(worker, '0')).to.deep.equal({ 'q.0.0.0': 3 });
      expect(noMoreSplits(worker, 'q.0.0.0', '0')).to.equal(true);
      scheduler.abort();
      await clock.advance(100);
    });
  }

  it('hands out splits as they are drained, and lists no more than a batch ahead', async () => {
    const plan: SubPlan = { fragment: fragment('0', scan, source), children: [] };
    let listed = 0;
    function* splits(): Iterable<object> {
      for (; listed < 250; listed++) yield {};
    }
    const { clock, worker, scheduler } = setUp(plan, [nodeNamed('w1')], splits(), {
      maxSplitsPerNode: 100,
      splitBatchSize: 10,
    });
    // An update is answered with the queue of that moment.
    const queue = { queuedPartitionedDrivers: 0 };
    worker.answer = ({ operation, taskId, update }) => {
      if (operation !== 'createOrUpdateTask') return undefined;
      for (const { splits: sent } of update?.splitAssignments ?? [])
        queue.queuedPartitionedDrivers += sent.length;
      worker.change(taskId, queue);
      return undefined;
    };
    const drainTo = async (queued: number): Promise<void> => {
      queue.queuedPartitionedDrivers = queued;
      worker.change('q.0.0.0', queue);
      await clock.advance(0);
    };
    scheduler.start();
    await clock.advance(20);
    expect(splitsSent(worker, '0')).to.deep.equal({ 'q.0.0.0': 100 });
    expect([listed, scheduler.root.state]).to.deep.equal([109, 'SCHEDULING']);
    await drainTo(40);
    expect(splitsSent(worker, '0')).to.deep.equal({ 'q.0.0.0': 160 });
    expect(noMoreSplits(worker, 'q.0.0.0', '0')).to.equal(false);
    await drainTo(0);
    expect(splitsSent(worker, '0')).to.deep.equal({ 'q.0.0.0': 250 });
    expect(noMoreSplits(worker, 'q.0.0.0', '0')).to.equal(true);
    await drainTo(0);
    expect(scheduler.root.state).to.equal('RUNNING');
    scheduler.abort();
    await clock.advance(200);
    expect(clock.pending).to.equal(0);
  });

  it('fails a stage whose splits can no longer be listed', async () => {
    function* splits(): Iterable<object> {
      yield* [{}, {}, {}];
      throw new Error('the catalog is gone');
    }
    const plan: SubPlan = { fragment: fragment('0', scan, source), children: [] };
    const { clock, worker, scheduler } = setUp(plan, [nodeNamed('w1')], splits(), {
      minPendingSplitsPerTask: 1,
      maxSplitsPerNode: 1,
      splitBatchSize: 2,
    });
    worker.change('q.0.0.0', { queuedPartitionedDrivers: 1 });
    scheduler.start();
    await clock.advance(20);
    expect(scheduler.root.failure).to.equal(undefined);
    worker.change('q.0.0.0', { queuedPartitionedDrivers: 0 });
    await clock.advance(0);
    expect([scheduler.root.state, scheduler.root.failure?.message]).to.deep.equal([
      'FAILED',
      'the catalog is gone',
    ]);
    scheduler.abort();
    await clock.advance(100);
  });

  it('cuts the splits short when the query has all rows it wants', async () => {
    const plan: SubPlan = { fragment: fragment('0', scan, source), children: [] };
    let closed = false;
    function* splits(): Iterable<object> {
      try {
        for (;;) yield {};
      } finally {
        closed = true;
      }
    }
    const { clock, worker, scheduler } = setUp(plan, nodes, splits(), { splitBatchSize: 2 });
    for (const taskId of ['q.0.0.0', 'q.0.1.0']) worker.change(taskId, { queuedPartitionedDrivers: 256 });
    scheduler.start();
    await clock.advance(20);
    scheduler.finish();
    await clock.advance(20);
    expect([scheduler.root.state, scheduler.root.settled, closed]).to.deep.equal(['FINISHED', true, true]);
    expect(clock.pending).to.equal(0);
  });

  it('ends a stage and those it reads when it is cancelled', async () => {
    const { clock, worker, scheduler } = setUp(threeStages, nodes);
    scheduler.start();
    await clock.advance(50);
    expect(scheduler.cancelStage(7)).to.equal(false);
    expect(scheduler.cancelStage(1)).to.equal(true);
    await clock.advance(0);
    expect(worker.of('deleteTask').map(({ taskId }) => taskId)).to.have.members([
      'q.1.0.0',
      'q.1.1.0',
      'q.2.0.0',
      'q.2.1.0',
    ]);
    expect(scheduler.stages.map((stage) => stage.state)).to.deep.equal(['RUNNING', 'FINISHED', 'FINISHED']);
    scheduler.abort();
    await clock.advance(100);
  });
});

describe('a stage', () => {
  const plan: SubPlan = { fragment: fragment('0', scan, source), children: [] };

  it('runs when all splits are handed out and finishes with its tasks', async () => {
    const { clock, worker, scheduler } = setUp(plan, nodes);
    const states: string[] = [];
    const { root } = scheduler;
    root.machine.onChange((state) => states.push(state));
    expect(root.state).to.equal('PLANNED');
    scheduler.start();
    await clock.advance(50);
    worker.change('q.0.0.0', { state: 'FINISHED' });
    await clock.advance(0);
    expect([root.state, root.settled]).to.deep.equal(['RUNNING', false]);
    worker.change('q.0.1.0', { state: 'FINISHED' });
    await clock.advance(0);
    expect([root.state, root.settled]).to.deep.equal(['FINISHED', true]);
    expect(states).to.deep.equal(['SCHEDULING', 'RUNNING', 'FINISHED']);
    expect(root.schedulingCompleteMillis).to.be.a('number');
    expect(clock.pending).to.equal(0);
  });

  it("fails with its first task's reason", async () => {
    const { clock, worker, scheduler } = setUp(plan, nodes);
    scheduler.start();
    await clock.advance(50);
    worker.change('q.0.1.0', {
      state: 'FAILED',
      failures: [
        {
          type: 'io.trino.spi.TrinoException',
          message: 'Division by zero',
          suppressed: [],
          stack: [],
          errorCode: { code: 8, name: 'DIVISION_BY_ZERO', type: 'USER_ERROR' },
        },
      ],
    });
    await clock.advance(0);
    expect(scheduler.root.state).to.equal('FAILED');
    expect(scheduler.root.failure).to.include({ errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' });
    scheduler.abort();
    await clock.advance(100);
    expect(scheduler.root.state).to.equal('FAILED');
  });

  it('is aborted with its query, tasks of dead nodes among it', async () => {
    const { clock, worker, scheduler } = setUp(plan, nodes);
    scheduler.start();
    await clock.advance(50);
    worker.answer = ({ url }) =>
      url.startsWith('http://w2') ? Promise.reject(new Error('connect ECONNREFUSED')) : undefined;
    scheduler.abort();
    await clock.advance(100);
    expect([scheduler.root.state, scheduler.root.settled]).to.deep.equal(['RUNNING', false]);
    await clock.advance(20_000);
    expect([scheduler.root.state, scheduler.root.settled]).to.deep.equal(['ABORTED', true]);
    expect(clock.pending).to.equal(0);
  });

  it('is aborted before it was ever started', () => {
    const { scheduler } = setUp(plan, nodes);
    scheduler.abort();
    expect(scheduler.root.state).to.equal('ABORTED');
  });
});
