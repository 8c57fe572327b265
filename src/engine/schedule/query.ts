import type { RemoteTask, RemoteTaskContext } from './remote-task.ts';
import type { Clock } from './clock.ts';
import { sleep } from './clock.ts';
import type { NodeManager } from './node-manager.ts';
import type { NodeSplits } from './node-splits.ts';
import type { PlannedCommand, PlannedQuery, PlannedStatement, QueryWarning } from './planned-query.ts';
import type { QuerySummary } from './query-summary.ts';
import { QueryScheduler } from './query-scheduler.ts';
import type { QuerySchedulerOptions } from './query-scheduler.ts';
import type { ResourceGroup } from './resource-groups/resource-group.ts';
import { sumTotals, totalsOf } from './task-totals.ts';
import type { TaskTotals } from './task-totals.ts';
import { UsageLimits, defaultUsageLimits } from './usage-limits.ts';
import type { ServerUsageLimits } from './usage-limits.ts';
import { QueryTimings } from './query-timings.ts';
import { isDone, queryStates } from './query-state.ts';
import type { QueryState } from './query-state.ts';
import { createSlug } from './slug.ts';
import { StateMachine } from './state-machine.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { toTrinoError } from '../errors/failure.ts';
import { ClientResults } from './client-results.ts';
import type { ClientResultsOptions } from './client-results.ts';
import type { ConstantExpression, Expression } from '../expressions/expression.ts';
import { ConstantNeeded } from '../session/computed-constants.ts';
import type { ComputedConstants } from '../session/computed-constants.ts';
import type { Session } from '../session/session.ts';
import { noSessionChanges } from '../session/session-changes.ts';
import type { BufferBudget } from '../exchange/buffer-budget.ts';
import { sessionRepresentation } from '../session/session-representation.ts';
import { formatDuration } from '../units/duration.ts';

/** Why what a failed query waits for is given up: made once, since an abort without a reason makes an error with a stack. */
const queryOver = new Error('The query is over');

/** With all rows read, how long a query waits for its tasks' last statistics before it is FINISHED without them, ms. */
const lastStatisticsMillis = 2_000;

/** A query with limits on what only its tasks know is asked for it so often, ms. */
const limitedRefreshMillis = 500;

/** What a query needs of its surroundings. */
export interface QueryEnvironment {
  readonly clock: Clock;
  readonly random: () => number;
  readonly nodes: NodeManager;
  readonly plan: (sql: string, session: Session, timings: QueryTimings) => PlannedStatement;
  /** Computes an expression that a statement needs before it runs. */
  readonly computeConstant: (
    expression: Expression,
    session: Session,
    signal: AbortSignal,
  ) => Promise<ConstantExpression>;
  readonly connector: QuerySchedulerOptions['connector'];
  readonly withBucketToPartition: QuerySchedulerOptions['withBucketToPartition'];
  readonly taskContext: Omit<RemoteTaskContext, 'session' | 'closing' | 'isGone'>;
  /** What the buffers of all queries may hold together. */
  readonly buffers: BufferBudget;
  /** What nodes have to do for all queries. */
  readonly nodeSplits: NodeSplits;
  /** How many splits of a scan are listed ahead. */
  readonly splitBatchSize: number;
  /** Aborted when the coordinator ends. */
  readonly closing: AbortSignal;
  readonly openExchange: (taskLocations: readonly string[], signal: AbortSignal) => AsyncIterable<Uint8Array>;
  readonly resultCodec: (
    session: Session,
    columns: PlannedQuery['columns'],
  ) => Pick<ClientResultsOptions, 'decode' | 'encode'>;
  readonly limits: QueryLimits;
  /** What a query may use; Trino's defaults where absent. */
  readonly usageLimits?: ServerUsageLimits | undefined;
}

export interface QueryLimits {
  /** `query.max-length`, characters. */
  readonly maxLength: number;
  /** `query-manager.required-workers`. */
  readonly requiredWorkers: number;
  /** `query-manager.required-workers-max-wait`, ms. */
  readonly requiredWorkersMaxWaitMillis: number;
}

/**
 * A statement from its submission (the first queued GET) to its end.
 *
 *   QUEUED ─▶ WAITING_FOR_RESOURCES ─▶ DISPATCHING ─▶ PLANNING ─▶ STARTING ─▶ RUNNING ─▶ FINISHING ─▶ FINISHED
 *      └──────────────┴────────────────────┴─────────────┴────────────┴──────────┴───────────┴─────▶ FAILED
 */
export class Query {
  readonly queryId: string;
  readonly sql: string;
  readonly session: Session;
  readonly slug = createSlug();
  readonly timings: QueryTimings;
  /** What the client is told to remember; grows while a command runs. */
  readonly sessionChanges = noSessionChanges();
  readonly machine = new StateMachine<QueryState>(
    'QUEUED',
    isDone,
    (from, to) => to === 'FAILED' || queryStates.indexOf(to) > queryStates.indexOf(from),
  );
  readonly #environment: QueryEnvironment;
  readonly #stop = new AbortController();
  #submitted = false;
  #dispatched = false;
  #plan: PlannedStatement | undefined;
  readonly #computed: ComputedConstants = new Map();
  #scheduler: QueryScheduler | undefined;
  #results: ClientResults | undefined;
  #error: TrinoError | undefined;
  #peakMemoryBytes = 0;
  #progress = 0;
  #resourceGroup: ResourceGroup | undefined;
  #updateCount: number | undefined;
  #answered = false;
  #summary: QuerySummary | undefined;
  #planWarning: QueryWarning | undefined;
  readonly #usageLimits: UsageLimits;
  readonly #changeListeners = new Set<() => void>();

  constructor(queryId: string, sql: string, session: Session, environment: QueryEnvironment) {
    this.queryId = queryId;
    this.sql = sql;
    this.session = session;
    this.#environment = environment;
    this.timings = new QueryTimings(environment.clock);
    this.#usageLimits = new UsageLimits(session, environment.usageLimits ?? defaultUsageLimits);
    this.machine.onChange(() => {
      this.#notify();
    });
  }

  get state(): QueryState {
    return this.machine.state;
  }

  /** Whether the first queued GET has come. */
  get submitted(): boolean {
    return this.#submitted;
  }

  /** Whether the client may go on to the executing resource. */
  get dispatched(): boolean {
    return this.#dispatched;
  }

  get error(): TrinoError | undefined {
    return this.#error;
  }

  get plan(): PlannedStatement | undefined {
    return this.#plan;
  }

  get scheduler(): QueryScheduler | undefined {
    return this.#scheduler;
  }

  get results(): ClientResults | undefined {
    return this.#results;
  }

  /** What the client is told besides the rows. */
  get warnings(): readonly QueryWarning[] {
    const planned = this.#plan?.warnings ?? [];
    return this.#planWarning === undefined ? planned : [...planned, this.#planWarning];
  }

  /** The group that it waits or runs in, or did; absent until it is submitted, and where no group took it. */
  get resourceGroup(): ResourceGroup | undefined {
    return this.#resourceGroup;
  }

  /** Said once, before the query takes its place in the group. */
  assignTo(group: ResourceGroup): void {
    this.#resourceGroup = group;
  }

  /** Rows that the statement has written, once the row that says so is on its way to the client. */
  get updateCount(): number | undefined {
    return this.#updateCount;
  }

  noteUpdateCount(rows: number): void {
    this.#updateCount ??= rows;
  }

  /** Whether the client was told the query's end, or has ended it itself: it won't ask again, unless it missed that answer. */
  get answered(): boolean {
    return this.#answered;
  }

  noteAnswered(): void {
    this.#answered = true;
  }

  /** What is left of a query whose stages were dropped. */
  get summary(): QuerySummary | undefined {
    return this.#summary;
  }

  /** Drops the plan and the stages of an ended query; what clients and consoles may ask for is in the summary. */
  prune(summary: QuerySummary): void {
    if (!this.final) return;
    this.#summary = summary;
    this.#scheduler = undefined;
    this.#results?.clear();
    this.#results = undefined;
    if (this.#plan?.kind === 'query') {
      const plan = { ...this.#plan, distribute: neverAgain };
      // They hold on to the analysis.
      for (const callback of ['abandon', 'onEnd']) Reflect.deleteProperty(plan, callback);
      this.#plan = plan;
    }
  }

  /** Whether stages were scheduled. */
  get scheduled(): boolean {
    return this.#scheduler !== undefined && this.#scheduler.stages.every((stage) => stage.tasks.length > 0);
  }

  /** What the tasks hold now, bytes. */
  get memoryBytes(): number {
    return this.#tasks().reduce((sum, task) => sum + task.memoryBytes, 0);
  }

  /** Highest sum of the tasks' memory seen, bytes. */
  get peakMemoryBytes(): number {
    return this.#peakMemoryBytes;
  }

  /**
   * Takes note of how much is done, percent. Splits are handed out as they are drained, so what was half of them may be less a
   * moment later: what was told once is never taken back. @returns what to tell
   */
  noteProgress(percent: number): number {
    this.#progress = this.state === 'FINISHED' ? 100 : Math.max(this.#progress, percent);
    return this.#progress;
  }

  /** Whether the end was reached and every stage's last statistics are here. */
  get final(): boolean {
    return (
      this.machine.done &&
      (this.#scheduler === undefined || this.#scheduler.stages.every((stage) => stage.settled))
    );
  }

  /** Resolves at the next change of state, stages or results. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        stop();
        resolve();
      });
    });
  }

  /** Calls `listener` at each change of state, stages or results. @returns a function that ends this */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => {
      this.#changeListeners.delete(listener);
    };
  }

  /** Marks the query as submitted. @returns whether it was the first time */
  markSubmitted(): boolean {
    const first = !this.#submitted;
    this.#submitted = true;
    return first;
  }

  /** Checks the text before a place in the resource group is taken. @throws TrinoError QUERY_TEXT_TOO_LARGE */
  checkLength(): void {
    const { maxLength } = this.#environment.limits;
    if (this.sql.length > maxLength) {
      throw new TrinoError(
        'QUERY_TEXT_TOO_LARGE',
        `Query text length (${this.sql.length}) exceeds the maximum length (${maxLength})`,
      );
    }
  }

  /** Parses, analyses, plans and runs; every failure ends in state FAILED. */
  async run(): Promise<void> {
    if (this.machine.done) return;
    this.timings.dequeued();
    try {
      const plan = await this.#withConstants(() =>
        this.#environment.plan(this.sql, { ...this.session, computed: this.#computed }, this.timings),
      );
      if (plan === undefined) return;
      this.#plan = plan;
      if (plan.onEnd !== undefined) void this.machine.whenDone().then(() => plan.onEnd?.(this.#error));
      if (plan.kind === 'command') {
        await this.#carryOut(plan);
        return;
      }
      this.machine.set('WAITING_FOR_RESOURCES');
      await this.#waitForWorkers();
      if (this.#isDone()) return;
      this.timings.resourcesFound();
      this.machine.set('DISPATCHING');
      this.#dispatched = true;
      this.timings.dispatched();
      this.machine.set('PLANNING');
      const subPlan = plan.distribute({ workers: this.#environment.nodes.schedulable().length });
      this.#planWarning = this.#usageLimits.checkStages(stagesOf(subPlan));
      this.timings.planned();
      this.machine.set('STARTING');
      await this.#execute(plan, subPlan);
    } catch (error) {
      this.fail(toTrinoError(error));
    }
  }

  /** Ends the query with an error; the first error counts. */
  fail(error: TrinoError): void {
    if (this.machine.done) return;
    this.#error = error;
    this.timings.ended();
    this.machine.set('FAILED');
    this.#scheduler?.abort();
    if (this.#plan?.kind === 'query') this.#plan.abandon?.();
    this.#results?.clear();
    this.#stop.abort(queryOver);
  }

  /** Ends the query at the client's wish. */
  cancel(): void {
    this.fail(new TrinoError('USER_CANCELED', 'Query was canceled'));
  }

  /** Fails the query when it has used more than it may. */
  reviewLimits(): void {
    if (this.machine.done) return;
    const { timings } = this;
    const limits = this.#usageLimits;
    const totals = (): TaskTotals =>
      sumTotals(this.#scheduler?.stages.map(({ tasks }) => totalsOf(tasks)) ?? []);
    const error = limits.exceeded({
      runMillis: timings.elapsedNanos / 1e6,
      executionMillis: timings.executionNanos / 1e6,
      planningMillis: (timings.analysisNanos + timings.planningCpuNanos) / 1e6,
      memoryBytes: () => this.memoryBytes,
      cpuMillis: () => totals().cpuTime / 1e6,
      scanBytes: () => totals().physicalInputSize,
    });
    if (error !== undefined) this.fail(error);
    else if (limits.limitsCpu || limits.limitsScan) void this.refreshStatistics(limitedRefreshMillis, 0);
  }

  /** What the tasks have used so far, nanoseconds. */
  cpuNanos(): number {
    return sumTotals(this.#scheduler?.stages.map(({ tasks }) => totalsOf(tasks)) ?? []).cpuTime;
  }

  #tasks(): readonly RemoteTask[] {
    return this.#scheduler?.stages.flatMap((stage) => stage.tasks) ?? [];
  }

  #isDone(): boolean {
    return this.machine.done;
  }

  /** A command needs no workers, so it doesn't wait for any. */
  async #carryOut({ command }: PlannedCommand): Promise<void> {
    this.timings.resourcesFound();
    this.machine.set('DISPATCHING');
    this.#dispatched = true;
    this.timings.dispatched();
    this.timings.planned();
    this.machine.set('RUNNING');
    await this.#withConstants(() =>
      command.execute({ changes: this.sessionChanges, signal: this.#stop.signal }),
    );
    if (this.#isDone()) return;
    this.timings.finishing();
    this.machine.set('FINISHING');
    this.timings.ended();
    this.machine.set('FINISHED');
  }

  /** Does a step again for each constant that it turns out to need. @returns undefined when the query ended before */
  async #withConstants<T>(step: () => T | Promise<T>): Promise<T | undefined> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof ConstantNeeded)) throw error;
        this.#computed.set(error.key, await this.#compute(error.expression));
        if (this.#isDone()) return undefined;
      }
    }
  }

  async #compute(expression: Expression): Promise<ConstantExpression | TrinoError> {
    try {
      return await this.#environment.computeConstant(expression, this.session, this.#stop.signal);
    } catch (error) {
      return toTrinoError(error);
    }
  }

  async #waitForWorkers(): Promise<void> {
    const { nodes, clock, limits } = this.#environment;
    const start = clock.now();
    while (nodes.schedulable().length < limits.requiredWorkers && !this.machine.done) {
      const left = limits.requiredWorkersMaxWaitMillis - (clock.now() - start);
      if (left <= 0) {
        throw new TrinoError(
          'GENERIC_INSUFFICIENT_RESOURCES',
          `Insufficient active worker nodes. Waited ${formatDuration(limits.requiredWorkersMaxWaitMillis * 1e6)} for at least ` +
            `${limits.requiredWorkers} workers, but only ${nodes.schedulable().length} workers are active`,
        );
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          stop();
          timer.cancel();
          this.#stop.signal.removeEventListener('abort', wake);
          resolve();
        };
        const stop = nodes.onChange(wake);
        const timer = clock.setTimeout(wake, left);
        this.#stop.signal.addEventListener('abort', wake);
      });
    }
  }

  async #execute(plan: PlannedQuery, subPlan: QuerySchedulerOptions['plan']): Promise<void> {
    const environment = this.#environment;
    const results = new ClientResults({
      types: plan.columns.map((column) => column.type),
      ...environment.resultCodec(this.session, plan.columns),
      clock: environment.clock,
      budget: environment.buffers,
      onRows: () => {
        this.#notify();
      },
    });
    this.#results = results;
    const scheduler = new QueryScheduler({
      queryId: this.queryId,
      plan: subPlan,
      nodes: environment.nodes,
      connector: environment.connector,
      withBucketToPartition: environment.withBucketToPartition,
      clock: environment.clock,
      random: environment.random,
      nodeSplits: environment.nodeSplits,
      splitBatchSize: environment.splitBatchSize,
      context: {
        ...environment.taskContext,
        closing: environment.closing,
        isGone: (nodeId) => {
          const { nodes } = environment;
          return ![nodes.self, ...nodes.active(), ...nodes.shuttingDown()].some(
            (node) => node.nodeId === nodeId,
          );
        },
        session: sessionRepresentation(this.session),
      },
      onChange: () => {
        this.#reviewStages();
      },
    });
    this.#scheduler = scheduler;
    const locations = scheduler.start();
    // The first splits may fail it: then its tasks are being ended, and a reader would only bring them back.
    if (this.#isDone()) return;
    this.machine.set('RUNNING');
    try {
      await results.read(environment.openExchange(locations, this.#stop.signal));
    } catch (error) {
      // A failing task says why in its status, a moment after its stream has broken: that reason is the better one.
      await this.#reasonOfTasks();
      throw error;
    }
    if (this.#isDone()) return;
    this.timings.finishing();
    this.machine.set('FINISHING');
    scheduler.finish();
    await this.#lastStatistics();
    if (this.machine.done) return;
    this.timings.ended();
    this.machine.set('FINISHED');
  }

  async #reasonOfTasks(): Promise<void> {
    const { clock } = this.#environment;
    for (let tries = 0; tries < 20 && !this.machine.done; tries++) await sleep(clock, 25);
  }

  /** Asks the running tasks for their statistics, unless they told them in the last `maxAgeMillis`; waits `waitMillis` at the most. */
  async refreshStatistics(maxAgeMillis: number, waitMillis: number): Promise<void> {
    if (this.machine.done || this.#scheduler === undefined) return;
    const { clock } = this.#environment;
    const tasks = this.#tasks();
    const answered = new AbortController();
    const all = Promise.all(tasks.map((task) => task.refresh(maxAgeMillis))).then(() => {
      answered.abort(queryOver);
    });
    await Promise.race([all, sleep(clock, waitMillis, answered.signal)]);
  }

  #noteMemory(): void {
    const bytes = this.memoryBytes;
    if (bytes > this.#peakMemoryBytes) this.#peakMemoryBytes = bytes;
  }

  #reviewStages(): void {
    const scheduler = this.#scheduler;
    if (scheduler !== undefined) {
      this.#noteMemory();
      const failed = scheduler.stages.find((stage) => stage.failure !== undefined);
      if (failed?.failure !== undefined) this.fail(failed.failure);
    }
    this.#notify();
  }

  /** Waits for the tasks' ends, not for ever: a node that has died since owes the client nothing. */
  async #lastStatistics(): Promise<void> {
    if (this.#stagesDone()) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        timer.cancel();
        stop();
        resolve();
      };
      const timer = this.#environment.clock.setTimeout(end, lastStatisticsMillis);
      const stop = this.onChange(() => {
        if (this.machine.done || this.#stagesDone()) end();
      });
    });
  }

  #stagesDone(): boolean {
    return this.#scheduler?.stages.every((stage) => stage.machine.done && stage.settled) ?? true;
  }

  #notify(): void {
    for (const listener of [...this.#changeListeners]) listener();
  }
}

function neverAgain(): never {
  throw new Error('The plan of an ended query was dropped');
}

function stagesOf(plan: QuerySchedulerOptions['plan']): number {
  return plan.children.reduce((sum, child) => sum + stagesOf(child), 1);
}
