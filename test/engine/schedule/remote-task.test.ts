import { expect } from 'chai';
import type { TransportResponse } from '../../../generated/runtime.ts';
import { RemoteTask } from '../../../src/engine/schedule/remote-task.ts';
import type { RemoteTaskContext } from '../../../src/engine/schedule/remote-task.ts';
import { VirtualClock, settle } from '../../support/virtual-clock.ts';
import { FakeWorker, contextOf, json, nodeNamed, recordedUpdate, taskInfo, text } from './fake-worker.ts';

const taskId = '20260102_030405_00001_abcde.1.0.0';
const split = recordedUpdate.splitAssignments[0]?.splits[0]?.split as NonNullable<
  (typeof recordedUpdate.splitAssignments)[number]['splits'][number]
>['split'];

interface Setup {
  readonly clock: VirtualClock;
  readonly worker: FakeWorker;
  readonly task: RemoteTask;
}

function setUp(changes: Partial<RemoteTaskContext> = {}): Setup {
  const clock = new VirtualClock();
  const worker = new FakeWorker();
  const task = new RemoteTask({
    taskId,
    node: nodeNamed('w1'),
    fragment: recordedUpdate.fragment,
    outputBuffers: recordedUpdate.outputIds,
    context: contextOf(worker, clock, changes),
    onChange: () => undefined,
  });
  return { clock, worker, task };
}

describe('a task as its coordinator sees it', () => {
  it('is created with its fragment, and later updates hold only what is new', async () => {
    const { clock, worker, task } = setUp();
    task.addSplits('0', [split, split]);
    task.start();
    await clock.advance(0);
    task.addSplits('0', [split]);
    task.noMoreSplits('0');
    await clock.advance(0);
    task.noMoreSplits('0');
    await clock.advance(0);
    const updates = worker.of('createOrUpdateTask').map(({ update }) => update);
    expect(updates.map((update) => update?.fragment !== undefined)[0]).to.equal(true);
    expect(updates.slice(1).some((update) => update?.fragment !== undefined)).to.equal(false);
    const assigned = updates.flatMap((update) => update?.splitAssignments ?? []);
    expect(assigned.flatMap(({ splits }) => splits.map(({ sequenceId }) => sequenceId))).to.deep.equal([
      0, 1, 2,
    ]);
    expect(assigned.filter(({ noMoreSplits }) => noMoreSplits)).to.have.length(1);
    expect(worker.of('createOrUpdateTask')[0]?.url).to.equal(`http://w1:8080/v1/task/${taskId}?summarize`);
    task.end(true);
  });

  it('gets one update at a time; what comes meanwhile goes together', async () => {
    const { worker, task } = setUp();
    let open: (response: TransportResponse) => void = () => undefined;
    worker.answer = ({ operation }) =>
      operation === 'createOrUpdateTask' ? new Promise((resolve) => (open = resolve)) : undefined;
    task.start();
    await settle();
    for (let i = 0; i < 3; i++) task.addSplits('0', [split]);
    await settle();
    expect(worker.of('createOrUpdateTask')).to.have.length(1);
    expect(task.queuedSplits).to.equal(3);
    open(json(taskInfo(taskId)));
    await settle();
    expect(worker.of('createOrUpdateTask')).to.have.length(2);
    expect(worker.of('createOrUpdateTask')[1]?.update?.splitAssignments[0]?.splits).to.have.length(3);
    open(json(taskInfo(taskId, { queuedPartitionedDrivers: 2 })));
    await settle();
    expect(task.queuedSplits).to.equal(2);
    task.end(true);
  });

  it('gets the fragment again as long as no update has arrived', async () => {
    const { clock, worker, task } = setUp();
    let fails = 3;
    worker.answer = ({ operation }) => {
      if (operation !== 'createOrUpdateTask' || fails-- <= 0) return undefined;
      return fails === 1 ? Promise.resolve(text(503)) : Promise.reject(new Error('ECONNREFUSED'));
    };
    task.addSplits('0', [split]);
    task.start();
    await clock.advance(1_000);
    const updates = worker.of('createOrUpdateTask');
    expect(updates).to.have.length(4);
    for (const { update } of updates) {
      expect(update?.fragment).to.deep.equal(recordedUpdate.fragment);
      expect(update?.splitAssignments[0]?.splits.map(({ sequenceId }) => sequenceId)).to.deep.equal([0]);
    }
    expect(task.failure).to.equal(undefined);
    task.end(true);
  });

  for (const [what, response] of [
    ['404', text(404)],
    ['500', text(500, 'java.lang.NullPointerException')],
    ['400', text(400)],
    ['an answer without JSON', text(200, '<html>')],
    ['an answer with broken JSON', { ...text(200, '{'), headers: { 'content-type': 'application/json' } }],
  ] as const) {
    it(`fails at once at ${what}`, async () => {
      const { clock, worker, task } = setUp();
      worker.answer = () => Promise.resolve(response);
      task.start();
      await clock.advance(0);
      expect(worker.sent).to.have.length(1);
      expect(task.failure?.errorName).to.equal('REMOTE_TASK_ERROR');
      expect(task.failure?.message).to.contain(`Unexpected response from http://w1:8080/v1/task/${taskId}`);
    });
  }

  it('fails when its node is silent for too long, in stock words', async () => {
    const { clock, worker, task } = setUp({ maxErrorMillis: 2_000 });
    worker.answer = () => Promise.reject(new Error('connect ECONNREFUSED'));
    task.start();
    await clock.advance(1_000);
    expect(task.failure).to.equal(undefined);
    await clock.advance(2_000);
    expect(task.failure?.errorName).to.equal('TOO_MANY_REQUESTS_FAILED');
    expect(task.failure?.message).to.match(
      /^Encountered too many errors talking to a worker node\. The node may have crashed or be under too much load\. This is probably a transient issue, so please retry your query in a few minutes\. \(updating task http:\/\/w1:8080\/v1\/task\/\S+ - \d+ failures, failure duration 2\.\d+s, total failed request time \S+\)$/,
    );
    expect(worker.sent.length).to.be.within(5, 10);
  });

  it('fails at once when the heartbeats of its silent node fail too', async () => {
    let gone = false;
    const { clock, worker, task } = setUp({ maxErrorMillis: 300_000, isGone: () => gone });
    task.start();
    await clock.advance(100);
    gone = true;
    await clock.advance(2_000);
    expect(task.failure, 'a node that answers').to.equal(undefined);
    gone = false;
    worker.answer = () => Promise.reject(new Error('connect ECONNREFUSED'));
    worker.change(taskId, {});
    await clock.advance(5_000);
    expect(task.failure, 'heartbeats go on').to.equal(undefined);
    gone = true;
    await clock.advance(1_000);
    expect(task.failure?.errorName).to.equal('TOO_MANY_REQUESTS_FAILED');
    expect(task.failure?.message).to.contain('(getting task status http://w1:8080/v1/task/');
  });

  it('follows its status by long polls, from the version it knows', async () => {
    const { clock, worker, task } = setUp();
    task.start();
    await clock.advance(20);
    expect(worker.of('getTaskStatus')).to.have.length(1);
    worker.change(taskId, { queuedPartitionedDrivers: 7 });
    await clock.advance(0);
    expect(task.status?.queuedPartitionedDrivers).to.equal(7);
    expect(worker.of('getTaskStatus')).to.have.length(2);
    task.end(true);
  });

  it('never goes back to an older version', async () => {
    const { clock, worker, task } = setUp();
    worker.change(taskId, {});
    worker.change(taskId, {});
    task.start();
    await clock.advance(0);
    expect(task.status?.version).to.equal(2);
    worker.answer = ({ operation }, aborted) => {
      if (operation === 'getTaskInfo') return Promise.resolve(json(taskInfo(taskId, { version: 1 })));
      return operation === 'getTaskStatus' ? aborted : undefined;
    };
    await clock.advance(3_100);
    expect(worker.of('getTaskInfo')).to.have.length(1);
    expect(task.info?.taskStatus.version).to.equal(2);
    expect(task.status?.version).to.equal(2);
    task.end(true);
  });

  it('fails when another instance answers: its node has restarted', async () => {
    const { clock, worker, task } = setUp();
    task.start();
    await clock.advance(20);
    worker.change(taskId, { taskInstanceId: 'another' });
    await clock.advance(0);
    expect(task.failure?.errorName).to.equal('REMOTE_TASK_MISMATCH');
    task.end(true);
  });

  it('is deleted when it has ended by itself, which brings its last statistics', async () => {
    const { clock, worker, task } = setUp();
    task.start();
    await clock.advance(20);
    worker.change(taskId, { state: 'FINISHED' });
    await clock.advance(0);
    expect(worker.of('deleteTask').map(({ url }) => url)).to.deep.equal([
      `http://w1:8080/v1/task/${taskId}?abort=true&summarize`,
    ]);
    expect([task.ended, task.info?.taskStatus.state]).to.deep.equal([true, 'FINISHED']);
    expect(clock.pending).to.equal(0);
  });

  it('ends once, however often it is told to, and leaves nothing behind', async () => {
    const { clock, worker, task } = setUp();
    task.start();
    await clock.advance(20);
    task.end(false);
    task.end(true);
    await clock.advance(0);
    task.end(true);
    task.addSplits('0', [split]);
    await clock.advance(10_000);
    expect(worker.of('deleteTask').map(({ url }) => url)).to.deep.equal([
      `http://w1:8080/v1/task/${taskId}?abort=false&summarize`,
    ]);
    expect([task.ended, task.status?.state]).to.deep.equal([true, 'CANCELED']);
    expect(clock.pending).to.equal(0);
  });

  it('is asked again while its drivers end', async () => {
    const { clock, worker, task } = setUp();
    task.start();
    await clock.advance(20);
    const states = ['CANCELING', 'CANCELING', 'CANCELED'] as const;
    let tries = 0;
    worker.answer = ({ operation }) =>
      operation === 'deleteTask'
        ? Promise.resolve(
            json(taskInfo(taskId, { state: states[tries++] ?? 'CANCELED', version: 5 + tries })),
          )
        : undefined;
    task.end(false);
    await clock.advance(100);
    expect([tries, task.ended, task.status?.state]).to.deep.equal([3, true, 'CANCELED']);
  });

  it('is given up with pauses when its node has died, without a failure of its own', async () => {
    const { clock, worker, task } = setUp({ maxErrorMillis: 10_000 });
    task.start();
    await clock.advance(20);
    worker.answer = () => Promise.reject(new Error('connect ECONNREFUSED'));
    task.end(false);
    await clock.advance(9_000);
    expect(task.ended).to.equal(false);
    expect(worker.of('deleteTask').length).to.be.within(10, 30);
    await clock.advance(2_000);
    expect([task.ended, task.failure]).to.deep.equal([true, undefined]);
    expect(clock.pending).to.equal(0);
  });

  it('is not asked again once the coordinator ends', async () => {
    const closing = new AbortController();
    const { clock, worker, task } = setUp({ closing: closing.signal });
    task.start();
    await clock.advance(20);
    worker.answer = () => Promise.reject(new Error('connect ECONNREFUSED'));
    task.end(true);
    await clock.advance(300);
    closing.abort();
    const before = worker.of('deleteTask').length;
    await clock.advance(60_000);
    expect(worker.of('deleteTask').length - before).to.be.at.most(1);
    expect([task.ended, clock.pending]).to.deep.equal([true, 0]);
  });
});
