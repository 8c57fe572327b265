import type { OutputBuffers, PlanFragment } from '../../../generated/worker/types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { failureToError } from '../errors/remote-failure.ts';
import type { InternalNode } from './node-manager.ts';
import { distributionOf } from './partitionings.ts';
import { RemoteTask, isTaskDone } from './remote-task.ts';
import type { RemoteTaskContext } from './remote-task.ts';
import type { ScanSplits } from './scan-splits.ts';
import { StateMachine } from './state-machine.ts';

export type StageState = 'PLANNED' | 'SCHEDULING' | 'RUNNING' | 'PENDING' | 'FINISHED' | 'ABORTED' | 'FAILED';

export function isStageDone(state: StageState): boolean {
  return state === 'FINISHED' || state === 'ABORTED' || state === 'FAILED';
}

/**
 * One fragment and its tasks.
 *
 *   PLANNED ─▶ SCHEDULING ─▶ RUNNING ─▶ FINISHED     all tasks finished (or were cancelled with their output valid)
 *                  └────────────┴─────▶ FAILED       a task failed
 *                  └────────────┴─────▶ ABORTED      the query ended otherwise
 */
export class Stage {
  readonly id: number;
  readonly queryId: string;
  readonly fragment: PlanFragment;
  readonly children: readonly Stage[];
  readonly machine = new StateMachine<StageState>('PLANNED', isStageDone, () => true);
  readonly #tasks: RemoteTask[] = [];
  readonly #context: RemoteTaskContext;
  readonly #onChange: (stage: Stage) => void;
  #schedulingComplete: number | undefined;
  #failure: TrinoError | undefined;
  #aborted = false;
  /** The splits of its table scans. */
  readonly scans: readonly ScanSplits[];

  constructor(options: {
    readonly id: number;
    readonly queryId: string;
    readonly fragment: PlanFragment;
    readonly children: readonly Stage[];
    readonly scans: readonly ScanSplits[];
    readonly context: RemoteTaskContext;
    readonly onChange: (stage: Stage) => void;
  }) {
    this.id = options.id;
    this.queryId = options.queryId;
    this.fragment = options.fragment;
    this.children = options.children;
    this.scans = options.scans;
    this.#context = options.context;
    this.#onChange = options.onChange;
  }

  get state(): StageState {
    return this.machine.state;
  }

  /** Whether its tasks run on the coordinator whatever the cluster is. */
  get coordinatorOnly(): boolean {
    return distributionOf(this.fragment) === 'coordinator';
  }

  get tasks(): readonly RemoteTask[] {
    return this.#tasks;
  }

  /** What each look-up of splits took, nanoseconds. */
  get splitTimesNanos(): readonly number[] {
    return this.scans.flatMap((scan) => scan.listingNanos);
  }

  get failure(): TrinoError | undefined {
    return this.#failure;
  }

  /** Milliseconds since 1970 at which the last split was handed out. */
  get schedulingCompleteMillis(): number | undefined {
    return this.#schedulingComplete;
  }

  /** Creates a task on a node; nothing is sent before `start`. */
  addTask(node: InternalNode, outputBuffers: OutputBuffers): RemoteTask {
    const task = new RemoteTask({
      taskId: `${this.queryId}.${this.id}.${this.#tasks.length}.0`,
      node,
      fragment: this.fragment,
      outputBuffers,
      context: this.#context,
      onChange: () => {
        this.#review();
      },
    });
    this.#tasks.push(task);
    return task;
  }

  /** Sends the tasks to their nodes. */
  start(): void {
    this.machine.set('SCHEDULING');
    for (const task of this.#tasks) task.start();
    this.#onChange(this);
  }

  schedulingDone(): void {
    this.#schedulingComplete ??= this.#context.clock.now();
    this.#review();
  }

  /** The coordinator itself can't go on with the stage: its splits can't be listed. */
  fail(error: TrinoError): void {
    this.#failure ??= error;
    this.machine.set('FAILED');
    this.#onChange(this);
  }

  /** Ends the stage early: what its tasks have made stays valid. */
  cancel(): void {
    for (const scan of this.scans) scan.close();
    this.schedulingDone();
    for (const task of this.#tasks) task.end(false);
  }

  abort(): void {
    this.#aborted = true;
    for (const scan of this.scans) scan.close();
    for (const task of this.#tasks) task.end(true);
    if (this.#tasks.length === 0) this.machine.set('ABORTED');
    this.#review();
  }

  /** Whether nothing more will be heard of the tasks. */
  get settled(): boolean {
    return this.#tasks.every((task) => task.ended);
  }

  #review(): void {
    if (!this.machine.done) {
      const failed = this.#tasks.find(
        (task) => task.failure !== undefined || task.status?.state === 'FAILED',
      );
      if (failed !== undefined) {
        this.#failure = failed.failure ?? taskFailure(failed);
        this.machine.set('FAILED');
      } else if ((this.#schedulingComplete !== undefined || this.#aborted) && this.#tasks.every(isSettled)) {
        this.machine.set(this.#endState());
      } else if (
        this.#schedulingComplete !== undefined &&
        this.#tasks.some((task) => task.status?.state === 'RUNNING')
      ) {
        this.machine.set('RUNNING');
      }
    }
    this.#onChange(this);
  }

  /** A task whose node died keeps the state it was last seen in: nothing of an aborted stage's is taken for finished then. */
  #endState(): 'ABORTED' | 'FINISHED' {
    const states = this.#tasks.map((task) => task.status?.state);
    const cutShort = (state: (typeof states)[number]): boolean =>
      state === 'ABORTED' || (this.#aborted && state !== 'FINISHED' && state !== 'CANCELED');
    return states.some(cutShort) ? 'ABORTED' : 'FINISHED';
  }
}

function isSettled(task: RemoteTask): boolean {
  return task.ended || (task.status !== undefined && isTaskDone(task.status.state));
}

function taskFailure(task: RemoteTask): TrinoError {
  const failure = task.status?.failures[0];
  return failure === undefined
    ? new TrinoError('GENERIC_INTERNAL_ERROR', `Task ${task.taskId} failed without a reason`)
    : failureToError(failure);
}
