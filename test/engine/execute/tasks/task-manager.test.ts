import { expect } from 'chai';

import type { Transport, TransportRequest } from '../../../../generated/runtime.ts';
import type {
  ExecutionFailureInfo,
  PlanNode,
  ScheduledSplit,
  TaskStatus,
  TaskUpdateRequest,
} from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { createTaskManager } from '../../../../src/engine/execute/task-manager.ts';
import type { TaskManager, TaskManagerOptions } from '../../../../src/engine/execute/task-manager.ts';
import { TaskRequestError } from '../../../../src/engine/exchange/task-request-error.ts';
import { deserializePage, serializePage } from '../../../../src/engine/pages/page-serde.ts';
import { writePageStream } from '../../../../src/engine/pages/page-stream.ts';
import { readRecording } from '../../../contract/recording.ts';
import { VirtualClock, settle } from '../../../support/virtual-clock.ts';
import { FakeKernel } from './fake-kernel.ts';
import type { FakeRun } from './fake-kernel.ts';

const taskId = '20260101_000000_00002_zzzzz.0.0.0';
const create = readRecording('taskapi-replay-create').request.body as TaskUpdateRequest;
const splitUpdate = readRecording('taskapi-replay-splits').request.body as TaskUpdateRequest;

/** An update with splits, but neither plan nor their end. */
function withSplits(...sequenceIds: number[]): TaskUpdateRequest {
  const splits = (splitUpdate.splitAssignments[0]?.splits ?? []) as ScheduledSplit[];
  const template = splits[0] as ScheduledSplit;
  return {
    ...splitUpdate,
    splitAssignments: [
      {
        planNodeId: '0',
        noMoreSplits: false,
        splits: sequenceIds.map((sequenceId) => ({ ...template, sequenceId })),
      },
    ],
  };
}

/** The first update of a task that reads other tasks: output over a local exchange over a remote source. */
function passing(
  outputs: string[],
  options: { sources?: string[]; locations?: string[]; outputIds?: TaskUpdateRequest['outputIds'] } = {},
): TaskUpdateRequest {
  const fragment = create.fragment as NonNullable<TaskUpdateRequest['fragment']>;
  const remoteSource: PlanNode = {
    '@type': 'remoteSource',
    id: '9',
    sourceFragmentIds: ['1'],
    outputs: options.sources ?? ['key', 'name'],
    exchangeType: 'GATHER',
    retryPolicy: 'NONE',
  };
  const { partitioning } = fragment.outputPartitioningScheme;
  return {
    ...create,
    fragment: {
      ...fragment,
      root: {
        '@type': 'output',
        id: '5',
        columns: outputs,
        outputs,
        source: {
          '@type': 'exchange',
          id: '7',
          type: 'GATHER',
          scope: 'LOCAL',
          partitioningScheme: {
            ...fragment.outputPartitioningScheme,
            partitioning,
            outputLayout: ['k', 'n'],
          },
          sources: [remoteSource],
          inputs: [['key', 'name']],
        },
      },
      symbols: { key: 'bigint', name: 'varchar(25)', k: 'bigint', n: 'varchar(25)' },
      partitionedSources: [],
      outputPartitioningScheme: { ...fragment.outputPartitioningScheme, outputLayout: outputs },
    },
    outputIds: options.outputIds ?? create.outputIds,
    splitAssignments: [
      {
        planNodeId: '9',
        noMoreSplits: true,
        splits: (options.locations ?? []).map((location, sequenceId) => ({
          sequenceId,
          planNodeId: '9',
          split: {
            catalogHandle: '$remote:normal:remote',
            connectorSplit: {
              '@type': 'system:io.trino.split.RemoteSplit',
              exchangeInput: { '@type': 'direct', taskId: '20260101_000000_00002_zzzzz.1.0.0', location },
            },
          },
        })),
      },
    ],
  };
}

const columnTypes = [{ kind: 'bigint' }, { kind: 'varchar', length: 25 }] as const;

/** A page of keys and their names. */
function keysAndNames(...keys: number[]): Uint8Array {
  const names = keys.map((key) => Buffer.from(`name ${key}`));
  const offsets = new Int32Array(keys.length + 1);
  names.forEach((name, index) => (offsets[index + 1] = (offsets[index] ?? 0) + name.length));
  return serializePage(
    {
      positions: keys.length,
      columns: [
        { kind: 'long', values: BigInt64Array.from(keys.map(BigInt)) },
        { kind: 'bytes', offsets, data: Buffer.concat(names) },
      ],
    },
    columnTypes,
    { compressed: false },
  );
}

/** A producer's node: one buffer with the given pages. */
class Producer implements Transport {
  readonly pages: readonly Uint8Array[];
  readonly requests: string[] = [];
  /** Holds back everything from this token on. */
  blockedFrom = Number.POSITIVE_INFINITY;
  failed = false;

  constructor(...pages: Uint8Array[]) {
    this.pages = pages;
  }

  readonly location = 'http://producer:1/v1/task/20260101_000000_00002_zzzzz.1.0.0/results/0';

  async send(request: TransportRequest): ReturnType<Transport['send']> {
    const { pathname } = new URL(request.url);
    const rest = pathname.split('/results/')[1];
    this.requests.push(`${request.method} ${rest}`);
    await Promise.resolve();
    if (request.method === 'DELETE' || pathname.endsWith('/acknowledge')) {
      return { status: 204, headers: {}, body: new Uint8Array() };
    }
    const token = Number(pathname.split('/').at(-1));
    if (token >= this.blockedFrom) {
      return new Promise((_, reject) => {
        request.signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    }
    const page = this.failed ? undefined : this.pages[token];
    const headers = {
      'x-trino-task-instance-id': 'i',
      'x-trino-page-sequence-id': String(token),
      'x-trino-page-end-sequence-id': String(page === undefined ? token : token + 1),
      'x-trino-buffer-complete': String(page === undefined && !this.failed),
      'x-trino-task-failed': String(this.failed),
    };
    if (page === undefined) return { status: 204, headers, body: new Uint8Array() };
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'application/X-trino-pages' },
      body: writePageStream([page]),
    };
  }
}

describe('task manager', () => {
  let clock: VirtualClock;
  let kernel: FakeKernel;
  let producer: Producer;
  let tasks: TaskManager;
  let randoms: number[];

  const open = (options: Partial<TaskManagerOptions> = {}): void => {
    tasks = createTaskManager({
      kernel,
      transport: producer,
      clock,
      random: () => randoms.shift() ?? 0.5,
      nodeId: 'node',
      selfUri: () => 'http://127.0.0.1:1',
      ...options,
    });
  };

  beforeEach(() => {
    clock = new VirtualClock();
    kernel = new FakeKernel();
    producer = new Producer();
    randoms = [];
    open();
  });

  afterEach(async () => {
    await tasks.close();
    await clock.advance(2000);
    expect(clock.pending, 'timers left').to.equal(0);
  });

  const status = (id = taskId): Promise<TaskStatus> => tasks.status(id, {});
  const state = async (id = taskId): Promise<string> => (await status(id)).state;
  const page = (fill: number, size = 100): Uint8Array => new Uint8Array(size).fill(fill);
  const onlyRun = (): FakeRun => {
    expect(kernel.runs).to.have.length(1);
    return kernel.runs[0] as FakeRun;
  };

  /** Reads a buffer to its end as a stock reader does. */
  async function readAll(id = taskId): Promise<Uint8Array[]> {
    const pages: Uint8Array[] = [];
    for (let token = 0; ; ) {
      const result = await tasks.results(id, 0, token, 1);
      expect(result.taskFailed).to.equal(false);
      pages.push(...result.pages.map((p) => p.bytes));
      token = result.nextToken;
      if (result.complete) break;
    }
    tasks.destroyResults(id, 0);
    return pages;
  }

  describe('a scan', () => {
    it('gives the kernel the plan once, and each split once', () => {
      tasks.update(taskId, create, true);
      tasks.update(taskId, create, true);
      tasks.update(taskId, withSplits(0, 1), true);
      tasks.update(taskId, withSplits(1, 2), true);
      tasks.update(taskId, withSplits(0), true);
      const run = onlyRun();
      expect(run.task).to.deep.include({ taskId, partitionCount: 1, compressed: false });
      expect(run.task.fragment).to.deep.equal(create.fragment);
      expect(run.splits['0']).to.have.length(3);
      expect([...run.ended]).to.deep.equal([]);
      tasks.update(taskId, splitUpdate, true);
      tasks.update(taskId, splitUpdate, true);
      expect([...run.ended]).to.deep.equal(['0']);
    });

    it('tells the kernel how many partitions to make, and whether to compress', () => {
      tasks.update(
        taskId,
        {
          ...create,
          session: { ...create.session, systemProperties: { exchange_compression: 'true' } },
          outputIds: {
            '@type': 'pipelined',
            version: 2,
            type: 'PARTITIONED',
            buffers: { 0: 0, 1: 1, 2: 2 },
            noMoreBufferIds: true,
          },
        },
        true,
      );
      expect(onlyRun().task).to.deep.include({ partitionCount: 3, compressed: true });
    });

    it('goes RUNNING, FLUSHING, FINISHED, each with its version', async () => {
      tasks.update(taskId, create, true);
      const run = onlyRun();
      tasks.update(taskId, splitUpdate, true);
      expect(await status()).to.deep.include({ state: 'RUNNING', version: 0 });
      run.emit(25, page(1));
      run.end();
      await settle();
      expect(await status()).to.deep.include({
        state: 'FLUSHING',
        version: 1,
        outputDataSize: '100B',
        memoryReservation: '100B',
      });
      expect(tasks.bufferedBytes()).to.deep.equal({ [taskId]: 100 });
      expect(await readAll()).to.deep.equal([page(1)]);
      expect(await status()).to.deep.include({
        state: 'FINISHED',
        version: 2,
        memoryReservation: '0B',
        peakMemoryReservation: '100B',
      });
      expect(tasks.activeTasks).to.equal(0);
      expect(tasks.bufferedBytes()).to.deep.equal({});
    });

    it('has finished when it is cancelled after its reader got everything', async () => {
      tasks.update(taskId, create, true);
      tasks.update(taskId, splitUpdate, true);
      onlyRun().emit(25, page(1));
      onlyRun().end();
      await settle();
      expect((await tasks.results(taskId, 0, 0, 1000)).pages).to.have.length(1);
      expect((await tasks.results(taskId, 0, 1, 1000)).complete).to.equal(true);
      const { taskStatus, stats } = tasks.cancel(taskId, true);
      expect(taskStatus.state).to.equal('FINISHED');
      expect(stats.pipelines, 'the last info tells the operators').to.have.length(1);
      const other = taskId.replace('.0.0.0', '.0.1.0');
      tasks.update(other, create, true);
      tasks.update(other, splitUpdate, true);
      kernel.runs.at(-1)?.emit(25, page(1));
      kernel.runs.at(-1)?.end();
      await settle();
      expect(tasks.cancel(other, true).taskStatus.state, 'a page was not read').to.equal('CANCELING');
      await settle();
      expect((await status(other)).state).to.equal('CANCELED');
    });

    it('has news for the coordinator when it drained splits and may get more', async () => {
      tasks.update(taskId, create, true);
      tasks.update(taskId, withSplits(0, 1, 2), true);
      expect(await status()).to.include({ version: 0, queuedPartitionedDrivers: 2 });
      onlyRun().tell({ runningSplits: 1, queuedSplits: 2 });
      expect(await status()).to.include({
        version: 1,
        queuedPartitionedDrivers: 2,
        runningPartitionedDrivers: 1,
      });
      onlyRun().tell({ runningSplits: 1, queuedSplits: 2 });
      expect((await status()).version).to.equal(1);
      onlyRun().tell({ runningSplits: 1, completedSplits: 2, progress: 0.5 });
      expect(await status()).to.include({
        version: 2,
        queuedPartitionedDrivers: 0,
        runningPartitionedDrivers: 2,
      });
      tasks.update(taskId, splitUpdate, true);
      onlyRun().tell({ runningSplits: 4, completedSplits: 0 });
      expect((await status()).version, 'no more splits come').to.equal(2);
    });

    it('measures', async () => {
      tasks.update(taskId, create, true);
      const run = onlyRun();
      await clock.advance(1000);
      tasks.update(taskId, withSplits(0, 1), true);
      run.counters = {
        runningSplits: 1,
        completedSplits: 0,
        memoryBytes: 5000,
        scannedRows: 10,
        scannedBytes: 800,
        wallNanos: 0,
      };
      expect((await tasks.info(taskId, true, {})).stats).to.deep.include({
        totalDrivers: 2,
        queuedDrivers: 1,
        runningDrivers: 1,
        queuedPartitionedSplitsWeight: 100,
        runningPartitionedSplitsWeight: 100,
        physicalInputPositions: 10,
        physicalInputDataSize: '800B',
        userMemoryReservation: '5000B',
        queuedTime: '1.00s',
        elapsedTime: '1.00s',
      });
      expect(tasks.activeSplits()).to.deep.equal([{ taskId, runningSplits: 1, runningMillis: 0 }]);
      await clock.advance(2000);
      expect(tasks.activeSplits()).to.deep.equal([{ taskId, runningSplits: 1, runningMillis: 2000 }]);
      tasks.update(taskId, splitUpdate, true);
      run.counters = {
        completedSplits: 2,
        runningSplits: 0,
        wallNanos: 2e9,
        cpuNanos: 1e9,
        operators: [
          {
            planNodeId: '0',
            operatorType: 'TableScanOperator',
            inputRows: 25,
            inputBytes: 2000,
            outputRows: 25,
            outputBytes: 2000,
            wallNanos: 7e8,
          },
          {
            planNodeId: '5',
            operatorType: 'TaskOutputOperator',
            inputRows: 25,
            inputBytes: 2000,
            outputRows: 25,
            outputBytes: 100,
            wallNanos: 1e8,
          },
        ],
      };
      run.emit(25, page(1));
      run.end();
      await settle();
      tasks.destroyResults(taskId, 0);
      await settle();
      await clock.advance(5000);
      const info = await tasks.info(taskId, false, {});
      expect(info.stats).to.deep.include({
        createTime: '2026-11-22T13:46:52.000Z',
        firstStartTime: '2026-11-22T13:46:53.000Z',
        lastEndTime: '2026-11-22T13:46:55.000Z',
        endTime: '2026-11-22T13:46:55.000Z',
        elapsedTime: '3.00s',
        completedDrivers: 2,
        totalScheduledTime: '2.00s',
        totalCpuTime: '1.00s',
        outputPositions: 25,
        outputDataSize: '100B',
        cumulativeUserMemory: 5000 * 2000,
        peakUserMemoryReservation: '5000B',
      });
      const [pipeline] = info.stats.pipelines;
      expect(
        pipeline?.operatorSummaries.map((operator) => [
          operator.planNodeId,
          operator.operatorType,
          operator.outputPositions,
        ]),
      ).to.deep.equal([
        ['0', 'TableScanOperator', 25],
        ['5', 'TaskOutputOperator', 25],
      ]);
    });

    it('ends early, and stops the kernel, when its readers leave', async () => {
      tasks.update(taskId, create, true);
      const run = onlyRun();
      run.emit(1, page(1));
      await settle();
      tasks.destroyResults(taskId, 0);
      await settle();
      expect(await state()).to.equal('FINISHED');
      expect(run.cancelled).to.equal(true);
    });

    it("doesn't start when its readers had left before its plan came", async () => {
      tasks.destroyResults(taskId, 0);
      tasks.update(taskId, create, true);
      await settle();
      expect(await state()).to.equal('FINISHED');
      expect(kernel.runs).to.deep.equal([]);
    });

    it('fails with the error of the kernel', async () => {
      tasks.update(taskId, create, true);
      onlyRun().end(new TrinoError('DIVISION_BY_ZERO', 'Division by zero'));
      await settle();
      const failed = await status();
      expect(failed.state).to.equal('FAILED');
      expect(failed.failures).to.have.length(1);
      expect(failed.failures[0]).to.deep.include({
        message: 'Division by zero',
        errorCode: { code: 8, name: 'DIVISION_BY_ZERO', type: 'USER_ERROR' },
      });
      expect(onlyRun().cancelled).to.equal(true);
      const waiting = tasks.results(taskId, 0, 0, 1);
      await clock.advance(2000);
      expect(await waiting).to.deep.include({ complete: false, taskFailed: true });
    });

    it('fails when the kernel refuses the plan, when splits are for nobody, or when buffers are spooled', async () => {
      kernel.onStart = () => {
        throw new TrinoError('NOT_SUPPORTED', 'no such plan node');
      };
      tasks.update(taskId, create, true);
      await settle();
      expect((await status()).failures[0]?.errorCode?.name).to.equal('NOT_SUPPORTED');
      kernel.onStart = () => undefined;

      const other = taskId.replace('.0.0.0', '.0.1.0');
      tasks.update(
        other,
        { ...create, splitAssignments: [{ planNodeId: '77', splits: [], noMoreSplits: true }] },
        true,
      );
      await settle();
      expect((await status(other)).failures[0]?.message).to.equal('The fragment has no source 77');
      expect(kernel.runs.at(-1)?.cancelled).to.equal(true);

      const spooled = taskId.replace('.0.0.0', '.0.2.0');
      const spool = {
        '@type': 'spool',
        version: 1,
        exchangeSinkInstanceHandle: { '@type': 'x' },
        outputPartitionCount: 1,
      };
      tasks.update(
        spooled,
        { ...create, outputIds: spool as unknown as TaskUpdateRequest['outputIds'] },
        true,
      );
      await settle();
      expect((await status(spooled)).failures[0]?.errorCode?.name).to.equal('NOT_SUPPORTED');
    });

    it('ends by request only once', async () => {
      tasks.update(taskId, create, true);
      const failure: ExecutionFailureInfo = { type: 'x', message: 'first', suppressed: [], stack: [] };
      expect(tasks.fail(taskId, failure).taskStatus.state).to.equal('FAILING');
      expect(tasks.fail(taskId, { ...failure, message: 'second' }).taskStatus.failures).to.have.length(1);
      expect(tasks.abort(taskId, true).taskStatus.state).to.equal('FAILING');
      await settle();
      expect(tasks.cancel(taskId, true).taskStatus.state).to.equal('FAILED');
      expect(tasks.update(taskId, splitUpdate, true).taskStatus.state).to.equal('FAILED');
      expect(tasks.update(taskId, create, true).taskStatus.failures.map((f) => f.message)).to.deep.equal([
        'first',
      ]);
    });

    it('makes no more than its reader takes', async () => {
      open({ maxBufferBytes: 1000 });
      tasks.update(taskId, create, true);
      const run = onlyRun();
      for (let i = 0; i < 100; i++) run.emit(1, page(i));
      run.end();
      await settle();
      expect(run.taken, 'taken from the kernel').to.equal(11);
      expect((await status()).outputBufferStatus.overutilized).to.equal(true);
      await clock.advance(3000);
      expect(run.taken).to.equal(11);
      expect((await tasks.info(taskId, true, {})).stats).to.deep.include({
        outputBlockedTime: '3.00s',
        blockedDrivers: 0,
      });
      expect((await readAll()).map((bytes) => bytes[0])).to.deep.equal([...Array(100).keys()]);
      expect((await tasks.info(taskId, true, {})).stats.outputBlockedTime).to.equal('3.00s');
      expect(await status()).to.deep.include({ peakMemoryReservation: '1100B' });
    });
  });

  describe('long polls', () => {
    it('wait for a change, or half to all of the allowed time', async () => {
      tasks.update(taskId, create, true);
      for (const [random, wait] of [
        [0, 500],
        [0.5, 750],
        [0.999, 999.5],
      ] as const) {
        randoms = [random];
        const start = clock.now();
        const answered: number[] = [];
        const poll = tasks
          .status(taskId, { currentVersion: 0, maxWaitMillis: 1000 })
          .then(() => answered.push(clock.now()));
        await clock.advance(1000);
        await poll;
        expect(answered[0]).to.equal(start + wait);
      }
      const poll = tasks.status(taskId, { currentVersion: 7, maxWaitMillis: 1000 });
      const info = tasks.info(taskId, true, { currentVersion: 0, maxWaitMillis: 1000 });
      onlyRun().end();
      await settle();
      expect((await poll).state).to.equal('FLUSHING');
      expect((await info).taskStatus.version).to.equal(1);
    });

    it('answer at once what is newer, has ended, or gives only one of the values', async () => {
      tasks.update(taskId, create, true);
      onlyRun().end();
      await settle();
      await tasks.status(taskId, { currentVersion: 0, maxWaitMillis: 1000 });
      await tasks.status(taskId, { currentVersion: 1 });
      await tasks.status(taskId, { maxWaitMillis: 1000 });
      tasks.destroyResults(taskId, 0);
      await settle();
      await tasks.status(taskId, { currentVersion: 99, maxWaitMillis: 1000 });
    });

    it('end when the writer is slowed down', async () => {
      open({ maxBufferBytes: 1000 });
      tasks.update(taskId, create, true);
      const poll = tasks.status(taskId, { currentVersion: 0, maxWaitMillis: 1000 });
      onlyRun().emit(1, page(1, 600));
      await settle();
      expect(await poll).to.deep.include({ version: 1, state: 'RUNNING' });
    });
  });

  describe('a fragment that only passes rows on', () => {
    it('sends the pages as they came', async () => {
      producer = new Producer(keysAndNames(1, 2), keysAndNames(3));
      open();
      tasks.update(taskId, passing(['k', 'n'], { locations: [producer.location] }), true);
      expect(await readAll()).to.deep.equal([...producer.pages]);
      expect(kernel.runs, 'no kernel').to.deep.equal([]);
      expect(await state()).to.equal('FINISHED');
      expect(producer.requests).to.include.members(['GET 0/0', 'GET 0/1', 'GET 0/2', 'DELETE 0']);
      const info = await tasks.info(taskId, false, {});
      expect(info.stats).to.deep.include({
        internalNetworkInputPositions: 3,
        rawInputPositions: 3,
        outputPositions: 3,
        totalDrivers: 1,
        completedDrivers: 1,
      });
      expect(
        info.stats.pipelines[0]?.operatorSummaries.map((operator) => [
          operator.operatorType,
          operator.outputPositions,
        ]),
      ).to.deep.equal([
        ['ExchangeOperator', 3],
        ['TaskOutputOperator', 3],
      ]);
    });

    it('rearranges the columns where the output is another', async () => {
      producer = new Producer(keysAndNames(1, 2));
      open();
      tasks.update(taskId, passing(['n', 'k', 'n'], { locations: [producer.location] }), true);
      const [bytes] = await readAll();
      const types = [columnTypes[1], columnTypes[0], columnTypes[1]];
      const { positions, columns } = deserializePage(bytes as Uint8Array, types);
      const original = deserializePage(producer.pages[0] as Uint8Array, columnTypes).columns;
      expect(positions).to.equal(2);
      expect(columns).to.deep.equal([original[1], original[0], original[1]]);
      expect(kernel.runs).to.deep.equal([]);
    });

    it('asks the kernel when the output is partitioned', () => {
      const outputIds: TaskUpdateRequest['outputIds'] = {
        '@type': 'pipelined',
        version: 2,
        type: 'PARTITIONED',
        buffers: { 0: 0, 1: 1 },
        noMoreBufferIds: true,
      };
      tasks.update(taskId, passing(['k', 'n'], { outputIds }), true);
      expect(kernel.runs).to.have.length(1);
    });

    it('ends a LIMIT in the middle of a page, and its producers early', async () => {
      producer = new Producer(keysAndNames(1, 2), keysAndNames(3, 4), keysAndNames(5));
      producer.blockedFrom = 2;
      open();
      const update = passing(['k', 'n'], { locations: [producer.location] });
      const { fragment } = update;
      if (fragment === undefined || fragment.root['@type'] !== 'output') throw new Error('no plan');
      const limit = {
        '@type': 'limit',
        id: '6',
        source: fragment.root.source,
        count: 3,
        partial: false,
        requiresPreSortedInputs: [],
      } as const;
      tasks.update(
        taskId,
        { ...update, fragment: { ...fragment, root: { ...fragment.root, source: limit } } },
        true,
      );
      await settle();
      expect(await state()).to.equal('FLUSHING');
      expect(producer.requests).to.include('DELETE 0');
      const [first, second] = await readAll();
      expect(first).to.deep.equal(producer.pages[0]);
      expect(deserializePage(second as Uint8Array, columnTypes)).to.deep.equal(
        deserializePage(keysAndNames(3), columnTypes),
      );
      const info = await tasks.info(taskId, false, {});
      expect(
        info.stats.pipelines[0]?.operatorSummaries.map((operator) => [
          operator.operatorType,
          operator.outputPositions,
        ]),
      ).to.deep.equal([
        ['ExchangeOperator', 4],
        ['LimitOperator', 3],
        ['TaskOutputOperator', 3],
      ]);
    });

    it('ends early when its reader leaves, and tells its producers', async () => {
      producer = new Producer(keysAndNames(1));
      producer.blockedFrom = 1;
      open();
      tasks.update(taskId, passing(['k', 'n'], { locations: [producer.location] }), true);
      await settle();
      expect(await state()).to.equal('RUNNING');
      tasks.destroyResults(taskId, 0);
      await settle();
      expect(await state()).to.equal('FINISHED');
      expect(producer.requests).to.include('DELETE 0');
    });

    it('waits for the coordinator when a producer has failed', async () => {
      producer.failed = true;
      open({ clientTimeoutMillis: 1e9, infoMaxAgeMillis: 1e9 });
      tasks.update(taskId, passing(['k', 'n'], { locations: [producer.location] }), true);
      await clock.advance(59_000);
      expect(await state()).to.equal('RUNNING');
      await clock.advance(2000);
      expect((await status()).failures[0]?.errorCode?.name).to.equal('REMOTE_TASK_FAILED');
    });

    it('fails, naming the node, when a producer answers something else', async () => {
      open({
        transport: { send: () => Promise.resolve({ status: 500, headers: {}, body: Buffer.from('bad') }) },
      });
      tasks.update(taskId, passing(['k', 'n'], { locations: [producer.location] }), true);
      await settle();
      expect((await status()).failures[0]).to.deep.include({
        type: 'io.trino.operator.PageTransportErrorException',
        message: `Error fetching ${producer.location}/0: Expected response code to be 200, but was 500:\nbad`,
        remoteHost: 'producer:1',
      });
    });

    it('reads no more than its reader takes', async () => {
      const pages = Array.from({ length: 50 }, (_, i) =>
        keysAndNames(...Array.from({ length: 1000 }, (__, j) => i * 1000 + j)),
      );
      const size = pages[0]?.byteLength ?? 0;
      producer = new Producer(...pages);
      open({ maxBufferBytes: 3 * size, exchangeMaxBufferBytes: 3 * size });
      tasks.update(taskId, passing(['k', 'n'], { locations: [producer.location] }), true);
      await clock.advance(1000);
      const reads = producer.requests.filter((request) => /GET 0\/\d+$/.test(request)).length;
      expect(reads).to.be.lessThan(15);
      expect(tasks.bufferedBytes()[taskId]).to.be.lessThan(12 * size);
      expect(await readAll()).to.deep.equal(pages);
    });
  });

  it('gives exchange pages to the kernel, and ends its sources', async () => {
    producer = new Producer(keysAndNames(1, 2), keysAndNames(3));
    open();
    const outputIds: TaskUpdateRequest['outputIds'] = {
      '@type': 'pipelined',
      version: 2,
      type: 'PARTITIONED',
      buffers: { 0: 0, 1: 1 },
      noMoreBufferIds: true,
    };
    tasks.update(taskId, passing(['k', 'n'], { outputIds, locations: [producer.location] }), true);
    await clock.advance(100);
    const run = onlyRun();
    expect(run.pages['9']).to.deep.equal([...producer.pages]);
    expect([...run.ended]).to.deep.equal(['9']);
    run.emit(1, page(0), 0);
    run.emit(1, page(1), 1);
    run.end();
    await settle();
    expect((await tasks.results(taskId, 1, 0, 1000)).pages.map((p) => p.bytes[0])).to.deep.equal([1]);
    expect((await tasks.results(taskId, 0, 0, 1000)).pages.map((p) => p.bytes[0])).to.deep.equal([0]);
  });

  describe('the registry', () => {
    it('fails a task that nobody asks about for two minutes', async () => {
      tasks.update(taskId, create, true);
      await clock.advance(100_000);
      expect(await state(), 'asked in between').to.equal('RUNNING');
      await clock.advance(119_000);
      expect(tasks.list(true)[0]?.taskStatus.state).to.equal('RUNNING');
      await clock.advance(31_000);
      const { failures, state: ended } = tasks.list(true)[0]?.taskStatus as TaskStatus;
      expect(ended).to.equal('FAILED');
      expect(failures[0]?.errorCode?.name).to.equal('ABANDONED_TASK');
      expect(failures[0]?.message).to.match(
        /^Task .* has not been accessed since 2026-11-22T13:48:32.000Z: currentTime 2026-11-22T13:5/,
      );
      expect(onlyRun().cancelled).to.equal(true);
    });

    it('forgets an ended task after 15 minutes', async () => {
      tasks.abort(taskId, true);
      await clock.advance(14 * 60_000);
      expect(tasks.list(true)).to.have.length(1);
      await clock.advance(2 * 60_000);
      expect(tasks.list(true)).to.deep.equal([]);
      expect(clock.pending, 'no timer for nothing').to.equal(0);
    });

    it('keeps a bounded number of ended tasks', async () => {
      open({ maxEndedTasks: 3 });
      for (let i = 0; i < 10; i++) tasks.abort(taskId.replace('.0.0.0', `.0.${i}.0`), true);
      await settle();
      expect(tasks.list(true).map((info) => info.taskStatus.taskId.split('.')[2])).to.deep.equal([
        '7',
        '8',
        '9',
      ]);
    });

    it('brings no forgotten task back, whatever is asked of it', async () => {
      open({ maxEndedTasks: 3 });
      tasks.update(taskId, create, true);
      tasks.cancel(taskId, true);
      await settle();
      for (let i = 1; i < 5; i++) tasks.abort(taskId.replace('.0.0.0', `.0.${i}.0`), true);
      await settle();
      const kept = tasks.list(true).map((info) => info.taskStatus.taskId);
      expect(kept).to.have.length(3).and.not.include(taskId);
      tasks.destroyResults(taskId, 0);
      tasks.update(taskId, create, true);
      expect(tasks.abort(taskId, true).taskStatus.state).to.equal('ABORTING');
      expect(['ABORTING', 'ABORTED']).to.include(await state());
      const reading = tasks.results(taskId, 0, 0, 1);
      await clock.advance(2_000);
      expect(await reading).to.deep.include({ pages: [], taskFailed: true });
      expect([tasks.activeTasks, kernel.runs.length]).to.deep.equal([0, 1]);
      expect(tasks.list(true).map((info) => info.taskStatus.taskId)).to.deep.equal(kept);
    });

    it('remembers a bounded number of forgotten tasks', async () => {
      open({ maxEndedTasks: 1 });
      for (let i = 0; i < 30; i++) {
        tasks.abort(taskId.replace('.0.0.0', `.0.${i}.0`), true);
        await settle();
      }
      tasks.destroyResults(taskId.replace('.0.0.0', '.0.20.0'), 0);
      expect(tasks.activeTasks).to.equal(0);
      // Of one that is older than all that, it can't be told from a new one.
      tasks.destroyResults(taskId, 0);
      expect(tasks.activeTasks).to.equal(1);
    });

    it('refuses what is no task id', async () => {
      for (const bad of ['abc', 'q.0.0', 'q.0.0.0.0', 'Q.0.0.0', 'q.a.0.0', 'q.0.0.', '']) {
        expect(() => tasks.abort(bad, true), bad).to.throw(TaskRequestError, `Invalid taskId ${bad}`);
      }
      expect(tasks.list(true)).to.deep.equal([]);
      const error = await tasks.results('abc', 0, 0, 1).catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(TaskRequestError);
    });

    it('waits for running tasks', async () => {
      tasks.update(taskId, create, true);
      let idle = false;
      const waiting = tasks.whenIdle().then(() => (idle = true));
      await settle();
      expect(idle).to.equal(false);
      tasks.cancel(taskId, true);
      await waiting;
      expect(await state()).to.equal('CANCELED');
    });
  });
});
