import type { Type } from '../../types/type.ts';
import type { Page } from '../../pages/vector.ts';
import { duckdb } from './bindings.ts';
import type { Connection, DataChunk } from './bindings.ts';
import { execute } from './database.ts';
import { trinoErrorOf } from './duckdb-error.ts';
import { columnReader } from './read-column.ts';
import type { ColumnReader } from './column-reader.ts';

/** Gathers chunks of a result into pages. */
export class PageGatherer {
  readonly #readers: readonly ColumnReader[];
  #rows = 0;

  constructor(types: readonly Type[]) {
    this.#readers = types.map(columnReader);
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    let bytes = 0;
    for (const reader of this.#readers) bytes += reader.bytes;
    return bytes;
  }

  append(chunk: DataChunk): void {
    const rows = duckdb.data_chunk_get_size(chunk);
    for (let index = 0; index < this.#readers.length; index++) {
      (this.#readers[index] as ColumnReader).append(duckdb.data_chunk_get_vector(chunk, index), rows);
    }
    this.#rows += rows;
  }

  take(): Page {
    const positions = this.#rows;
    this.#rows = 0;
    return { positions, columns: this.#readers.map((reader) => reader.take()) };
  }
}

/** Takes turns in calling DuckDB: see StatementQueue. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs a query to its end.
 *
 * A small result is materialised: then every error is thrown. A stream that fails midway just ends (KERNEL.md), so a
 * streamed query stands in a transaction, which a failure aborts: the next statement tells. The message is lost by then; the
 * query is run once more into a table to learn it.
 * @param bounded whether the result can't be large
 * @param onChunk may wait for its reader: no call into DuckDB is open meanwhile
 * @throws TrinoError
 */
export async function runQuery(
  connection: Connection,
  sql: string,
  bounded: boolean,
  inTurn: InTurn,
  onChunk: (chunk: DataChunk) => Promise<void> | undefined,
): Promise<void> {
  try {
    if (bounded) await materialize(connection, sql, inTurn, onChunk);
    else await stream(connection, sql, inTurn, onChunk);
  } catch (error) {
    throw trinoErrorOf(error);
  }
}

async function materialize(
  connection: Connection,
  sql: string,
  inTurn: InTurn,
  onChunk: (chunk: DataChunk) => Promise<void> | undefined,
): Promise<void> {
  const result = await inTurn(() => duckdb.query(connection, sql));
  const chunks = duckdb.result_chunk_count(result);
  for (let index = 0; index < chunks; index++) await onChunk(duckdb.result_get_chunk(result, index));
}

async function stream(
  connection: Connection,
  sql: string,
  inTurn: InTurn,
  onChunk: (chunk: DataChunk) => Promise<void> | undefined,
): Promise<void> {
  await inTurn(() => execute(connection, 'BEGIN TRANSACTION READ ONLY'));
  const statement = await inTurn(() => duckdb.prepare(connection, sql));
  try {
    const result = await inTurn(() => duckdb.execute_prepared_streaming(statement));
    for (;;) {
      const chunk = await inTurn(() => duckdb.fetch_chunk(result));
      if (chunk === null || duckdb.data_chunk_get_size(chunk) === 0) break;
      await onChunk(chunk);
    }
  } finally {
    duckdb.destroy_prepare_sync(statement);
  }
  // COMMIT alone would end an aborted transaction without a word.
  if (await inTurn(() => succeeds(connection, 'SELECT 1; COMMIT'))) return;
  await inTurn(() => succeeds(connection, 'ROLLBACK'));
  await inTurn(() => execute(connection, `CREATE TEMP TABLE failed_again AS ${sql}`));
  throw new Error('A stream ended early, and its query succeeded when it was run again');
}

async function succeeds(connection: Connection, sql: string): Promise<boolean> {
  try {
    await execute(connection, sql);
    return true;
  } catch {
    return false;
  }
}
