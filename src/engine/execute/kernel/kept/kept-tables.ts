import type { StableRows, WireHandle } from '../../../catalog/connector.ts';
import type { Vector } from '../../../pages/vector.ts';
import type { Type } from '../../../types/type.ts';
import { duckdb } from '../../duckdb/bindings.ts';
import type { Connection, Database } from '../../duckdb/bindings.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { ColumnFeeder, rowNumberColumn } from '../../duckdb/column-feed.ts';
import { trinoErrorOf } from '../../duckdb/duckdb-error.ts';
import { connect, execute } from '../../duckdb/database.ts';
import { printType } from '../../duckdb/sql/print-sql.ts';
import { StatementQueue } from '../statement-queue.ts';
import type { ColumnMaker } from './column-maker.ts';
import { estimatedValueBytes, keptColumnBytes, keptVectorBytes, rowNumberBytes } from './column-size.ts';
import { KeptTable } from './kept-table.ts';
import type { KeptColumn } from './kept-table.ts';
import { SharedWork, waitFor } from './shared-work.ts';

/** What a run wants to read. */
export interface KeptRequest {
  /** Handle as in splits. */
  readonly catalog: string;
  readonly stable: StableRows;
  readonly table: WireHandle;
  readonly splits: readonly WireHandle[];
  /** Columns in order, as the connector names them. */
  readonly columns: readonly { readonly name: string; readonly type: Type }[];
}

/** Columns that stay until they're released. */
export interface KeptScan {
  /** Name of the table in DuckDB; undefined when no column was asked for and there is none. */
  readonly table: string | undefined;
  /** Names of the columns in DuckDB, in the order asked for. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** Bytes of these columns, as Trino counts them. */
  readonly bytes: number;
  release(): void;
}

export interface KeptTablesOptions {
  readonly database: Database;
  readonly statements: StatementQueue;
  readonly maker: ColumnMaker;
  /** Bytes that all kept columns may have together. */
  readonly limitBytes: number;
}

/** Columns that are made at once: while DuckDB takes one over, the next is drawn. */
const columnsAtOnce = 2;

/** Row numbers are 32 bits wide. */
const maxRows = 2 ** 31 - 1;

/**
 * Tables that were scanned, as columns in DuckDB: a second scan costs nothing, and DuckDB sees a table with statistics.
 *
 * Only what was asked for is made. Runs that want the same column wait for one making. A column is in use from the time a run
 * asks for it until that run ends; of the others the least recently used go when the limit is reached.
 */
export class KeptTables {
  readonly #options: KeptTablesOptions;
  readonly #feeder = new ColumnFeeder();
  readonly #tables = new Map<string, KeptTable>();
  readonly #making = new StatementQueue(columnsAtOnce);
  #lastName = 0;
  #time = 0;

  constructor(options: KeptTablesOptions) {
    this.#options = options;
  }

  /** Bytes of all columns, and of those that are being made. */
  get usedBytes(): number {
    let bytes = 0;
    for (const table of this.#tables.values()) bytes += tableBytes(table);
    return bytes;
  }

  /**
   * Finds or makes columns of a table.
   * @returns undefined when they can't be kept: more bytes than the limit leaves beside what is in use
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
    let table = this.#tables.get(key);
    const known = table;
    const present = known === undefined ? [] : wanted.flatMap((column) => usable(known, column.key) ?? []);
    // What is there must not make room for the rest.
    for (const column of present) column.pins++;
    const missing = wanted.filter((column) => known === undefined || usable(known, column.key) === undefined);
    const fits = this.#makeRoom(scan.rowEstimate, known, missing);
    for (const column of present) column.pins--;
    if (!fits) return undefined;
    table ??= new KeptTable(key, request.catalog, `kept_${++this.#lastName}`, scan.pieces());
    this.#tables.set(key, table);
    return this.#pin(table, wanted, scan.rowEstimate, signal);
  }

  /** Waits for changes that are under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#tables.values()].map((table) => table.change(() => Promise.resolve())));
  }

  async #pin(
    table: KeptTable,
    wanted: readonly WantedColumn[],
    rowEstimate: number,
    signal: AbortSignal,
  ): Promise<KeptScan> {
    table.pins++;
    const columns = wanted.map((column) => {
      const pinned = usable(table, column.key) ?? this.#start(table, column, rowEstimate);
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
      this.#makeRoom(0, undefined, []);
      this.#dropEmpty(table);
    };
    try {
      await Promise.all([waitFor(table.pieces(), signal), ...columns.map(({ work }) => work.wait(signal))]);
    } catch (error) {
      release();
      throw error;
    }
    return {
      table: table.created ? table.name : undefined,
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
    const pieces = await table.pieces();
    await this.#making.inTurn(async () => {
      signal.throwIfAborted();
      const { maker } = this.#options;
      const vectors = await maker.make(table.catalog, pieces, column.source, signal);
      const bytes = vectors.reduce((sum, vector) => sum + keptVectorBytes(vector), 0);
      await table.change(async () => {
        signal.throwIfAborted();
        await this.#withConnection(async (connection) => {
          await this.#create(connection, table);
          await this.#addColumn(connection, table, column, vectors);
        });
        column.bytes = keptColumnBytes(table.rows, bytes);
        // A block has a byte more for each position: whether it is null.
        column.pageBytes = bytes + table.rows;
        column.ready = true;
      });
    });
  }

  async #create(connection: Connection, table: KeptTable): Promise<void> {
    if (table.created) return;
    await this.#execute(
      connection,
      `CREATE TABLE "${table.name}" AS SELECT CAST(range AS INTEGER) AS "${rowNumberColumn}" FROM range(${table.rows})`,
    );
    table.created = true;
  }

  async #addColumn(
    connection: Connection,
    table: KeptTable,
    { name, type }: KeptColumn,
    vectors: readonly Vector[],
  ): Promise<void> {
    try {
      await this.#options.statements.inTurn(() =>
        this.#feeder.addColumn(connection, table.name, table.rows, { name, type, pieces: vectors }),
      );
      // How many different values there are: DuckDB orders joins by that, and counts it by itself only when rows are inserted.
      await this.#execute(connection, `VACUUM ANALYZE "${table.name}"("${name}")`);
    } catch (error) {
      await this.#execute(connection, `ALTER TABLE "${table.name}" DROP COLUMN IF EXISTS "${name}"`);
      throw trinoErrorOf(error);
    }
  }

  /**
   * Drops the least recently used columns until others find room.
   * @param table they're for; undefined for a new one
   * @returns false, and nothing is dropped, when there can't be so much room
   */
  #makeRoom(rowEstimate: number, table: KeptTable | undefined, missing: readonly WantedColumn[]): boolean {
    const sizes = missing.map(({ type }) => estimatedColumnBytes(rowEstimate, type));
    if (sizes.length > 0 && table?.created !== true) sizes.push(rowEstimate * rowNumberBytes);
    // While it's made, a column is there twice.
    const needed = sizes.reduce((sum, size) => sum + size, Math.max(0, ...sizes));
    let free = this.#options.limitBytes - this.usedBytes - needed;
    if (free >= 0) return missing.length === 0 || rowEstimate < maxRows;
    const tables = [...this.#tables.values()];
    const idle = tables.flatMap((owner) => idleColumns(owner).map((column) => ({ owner, column })));
    const droppable = tables.reduce((sum, owner) => sum + idleBytes(owner), 0);
    if (missing.length > 0 && (free + droppable < 0 || rowEstimate >= maxRows)) return false;
    idle.sort((a, b) => a.column.lastUse - b.column.lastUse);
    for (const { owner, column } of idle) {
      if (free >= 0) break;
      free += this.#drop(owner, column);
    }
    return true;
  }

  /** @returns bytes that are free then */
  #drop(table: KeptTable, column: KeptColumn): number {
    table.columns.delete(column.key);
    if (this.#dropEmpty(table)) return column.bytes + rowNumberBytesOf(table);
    this.#background(table, `ALTER TABLE "${table.name}" DROP COLUMN "${column.name}"`);
    return column.bytes;
  }

  /** A table without columns that nobody reads is forgotten. */
  #dropEmpty(table: KeptTable): boolean {
    if (table.columns.size > 0 || table.pins > 0 || this.#tables.get(table.key) !== table) return false;
    this.#tables.delete(table.key);
    if (table.created) this.#background(table, `DROP TABLE "${table.name}"`);
    return true;
  }

  #background(table: KeptTable, sql: string): void {
    table
      .change(() => this.#withConnection((connection) => this.#execute(connection, sql)))
      // What can't be dropped only takes room; DuckDB says no to that when it is about to end.
      .catch(() => undefined);
  }

  async #withConnection(work: (connection: Connection) => Promise<void>): Promise<void> {
    const connection = await connect(this.#options.database);
    try {
      await work(connection);
    } finally {
      duckdb.disconnect_sync(connection);
    }
  }

  #execute(connection: Connection, sql: string): Promise<void> {
    return this.#options.statements.inTurn(() => execute(connection, sql));
  }
}

interface WantedColumn {
  readonly key: string;
  readonly source: string;
  readonly type: Type;
}

/** A column that is there or is being made. */
function usable(table: KeptTable, key: string): KeptColumn | undefined {
  const column = table.columns.get(key);
  return column?.work.abandoned === true && !column.ready ? undefined : column;
}

function estimatedColumnBytes(rows: number, type: Type): number {
  return keptColumnBytes(rows, rows * estimatedValueBytes(type));
}

function rowNumberBytesOf(table: KeptTable): number {
  return table.created ? table.rows * rowNumberBytes : 0;
}

function tableBytes(table: KeptTable): number {
  let bytes = rowNumberBytesOf(table);
  for (const column of table.columns.values()) bytes += column.bytes;
  return bytes;
}

/** Columns that nobody reads or waits for. */
function idleColumns(table: KeptTable): KeptColumn[] {
  return [...table.columns.values()].filter(({ ready, pins }) => ready && pins === 0);
}

function idleBytes(table: KeptTable): number {
  const idle = idleColumns(table);
  if (table.pins === 0 && idle.length === table.columns.size) return tableBytes(table);
  return idle.reduce((sum, { bytes }) => sum + bytes, 0);
}
