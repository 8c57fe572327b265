import type { Split } from '../../../../generated/worker/types.ts';
import type { StableRows, StoredRowHandles, WireHandle } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { leafFunction } from '../../functions/table/table-functions.ts';
import { deserializePage } from '../../pages/page-serde.ts';
import { vectorBytes } from '../../pages/vector-bytes.ts';
import type { Page } from '../../pages/vector.ts';
import type { Connection } from '../duckdb/bindings.ts';
import { execute } from '../duckdb/database.ts';
import { trinoErrorOf } from '../duckdb/duckdb-error.ts';
import { StagedTable } from '../duckdb/staged-table.ts';
import type { FragmentSource } from '../translate/fragment-context.ts';
import { sourceView, stableSource } from './kept/stable-source.ts';
import type { SqlRows, StableSource } from './kept/stable-source.ts';
import { streamOf } from './kept/stream-source.ts';
import type { RunContext } from './run-context.ts';
import { now } from './run-meter.ts';
import type { RunMeter } from './run-meter.ts';

/** How long a scan may keep the thread before others get their turn, ms. */
const scanSliceMillis = 10;

/** The run whose sources these are. */
export interface SourceOwner {
  readonly meter: RunMeter;
  /** Aborted when the run is canceled. */
  readonly signal: AbortSignal;
  /** The run's connection; several sources may ask for it at once, and temporary tables are a connection's own. */
  connect(): Promise<Connection>;
  /** Measures what is done meanwhile. */
  atWork<T>(work: () => Promise<T>): Promise<T>;
  onProgress(): void;
}

/** Where rows of a source come from. */
interface SourceState {
  readonly source: FragmentSource;
  /** What makes rows that never change: they are read all at once. Absent for other sources. */
  stable: StableRows | undefined;
  /** What handles mean of rows that the node stores: they are read where they are, all splits together. Absent for other sources. */
  stored: StoredRowHandles | undefined;
  /** Whether the source's name stands for something by now. */
  named: boolean;
  table: StagedTable | undefined;
  readonly splits: Split[];
  /** How many of these splits count as running. */
  begun: number;
  rows: number;
  ended: boolean;
}

/**
 * The sources of a fragment: rows from outside that its statement reads by the source's name.
 *
 * Rows of other tasks, and of scans that may change, are copied into temporary tables of the run's connection, page by page. Rows that
 * never change are views: over columns that stay in the kernel, or over a stream where there are too many for that.
 */
export class RunSources {
  readonly #context: RunContext;
  readonly #owner: SourceOwner;
  readonly #states = new Map<string, SourceState>();
  /** Ends what was taken for the time of the run. */
  readonly #releases: (() => void)[] = [];
  /** Splits whose rows the statement reads by itself. */
  #statementSplits = 0;
  #sliceStart = now();
  #wake: (() => void) | undefined;
  /** Copies into staged tables, one after the other. */
  #staging: Promise<void> = Promise.resolve();

  constructor(sources: readonly FragmentSource[], context: RunContext, owner: SourceOwner) {
    this.#context = context;
    this.#owner = owner;
    for (const source of sources) {
      this.#states.set(source.planNodeId, {
        source,
        stable: undefined,
        stored: undefined,
        named: false,
        table: undefined,
        splits: [],
        begun: 0,
        rows: 0,
        ended: false,
      });
    }
    owner.signal.addEventListener('abort', () => this.#wake?.(), { once: true });
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    this.#state(planNodeId).splits.push(...splits);
    this.#owner.meter.queuedSplits += splits.length;
    this.#wake?.();
  }

  noMoreInput(planNodeId: string): void {
    this.#state(planNodeId).ended = true;
    this.#wake?.();
  }

  /** Copies pages of another task, or of a scan that isn't read here, into the source's table. @throws TrinoError when they're not what the plan says */
  async addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    const state = this.#state(planNodeId);
    const stage = async (): Promise<void> => {
      for (const bytes of pages) {
        if (this.#owner.signal.aborted) return;
        const start = now();
        const page = deserializePage(bytes, state.source.types);
        await this.#stage(state, page);
        const kind = state.source.scan === undefined ? 'exchange' : 'scan';
        this.#owner.meter.input(planNodeId, kind, page.positions, bytes.byteLength, now() - start);
      }
      this.#owner.onProgress();
    };
    // Measured for all pages together: to ask for CPU time takes as long as many a page.
    const work = this.#staging.then(() => this.#owner.atWork(stage));
    // A page that is refused fails its own call; the ones behind it are still taken.
    this.#staging = work.catch(() => undefined);
    await work;
  }

  /** Resolves when all rows are there, or will be made as the statement reads them. @throws TrinoError */
  async read(): Promise<void> {
    await this.#findStable();
    await this.#readSplits();
    await this.#staging;
    this.#check();
    for (const state of this.#states.values()) {
      if (state.named) continue;
      await this.#tableOf(state);
      state.table?.finish();
    }
    this.#check();
  }

  /** The statement has read everything. */
  complete(): void {
    const { meter } = this.#owner;
    meter.runningSplits -= this.#statementSplits;
    meter.completedSplits += this.#statementSplits;
    this.#statementSplits = 0;
  }

  /** Ends appenders: they belong to the connection, which is about to go. */
  close(): void {
    for (const { table } of this.#states.values()) {
      try {
        table?.finish();
      } catch {
        // Rows that can't be kept are dropped right after.
      }
    }
  }

  /** Gives back what was taken. The connection must have been closed. */
  release(): void {
    for (const release of this.#releases.splice(0)) release();
  }

  #state(planNodeId: string): SourceState {
    const state = this.#states.get(planNodeId);
    if (state === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Fragment has no source ${planNodeId}`);
    return state;
  }

  #check(): void {
    if (this.#owner.signal.aborted) throw new TrinoError('USER_CANCELED', 'Task was canceled');
  }

  async #tableOf(state: SourceState): Promise<StagedTable> {
    const { table, columns, types } = state.source;
    state.table ??= await StagedTable.create(await this.#owner.connect(), table, columns, types);
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

  /** Rows that never change are read together, unless only the first of them are wanted. */
  async #findStable(): Promise<void> {
    for (const state of this.#states.values()) {
      const { scan } = state.source;
      if (scan === undefined) continue;
      // What the coordinator's main thread reads comes as pages; a split of a catalog that isn't known at all is refused.
      if (!this.#context.connectors.has(scan.table.catalogHandle)) continue;
      const connector = await this.#context.connectors.get(scan.table.catalogHandle);
      state.stored = connector.stored;
      if (scan.rowLimit === undefined) state.stable = connector.pages.stable;
    }
  }

  /** Reads splits as they come, until every source has ended. */
  async #readSplits(): Promise<void> {
    const states = [...this.#states.values()];
    for (;;) {
      this.#check();
      for (const state of states) this.#beginStable(state);
      const state = states.find(
        ({ splits, stable, stored, ended }) =>
          splits.length > 0 && ((stable === undefined && stored === undefined) || ended),
      );
      if (state?.stored !== undefined) {
        const { stored } = state;
        await this.#owner.atWork(() => this.#readStored(state, stored));
      } else if (state?.stable !== undefined) {
        const { stable } = state;
        await this.#owner.atWork(() => this.#readStable(state, stable));
      } else if (state !== undefined) {
        await this.#owner.atWork(() => this.#scan(state, state.splits.shift() as Split));
      } else if (states.every(({ ended }) => ended)) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }

  /** Rows that are read together: their splits don't wait for each other, and more of them may come. */
  #beginStable(state: SourceState): void {
    const fresh = state.splits.length - state.begun;
    if ((state.stable === undefined && state.stored === undefined) || fresh === 0) return;
    state.begun += fresh;
    this.#owner.meter.queuedSplits -= fresh;
    this.#owner.meter.runningSplits += fresh;
    this.#owner.onProgress();
  }

  async #readStable(state: SourceState, stable: StableRows): Promise<void> {
    const { source, splits } = state;
    await this.#checkCatalogs(source, splits);
    const request = stableSource(source, stable, splits);
    const start = now();
    const kept = await this.#context.kept.acquire(request, this.#owner.signal);
    let rows: SqlRows;
    if (kept === undefined) {
      rows = await this.#stream(request);
    } else {
      this.#releases.push(() => {
        kept.release();
      });
      this.#owner.meter.keptInput(source.planNodeId, kept.rows, kept.bytes, now() - start);
      rows = kept;
    }
    const connection = await this.#owner.connect();
    await this.#context.statements.inTurn(
      () => execute(connection, sourceView(request, rows)),
      this.#owner.signal,
    );
    this.#statementSplits += state.begun;
    splits.length = 0;
    state.begun = 0;
    state.named = true;
  }

  async #readStored(state: SourceState, stored: StoredRowHandles): Promise<void> {
    const { source, splits } = state;
    const { scan } = source;
    if (scan === undefined) throw new Error(`Source ${source.planNodeId} is no table scan`);
    await this.#checkCatalogs(source, splits);
    const start = now();
    const rows = await this.#context.stored.scan(
      scan.table.catalogHandle,
      splits.map((split) => stored.slice(split.connectorSplit)),
      {
        source,
        indexes: scan.columnHandles.map((handle) => stored.columnIndex(handle as WireHandle)),
        sampleRatio: stored.sampleRatio(scan.table.connectorHandle),
      },
    );
    this.#releases.push(rows.release);
    this.#owner.meter.keptInput(source.planNodeId, rows.rows, rows.bytes, now() - start);
    const connection = await this.#owner.connect();
    await this.#context.statements.inTurn(() => execute(connection, rows.sql), this.#owner.signal);
    this.#statementSplits += state.begun;
    splits.length = 0;
    state.begun = 0;
    state.named = true;
  }

  /** Too many rows to be kept: the statement pulls them. */
  async #stream({ source, stable, table, catalog, splits, columns }: StableSource): Promise<SqlRows> {
    const { meter } = this.#owner;
    const scan = stable.scan(table, splits);
    const pages = await this.#context.openPages(catalog, scan);
    meter.expectStreamed(scan.rowEstimate);
    const stream = streamOf(scan, columns, pages, (rows, bytes) => {
      meter.streamedInput(source.planNodeId, rows, bytes);
    });
    const { sql, remove } = this.#context.streams.add(await this.#owner.connect(), stream);
    this.#releases.push(remove);
    return { table: sql, columns: columns.map((_, index) => `c${index + 1}`), rows: scan.rowEstimate };
  }

  /** @throws TrinoError when splits are not of the table's catalog */
  async #checkCatalogs({ scan }: FragmentSource, splits: readonly Split[]): Promise<void> {
    for (const { catalogHandle } of splits) {
      if (catalogHandle === scan?.table.catalogHandle) continue;
      await this.#context.connectors.get(catalogHandle);
      throw new TrinoError(
        'GENERIC_INTERNAL_ERROR',
        `A split of ${catalogHandle} for a table of another catalog`,
      );
    }
  }

  async #scan(state: SourceState, split: Split): Promise<void> {
    const { scan, leaf, planNodeId } = state.source;
    const { meter } = this.#owner;
    if (scan === undefined && leaf === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Splits for the exchange ${planNodeId}`);
    meter.queuedSplits--;
    meter.runningSplits++;
    const limit = scan?.rowLimit ?? Infinity;
    if (state.rows < limit) {
      const pages = await this.#pagesOf(state.source, split);
      let start = now();
      for (const page of pages) {
        await this.#stage(state, page);
        const end = now();
        meter.input(planNodeId, 'scan', page.positions, pageBytes(page), end - start);
        if (state.rows >= limit) break;
        await this.#letOthers(end);
        this.#check();
        start = now();
      }
    }
    meter.runningSplits--;
    meter.completedSplits++;
    this.#owner.onProgress();
  }

  /** The rows of a split: a table's, or what a table function makes. @throws TrinoError when the handles are of neither */
  async #pagesOf({ scan, leaf, planNodeId }: FragmentSource, split: Split): Promise<Iterable<Page>> {
    if (scan !== undefined) {
      const connector = await this.#context.connectors.get(split.catalogHandle);
      // Handles are opaque to the engine: the connector checks its own.
      return connector.pages.pages(
        split.connectorSplit,
        scan.table.connectorHandle,
        scan.columnHandles as readonly WireHandle[],
      );
    }
    const made = leaf && leafFunction(leaf);
    if (leaf === undefined || made === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Splits for the exchange ${planNodeId}`);
    return made.pages(leaf, split.connectorSplit);
  }

  /** Gives the thread away when this run has had it for a while. @param time now, ns */
  async #letOthers(time: number): Promise<void> {
    if (time - this.#sliceStart < scanSliceMillis * 1e6) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#sliceStart = now();
  }
}

/** As Trino counts: a block has a byte more for each position. */
function pageBytes(page: Page): number {
  return page.columns.reduce((sum, column) => sum + vectorBytes(column) + page.positions, 0);
}
