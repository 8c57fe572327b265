import { concatenate } from '../../pages/concatenate.ts';
import { rangeOf, selectPositions } from '../../pages/select-positions.ts';
import { vectorPositions } from '../../pages/vector-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { appendColumn } from './append-column.ts';
import { duckdb } from './bindings.ts';
import type { Connection, DuckVector } from './bindings.ts';
import { carrierOf, logicalTypeOf } from './carrier.ts';
import { execute } from './database.ts';
import { printType } from './sql/print-sql.ts';
import { named } from './sql/sql-type.ts';

/** The column of row numbers, from 0, that a table must have to be fed. */
export const rowNumberColumn = 'n';

/** A column on its way into a table. @property name a generated one */
export interface FedColumn {
  readonly name: string;
  readonly type: Type;
  readonly pieces: readonly Vector[];
}

/** Values of a column by piece, in the order of the table's rows. */
interface Feed {
  readonly type: Type;
  readonly pieces: readonly Vector[];
  /** Row number of each piece's first value, and at last the number of rows. */
  readonly starts: readonly number[];
}

/**
 * Adds columns to tables from vectors. DuckDB rewrites a column's type by an expression over other columns: a function of
 * ours that looks its values up by row number makes a column that way, in bulk and in parallel, without touching what the table
 * has already. Statements that read the table meanwhile go on with what they began with.
 */
export class ColumnFeeder {
  /** Functions by the type they return: DuckDB tells them apart by name. */
  readonly #functions = new Map<string, string>();
  readonly #feeds = new Map<number, Feed>();
  #nextFeed = 1;

  /**
   * Adds a column to a table that has `rowNumberColumn`. When it fails the table may have an empty column of that name.
   * @param table in SQL @param rows of the table; as many values has the column
   * @throws what DuckDB says
   */
  async addColumn(
    connection: Connection,
    table: string,
    rows: number,
    { name, type, pieces }: FedColumn,
  ): Promise<void> {
    const carrier = printType(carrierOf(type));
    const starts = [0];
    for (const piece of pieces) starts.push((starts.at(-1) as number) + vectorPositions(piece));
    if (starts.at(-1) !== rows)
      throw new Error(`A column of ${starts.at(-1)} values for a table of ${rows} rows`);
    const feed = this.#nextFeed++;
    this.#feeds.set(feed, { type, pieces, starts });
    try {
      await execute(connection, `ALTER TABLE ${table} ADD COLUMN "${name}" ${carrier}`);
      const values = `${this.#functionOf(connection, type)}(${feed}::INTEGER, "${rowNumberColumn}")`;
      await execute(
        connection,
        `ALTER TABLE ${table} ALTER COLUMN "${name}" TYPE ${carrier} USING ${values}`,
      );
    } finally {
      this.#feeds.delete(feed);
    }
  }

  #functionOf(connection: Connection, type: Type): string {
    const carrier = carrierOf(type);
    const key = printType(carrier);
    const known = this.#functions.get(key);
    if (known !== undefined) return known;
    const name = `fed_values_${this.#functions.size + 1}`;
    const integer = logicalTypeOf(named('INTEGER'));
    const fn = duckdb.create_scalar_function();
    duckdb.scalar_function_set_name(fn, name);
    duckdb.scalar_function_set_return_type(fn, logicalTypeOf(carrier));
    duckdb.scalar_function_add_parameter(fn, integer);
    duckdb.scalar_function_add_parameter(fn, integer);
    // Or it would be called once for all rows.
    duckdb.scalar_function_set_volatile(fn);
    duckdb.scalar_function_set_function(fn, (info, input, output) => {
      const rows = duckdb.data_chunk_get_size(input);
      const numbers = (column: number): Int32Array => {
        const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(input, column), rows * 4);
        return new Int32Array(bytes.buffer, bytes.byteOffset, rows);
      };
      try {
        this.#fill(numbers(0)[0] as number, numbers(1), output);
      } catch (error) {
        duckdb.scalar_function_set_error(info, error instanceof Error ? error.message : String(error));
      }
    });
    duckdb.register_scalar_function(connection, fn);
    duckdb.destroy_scalar_function_sync(fn);
    this.#functions.set(key, name);
    return name;
  }

  /** @param numbers row numbers, one after the other */
  #fill(feedId: number, numbers: Int32Array, output: DuckVector): void {
    const feed = this.#feeds.get(feedId);
    const rows = numbers.length;
    const start = numbers[0];
    if (feed === undefined || start === undefined || numbers[rows - 1] !== start + rows - 1)
      throw new Error('Rows of a fed column are not in order');
    const { pieces, starts, type } = feed;
    const first = pieceAt(starts, start);
    const within = start - (starts[first] as number);
    if (start + rows <= (starts[first + 1] as number)) {
      appendColumn(output, pieces[first] as Vector, type, within, rows);
      return;
    }
    const parts: Vector[] = [];
    for (let piece = first, at = start; at < start + rows; piece++) {
      const vector = pieces[piece];
      if (vector === undefined) throw new Error('A fed column has fewer values than its table rows');
      const base = starts[piece] as number;
      const end = Math.min(starts[piece + 1] as number, start + rows);
      if (end > at) parts.push(selectPositions(vector, rangeOf(at - base, end - base)));
      at = end;
    }
    appendColumn(output, concatenate(parts), type, 0, rows);
  }
}

/** The piece that has a row: the last one that starts at or before it. */
function pieceAt(starts: readonly number[], row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
