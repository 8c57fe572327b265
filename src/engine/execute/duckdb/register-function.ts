import type { Type } from '../../types/type.ts';
import type { Vector } from '../../pages/vector.ts';
import { appendColumn } from './append-column.ts';
import { duckdb } from './bindings.ts';
import type { Connection, DataChunk, DuckVector } from './bindings.ts';
import { lookAround } from './callback-look.ts';
import { logicalTypeOf } from './carrier.ts';
import { columnReader } from './read-column.ts';
import type { SqlFunction } from './sql/sql-expression.ts';
import { named } from './sql/sql-type.ts';
import type { SqlTypeName } from './sql/sql-type.ts';

/** What a function computes for a chunk. */
export interface ResultColumn {
  readonly vector: Vector;
  readonly type: Type;
}

/**
 * Registers a scalar function of ours. It runs in the kernel's thread, a chunk of up to 2048 rows a call.
 * @param parameters `ANY`: the function is told some other way what its argument is
 * @param compute what it throws fails the statement with its message
 */
export function register(
  connection: Connection,
  name: SqlFunction,
  parameters: readonly (SqlTypeName | 'ANY')[],
  result: SqlTypeName,
  compute: (input: DataChunk, rows: number) => ResultColumn,
): void {
  const fn = duckdb.create_scalar_function();
  duckdb.scalar_function_set_name(fn, name);
  for (const parameter of parameters) {
    duckdb.scalar_function_add_parameter(
      fn,
      parameter === 'ANY' ? duckdb.create_logical_type(duckdb.Type.ANY) : logicalTypeOf(named(parameter)),
    );
  }
  duckdb.scalar_function_set_return_type(fn, logicalTypeOf(named(result)));
  duckdb.scalar_function_set_function(fn, (info, input, output: DuckVector) => {
    lookAround();
    try {
      const rows = duckdb.data_chunk_get_size(input);
      const { vector, type } = compute(input, rows);
      appendColumn(output, vector, type, 0, rows);
    } catch (error) {
      duckdb.scalar_function_set_error(info, error instanceof Error ? error.message : String(error));
    }
  });
  duckdb.register_scalar_function(connection, fn);
  duckdb.destroy_scalar_function_sync(fn);
}

/** An argument column of a chunk. */
export function readArgument(input: DataChunk, index: number, type: Type, rows: number): Vector {
  const reader = columnReader(type);
  reader.append(duckdb.data_chunk_get_vector(input, index), rows);
  return reader.take();
}

/** The text of an argument that is the same for all rows. */
export function readConstantText(input: DataChunk, index: number): string {
  const column = readArgument(input, index, { kind: 'varchar' }, 1);
  if (column.kind !== 'bytes') throw new Error('Not a text argument');
  return Buffer.from(column.data).toString('utf8');
}

/** A row is null when one of its arguments is. */
export function nullsOf(columns: readonly Vector[]): { nulls?: Uint8Array } {
  let nulls: Uint8Array | undefined;
  for (const column of columns) {
    if (!('nulls' in column)) continue;
    const { nulls: columnNulls } = column;
    nulls =
      nulls === undefined
        ? columnNulls.slice()
        : nulls.map((isNull, row) => isNull | (columnNulls[row] as number));
  }
  return nulls === undefined ? {} : { nulls };
}

/** The text of a row of an argument. */
export function textAt(column: Vector, row: number): string {
  if (column.kind !== 'bytes') throw new Error('Not a text argument');
  const { data, offsets } = column;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString(
    'utf8',
    offsets[row],
    offsets[row + 1],
  );
}

/** A column of texts. @param nulls 1 where the row is null */
export function textColumn(
  rows: number,
  nulls: Uint8Array | undefined,
  make: (row: number) => string,
): ResultColumn {
  const parts: Buffer[] = [];
  const offsets = new Int32Array(rows + 1);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    if (nulls === undefined || nulls[row] === 0) {
      const part = Buffer.from(make(row));
      parts.push(part);
      length += part.length;
    }
    offsets[row + 1] = length;
  }
  return {
    vector: {
      kind: 'bytes',
      offsets,
      data: new Uint8Array(Buffer.concat(parts)),
      ...(nulls === undefined ? {} : { nulls }),
    },
    type: { kind: 'varchar' },
  };
}
