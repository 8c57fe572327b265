import { randomUUID } from 'node:crypto';

import type {
  ExecutionFailureInfo,
  SplitAssignment,
  TaskInfo,
  TaskState,
  TaskStatus,
  TaskUpdateRequest,
} from '../../../../generated/worker/types.ts';
import type { Connector } from '../../catalog/connector.ts';
import type { BufferBudget } from '../../exchange/buffer-budget.ts';
import type { BufferResult } from '../../exchange/buffer-result.ts';
import type { ExchangeClient } from '../../exchange/exchange-client.ts';
import { OutputBuffer } from '../../exchange/output-buffer.ts';
import { isTerminalBufferState } from '../../exchange/output-buffer-state.ts';
import type { BufferState } from '../../exchange/output-buffer-state.ts';
import { TaskRequestError } from '../../exchange/task-request-error.ts';
import type { Clock } from '../../schedule/clock.ts';
import { formatDataSize } from '../../units/data-size.ts';
import { formatDateTime } from '../../units/date-time.ts';
import { formatDuration } from '../../units/duration.ts';
import type { Kernel, KernelStats } from '../kernel.ts';
import { parseTaskId } from '../task-id.ts';
import { ChangeWaiters } from './change-waiters.ts';
import { TaskExecution } from './task-execution.ts';
import { taskFailure } from './task-failure.ts';
import { TaskMeter, noDrivers } from './task-meter.ts';
import type { TaskMeasurements } from './task-meter.ts';
import { TaskStateMachine, isFailed, isTerminating } from './task-state.ts';
import { partitionedDriverStats, taskStats } from './task-stats.ts';

/** What a task takes from its node. */
export interface TaskContext {
  readonly kernel: Kernel;
  readonly clock: Clock;
  /** Yields [0, 1). */
  readonly random: () => number;
  readonly nodeId: string;
  /** Base address of this node, without a slash at the end. */
  readonly selfUri: () => string;
  readonly createExchange: () => ExchangeClient;
  readonly connector?: (catalogHandle: string) => Connector | undefined;
  /** What the query of a task took, where this node coordinates it: for EXPLAIN ANALYZE. */
  readonly explainAnalyze?: (taskId: string, verbose: boolean) => Promise<string>;
  /** `sink.max-buffer-size` and `sink.max-broadcast-buffer-size`, bytes. */
  readonly maxBufferBytes?: number;
  readonly maxBroadcastBufferBytes?: number;
  /** What output buffers and exchanges of all tasks may hold together. */
  readonly buffers?: BufferBudget;
}

/** How long a status or info request may wait: only with both values it waits at all. */
export interface LongPoll {
  readonly currentVersion?: number;
  readonly maxWaitMillis?: number;
}

export interface TaskResults extends BufferResult {
  readonly taskInstanceId: string;
  readonly taskFailed: boolean;
}

/** Results wait a random time in this range, ms. */
const resultsWaitMillis = { from: 1000, to: 2000 };

/** Callers ask for a second or so; what a timer couldn't count is cut. */
const longestPollMillis = 10 * 60_000;

/** One task of this node: made by the first request that names it, kept for a while after its end. */
export class Task {
  readonly taskId: string;
  readonly instanceId = randomUUID();
  readonly #context: TaskContext;
  readonly #stage: number;
  readonly #state = new TaskStateMachine();
  readonly #buffer: OutputBuffer;
  readonly #meter: TaskMeter;
  readonly #changes: ChangeWaiters;
  readonly #noMoreSplits = new Set<string>();
  #failures: ExecutionFailureInfo[] = [];
  #version = 0;
  #lastHeartbeatMillis: number;
  #speculative = false;
  #needsPlan = true;
  #execution: TaskExecution | undefined;
  #final: TaskMeasurements | undefined;
  readonly #onDone: () => void;

  /**
   * @param onDone called once, when the task has ended
   * @throws TaskRequestError when the id is none
   */
  constructor(taskId: string, context: TaskContext, onDone: () => void) {
    this.taskId = taskId;
    this.#context = context;
    this.#stage = parseTaskId(taskId).stage;
    this.#onDone = onDone;
    const { clock } = context;
    this.#lastHeartbeatMillis = clock.now();
    this.#meter = new TaskMeter(clock);
    this.#changes = new ChangeWaiters(clock);
    this.#buffer = new OutputBuffer({
      clock,
      ...(context.maxBufferBytes === undefined ? {} : { maxBytes: context.maxBufferBytes }),
      ...(context.maxBroadcastBufferBytes === undefined
        ? {}
        : { maxBroadcastBytes: context.maxBroadcastBufferBytes }),
      ...(context.buffers === undefined ? {} : { budget: context.buffers }),
      onState: (state) => {
        this.#bufferChanged(state);
      },
      onStatus: () => {
        this.#changed();
      },
    });
  }

  get state(): TaskState {
    return this.#state.state;
  }

  get done(): boolean {
    return this.#state.done;
  }

  /** When a request last named the task, ms since 1970. */
  get lastHeartbeatMillis(): number {
    return this.#lastHeartbeatMillis;
  }

  /** When the task ended, ms since 1970. */
  get endMillis(): number | undefined {
    return this.#final?.endMillis;
  }

  /** A request names the task: it isn't abandoned. */
  touch(): void {
    this.#lastHeartbeatMillis = this.#context.clock.now();
  }

  /**
   * Takes the coordinator's update: plan, splits, readers; each part can come again without effect. What is wrong with it fails the
   * task, not the request (taskapi-post-without-fragment).
   */
  update(request: TaskUpdateRequest): void {
    if (this.done || isTerminating(this.state)) return;
    try {
      this.#speculative = request.speculative;
      this.#buffer.setOutputBuffers(request.outputIds);
      // Readers that had left before they were declared have ended the task.
      if (isTerminalBufferState(this.#buffer.state)) return;
      if (this.#needsPlan) this.#start(request);
      for (const assignment of request.splitAssignments) this.#assign(assignment);
    } catch (error) {
      this.fail(taskFailure(error));
    }
  }

  fail(failure: ExecutionFailureInfo): void {
    if (!this.done && !isTerminating(this.state)) this.#failures = [...this.#failures, failure];
    this.#terminate('FAILING', 'FAILED');
  }

  /** A task whose readers have all rows has done its work: that they leave is only on its way. */
  cancel(): void {
    if (this.state === 'FLUSHING' && this.#buffer.delivered) this.#buffer.destroy();
    else this.#terminate('CANCELING', 'CANCELED');
  }

  abort(): void {
    this.#terminate('ABORTING', 'ABORTED');
  }

  /**
   * Waits for a change when the caller knows the current version: at most a random part, half to all, of the wait it allows
   * (taskapi-status-*). A caller that knows less, or a task that has ended, is answered at once.
   */
  async waitForChange(poll: LongPoll): Promise<void> {
    const { currentVersion, maxWaitMillis } = poll;
    if (currentVersion === undefined || maxWaitMillis === undefined) return;
    if (this.done || currentVersion < this.#version) return;
    const longest = Math.min(maxWaitMillis, longestPollMillis);
    await this.#changes.wait((longest / 2) * (1 + this.#context.random()));
  }

  /** @throws TaskRequestError (500) for an unknown buffer or a token beyond the end */
  async results(bufferId: number, token: number, maxBytes: number): Promise<TaskResults> {
    const { from, to } = resultsWaitMillis;
    const wait = from + (to - from) * this.#context.random();
    const result = await this.#buffer.read(bufferId, token, maxBytes, wait);
    return { ...result, taskInstanceId: this.instanceId, taskFailed: isFailed(this.state) };
  }

  /** @throws TaskRequestError (500) when no buffers are set up yet, or for a token beyond the end */
  acknowledge(bufferId: number, token: number): void {
    this.#buffer.acknowledge(bufferId, token);
  }

  /** @throws TaskRequestError (500) for an unknown buffer */
  destroyResults(bufferId: number): void {
    this.#buffer.destroyClient(bufferId);
  }

  status(): TaskStatus {
    return this.#statusOf(this.#measure());
  }

  /** @param summarize without pipelines (as long as the task runs) and the list of readers */
  info(summarize: boolean): TaskInfo {
    const measured = this.#measure();
    return {
      taskStatus: this.#statusOf(measured),
      lastHeartbeat: formatDateTime(this.#lastHeartbeatMillis),
      outputBuffers: this.#buffer.info(summarize),
      noMoreSplits: [...this.#noMoreSplits],
      stats: taskStats(measured, this.#stage, summarize && !this.done),
      needsPlan: this.#needsPlan,
    };
  }

  /** Bytes that the task holds in buffers on this side of the kernel. */
  get bufferedBytes(): number {
    return this.#buffer.bufferedBytes + (this.#execution?.network().bufferedBytes ?? 0);
  }

  /** Splits of table scans that run now, and since when (ms since 1970) the task runs any. */
  activeSplits(): { readonly running: number; readonly sinceMillis: number | undefined } {
    const measured = this.#measure();
    const { running, blocked } = measured.partitionedDrivers;
    return { running: running + blocked, sinceMillis: measured.firstStartMillis };
  }

  #start(request: TaskUpdateRequest): void {
    const { fragment, outputIds, session } = request;
    if (fragment === undefined)
      throw new TaskRequestError('fragment must be present', 'java.lang.IllegalStateException');
    if (outputIds['@type'] !== 'pipelined') return;
    const execution = new TaskExecution({
      taskId: this.taskId,
      fragment,
      session,
      outputBuffers: outputIds,
      buffer: this.#buffer,
      kernel: this.#context.kernel,
      nodeAddress: new URL(this.#context.selfUri()).host,
      createExchange: this.#context.createExchange,
      ...(this.#context.connector !== undefined && { connector: this.#context.connector }),
      ...(this.#context.explainAnalyze !== undefined && { explainAnalyze: this.#context.explainAnalyze }),
      clock: this.#context.clock,
      onProgress: () => {
        this.#observe(execution);
      },
      onDrained: () => {
        this.#changed();
      },
    });
    this.#needsPlan = false;
    this.#execution = execution;
    void this.#follow(execution);
  }

  /** From the first page to the last. */
  async #follow(execution: TaskExecution): Promise<void> {
    try {
      await execution.run();
    } catch (error) {
      this.fail(taskFailure(error));
      return;
    }
    if (this.state !== 'RUNNING' || isTerminalBufferState(this.#buffer.state)) return;
    this.#observe(execution);
    this.#state.set('FLUSHING');
    this.#changed();
    this.#buffer.setNoMorePages();
  }

  #assign({ planNodeId, splits, noMoreSplits }: SplitAssignment): void {
    this.#execution?.addSplits(planNodeId, splits);
    if (!noMoreSplits) return;
    this.#noMoreSplits.add(planNodeId);
    this.#execution?.noMoreSplits(planNodeId);
  }

  #bufferChanged(state: BufferState): void {
    if (state === 'FINISHED' && (this.state === 'RUNNING' || this.state === 'FLUSHING')) void this.#finish();
  }

  /** All readers have left: nothing that still runs is needed. */
  async #finish(): Promise<void> {
    const early = this.state === 'RUNNING';
    if (early) await this.#stopExecution();
    this.#end('FINISHED');
  }

  #terminate(ing: TaskState, done: TaskState): void {
    if (!this.#state.set(ing)) return;
    if (this.#execution !== undefined) this.#meter.terminating();
    void this.#stop(ing, done);
  }

  /** Starts after the request that ended the task is answered: like stock's, the answer shows the buffers as they were. */
  async #stop(ing: TaskState, done: TaskState): Promise<void> {
    await Promise.resolve();
    if (ing === 'CANCELING') this.#buffer.destroy();
    else this.#buffer.abort();
    this.#changed();
    await this.#stopExecution();
    this.#end(done);
  }

  async #stopExecution(): Promise<void> {
    try {
      await this.#execution?.stop();
    } catch {
      // The task ends in any case; what the kernel couldn't stop is its own to report.
    }
  }

  #end(state: TaskState): void {
    if (!this.#state.set(state)) return;
    if (this.#execution !== undefined) this.#observe(this.#execution);
    this.#meter.ended();
    this.#final = this.#measure();
    this.#execution = undefined;
    this.#changed();
    this.#onDone();
  }

  #changed(): void {
    this.#version++;
    this.#changes.changed();
  }

  #observe(execution: TaskExecution): KernelStats {
    const kernel = execution.kernelStats();
    this.#meter.drivers(execution.drivers(kernel).all, kernel.wallNanos);
    this.#meter.memory(kernel.memoryBytes + this.bufferedBytes, kernel.peakMemoryBytes);
    return kernel;
  }

  #measure(): TaskMeasurements {
    if (this.#final !== undefined) return this.#final;
    const execution = this.#execution;
    const output = { outputBytes: this.#buffer.bytesAdded, outputRows: this.#buffer.rowsAdded };
    if (execution === undefined) {
      return this.#meter.measurements({
        ...output,
        drivers: noDrivers,
        partitionedDrivers: noDrivers,
        inputBlockedNanos: 0,
        outputBlockedNanos: 0,
        networkBytes: 0,
        networkRows: 0,
        valuesRows: 0,
      });
    }
    const kernel = this.#observe(execution);
    const drivers = execution.drivers(kernel);
    const network = execution.network();
    return this.#meter.measurements({
      ...output,
      kernel,
      drivers: drivers.all,
      partitionedDrivers: drivers.partitioned,
      inputBlockedNanos: execution.inputBlockedNanos,
      outputBlockedNanos: execution.outputBlockedNanos,
      networkBytes: network.bytes,
      networkRows: network.rows,
      valuesRows: execution.valuesRows,
    });
  }

  #statusOf(measured: TaskMeasurements): TaskStatus {
    const partitioned = partitionedDriverStats(measured);
    return {
      taskId: this.taskId,
      taskInstanceId: this.instanceId,
      version: this.#version,
      state: this.state,
      self: `${this.#context.selfUri()}/v1/task/${this.taskId}`,
      nodeId: this.#context.nodeId,
      speculative: this.#speculative,
      failures: this.#failures,
      queuedPartitionedDrivers: partitioned.queuedPartitionedDrivers,
      runningPartitionedDrivers: partitioned.runningPartitionedDrivers,
      outputBufferStatus: this.#buffer.status(),
      outputDataSize: formatDataSize(measured.outputBytes),
      writerInputDataSize: formatDataSize(0),
      physicalWrittenDataSize: formatDataSize(0),
      memoryReservation: formatDataSize(measured.memoryBytes),
      peakMemoryReservation: formatDataSize(measured.peakMemoryBytes),
      revocableMemoryReservation: formatDataSize(0),
      fullGcCount: measured.fullGc.count,
      fullGcTime: formatDuration(measured.fullGc.nanos),
      dynamicFiltersVersion: 0,
      queuedPartitionedSplitsWeight: partitioned.queuedPartitionedSplitsWeight,
      runningPartitionedSplitsWeight: partitioned.runningPartitionedSplitsWeight,
    };
  }
}
