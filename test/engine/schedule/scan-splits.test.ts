import { expect } from 'chai';
import type { ConnectorSplit } from '../../../src/engine/catalog/connector.ts';
import type { RemoteTask } from '../../../src/engine/schedule/remote-task.ts';
import { NodeSplits } from '../../../src/engine/schedule/node-splits.ts';
import { ScanSplits } from '../../../src/engine/schedule/scan-splits.ts';
import { defaultSplitLimits } from '../../../src/engine/schedule/split-limits.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { nodeNamed } from './fake-worker.ts';

/** A task that only counts. */
class CountingTask {
  readonly splits: number[] = [];
  ended = false;
  queuedSplits = 0;
  runningSplits = 0;
  unacknowledgedSplits = 0;
  status: { state: string } | undefined;
  readonly node: ReturnType<typeof nodeNamed>;

  constructor(name: string) {
    this.node = nodeNamed(name);
  }

  addSplits(_planNodeId: string, splits: readonly { connectorSplit: unknown }[]): void {
    for (const { connectorSplit } of splits) this.splits.push((connectorSplit as { n: number }).n);
  }

  noMoreSplits(): void {
    this.ended = true;
  }

  get asTask(): RemoteTask {
    return this as unknown as RemoteTask;
  }
}

function scanOf(
  holders: readonly string[],
  splits: Iterable<readonly string[]>,
  batchSize = 1000,
): ScanSplits {
  function* source(): Iterable<ConnectorSplit> {
    let n = 0;
    for (const names of splits)
      yield {
        split: { '@type': 'split', n: n++ },
        ...(names.length === 0 ? {} : { addresses: names.map((name) => `${name}:8080`) }),
      };
  }
  return new ScanSplits({
    planNodeId: '0',
    catalogHandle: 'tpch:normal:default',
    holders: holders.map((name) => nodeNamed(name)),
    source: source(),
    batchSize,
    clock: new VirtualClock(),
  });
}

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

describe('the splits of a scan', () => {
  const tasks = (...names: string[]): CountingTask[] => names.map((name) => new CountingTask(name));
  const handOut = (
    scan: ScanSplits,
    to: readonly CountingTask[],
    room: (task: RemoteTask) => number,
  ): void => {
    scan.handOut(
      to.map((task) => task.asTask),
      room,
    );
  };

  it('go to the same nodes each time, in turn', () => {
    for (let run = 0; run < 2; run++) {
      const all = tasks('a', 'b');
      const scan = scanOf(['a', 'b'], times(5, []));
      handOut(scan, all, () => 100);
      expect(all.map((task) => task.splits)).to.deep.equal([
        [0, 2, 4],
        [1, 3],
      ]);
      expect([scan.done, ...all.map((task) => task.ended)]).to.deep.equal([true, true, true]);
    }
  });

  it('go to the node that they name, and to the one with the fewest of several', () => {
    const all = tasks('a', 'b', 'c');
    const scan = scanOf(['a', 'b', 'c'], [['b'], ['a', 'b'], ['a', 'b'], ['c'], ['nobody']]);
    handOut(scan, all, () => 100);
    expect(all.map((task) => task.splits)).to.deep.equal([[1, 2], [0, 4], [3]]);
  });

  it('stay with their node when that has no room, if they name it; others go where there is room', () => {
    const [a, b] = tasks('a', 'b') as [CountingTask, CountingTask];
    const room = (task: RemoteTask): number => (task.node.nodeId === 'a' ? 1 : 10);
    const bound = scanOf(['a', 'b'], [...times(3, ['a']), ['b']]);
    handOut(bound, [a, b], room);
    expect([a.splits, b.splits]).to.deep.equal([[0], [3]]);
    expect([a.ended, b.ended, bound.done]).to.deep.equal([false, true, false]);
    handOut(bound, [a, b], () => 10);
    expect([a.splits, a.ended, bound.done]).to.deep.equal([[0, 1, 2], true, true]);

    const [c, d] = tasks('a', 'b') as [CountingTask, CountingTask];
    handOut(scanOf(['a', 'b'], times(6, [])), [c, d], room);
    expect([c.splits, d.splits]).to.deep.equal([[0], [1, 2, 3, 4, 5]]);
  });

  it('are listed a batch ahead, and no further when nobody wants them', () => {
    let listed = 0;
    let closed = false;
    function* endless(): Iterable<readonly string[]> {
      try {
        for (;;) {
          listed++;
          yield [];
        }
      } finally {
        closed = true;
      }
    }
    const all = tasks('a');
    const scan = scanOf(['a'], endless(), 10);
    expect(scan.nodes().map(({ nodeId }) => nodeId)).to.deep.equal(['a']);
    expect(listed).to.equal(10);
    let left = 25;
    handOut(scan, all, () => left);
    left = 0;
    expect([listed, all[0]?.splits.length, scan.done]).to.deep.equal([35, 25, false]);
    handOut(scan, all, () => left);
    expect(listed).to.equal(35);
    scan.close();
    expect([closed, scan.done]).to.deep.equal([true, true]);
  });

  it('name the nodes that run any, or all that might', () => {
    expect(
      scanOf(['a', 'b'], [['b']])
        .nodes()
        .map(({ nodeId }) => nodeId),
    ).to.deep.equal(['b']);
    expect(
      scanOf(['a', 'b'], times(3, ['b']), 2)
        .nodes()
        .map(({ nodeId }) => nodeId),
    ).to.deep.equal(['a', 'b']);
    expect(scanOf(['a', 'b'], []).nodes()).to.deep.equal([]);
  });
});

describe('the room for splits', () => {
  it('is what the node has left of all queries, but never less than a task needs to go on', () => {
    const nodes = new NodeSplits({ ...defaultSplitLimits, maxUnacknowledgedSplitsPerTask: 300 });
    const task = new CountingTask('a');
    nodes.add(task.asTask);
    expect(nodes.roomOf(task.asTask)).to.equal(256);
    const other = new CountingTask('a');
    Object.assign(other, { runningSplits: 4, queuedSplits: 200 });
    nodes.add(other.asTask);
    nodes.add(Object.assign(new CountingTask('b'), { queuedSplits: 500 }).asTask);
    expect(nodes.roomOf(task.asTask)).to.equal(52);
    other.queuedSplits = 400;
    expect(nodes.roomOf(task.asTask)).to.equal(16);
    task.queuedSplits = 10;
    expect(nodes.roomOf(task.asTask)).to.equal(6);
    task.queuedSplits = 20;
    expect(nodes.roomOf(task.asTask)).to.equal(0);
    other.status = { state: 'FINISHED' };
    expect(nodes.roomOf(task.asTask)).to.equal(236);
    nodes.remove(task.asTask);
    expect(nodes.roomOf(task.asTask)).to.equal(256);
    task.unacknowledgedSplits = 299;
    expect(nodes.roomOf(task.asTask)).to.equal(1);
  });
});
