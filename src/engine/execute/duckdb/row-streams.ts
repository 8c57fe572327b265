import type { Page } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { errorMark } from '../translate/sql-shorthand.ts';
import { appendColumn } from './append-column.ts';
import { lookAround } from './callback-look.ts';
import { chunkRows, duckdb } from './bindings.ts';
import type { Connection, DataChunk } from './bindings.ts';
import { carrierOf, logicalTypeOf } from './carrier.ts';
import { named } from './sql/sql-type.ts';

/** Rows that are made while a statement reads them. */
export interface RowStream {
  readonly types: readonly Type[];
  readonly rowEstimate: number;
  /** Begins anew; a statement may read the rows more than once. */
  open(): Iterator<Page>;
}

/** Name of the table function; its columns are c1, c2, …, or one placeholder where a stream has none. */
const functionName = 'streamed_rows';

/** A statement's place in a stream. */
interface Cursor {
  readonly stream: RowStream;
  readonly pages: Iterator<Page>;
  page: Page | undefined;
  /** Rows of the page that were read. */
  position: number;
}

/** Streams that statements of one DuckDB instance can read, as a table function. Pages are asked for in the kernel's thread. */
export class RowStreams {
  readonly #streams = new Map<number, RowStream>();
  #registered = false;
  #nextId = 1;

  /** @returns what a statement reads the stream from, as SQL, and what ends that */
  add(connection: Connection, stream: RowStream): { readonly sql: string; readonly remove: () => void } {
    this.#register(connection);
    const id = this.#nextId++;
    this.#streams.set(id, stream);
    return { sql: `${functionName}(${id}::BIGINT)`, remove: () => this.#streams.delete(id) };
  }

  #register(connection: Connection): void {
    if (this.#registered) return;
    this.#registered = true;
    const fn = duckdb.create_table_function();
    duckdb.table_function_set_name(fn, functionName);
    duckdb.table_function_add_parameter(fn, logicalTypeOf(named('BIGINT')));
    duckdb.table_function_set_bind(fn, (info) => {
      const id = Number(duckdb.get_int64(duckdb.bind_get_parameter(info, 0)));
      const stream = this.#streams.get(id);
      if (stream === undefined) {
        duckdb.bind_set_error(info, `There is no stream ${id}`);
        return;
      }
      const carriers = stream.types.length > 0 ? stream.types.map(carrierOf) : [named('BOOLEAN')];
      for (const [index, carrier] of carriers.entries())
        duckdb.bind_add_result_column(info, `c${index + 1}`, logicalTypeOf(carrier));
      duckdb.bind_set_cardinality(info, Math.round(stream.rowEstimate), false);
      duckdb.bind_set_bind_data(info, stream);
    });
    duckdb.table_function_set_init(fn, (info) => {
      const stream = duckdb.init_get_bind_data(info) as RowStream;
      const cursor: Cursor = { stream, pages: stream.open(), page: undefined, position: 0 };
      duckdb.init_set_init_data(info, cursor);
    });
    duckdb.table_function_set_function(fn, (info, output) => {
      lookAround();
      try {
        fill(duckdb.function_get_init_data(info) as Cursor, output);
      } catch (error) {
        duckdb.function_set_error(info, marked(error));
      }
    });
    duckdb.register_table_function(connection, fn);
    duckdb.destroy_table_function_sync(fn);
  }
}

/** Writes the next rows, none at the end. */
function fill(cursor: Cursor, output: DataChunk): void {
  while (cursor.page === undefined || cursor.position === cursor.page.positions) {
    const next = cursor.pages.next();
    if (next.done === true) {
      duckdb.data_chunk_set_size(output, 0);
      return;
    }
    cursor.page = next.value;
    cursor.position = 0;
  }
  const { page, position, stream } = cursor;
  const rows = Math.min(chunkRows, page.positions - position);
  for (const [index, column] of page.columns.entries()) {
    const vector = duckdb.data_chunk_get_vector(output, index);
    appendColumn(vector, column, stream.types[index] as Type, position, rows);
  }
  duckdb.data_chunk_set_size(output, rows);
  cursor.position += rows;
}

/** The error's text, so that `trinoErrorOf` finds it again. */
function marked(error: unknown): string {
  if (error instanceof TrinoError) return `${errorMark}${error.errorName}${errorMark}${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
