import { setMaxListeners } from 'node:events';
import type { Split } from '../../../../generated/worker/types.ts';
import type { StableRows, WireHandle } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { deserializePage } from '../../pages/page-serde.ts';
import { vectorBytes } from '../../pages/vector-bytes.ts';
import type { Page } from '../../pages/vector.ts';
import { duckdb } from '../duckdb/bindings.ts';
import type { Connection, Database } from '../duckdb/bindings.ts';
import { connect, execute, streamingSettings } from '../duckdb/database.ts';
import { trinoErrorOf } from '../duckdb/duckdb-error.ts';
import { printQuery } from '../duckdb/sql/print-sql.ts';
import { StagedTable } from '../duckdb/staged-table.ts';
import { PageGatherer, runQuery } from '../duckdb/statement.ts';
import type { KernelTask } from '../kernel.ts';
import type { FragmentSource } from '../translate/fragment-context.ts';
import { translateFragment } from '../translate/translate-fragment.ts';
import type { TranslatedFragment } from '../translate/translate-fragment.ts';
import { PageOutput, maxPageRows, targetPageBytes } from './page-output.ts';
import type { PartitionPage } from './page-output.ts';
import type { ConnectorCache } from './connector-cache.ts';
import { keepSource } from './kept/keep-source.ts';
import type { KeptScan, KeptTables } from './kept/kept-tables.ts';
import { RunMeter, now } from './run-meter.ts';
import type { MonitoredRun, RunMonitor } from './run-monitor.ts';
import type { StatementQueue } from './statement-queue.ts';

/** What runs share in the kernel's thread. */
export interface RunContext {
  readonly database: Database;
  readonly statements: StatementQueue;
  readonly connectors: ConnectorCache;
  readonly kept: KeptTables;
  readonly monitor: RunMonitor;
  /** Bytes in DuckDB's spill files now. */
  readonly spilledBytes: () => number;
}

/** What a run tells while it runs. */
export interface RunEvents {
  readonly onPage: (page: PartitionPage) => void;
  readonly onProgress: () => void;
}

/** Bytes of output that may be on their way to the reader. */
const outputWindow = 8 * 1024 * 1024;

/** A statement that takes less isn't asked what memory it holds: asking takes as long. */
const measuredNanos = 5e6;

/** How long a scan may keep the thread before others get their turn, ms. */
const scanSliceMillis = 10;

/** Where rows of a source go, or stay. */
interface SourceState {
  readonly source: FragmentSource;
  /** What makes the rows of a scan that may stay in the kernel; absent for others. */
  stable: StableRows | undefined;
  /** Columns in the kernel that the source's name stands for. */
  kept: KeptScan | undefined;
  table: StagedTable | undefined;
  readonly splits: Split[];
  /** How many of these splits count as running. */
  begun: number;
  rows: number;
  ended: boolean;
}

/**
 * A task's fragment in the kernel's thread.
 *
 * ```
 * created ─▶ staging ─(all sources ended)─▶ running ─▶ finished
 *                └──────────┴─▶ failed, canceled
 * ```
 */
export class FragmentRun implements MonitoredRun {
  readonly #task: KernelTask;
  readonly #context: RunContext;
  readonly #events: RunEvents;
  readonly #fragment: TranslatedFragment;
  readonly #sources = new Map<string, SourceState>();
  readonly #output: PageOutput;
  readonly meter: RunMeter;
  /** The connection while the statement runs on it. */
  statement: Connection | undefined;
  #atWorkCount = 0;
  #connection: Connection | undefined;
  #connecting: Promise<Connection> | undefined;
  /** Splits whose rows the statement reads by itself. */
  #keptSplits = 0;
  #canceled = false;
  readonly #abort = new AbortController();
  #inFlight = 0;
  #sliceStart = now();
  #wakeOutput: (() => void) | undefined;
  #wakeInput: (() => void) | undefined;
  /** Copies into staged tables, one after the other. */
  #staging: Promise<void> = Promise.resolve();

  /** @throws TrinoError when the fragment can't be translated */
  constructor(task: KernelTask, context: RunContext, events: RunEvents) {
    this.#task = task;
    this.#context = context;
    this.#events = events;
    // Every column that the run waits for listens to it.
    setMaxListeners(0, this.#abort.signal);
    const { fragment } = task;
    this.#fragment = translateFragment(fragment, taskNumber(task.taskId));
    const scheme = fragment.outputPartitioningScheme;
    this.#output = new PageOutput(scheme, this.#fragment.types, task.partitionCount, task.compressed);
    const operator = task.partitionCount > 1 ? 'PartitionedOutputOperator' : 'TaskOutputOperator';
    this.meter = new RunMeter(fragment.root.id, operator);
    for (const source of this.#fragment.sources) {
      this.#sources.set(source.planNodeId, {
        source,
        stable: undefined,
        kept: undefined,
        table: undefined,
        splits: [],
        begun: 0,
        rows: 0,
        ended: false,
      });
    }
  }

  readonly onMeasured = (): void => {
    this.#events.onProgress();
  };

  get taskId(): string {
    return this.#task.taskId;
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    const state = this.#state(planNodeId);
    state.splits.push(...splits);
    this.meter.queuedSplits += splits.length;
    this.#wakeInput?.();
  }

  noMoreInput(planNodeId: string): void {
    this.#state(planNodeId).ended = true;
    this.#wakeInput?.();
  }

  /** Copies pages of another task, or of a scan that isn't read here, into the source's table. @throws TrinoError when they're not what the plan says */
  async addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    const state = this.#state(planNodeId);
    const work = this.#staging.then(async () => {
      for (const bytes of pages) {
        if (this.#canceled) return;
        const start = now();
        const page = deserializePage(bytes, state.source.types);
        await this.#atWork(() => this.#stage(state, page));
        const kind = state.source.scan === undefined ? 'exchange' : 'scan';
        this.meter.input(planNodeId, kind, page.positions, bytes.byteLength, now() - start);
      }
      this.#events.onProgress();
    });
    // A page that is refused fails its own call; the ones behind it are still taken.
    this.#staging = work.catch(() => undefined);
    await work;
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
      await this.#findStable();
      await this.#scanSources();
      await this.#staging;
      this.#check();
      const connection = await this.#connect();
      for (const state of this.#sources.values()) {
        if (state.kept !== undefined) continue;
        await this.#tableOf(state);
        state.table?.finish();
      }
      this.#check();
      await this.#atWork(() => this.#runStatement(connection));
      this.meter.advance(1);
      this.meter.completedSplits += this.#keptSplits;
      this.meter.runningSplits -= this.#keptSplits;
    } finally {
      this.statement = undefined;
      this.#close();
      this.#release();
      this.meter.end();
    }
  }

  /** Interrupts the statement; `run` ends with an error soon after. */
  cancel(): void {
    this.#canceled = true;
    this.#abort.abort();
    this.#wakeInput?.();
    this.#wakeOutput?.();
    if (this.#connection !== undefined) duckdb.interrupt(this.#connection);
  }

  /** The run's connection; several sources may ask for it at once, and temporary tables are a connection's own. */
  async #connect(): Promise<Connection> {
    this.#connecting ??= connect(this.#context.database);
    this.#connection = await this.#connecting;
    return this.#connection;
  }

  async #tableOf(state: SourceState): Promise<StagedTable> {
    const { table, columns, types } = state.source;
    state.table ??= await StagedTable.create(await this.#connect(), table, columns, types);
    return state.table;
  }

  async #stage(state: SourceState, page: Page): Promise<void> {
    const table = await this.#tableOf(state);
    try {
      table.append(page);
    } catch (error) {
      throw trinoErrorOf(error);
    }
    state.rows += page.positions;
  }

  /** Rows that never change stay in the kernel, unless only the first of them are wanted. */
  async #findStable(): Promise<void> {
    for (const state of this.#sources.values()) {
      const { scan } = state.source;
      if (scan === undefined || scan.rowLimit !== undefined) continue;
      // What the coordinator's main thread reads comes as pages; a split of a catalog that isn't known at all is refused.
      if (!this.#context.connectors.has(scan.table.catalogHandle)) continue;
      state.stable = (await this.#context.connectors.get(scan.table.catalogHandle)).pages.stable;
    }
  }

  /** Reads splits as they come, until every source has ended. */
  async #scanSources(): Promise<void> {
    const states = [...this.#sources.values()];
    for (;;) {
      this.#check();
      for (const state of states) this.#beginKept(state);
      const state = states.find(
        ({ splits, stable, ended }) => splits.length > 0 && (stable === undefined || ended),
      );
      if (state?.stable !== undefined) {
        const { stable } = state;
        await this.#atWork(() => this.#keep(state, stable));
      } else if (state !== undefined) {
        await this.#atWork(() => this.#scan(state, state.splits.shift() as Split));
      } else if (states.every(({ ended }) => ended)) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeInput = resolve;
        });
        this.#wakeInput = undefined;
      }
    }
  }

  /** Rows that stay in the kernel are read together: their splits don't wait for each other, and more of them may come. */
  #beginKept(state: SourceState): void {
    const fresh = state.splits.length - state.begun;
    if (state.stable === undefined || fresh === 0) return;
    state.begun += fresh;
    this.meter.queuedSplits -= fresh;
    this.meter.runningSplits += fresh;
    this.#events.onProgress();
  }

  /** Lets the source's name stand for columns in the kernel; what is too large for it is staged. */
  async #keep(state: SourceState, stable: StableRows): Promise<void> {
    const { source, splits } = state;
    const start = now();
    for (const { catalogHandle } of splits) {
      if (catalogHandle === source.scan?.table.catalogHandle) continue;
      await this.#context.connectors.get(catalogHandle);
      throw new TrinoError(
        'GENERIC_INTERNAL_ERROR',
        `A split of ${catalogHandle} for a table of another catalog`,
      );
    }
    const kept = await keepSource(this.#context.kept, stable, source, splits, this.#abort.signal);
    state.stable = undefined;
    if (kept === undefined) {
      // Then split by split.
      this.meter.runningSplits -= state.begun;
      this.meter.queuedSplits += state.begun;
      return;
    }
    state.kept = kept.scan;
    const connection = await this.#connect();
    await this.#context.statements.inTurn(() => execute(connection, kept.view));
    splits.length = 0;
    this.#keptSplits += state.begun;
    this.meter.keptInput(source.planNodeId, kept.scan.rows, kept.scan.bytes, now() - start);
  }

  async #scan(state: SourceState, split: Split): Promise<void> {
    const { scan, planNodeId } = state.source;
    if (scan === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Splits for the exchange ${planNodeId}`);
    this.meter.queuedSplits--;
    this.meter.runningSplits++;
    const limit = scan.rowLimit ?? Infinity;
    if (state.rows < limit) {
      const connector = await this.#context.connectors.get(split.catalogHandle);
      // Handles are opaque to the engine: the connector checks its own.
      const pages = connector.pages.pages(
        split.connectorSplit,
        scan.table.connectorHandle,
        scan.columnHandles as readonly WireHandle[],
      );
      let start = now();
      for (const page of pages) {
        await this.#stage(state, page);
        const end = now();
        this.meter.input(planNodeId, 'scan', page.positions, pageBytes(page), end - start);
        if (state.rows >= limit) break;
        await this.#letOthers(end);
        this.#check();
        start = now();
      }
    }
    this.meter.runningSplits--;
    this.meter.completedSplits++;
    this.#events.onProgress();
  }

  /** Gives the thread away when this run has had it for a while. @param time now, ns */
  async #letOthers(time: number): Promise<void> {
    if (time - this.#sliceStart < scanSliceMillis * 1e6) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceStart = now();
  }

  /** Measures what is done meanwhile; parts of a run may be at work together. */
  async #atWork<T>(work: () => Promise<T>): Promise<T> {
    if (this.#atWorkCount++ === 0) this.#context.monitor.begin(this);
    try {
      return await work();
    } finally {
      if (--this.#atWorkCount === 0) this.#context.monitor.end(this);
    }
  }

  async #runStatement(connection: Connection): Promise<void> {
    const sql = printQuery(this.#fragment.query);
    const gatherer = new PageGatherer(this.#fragment.types);
    this.#measureSpill();
    const inTurn = async <T>(work: () => Promise<T>): Promise<T> =>
      this.#context.statements.inTurn(() => {
        this.#check();
        return work();
      });
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
    this.#measureSpill();
    await this.#send(held);
    await this.#send(this.#pagesOf(gatherer.take()));
    const finishStart = now();
    const rest = this.#output.finish();
    this.meter.outputTime(now() - finishStart);
    await this.#send(rest);
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
    if (this.#canceled) throw new TrinoError('USER_CANCELED', 'Task was canceled');
  }

  #close(): void {
    if (this.#connection === undefined) return;
    // An appender belongs to its connection.
    for (const state of this.#sources.values()) {
      try {
        state.table?.finish();
      } catch {
        // Rows that can't be kept are dropped right after.
      }
    }
    duckdb.disconnect_sync(this.#connection);
    this.#connection = undefined;
    this.#connecting = undefined;
  }

  /** Other runs may have the room of what this one has read. */
  #release(): void {
    for (const state of this.#sources.values()) state.kept?.release();
  }

  #state(planNodeId: string): SourceState {
    const state = this.#sources.get(planNodeId);
    if (state === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Fragment has no source ${planNodeId}`);
    return state;
  }
}

/** Stage and partition of a task, where row ids leave room for 2^40 rows. */
function taskNumber(taskId: string): bigint {
  const [, stage, partition] = taskId.split('.').slice(-4);
  return (BigInt(stage ?? '0') << 54n) | (BigInt(partition ?? '0') << 40n);
}

/** As Trino counts: a block has a byte more for each position. */
function pageBytes(page: Page): number {
  return page.columns.reduce((sum, column) => sum + vectorBytes(column) + page.positions, 0);
}
