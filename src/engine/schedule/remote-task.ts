import type { Transport } from '../../../generated/runtime.ts';
import type {
  OutputBuffers,
  PlanFragment,
  ScheduledSplit,
  SessionRepresentation,
  Split,
  SplitAssignment,
  TaskInfo,
  TaskStatus,
} from '../../../generated/worker/types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { taskMismatchError } from '../exchange/worker-node-error.ts';
import type { Clock } from './clock.ts';
import { sleep } from './clock.ts';
import { parseDataSize } from '../units/data-size.ts';
import type { InternalNode } from './node-manager.ts';
import { RequestsEnded, remoteTaskRequests } from './remote-task-requests.ts';
import type { RemoteTaskRequests } from './remote-task-requests.ts';

/** What a stage shares with all of its tasks. */
export interface RemoteTaskContext {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly session: SessionRepresentation;
  readonly maxErrorMillis: number;
  /** Whether a node is neither active nor shutting down: its heartbeats fail, or its announcement has expired. */
  readonly isGone: (nodeId: string) => boolean;
  /** Aborted when the coordinator ends: what can't be told to a node at once is not tried again then. */
  readonly closing: AbortSignal;
  /** Pause between looks at a running task's statistics, ms (`task.info-update-interval`). */
  readonly infoUpdateMillis: number;
}

const statusWaitMillis = 1_000;
/**
 * Pause before the first status poll, ms. The answer to the first update is a status already, and a small query has ended by
 * then: it saves such a query two requests a task.
 */
const firstStatusMillis = 15;

/** Why requests of a task that is over are given up: made once, since an abort without a reason makes an error with a stack. */
const taskOver = new RequestsEnded('The task is over');

export function isTaskDone(state: TaskStatus['state']): boolean {
  return state === 'FINISHED' || state === 'CANCELED' || state === 'ABORTED' || state === 'FAILED';
}

/**
 * One task as the coordinator sees it, on another node or on its own: sends updates (one at a time, only when something
 * changed), follows the status with long polls, and fetches the last TaskInfo when it has ended.
 *
 *   start ─▶ POST fragment, buffers, splits ─▶ status polls … ─▶ done state ─▶ DELETE (last TaskInfo) ─▶ ended
 */
export class RemoteTask {
  readonly taskId: string;
  readonly node: InternalNode;
  readonly uri: string;
  readonly #context: RemoteTaskContext;
  readonly #fragment: PlanFragment;
  readonly #requests: RemoteTaskRequests;
  readonly #stop = new AbortController();
  readonly #onChange: (task: RemoteTask) => void;
  readonly #splits = new Map<string, ScheduledSplit[]>();
  readonly #noMoreSplits = new Map<string, 'pending' | 'sent'>();
  #sequenceId = 0;
  #outputBuffers: OutputBuffers;
  #fragmentSent = false;
  #dirty = true;
  #updating = false;
  #status: TaskStatus | undefined;
  #info: TaskInfo | undefined;
  #failure: TrinoError | undefined;
  #infoMillis = 0;
  #refreshing: Promise<void> | undefined;
  #ending = false;
  #ended = false;
  #unacknowledged = 0;

  /** @param onChange called after each change of `status`, `failure` or `ended` */
  constructor(options: {
    readonly taskId: string;
    readonly node: InternalNode;
    readonly fragment: PlanFragment;
    readonly outputBuffers: OutputBuffers;
    readonly context: RemoteTaskContext;
    readonly onChange: (task: RemoteTask) => void;
  }) {
    this.taskId = options.taskId;
    this.node = options.node;
    this.uri = `${options.node.uri}/v1/task/${options.taskId}`;
    this.#context = options.context;
    this.#fragment = options.fragment;
    this.#outputBuffers = options.outputBuffers;
    this.#onChange = options.onChange;
    this.#requests = remoteTaskRequests({
      uri: options.node.uri,
      taskId: options.taskId,
      transport: options.context.transport,
      clock: options.context.clock,
      maxErrorMillis: options.context.maxErrorMillis,
      isGone: () => options.context.isGone(options.node.nodeId),
      signal: this.#stop.signal,
      closing: options.context.closing,
    });
  }

  get status(): TaskStatus | undefined {
    return this.#status;
  }

  get info(): TaskInfo | undefined {
    return this.#info;
  }

  /** What the task holds, bytes, as its last status tells. */
  get memoryBytes(): number {
    const status = this.#status;
    return status === undefined || isTaskDone(status.state)
      ? 0
      : (parseDataSize(status.memoryReservation) ?? 0);
  }

  /** Why the task can't go on, as far as the coordinator knows it. */
  get failure(): TrinoError | undefined {
    return this.#failure;
  }

  /** Whether the last TaskInfo is here (or can't be had). */
  get ended(): boolean {
    return this.#ended;
  }

  /** Splits handed over whose start no status has shown yet. */
  get queuedSplits(): number {
    return (this.#status?.queuedPartitionedDrivers ?? 0) + this.#unacknowledged;
  }

  /** Splits that the task runs, as its last status tells. */
  get runningSplits(): number {
    return this.#status?.runningPartitionedDrivers ?? 0;
  }

  /** Splits handed over that no answer of the task has confirmed. */
  get unacknowledgedSplits(): number {
    return this.#unacknowledged;
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    if (splits.length === 0 || this.#ending) return;
    const pending = this.#splits.get(planNodeId) ?? [];
    for (const split of splits) pending.push({ sequenceId: this.#sequenceId++, planNodeId, split });
    this.#splits.set(planNodeId, pending);
    this.#unacknowledged += splits.length;
    this.#touch();
  }

  noMoreSplits(planNodeId: string): void {
    if (this.#noMoreSplits.has(planNodeId)) return;
    this.#noMoreSplits.set(planNodeId, 'pending');
    this.#touch();
  }

  setOutputBuffers(buffers: OutputBuffers): void {
    this.#outputBuffers = buffers;
    this.#touch();
  }

  /** Looks at a running task's statistics, unless they are younger than `maxAgeMillis`. Never rejects. */
  async refresh(maxAgeMillis: number): Promise<void> {
    if (this.#ending || this.#ended || !this.#fragmentSent) return;
    if (this.#context.clock.now() - this.#infoMillis < maxAgeMillis) return;
    this.#refreshing ??= this.#lookAtInfo().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  /** Sends the first update; later ones follow by themselves. */
  start(): void {
    this.#started = true;
    this.#touch();
  }

  #started = false;

  /** Ends the task: `abort` voids its output, otherwise what it has made stays valid. */
  end(abort: boolean): void {
    if (this.#ending || this.#ended) return;
    this.#ending = true;
    this.#stop.abort(taskOver);
    void this.#finish(abort);
  }

  #touch(): void {
    this.#dirty = true;
    if (this.#started && !this.#updating && !this.#ending) void this.#update();
  }

  async #update(): Promise<void> {
    this.#updating = true;
    try {
      while (this.#dirty && !this.#ending) {
        this.#dirty = false;
        const first = !this.#fragmentSent;
        const assignments = this.#takeAssignments();
        const info = await this.#requests.update({
          session: this.#context.session,
          extraCredentials: {},
          stageSpan: {},
          ...(first ? { fragment: this.#fragment } : {}),
          splitAssignments: assignments,
          outputIds: this.#outputBuffers,
          dynamicFilterDomains: {},
          speculative: false,
        });
        this.#fragmentSent = true;
        this.#unacknowledged -= assignments.reduce((sum, assignment) => sum + assignment.splits.length, 0);
        this.#take(info);
        if (first) {
          void this.#followStatus();
          void this.#followInfo();
        }
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#updating = false;
    }
  }

  #takeAssignments(): SplitAssignment[] {
    const ids = new Set([...this.#splits.keys(), ...this.#noMoreSplits.keys()]);
    const assignments: SplitAssignment[] = [];
    for (const planNodeId of ids) {
      const splits = this.#splits.get(planNodeId) ?? [];
      const noMoreSplits = this.#noMoreSplits.get(planNodeId);
      if (splits.length === 0 && noMoreSplits !== 'pending') continue;
      assignments.push({ planNodeId, splits, noMoreSplits: noMoreSplits !== undefined });
      if (noMoreSplits !== undefined) this.#noMoreSplits.set(planNodeId, 'sent');
    }
    this.#splits.clear();
    return assignments;
  }

  async #followStatus(): Promise<void> {
    try {
      await sleep(this.#context.clock, firstStatusMillis, this.#stop.signal);
      while (!this.#ending && !this.#ended) {
        if (this.#status !== undefined && isTaskDone(this.#status.state)) {
          this.end(true);
          return;
        }
        this.#takeStatus(await this.#requests.status(Number(this.#status?.version ?? 0), statusWaitMillis));
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Statistics aren't in the status: a look at the info now and then keeps them true where no client asks for them. */
  async #followInfo(): Promise<void> {
    const { clock, infoUpdateMillis } = this.#context;
    while (true) {
      await sleep(clock, infoUpdateMillis, this.#stop.signal);
      if (this.#ending || this.#ended || this.#failure !== undefined) return;
      await this.refresh(infoUpdateMillis / 2);
    }
  }

  async #lookAtInfo(): Promise<void> {
    try {
      this.#take(await this.#requests.info());
    } catch (error) {
      this.#fail(error);
    }
  }

  async #finish(abort: boolean): Promise<void> {
    try {
      // A task in a state that ends (ABORTING …) still has drivers: its last TaskInfo comes a moment later.
      for (let tries = 0; tries < 100; tries++) {
        const info = await this.#requests.end(abort);
        this.#info = info;
        this.#status = info.taskStatus;
        if (isTaskDone(info.taskStatus.state)) break;
        await sleep(this.#context.clock, 20);
      }
    } catch {
      // Its node is gone, and nobody waits for the task any more: whoever needed its output has failed by itself.
    }
    this.#ended = true;
    this.#onChange(this);
  }

  #take(info: TaskInfo): void {
    this.#infoMillis = this.#context.clock.now();
    if (this.#info === undefined || info.taskStatus.version >= this.#info.taskStatus.version)
      this.#info = info;
    this.#takeStatus(info.taskStatus);
  }

  #takeStatus(status: TaskStatus): void {
    const known = this.#status;
    if (known !== undefined) {
      if (status.taskInstanceId !== known.taskInstanceId) {
        throw new TrinoError('REMOTE_TASK_MISMATCH', `${taskMismatchError} (${this.uri})`);
      }
      if (status.version < known.version || isTaskDone(known.state)) return;
    }
    this.#status = status;
    this.#onChange(this);
  }

  #fail(error: unknown): void {
    if (error instanceof RequestsEnded || this.#ending || this.#ended) return;
    this.#failure =
      error instanceof TrinoError
        ? error
        : new TrinoError('REMOTE_TASK_ERROR', error instanceof Error ? error.message : String(error), {
            cause: error,
          });
    this.#onChange(this);
  }
}
