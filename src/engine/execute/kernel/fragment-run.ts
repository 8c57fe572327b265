import { setMaxListeners } from 'node:events';
import type { Split } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Page } from '../../pages/vector.ts';
import { duckdb } from '../duckdb/bindings.ts';
import type { Connection } from '../duckdb/bindings.ts';
import { connect, execute, streamingSettings } from '../duckdb/database.ts';
import { printQuery } from '../duckdb/sql/print-sql.ts';
import { PageGatherer, runQuery } from '../duckdb/statement.ts';
import type { KernelTask } from '../kernel.ts';
import { registerComputations, withComputations } from '../scalar/computation.ts';
import { querySession } from '../translate/query-session.ts';
import { translateFragment } from '../translate/translate-fragment.ts';
import type { FragmentWrite, TranslatedFragment } from '../translate/translate-fragment.ts';
import { isRaised } from './cancel-flag.ts';
import type { CancelFlag } from './cancel-flag.ts';
import { PageOutput, maxPageRows, targetPageBytes } from './page-output.ts';
import type { PartitionPage } from './page-output.ts';
import type { RunContext } from './run-context.ts';
import { RunMeter, now } from './run-meter.ts';
import type { MonitoredRun } from './run-monitor.ts';
import { RunSources } from './run-sources.ts';
import type { SourceOwner } from './run-sources.ts';
import { storeRows } from './stored/store-rows.ts';

/** What a run tells while it runs. */
export interface RunEvents {
  readonly onPage: (page: PartitionPage) => void;
  readonly onProgress: () => void;
}

/** Bytes of output that may be on their way to the reader. */
const outputWindow = 8 * 1024 * 1024;

/** How often a run that was canceled is interrupted, ms: DuckDB forgets an interrupt that comes just before a statement begins. */
const interruptMillis = 50;

/** A statement that takes less isn't asked what memory it holds: asking takes as long. */
const measuredNanos = 5e6;

/**
 * A task's fragment in the kernel's thread.
 *
 * ```
 * created ─▶ staging ─(all sources ended)─▶ running ─▶ finished
 *                └──────────┴─▶ failed, canceled
 * ```
 */
export class FragmentRun implements MonitoredRun, SourceOwner {
  readonly #task: KernelTask;
  readonly #canceled: CancelFlag;
  readonly #context: RunContext;
  readonly #events: RunEvents;
  readonly #fragment: TranslatedFragment;
  readonly #releaseComputations: () => void;
  readonly #sources: RunSources;
  readonly #output: PageOutput;
  readonly meter: RunMeter;
  /** The connection while the statement runs on it. */
  statement: Connection | undefined;
  #atWorkCount = 0;
  #ended = false;
  #connection: Connection | undefined;
  #connecting: Promise<Connection> | undefined;
  readonly #abort = new AbortController();
  /** What failed inside of TRY, and isn't caught by it. */
  #escaped: TrinoError | undefined;
  #interrupts: NodeJS.Timeout | undefined;
  #inFlight = 0;
  #wakeOutput: (() => void) | undefined;

  /** @throws TrinoError when the fragment can't be translated */
  constructor(task: KernelTask, canceled: CancelFlag, context: RunContext, events: RunEvents) {
    this.#task = task;
    this.#canceled = canceled;
    this.#context = context;
    this.#events = events;
    // Every column that the run waits for listens to it.
    setMaxListeners(0, this.#abort.signal);
    const { fragment } = task;
    const translated = withComputations(
      () => translateFragment(fragment, taskNumber(task.taskId), querySession(task.session)),
      () => {
        this.#check();
      },
      (error) => {
        this.#escaped ??= error;
      },
    );
    this.#fragment = translated.result;
    this.#releaseComputations = translated.release;
    const scheme = fragment.outputPartitioningScheme;
    this.#output = new PageOutput(scheme, this.#fragment.types, task.partitionCount, task.compressed);
    const operator = task.partitionCount > 1 ? 'PartitionedOutputOperator' : 'TaskOutputOperator';
    this.meter = new RunMeter(fragment.root.id, operator);
    this.#sources = new RunSources(this.#fragment.sources, context, this);
  }

  readonly onMeasured = (): void => {
    this.#events.onProgress();
  };

  get taskId(): string {
    return this.#task.taskId;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    this.#sources.addSplits(planNodeId, splits);
  }

  noMoreInput(planNodeId: string): void {
    this.#sources.noMoreInput(planNodeId);
  }

  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    return this.#sources.addPages(planNodeId, pages);
  }

  /** The reader has taken so many bytes of output. */
  credit(bytes: number): void {
    this.#inFlight -= bytes;
    this.meter.addMemory(-bytes);
    this.#wakeOutput?.();
  }

  /**
   * Stages the sources, runs the statement, sends the pages. Everything is dropped when it returns.
   * @throws TrinoError when anything fails, or the run was canceled
   */
  async run(): Promise<void> {
    try {
      await this.#sources.read();
      const connection = await this.connect();
      const { write } = this.#fragment;
      await this.atWork(() =>
        write === undefined ? this.#runStatement(connection) : this.#runWrite(connection, write),
      );
      this.meter.advance(1);
      this.#sources.complete();
    } finally {
      this.#ended = true;
      this.statement = undefined;
      clearInterval(this.#interrupts);
      this.#close();
      this.#sources.release();
      this.#releaseComputations();
      this.meter.end();
    }
  }

  /** Interrupts the statement; `run` ends with an error soon after. */
  cancel(): void {
    if (this.signal.aborted) return;
    this.#abort.abort();
    this.#wakeOutput?.();
    const interrupt = (): void => {
      if (this.#connection !== undefined) duckdb.interrupt(this.#connection);
    };
    interrupt();
    if (!this.#ended) this.#interrupts = setInterval(interrupt, interruptMillis);
  }

  /** Cancels the run if the main thread has said so in the flag: its message may be read much later. */
  look(): void {
    if (isRaised(this.#canceled)) this.cancel();
  }

  async connect(): Promise<Connection> {
    this.#connecting ??= connect(this.#context.database);
    this.#connection = await this.#connecting;
    return this.#connection;
  }

  onProgress(): void {
    this.#events.onProgress();
  }

  /** Parts of a run may be at work together. */
  async atWork<T>(work: () => Promise<T>): Promise<T> {
    if (this.#atWorkCount++ === 0) this.#context.monitor.begin(this);
    try {
      return await work();
    } finally {
      if (--this.#atWorkCount === 0) this.#context.monitor.end(this);
    }
  }

  async #runStatement(connection: Connection): Promise<void> {
    const sql = printQuery(this.#fragment.query);
    registerComputations(this.#context.database, connection);
    const gatherer = new PageGatherer(this.#fragment.types);
    this.#measureSpill();
    const inTurn = async <T>(work: () => Promise<T>): Promise<T> =>
      this.#context.statements.inTurn(() => {
        this.#check();
        return work();
      }, this.signal);
    if (!this.#fragment.bounded) await inTurn(() => execute(connection, streamingSettings));
    this.statement = connection;
    // Nothing goes out before it's known that it is right: the last page waits for the end of the statement.
    let held: PartitionPage[] = [];
    const start = now();
    let chunks = 0;
    await runQuery(connection, sql, this.#fragment.bounded, inTurn, (chunk) => {
      gatherer.append(chunk);
      // With the first rows a statement holds the most: joins have their tables, groups their states.
      if (chunks++ === 0 && now() - start > measuredNanos) return this.#context.monitor.measureMemory();
      if (gatherer.rows < maxPageRows && gatherer.bytes < targetPageBytes) return undefined;
      this.#measureSpill();
      const ready = held;
      held = this.#pagesOf(gatherer.take());
      return this.#send(ready);
    });
    this.#check();
    this.#measureSpill();
    await this.#send(held);
    await this.#send(this.#pagesOf(gatherer.take()));
    const finishStart = now();
    const rest = this.#output.finish();
    this.meter.outputTime(now() - finishStart);
    await this.#send(rest);
  }

  /** Stores the statement's rows on this node, and tells how many there are. */
  async #runWrite(connection: Connection, write: FragmentWrite): Promise<void> {
    const sql = printQuery(this.#fragment.query);
    registerComputations(this.#context.database, connection);
    this.statement = connection;
    this.#measureSpill();
    const { rows, page } = await storeRows({
      write,
      context: this.#context,
      connection,
      sql,
      nodeAddress: this.#task.nodeAddress,
      layout: this.#task.fragment.outputPartitioningScheme.outputLayout,
      check: () => {
        this.#check();
      },
    });
    this.#measureSpill();
    this.meter.written(write.node.id, rows);
    await this.#send(this.#pagesOf(page));
    await this.#send(this.#output.finish());
  }

  #measureSpill(): void {
    if (!this.#fragment.bounded) this.meter.spill(this.#context.spilledBytes());
  }

  #pagesOf(page: Page): PartitionPage[] {
    const start = now();
    const pages = this.#output.add(page);
    this.meter.outputTime(now() - start);
    return pages;
  }

  /** Sends pages, and waits until the reader has room for more. */
  async #send(pages: readonly PartitionPage[]): Promise<void> {
    for (const page of pages) {
      while (this.#inFlight >= outputWindow) await this.#waitForReader();
      this.#check();
      this.#inFlight += page.bytes.byteLength;
      this.meter.addMemory(page.bytes.byteLength);
      this.meter.output(page.rows, page.bytes.byteLength);
      this.#events.onPage(page);
    }
  }

  async #waitForReader(): Promise<void> {
    // Nobody wakes a run that begins to wait after it was canceled.
    this.#check();
    this.#context.monitor.end(this);
    try {
      await new Promise<void>((resolve) => {
        this.#wakeOutput = resolve;
      });
    } finally {
      this.#wakeOutput = undefined;
      this.#context.monitor.begin(this);
    }
    this.#check();
  }

  #check(): void {
    this.look();
    if (this.signal.aborted) throw new TrinoError('USER_CANCELED', 'Task was canceled');
    if (this.#escaped !== undefined) throw this.#escaped;
  }

  #close(): void {
    if (this.#connection === undefined) return;
    this.#sources.close();
    duckdb.disconnect_sync(this.#connection);
    this.#connection = undefined;
    this.#connecting = undefined;
  }
}

/** Stage and partition of a task, where row ids leave room for 2^40 rows. */
function taskNumber(taskId: string): bigint {
  const [, stage, partition] = taskId.split('.').slice(-4);
  return (BigInt(stage ?? '0') << 54n) | (BigInt(partition ?? '0') << 40n);
}
