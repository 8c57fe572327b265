import type { StableRows, WireHandle } from '../../../catalog/connector.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { printType } from '../../duckdb/sql/print-sql.ts';
import { StatementQueue } from '../statement-queue.ts';
import type { ColumnMaker } from './column-maker.ts';
import { estimatedValueBytes, keptColumnBytes, keptVectorBytes, rowNumberBytes } from './column-size.ts';
import { referenceOf } from './kept-storage.ts';
import type { KeptStorage } from './kept-storage.ts';
import { KeptTable } from './kept-table.ts';
import type { KeptColumn, KeptPlace } from './kept-table.ts';
import { planRoom } from './plan-room.ts';
import type { DroppedColumn, KeptLimits } from './plan-room.ts';
import { SharedWork } from './shared-work.ts';

/** What a run wants to read. */
export interface KeptRequest {
  /** Handle as in splits. */
  readonly catalog: string;
  readonly stable: StableRows;
  readonly table: WireHandle;
  readonly splits: readonly WireHandle[];
  readonly columns: readonly KeptColumnRequest[];
}

/** A column as the connector names it, and its type in the plan. */
export interface KeptColumnRequest {
  readonly name: string;
  readonly type: Type;
}

/** Columns that stay until they're released. */
export interface KeptScan {
  /** The table in SQL; undefined when no column was asked for and there is none. */
  readonly table: string | undefined;
  /** Names of the columns in DuckDB, in the order asked for. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** Bytes of these columns, as Trino counts them. */
  readonly bytes: number;
  release(): void;
}

export interface KeptTablesOptions {
  readonly storage: KeptStorage;
  readonly maker: ColumnMaker;
  readonly limits: KeptLimits;
}

/** Columns that are made at once: while DuckDB takes one over, the next is drawn. */
const columnsAtOnce = 2;

/** Row numbers are 32 bits wide. */
const maxRows = 2 ** 31 - 1;

/**
 * Tables that were scanned, as columns in DuckDB: a second scan costs nothing, and DuckDB sees a table with statistics.
 *
 * Only what was asked for is made. Runs that want the same column wait for one making. A column is in use from the time a run
 * asks for it until that run ends; of the others the least recently used leave memory for files, and then files, when there is no room.
 */
export class KeptTables {
  readonly #options: KeptTablesOptions;
  readonly #tables = new Map<string, KeptTable>();
  readonly #making = new StatementQueue(columnsAtOnce);
  #limits: KeptLimits;
  /** Tables that go into files: what needs their room waits. */
  #moves: Promise<unknown> = Promise.resolve();
  #lastName = 0;
  #time = 0;

  constructor(options: KeptTablesOptions) {
    this.#options = options;
    this.#limits = options.limits;
  }

  /** Bytes of all columns in memory, and of those that are being made. */
  get memoryBytes(): number {
    return this.#bytesIn('memory');
  }

  /** The same of what lies in files or goes there; it takes less in the file. */
  get fileBytes(): number {
    return this.#bytesIn('moving') + this.#bytesIn('files');
  }

  /**
   * Finds or makes columns of a table.
   * @returns undefined when they can't be kept: more bytes than the limits leave beside what is in use
   * @throws TrinoError from the connector, or USER_CANCELED
   */
  async acquire(request: KeptRequest, signal: AbortSignal): Promise<KeptScan | undefined> {
    const scan = request.stable.scan(request.table, request.splits);
    const key = `${request.catalog} ${scan.key}`;
    const wanted = request.columns.map(({ name, type }) => ({
      key: `${name} ${printType(carrierOf(type))}`,
      source: name,
      type,
    }));
    const known = this.#tables.get(key);
    const place = this.#makeRoom(known, wanted, scan.rowEstimate);
    if (place === undefined || (place === 'files' && !(await this.#openFiles()))) return undefined;
    // Another run may have come first while the file was opened.
    const table =
      this.#tables.get(key) ??
      new KeptTable(key, request.catalog, `kept_${++this.#lastName}`, place, () => scan.pieces());
    this.#tables.set(key, table);
    return this.#pin(table, wanted, scan.rowEstimate, signal);
  }

  /** Waits for changes that are under way. */
  async close(): Promise<void> {
    await this.#moves;
    await Promise.all([...this.#tables.values()].map((table) => table.change(() => Promise.resolve())));
  }

  async #openFiles(): Promise<boolean> {
    try {
      await this.#options.storage.openFiles();
      return true;
    } catch {
      this.#giveUpFiles();
      return false;
    }
  }

  /** The disk is full or broken: from now on there are no files. */
  #giveUpFiles(): void {
    this.#limits = { ...this.#limits, fileBytes: 0 };
  }

  async #pin(
    table: KeptTable,
    wanted: readonly WantedColumn[],
    rowEstimate: number,
    signal: AbortSignal,
  ): Promise<KeptScan> {
    table.pins++;
    const columns = wanted.map((column) => {
      const pinned = table.usable(column.key) ?? this.#start(table, column, rowEstimate);
      pinned.pins++;
      return pinned;
    });
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      table.pins--;
      for (const column of columns) {
        column.pins--;
        column.lastUse = ++this.#time;
      }
      // What was made may have become larger than it looked.
      this.#makeRoom(undefined, [], 0);
      this.#dropEmpty(table);
    };
    try {
      await Promise.all([table.pieces(signal), ...columns.map(({ work }) => work.wait(signal))]);
    } catch (error) {
      release();
      throw error;
    }
    return {
      table: table.created ? referenceOf(table) : undefined,
      columns: columns.map(({ name }) => name),
      rows: table.rows,
      bytes: columns.reduce((sum, { pageBytes }) => sum + pageBytes, 0),
      release,
    };
  }

  /** Begins to make a column. */
  #start(table: KeptTable, { key, source, type }: WantedColumn, rowEstimate: number): KeptColumn {
    const column: KeptColumn = {
      key,
      source,
      type,
      name: `c${++this.#lastName}`,
      bytes: estimatedColumnBytes(rowEstimate, type),
      pageBytes: 0,
      work: new SharedWork((signal) =>
        this.#make(table, column, signal).catch((error: unknown) => {
          if (table.columns.get(key) === column) table.columns.delete(key);
          throw error;
        }),
      ),
      ready: false,
      pins: 0,
      lastUse: ++this.#time,
    };
    table.columns.set(key, column);
    return column;
  }

  async #make(table: KeptTable, column: KeptColumn, signal: AbortSignal): Promise<void> {
    await this.#moves;
    const pieces = await table.pieces(signal);
    await this.#making.inTurn(async () => {
      signal.throwIfAborted();
      const { maker, storage } = this.#options;
      const vectors = await maker.make(table.catalog, pieces, column.source, signal);
      const bytes = vectors.reduce((sum, vector) => sum + keptVectorBytes(vector), 0);
      await table.change(async () => {
        signal.throwIfAborted();
        await storage.addColumn(table, column, vectors);
        column.bytes = keptColumnBytes(table.rows, bytes);
        // A block has a byte more for each position: whether it is null.
        column.pageBytes = bytes + table.rows;
        column.ready = true;
      });
    });
  }

  /**
   * Makes room for the columns that are missing.
   * @param table they belong to; undefined for a new one
   * @returns where they go; undefined, and nothing is changed, when there can't be so much room
   */
  #makeRoom(
    table: KeptTable | undefined,
    wanted: readonly WantedColumn[],
    rowEstimate: number,
  ): 'memory' | 'files' | undefined {
    // What is there must not make room for the rest.
    const present = wanted.flatMap(({ key }) => table?.usable(key) ?? []);
    const missing = wanted.filter(({ key }) => table?.usable(key) === undefined);
    if (missing.length > 0 && rowEstimate > maxRows) return undefined;
    const sizes = missing.map(({ type }) => estimatedColumnBytes(rowEstimate, type));
    const numbers = missing.length > 0 && table?.created !== true ? rowEstimate * rowNumberBytes : 0;
    for (const column of present) column.pins++;
    const plan = planRoom([...this.#tables.values()], this.#limits, {
      table,
      bytes: sizes.reduce((sum, size) => sum + size, numbers),
      largestBytes: Math.max(0, ...sizes),
    });
    for (const column of present) column.pins--;
    if (plan === undefined) return missing.length === 0 ? 'memory' : undefined;
    for (const moved of plan.move) this.#move(moved);
    for (const dropped of plan.drop) this.#drop(dropped);
    return plan.place;
  }

  #move(table: KeptTable): void {
    table.place = 'moving';
    const move = table.change(async () => {
      let moved = false;
      try {
        // Between the answer and the new place nobody else has a turn.
        moved = await this.#options.storage.moveToFiles(table, () => {
          if (table.pins > 0) return false;
          table.place = 'files';
          return true;
        });
      } catch {
        this.#giveUpFiles();
      }
      if (!moved) table.place = 'memory';
    });
    this.#moves = Promise.all([this.#moves, move]);
  }

  #drop({ table, column }: DroppedColumn): void {
    table.columns.delete(column.key);
    if (this.#dropEmpty(table)) return;
    this.#background(table, () => this.#options.storage.dropColumn(table, column));
  }

  /** A table without columns that nobody reads is forgotten. */
  #dropEmpty(table: KeptTable): boolean {
    if (table.columns.size > 0 || table.pins > 0 || this.#tables.get(table.key) !== table) return false;
    this.#tables.delete(table.key);
    this.#background(table, async () => {
      if (table.created) await this.#options.storage.dropTable(table);
    });
    return true;
  }

  #background(table: KeptTable, work: () => Promise<void>): void {
    // What can't be dropped only takes room; DuckDB says no to that when it is about to end.
    table.change(work).catch(() => undefined);
  }

  #bytesIn(place: KeptPlace): number {
    let bytes = 0;
    for (const table of this.#tables.values()) if (table.place === place) bytes += table.bytes;
    return bytes;
  }
}

interface WantedColumn {
  readonly key: string;
  readonly source: string;
  readonly type: Type;
}

function estimatedColumnBytes(rows: number, type: Type): number {
  return keptColumnBytes(rows, rows * estimatedValueBytes(type));
}
