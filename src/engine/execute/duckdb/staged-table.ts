import type { Page } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { placeholderColumn } from '../translate/relation.ts';
import { appendColumn } from './append-column.ts';
import { chunkRows, duckdb } from './bindings.ts';
import type { Connection, DataChunk } from './bindings.ts';
import { carrierOf, logicalTypeOf } from './carrier.ts';
import { execute } from './database.ts';
import { printType } from './sql/print-sql.ts';
import type { SqlType } from './sql/sql-type.ts';
import { named } from './sql/sql-type.ts';

/**
 * Rows that wait for a fragment's statement, in a temporary table of the task's connection: DuckDB spills it under pressure, and
 * drops it with the connection.
 */
export class StagedTable {
  readonly #connection: Connection;
  readonly #name: string;
  readonly #types: readonly Type[];
  readonly #carriers: readonly SqlType[];
  /** Filled again and again: a new one for every 2048 rows costs as much as what is put in, and stays until garbage is collected. */
  #chunk: DataChunk | undefined;
  #appender: ReturnType<typeof duckdb.appender_create> | undefined;

  private constructor(connection: Connection, name: string, types: readonly Type[]) {
    this.#connection = connection;
    this.#name = name;
    this.#types = types;
    // A table has a column at least.
    this.#carriers = types.length > 0 ? types.map(carrierOf) : [named('BOOLEAN')];
  }

  /** @param name and column names are generated ones, never the user's */
  static async create(
    connection: Connection,
    name: string,
    columns: readonly string[],
    types: readonly Type[],
  ): Promise<StagedTable> {
    const table = new StagedTable(connection, name, types);
    const names = columns.length > 0 ? columns : [placeholderColumn];
    const definitions = names.map(
      (column, index) => `"${column}" ${printType(table.#carriers[index] as SqlType)}`,
    );
    await execute(connection, `CREATE TEMP TABLE "${name}" (${definitions.join(', ')})`);
    return table;
  }

  /** Copies all rows of a page. Blocks the thread for as long as that takes: pages are about a megabyte. */
  append(page: Page): void {
    this.#appender ??= duckdb.appender_create(this.#connection, null, this.#name);
    const chunk = (this.#chunk ??= duckdb.create_data_chunk(this.#carriers.map(logicalTypeOf)));
    for (let start = 0; start < page.positions; start += chunkRows) {
      const rows = Math.min(chunkRows, page.positions - start);
      duckdb.data_chunk_reset(chunk);
      for (const [index, column] of page.columns.entries()) {
        appendColumn(
          duckdb.data_chunk_get_vector(chunk, index),
          column,
          this.#types[index] as Type,
          start,
          rows,
        );
      }
      duckdb.data_chunk_set_size(chunk, rows);
      duckdb.append_data_chunk(this.#appender, chunk);
    }
  }

  /** Makes the rows visible. No more rows may come afterwards. */
  finish(): void {
    if (this.#appender === undefined) return;
    duckdb.appender_close_sync(this.#appender);
    this.#appender = undefined;
    this.#chunk = undefined;
  }
}
