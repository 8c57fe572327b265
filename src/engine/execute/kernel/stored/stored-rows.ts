import type { StoredRowHandles, StoredSlice, StoredTarget } from '../../../catalog/connector.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { duckdb } from '../../duckdb/bindings.ts';
import type { Connection, Database } from '../../duckdb/bindings.ts';
import { connect, execute } from '../../duckdb/database.ts';
import { inMemoryTableBytes } from '../database-memory.ts';
import type { StatementQueue } from '../statement-queue.ts';
import { blockColumn, pieceBytes } from './stored-block.ts';
import type { StoredBlock, StoredPiece } from './stored-block.ts';
import { scanView, stretchesOf } from './stored-scan.ts';
import type { ScanColumns, SliceOfPieces } from './stored-scan.ts';
import { StoredWrite } from './stored-write.ts';

/** A scan that reads more blocks than this merges small ones first. */
const maxBlocksOfScan = 16;

/** A block of more rows isn't small. */
const smallBlockRows = 50_000;

/** What a statement reads, until it's given back. */
export interface StoredScan {
  /** Makes the view. */
  readonly sql: string;
  readonly rows: number;
  readonly bytes: number;
  readonly release: () => void;
}

interface StoredNumber {
  readonly id: bigint;
  pieces: StoredPiece[];
}

/** The rows of a catalog on this node. */
interface StoredCatalog {
  readonly numbers: Map<bigint, StoredNumber>;
  readonly writes: Set<StoredWrite>;
  maxBytes: number;
}

/**
 * Rows that were written to tables whose connector leaves them to the nodes (memory): in tables of DuckDB, which spill like everything
 * else when memory is short, and go with the process.
 *
 * A number may have rows of several tasks. They are read as a view, so a scan costs what DuckDB's scan costs. Many small writes to a
 * table would make many blocks: the first scan that reads them together merges them.
 */
export class StoredRows {
  readonly #database: Database;
  readonly #statements: StatementQueue;
  readonly #catalogs = new Map<string, StoredCatalog>();
  #blocks = 0;
  #merging: Promise<unknown> = Promise.resolve();
  /** Drops that run. */
  readonly #drops = new Set<Promise<void>>();

  constructor(database: Database, statements: StatementQueue) {
    this.#database = database;
    this.#statements = statements;
  }

  /** Bytes of all catalogs, as Trino's pages would take them. */
  get bytes(): number {
    return [...this.#catalogs.values()].reduce((sum, catalog) => sum + bytesOf(catalog), 0);
  }

  /** Tables in DuckDB that rows are in, of writes that run, too. */
  async blockCount(): Promise<number> {
    await Promise.all(this.#drops);
    const blocks = new Set<StoredBlock>();
    let writes = 0;
    for (const catalog of this.#catalogs.values()) {
      writes += catalog.writes.size;
      for (const { pieces } of catalog.numbers.values()) for (const { block } of pieces) blocks.add(block);
    }
    return blocks.size + writes;
  }

  /** Begins a task's write, and drops what nobody can read any more. The write must be closed at the end. */
  beginWrite(catalogHandle: string, target: StoredTarget, { maxBytes }: StoredRowHandles): StoredWrite {
    const catalog = this.#catalog(catalogHandle, maxBytes);
    this.#dropInactive(catalog, target.activeIds);
    // From now on the number is known here, even if no row comes.
    const number = this.#number(catalog, target.id);
    const write: StoredWrite = new StoredWrite(target, {
      freshName: () => `stored${++this.#blocks}`,
      inTurn: (work) => this.#statements.inTurn(work),
      tableBytes: () => inMemoryTableBytes(this.#database),
      room: () => catalog.maxBytes - bytesOf(catalog),
      add: (piece) => {
        if (piece.rows === 0) {
          this.#dropLater(piece.block.name);
          return;
        }
        piece.block.users++;
        number.pieces.push(piece);
      },
      dropBlock: async (name) => {
        catalog.writes.delete(write);
        await this.#drop(name);
      },
      limitError: () =>
        new TrinoError(
          'MEMORY_LIMIT_EXCEEDED',
          `Memory limit [${catalog.maxBytes}] for memory connector exceeded`,
        ),
    });
    catalog.writes.add(write);
    return write;
  }

  /** A write has come to its end, whichever. */
  async endWrite(catalogHandle: string, write: StoredWrite): Promise<void> {
    this.#catalogs.get(catalogHandle)?.writes.delete(write);
    await write.close();
  }

  /**
   * What a scan reads.
   * @throws TrinoError MISSING_DATA when rows that the slices stand for aren't here
   */
  async scan(
    catalogHandle: string,
    slices: readonly StoredSlice[],
    columns: ScanColumns,
  ): Promise<StoredScan> {
    const catalog = this.#catalogs.get(catalogHandle);
    const found = (): SliceOfPieces[] => slices.map((slice) => ({ slice, pieces: piecesOf(catalog, slice) }));
    let stretches = stretchesOf(found());
    if (new Set(stretches.map(({ block }) => block)).size > maxBlocksOfScan && catalog !== undefined) {
      await this.#merge(catalog, slices);
      stretches = stretchesOf(found());
    }
    const blocks = new Set(stretches.map(({ block }) => block));
    for (const block of blocks) block.users++;
    const taken = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
    return {
      sql: scanView(columns, stretches),
      rows: taken,
      bytes: bytesOfColumns(found(), columns.indexes, taken),
      release: () => {
        for (const block of blocks) this.#leave(block);
      },
    };
  }

  /** Waits for drops that run. */
  async close(): Promise<void> {
    await this.#merging;
    await Promise.all(this.#drops);
  }

  #catalog(handle: string, maxBytes: number): StoredCatalog {
    let catalog = this.#catalogs.get(handle);
    if (catalog === undefined) {
      catalog = { numbers: new Map(), writes: new Set(), maxBytes };
      this.#catalogs.set(handle, catalog);
    }
    return catalog;
  }

  #number(catalog: StoredCatalog, id: bigint): StoredNumber {
    let number = catalog.numbers.get(id);
    if (number === undefined) {
      number = { id, pieces: [] };
      catalog.numbers.set(id, number);
    }
    return number;
  }

  /**
   * A number that is missing among the active ones is one that was dropped, unless it is higher than all of them: then it may have been
   * given out after the list was made.
   */
  #dropInactive(catalog: StoredCatalog, activeIds: readonly bigint[]): void {
    const active = new Set(activeIds);
    let highest: bigint | undefined;
    for (const id of active) if (highest === undefined || id > highest) highest = id;
    if (highest === undefined) return;
    const isGone = (id: bigint): boolean => id < highest && !active.has(id);
    for (const write of catalog.writes) if (isGone(write.id)) write.abandoned = true;
    for (const [id, { pieces }] of catalog.numbers) {
      if (!isGone(id)) continue;
      catalog.numbers.delete(id);
      for (const { block } of pieces) this.#leave(block);
    }
  }

  #leave(block: StoredBlock): void {
    if (--block.users === 0) this.#dropLater(block.name);
  }

  #dropLater(name: string): void {
    const drop = this.#drop(name).catch(() => undefined);
    this.#drops.add(drop);
    void drop.finally(() => this.#drops.delete(drop));
  }

  async #drop(name: string): Promise<void> {
    await this.#withConnection((connection) => execute(connection, `DROP TABLE IF EXISTS "${name}"`));
  }

  /** Merges the small blocks of what is read together, one merge after the other. */
  async #merge(catalog: StoredCatalog, slices: readonly StoredSlice[]): Promise<void> {
    const merge = this.#merging.then(async () => {
      const ids = new Set(slices.map(({ id }) => id));
      const small = new Map<string, { readonly number: StoredNumber; readonly piece: StoredPiece }[]>();
      for (const id of ids) {
        const number = catalog.numbers.get(id);
        for (const piece of number?.pieces ?? []) {
          // A piece of a merged block has neighbours of its number there already.
          if (number === undefined || piece.block.rows > smallBlockRows) continue;
          const key = piece.block.types.join();
          small.set(key, [...(small.get(key) ?? []), { number, piece }]);
        }
      }
      for (const group of small.values()) if (group.length > 1) await this.#mergeGroup(group);
    });
    this.#merging = merge.catch(() => undefined);
    await merge;
  }

  async #mergeGroup(
    group: readonly { readonly number: StoredNumber; readonly piece: StoredPiece }[],
  ): Promise<void> {
    const name = `stored${++this.#blocks}`;
    const types = group[0]?.piece.block.types ?? [];
    const columns = types.map((_, index) => `"${blockColumn(index)}"`).join(', ');
    const rows = group.reduce((sum, { piece }) => sum + piece.rows, 0);
    const queries = group.map(
      ({ piece: { block, start, rows: count } }) =>
        `SELECT ${columns} FROM "${block.name}" WHERE rowid >= ${start} AND rowid < ${start + count}`,
    );
    const merged: StoredBlock = { name, types, rows, users: 1 };
    await this.#withConnection((connection) =>
      execute(connection, `CREATE TABLE "${name}" AS ${queries.join(' UNION ALL ')}`),
    );
    let start = 0;
    for (const { number, piece } of group) {
      const at = number.pieces.indexOf(piece);
      // Dropped meanwhile: nobody reads this stretch of the merged block.
      if (at >= 0 && this.#isKnown(number)) {
        number.pieces[at] = { ...piece, block: merged, start };
        merged.users++;
        this.#leave(piece.block);
      }
      start += piece.rows;
    }
    this.#leave(merged);
  }

  #isKnown(number: StoredNumber): boolean {
    return [...this.#catalogs.values()].some(({ numbers }) => numbers.get(number.id) === number);
  }

  async #withConnection(work: (connection: Connection) => Promise<void>): Promise<void> {
    const connection = await connect(this.#database);
    try {
      await this.#statements.inTurn(() => work(connection));
    } finally {
      duckdb.disconnect_sync(connection);
    }
  }
}

function piecesOf(catalog: StoredCatalog | undefined, slice: StoredSlice): readonly StoredPiece[] {
  const number = catalog?.numbers.get(slice.id);
  if (number === undefined) throw new TrinoError('MISSING_DATA', 'Failed to find table on a worker.');
  const rows = number.pieces.reduce((sum, piece) => sum + piece.rows, 0);
  if (rows < slice.expectedRows) {
    throw new TrinoError(
      'MISSING_DATA',
      `Expected to find [${slice.expectedRows}] rows on a worker, but found [${rows}].`,
    );
  }
  return number.pieces;
}

function bytesOf({ numbers }: StoredCatalog): number {
  let bytes = 0;
  for (const { pieces } of numbers.values()) for (const piece of pieces) bytes += pieceBytes(piece);
  return bytes;
}

/** About what the scan's columns take of the rows that it reads. */
function bytesOfColumns(
  slices: readonly SliceOfPieces[],
  indexes: readonly number[],
  rowsTaken: number,
): number {
  let rows = 0;
  let bytes = 0;
  for (const piece of new Set(slices.flatMap(({ pieces }) => pieces))) {
    rows += piece.rows;
    for (const index of indexes) bytes += piece.columnBytes[index] ?? piece.rows;
  }
  return rows === 0 ? 0 : Math.round((bytes * Math.min(rowsTaken, rows)) / rows);
}
