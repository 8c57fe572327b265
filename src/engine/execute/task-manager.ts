import type { Transport } from '../../../generated/runtime.ts';
import type {
  ExecutionFailureInfo,
  TaskInfo,
  TaskStatus,
  TaskUpdateRequest,
  VersionedDynamicFilterDomains,
} from '../../../generated/worker/types.ts';
import type { Connector } from '../catalog/connector.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { BufferBudget } from '../exchange/buffer-budget.ts';
import { createExchangeClient } from '../exchange/exchange-client.ts';
import type { Clock, Timer } from '../schedule/clock.ts';
import { formatDateTime } from '../units/date-time.ts';
import type { Kernel } from './kernel.ts';
import { taskFailure } from './tasks/task-failure.ts';
import { Task } from './tasks/task.ts';
import type { LongPoll, TaskContext, TaskResults } from './tasks/task.ts';

export interface TaskManagerOptions {
  readonly kernel: Kernel;
  /**
   * The connector behind a catalog handle, as far as this node's main thread has it: it reads coordinator-only tables. The kernel's
   * thread has its own for the others.
   */
  readonly connector?: (catalogHandle: string) => Connector | undefined;
  /** What the query of a task took, where this node coordinates it: for EXPLAIN ANALYZE. */
  readonly explainAnalyze?: (taskId: string, verbose: boolean) => Promise<string>;
  /** To other nodes, and to this one. */
  readonly transport: Transport;
  readonly clock: Clock;
  /** Yields [0, 1). */
  readonly random: () => number;
  readonly nodeId: string;
  /** Base address of this node, without a slash at the end; asked for when the first task answers. */
  readonly selfUri: () => string;
  /** Called with the handles of the catalogs that are still in use. */
  readonly pruneCatalogs?: (activeCatalogs: readonly string[]) => void;
  /** `task.info.max-age`, ms; 15 minutes by default. */
  readonly infoMaxAgeMillis?: number;
  /** `task.client.timeout`, ms; 2 minutes by default. */
  readonly clientTimeoutMillis?: number;
  /** How many ended tasks are kept at the most; the oldest go first. 1000 by default. */
  readonly maxEndedTasks?: number;
  /** `sink.max-buffer-size`, bytes; 32 MB by default. */
  readonly maxBufferBytes?: number;
  /** `sink.max-broadcast-buffer-size`, bytes; 200 MB by default. */
  readonly maxBroadcastBufferBytes?: number;
  /** `exchange.max-buffer-size`, bytes; 32 MB by default. */
  readonly exchangeMaxBufferBytes?: number;
  /** What output buffers and exchanges of all tasks may hold together; no bound where absent. */
  readonly buffers?: BufferBudget;
  /** `exchange.max-error-duration`, ms; 5 minutes by default. */
  readonly exchangeMaxErrorMillis?: number;
}

/** A task that runs splits of table scans. */
export interface ActiveSplits {
  readonly taskId: string;
  readonly runningSplits: number;
  /** For how long the task has been running splits. */
  readonly runningMillis: number;
}

/**
 * The tasks of this node (`/v1/task`). Every method that names a task makes it if it's unknown: readers and status requests may
 * come before the update with its plan.
 *
 * All of them throw TaskRequestError (500) when the text is no task id.
 */
export interface TaskManager {
  list(summarize: boolean): TaskInfo[];
  update(taskId: string, request: TaskUpdateRequest, summarize: boolean): TaskInfo;
  /** Long poll: see `LongPoll`. */
  info(taskId: string, summarize: boolean, poll: LongPoll): Promise<TaskInfo>;
  /** Long poll: see `LongPoll`. */
  status(taskId: string, poll: LongPoll): Promise<TaskStatus>;
  dynamicFilters(taskId: string): VersionedDynamicFilterDomains;
  cancel(taskId: string, summarize: boolean): TaskInfo;
  abort(taskId: string, summarize: boolean): TaskInfo;
  fail(taskId: string, failure: ExecutionFailureInfo): TaskInfo;
  /** Long poll of 1 to 2 s. @throws TaskRequestError (500) for an unknown buffer or a token beyond the end */
  results(taskId: string, bufferId: number, token: number, maxBytes: number): Promise<TaskResults>;
  /** @throws TaskRequestError (500) for a task without buffers, an unknown buffer or a token beyond the end */
  acknowledgeResults(taskId: string, bufferId: number, token: number): void;
  /** @throws TaskRequestError (500) for an unknown buffer */
  destroyResults(taskId: string, bufferId: number): void;
  pruneCatalogs(activeCatalogs: readonly string[]): void;
  /** Tasks that run splits now, longest first. */
  activeSplits(): ActiveSplits[];
  /** Tasks that haven't ended. */
  readonly activeTasks: number;
  /** Bytes in output buffers and exchanges, by task id; tasks without any are left out. */
  bufferedBytes(): Record<string, number>;
  /** Resolves when no task runs any more: what a node that shuts down waits for. */
  whenIdle(): Promise<void>;
  /** Aborts what still runs, forgets all tasks and stops the clock's timers. */
  close(): Promise<void>;
}

export function createTaskManager(options: TaskManagerOptions): TaskManager {
  return new NodeTaskManager(options);
}

const defaultInfoMaxAgeMillis = 15 * 60_000;
const defaultClientTimeoutMillis = 2 * 60_000;
const defaultMaxEndedTasks = 1000;
/** Ids of forgotten tasks are remembered, so many times as many as ended tasks are kept. */
const forgottenFactor = 20;

class NodeTaskManager implements TaskManager {
  readonly #options: TaskManagerOptions;
  readonly #context: TaskContext;
  readonly #tasks = new Map<string, Task>();
  /** In the order of their ends. */
  readonly #ended = new Set<Task>();
  /** Ids of ended tasks that aren't kept any more, oldest first. */
  readonly #forgotten = new Set<string>();
  #sweepTimer: Timer | undefined;
  #idleWaiters: (() => void)[] = [];

  constructor(options: TaskManagerOptions) {
    this.#options = options;
    const { kernel, clock, random, nodeId, selfUri, transport } = options;
    this.#context = {
      kernel,
      clock,
      random,
      nodeId,
      selfUri,
      ...(options.connector !== undefined && { connector: options.connector }),
      ...(options.explainAnalyze !== undefined && { explainAnalyze: options.explainAnalyze }),
      createExchange: () =>
        createExchangeClient({
          transport,
          clock,
          ...(options.buffers === undefined ? {} : { budget: options.buffers }),
          ...(options.exchangeMaxBufferBytes === undefined
            ? {}
            : { maxBufferBytes: options.exchangeMaxBufferBytes }),
          ...(options.exchangeMaxErrorMillis === undefined
            ? {}
            : { maxErrorMillis: options.exchangeMaxErrorMillis }),
        }),
      ...(options.buffers === undefined ? {} : { buffers: options.buffers }),
      ...(options.maxBufferBytes === undefined ? {} : { maxBufferBytes: options.maxBufferBytes }),
      ...(options.maxBroadcastBufferBytes === undefined
        ? {}
        : { maxBroadcastBufferBytes: options.maxBroadcastBufferBytes }),
    };
  }

  list(summarize: boolean): TaskInfo[] {
    return [...this.#tasks.values()].map((task) => task.info(summarize));
  }

  update(taskId: string, request: TaskUpdateRequest, summarize: boolean): TaskInfo {
    const task = this.#task(taskId);
    task.update(request);
    return task.info(summarize);
  }

  async info(taskId: string, summarize: boolean, poll: LongPoll): Promise<TaskInfo> {
    const task = this.#task(taskId);
    await task.waitForChange(poll);
    return task.info(summarize);
  }

  async status(taskId: string, poll: LongPoll): Promise<TaskStatus> {
    const task = this.#task(taskId);
    await task.waitForChange(poll);
    return task.status();
  }

  dynamicFilters(taskId: string): VersionedDynamicFilterDomains {
    this.#task(taskId);
    // Tasks here collect no domains, so there's never a version that the caller doesn't know.
    return { version: 0, dynamicFilterDomains: {} };
  }

  cancel(taskId: string, summarize: boolean): TaskInfo {
    const task = this.#task(taskId);
    task.cancel();
    return task.info(summarize);
  }

  abort(taskId: string, summarize: boolean): TaskInfo {
    const task = this.#task(taskId);
    task.abort();
    return task.info(summarize);
  }

  fail(taskId: string, failure: ExecutionFailureInfo): TaskInfo {
    const task = this.#task(taskId);
    task.fail(failure);
    return task.info(false);
  }

  async results(taskId: string, bufferId: number, token: number, maxBytes: number): Promise<TaskResults> {
    return this.#task(taskId).results(bufferId, token, maxBytes);
  }

  acknowledgeResults(taskId: string, bufferId: number, token: number): void {
    this.#task(taskId).acknowledge(bufferId, token);
  }

  destroyResults(taskId: string, bufferId: number): void {
    this.#task(taskId).destroyResults(bufferId);
  }

  pruneCatalogs(activeCatalogs: readonly string[]): void {
    this.#options.pruneCatalogs?.(activeCatalogs);
  }

  activeSplits(): ActiveSplits[] {
    const now = this.#options.clock.now();
    const active: ActiveSplits[] = [];
    for (const task of this.#tasks.values()) {
      if (task.done) continue;
      const { running, sinceMillis } = task.activeSplits();
      if (running > 0) {
        active.push({
          taskId: task.taskId,
          runningSplits: running,
          runningMillis: now - (sinceMillis ?? now),
        });
      }
    }
    return active.sort((a, b) => b.runningMillis - a.runningMillis);
  }

  get activeTasks(): number {
    return this.#tasks.size - this.#ended.size;
  }

  bufferedBytes(): Record<string, number> {
    const bytes: Record<string, number> = {};
    for (const task of this.#tasks.values()) {
      if (task.bufferedBytes > 0) bytes[task.taskId] = task.bufferedBytes;
    }
    return bytes;
  }

  whenIdle(): Promise<void> {
    if (this.activeTasks === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idleWaiters.push(resolve);
    });
  }

  async close(): Promise<void> {
    for (const task of this.#tasks.values()) task.abort();
    await this.whenIdle();
    this.#tasks.clear();
    this.#ended.clear();
    this.#forgotten.clear();
    this.#sweepTimer?.cancel();
    this.#sweepTimer = undefined;
  }

  #task(taskId: string): Task {
    let task = this.#tasks.get(taskId);
    if (task === undefined && this.#forgotten.has(taskId)) return this.#endedAgain(taskId);
    if (task === undefined) {
      const created = new Task(taskId, this.#context, () => {
        this.#taskEnded(created);
      });
      task = created;
      this.#tasks.set(taskId, task);
      this.#scheduleSweep();
    }
    task.touch();
    return task;
  }

  /**
   * For a request that comes after its task was forgotten, such as a reader's last word when the node is busy and newer tasks have
   * pushed the ended one out: a task that would wait for a plan until `task.client.timeout` is for nobody. This one has ended, and
   * isn't kept.
   */
  #endedAgain(taskId: string): Task {
    const task = new Task(taskId, this.#context, () => undefined);
    task.abort();
    return task;
  }

  #taskEnded(task: Task): void {
    this.#ended.add(task);
    const excess = this.#ended.size - this.#maxEndedTasks;
    if (excess > 0) {
      for (const oldest of [...this.#ended].slice(0, excess)) this.#forget(oldest);
    }
    if (this.activeTasks > 0) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }

  #forget(task: Task): void {
    this.#ended.delete(task);
    this.#tasks.delete(task.taskId);
    this.#forgotten.add(task.taskId);
    const [oldest] = this.#forgotten;
    if (this.#forgotten.size > this.#maxEndedTasks * forgottenFactor && oldest !== undefined)
      this.#forgotten.delete(oldest);
  }

  /** One timer for all tasks, and none while there are none: a quarter of the shorter limit is exact enough. */
  #scheduleSweep(): void {
    if (this.#sweepTimer !== undefined || this.#tasks.size === 0) return;
    const interval = Math.min(this.#infoMaxAgeMillis, this.#clientTimeoutMillis) / 4;
    this.#sweepTimer = this.#options.clock.setTimeout(() => {
      this.#sweepTimer = undefined;
      this.#sweep();
      this.#scheduleSweep();
    }, interval);
  }

  #sweep(): void {
    const now = this.#options.clock.now();
    for (const task of [...this.#tasks.values()]) {
      if (task.done) {
        if (now - (task.endMillis ?? now) >= this.#infoMaxAgeMillis) this.#forget(task);
      } else if (now - task.lastHeartbeatMillis >= this.#clientTimeoutMillis) {
        task.fail(
          taskFailure(
            new TrinoError(
              'ABANDONED_TASK',
              `Task ${task.taskId} has not been accessed since ${formatDateTime(task.lastHeartbeatMillis)}: ` +
                `currentTime ${formatDateTime(now)}`,
            ),
          ),
        );
      }
    }
  }

  get #infoMaxAgeMillis(): number {
    return this.#options.infoMaxAgeMillis ?? defaultInfoMaxAgeMillis;
  }

  get #maxEndedTasks(): number {
    return this.#options.maxEndedTasks ?? defaultMaxEndedTasks;
  }

  get #clientTimeoutMillis(): number {
    return this.#options.clientTimeoutMillis ?? defaultClientTimeoutMillis;
  }
}
