import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import type { StoredTarget } from '../../../catalog/connector.ts';
import { duckdb } from '../../duckdb/bindings.ts';
import type { Connection } from '../../duckdb/bindings.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { execute } from '../../duckdb/database.ts';
import { trinoErrorOf } from '../../duckdb/duckdb-error.ts';
import { columnReader } from '../../duckdb/read-column.ts';
import { printType } from '../../duckdb/sql/print-sql.ts';
import { columnBytesSql } from './column-bytes.ts';
import { blockColumn, pieceBytes } from './stored-block.ts';
import type { StoredBlock, StoredPiece } from './stored-block.ts';

/** What a write needs of the node's store. */
export interface WriteOwner {
  /** A name that no block has yet. */
  freshName(): string;
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Bytes of all tables in DuckDB's memory. */
  tableBytes(): Promise<number>;
  /** Bytes that the catalog's tables may still grow by. */
  room(): number;
  add(piece: StoredPiece): void;
  dropBlock(name: string): Promise<void>;
  limitError(): TrinoError;
}

/** How often a write that runs is looked at, ms. */
const watchMillis = 100;

/** DuckDB's tables are larger than the pages that the limit is about: so much more is let through until the rows are counted. */
const watchFactor = 4;
const watchSlackBytes = 64 * 1024 * 1024;

/**
 * The rows of one task's writer: first in a block that nobody else knows, then, all at once, among the rows of their number.
 *
 * ```
 * new ─▶ filled ─▶ added
 *   └──────┴─────▶ dropped     the task failed, or its number was given up meanwhile
 * ```
 */
export class StoredWrite {
  readonly id: bigint;
  readonly #owner: WriteOwner;
  #name: string | undefined;
  #piece: StoredPiece | undefined;
  /** Nobody will read the number any more. */
  abandoned = false;

  constructor({ id }: StoredTarget, owner: WriteOwner) {
    this.id = id;
    this.#owner = owner;
  }

  /**
   * Copies the rows of a query into the block.
   * @param sql a query without a semicolon; its columns are of `types`, in order
   * @returns how many rows there were
   * @throws TrinoError what the query raises, MEMORY_LIMIT_EXCEEDED
   */
  async fill(connection: Connection, sql: string, types: readonly Type[]): Promise<number> {
    const owner = this.#owner;
    const name = owner.freshName();
    this.#name = name;
    const carriers = types.length > 0 ? types.map((type) => printType(carrierOf(type))) : ['BOOLEAN'];
    const definitions = carriers.map((carrier, index) => `"${blockColumn(index)}" ${carrier}`);
    await owner.inTurn(() => execute(connection, `CREATE TABLE "${name}" (${definitions.join(', ')})`));
    await this.#insert(connection, `INSERT INTO "${name}" ${sql}`);
    const counts = await owner.inTurn(() => numbersOf(connection, measureSql(name, types)));
    const [rows = 0, ...columnBytes] = counts;
    const block: StoredBlock = { name, types: carriers, rows, users: 0 };
    this.#piece = { block, start: 0, rows, columnBytes };
    return rows;
  }

  /** Makes the rows readable. @throws TrinoError MEMORY_LIMIT_EXCEEDED */
  add(): void {
    const piece = this.#piece;
    if (piece === undefined || this.abandoned) return;
    if (pieceBytes(piece) > this.#owner.room()) throw this.#owner.limitError();
    this.#owner.add(piece);
    this.#name = undefined;
    this.#piece = undefined;
  }

  /** Drops what was not added. */
  async close(): Promise<void> {
    const name = this.#name;
    this.#name = undefined;
    this.#piece = undefined;
    if (name !== undefined) await this.#owner.dropBlock(name);
  }

  /** Runs the statement, and interrupts it when what it makes can't be within the limit. */
  async #insert(connection: Connection, sql: string): Promise<void> {
    const owner = this.#owner;
    const most = owner.room() * watchFactor + watchSlackBytes;
    const before = await owner.tableBytes();
    const found = { tooMuch: false };
    let asking = false;
    const watch = setInterval(() => {
      if (asking || found.tooMuch) return;
      asking = true;
      void owner
        .tableBytes()
        .then((bytes) => {
          found.tooMuch = bytes - before > most;
          if (found.tooMuch) duckdb.interrupt(connection);
        })
        .finally(() => {
          asking = false;
        });
    }, watchMillis);
    try {
      await owner.inTurn(() => execute(connection, sql));
    } catch (error) {
      throw found.tooMuch ? owner.limitError() : trinoErrorOf(error);
    } finally {
      clearInterval(watch);
    }
  }
}

/** One row: how many rows a block has, then the bytes of its columns. */
function measureSql(name: string, types: readonly Type[]): string {
  const bytes = types.map((type, index) => columnBytesSql(type, `"${blockColumn(index)}"`));
  const sums = ['count(*)', ...bytes].map((sum) => `CAST(${sum} AS BIGINT)`);
  return `SELECT ${sums.join(', ')} FROM "${name}"`;
}

/** The one row of a query that gives BIGINTs. */
async function numbersOf(connection: Connection, sql: string): Promise<number[]> {
  const result = await duckdb.query(connection, sql);
  const chunk = duckdb.result_get_chunk(result, 0);
  return Array.from({ length: duckdb.column_count(result) }, (_, index) => {
    const reader = columnReader({ kind: 'bigint' });
    reader.append(duckdb.data_chunk_get_vector(chunk, index), 1);
    const vector = reader.take();
    return vector.kind === 'long' ? Number(vector.values[0]) : 0;
  });
}
