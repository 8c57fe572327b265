import { parseDateText } from '../../expressions/literal-text.ts';
import { formatDate } from '../../values/date-text.ts';
import {
  formatDouble,
  formatDoubleScientific,
  formatReal,
  formatRealScientific,
} from '../../values/double-text.ts';
import { formatTime, formatTimestamp } from '../../values/time-text.ts';
import type { SqlFunction } from './sql/sql-expression.ts';
import type { SqlTypeName } from './sql/sql-type.ts';
import { duckdb } from './bindings.ts';
import type { Connection } from './bindings.ts';
import { registerDecimalStates } from './decimal-state-functions.ts';
import { registerHashFunctions } from './hash-functions.ts';
import { nullsOf, register, textColumn } from './register-function.ts';
import { registerTextFunctions } from './text-functions.ts';
import { registerTimeTexts } from './time-text-functions.ts';
import { registerTimeZoneFunctions } from './time-zone-functions.ts';
import { columnReader } from './read-column.ts';
import type { Vector } from '../../pages/vector.ts';

/**
 * Functions of ours inside DuckDB: Java's texts of numbers and times, and Trino's hashes. They run in the kernel's thread, a
 * chunk of up to 2048 rows a call.
 */
export function registerFunctions(connection: Connection): void {
  registerText(connection, 'trino_double_text', ['DOUBLE'], ([values]) => ofDoubles(values, formatDouble));
  registerText(connection, 'trino_double_scientific', ['DOUBLE'], ([values]) =>
    ofDoubles(values, formatDoubleScientific),
  );
  registerText(connection, 'trino_real_text', ['FLOAT'], ([values]) => ofFloats(values, formatReal));
  registerText(connection, 'trino_real_scientific', ['FLOAT'], ([values]) =>
    ofFloats(values, formatRealScientific),
  );
  registerText(
    connection,
    'trino_date_text',
    ['BIGINT'],
    ([days]) =>
      (row) =>
        formatDate(Number(longs(days)[row])).replace('+', ''),
  );
  registerText(
    connection,
    'trino_timestamp_text',
    ['BIGINT', 'BIGINT'],
    ([micros, precision]) =>
      (row) =>
        formatTimestamp(longs(micros)[row] as bigint, 0, Number(longs(precision)[row])),
  );
  registerText(
    connection,
    'trino_time_text',
    ['BIGINT', 'BIGINT'],
    ([picos, precision]) =>
      (row) =>
        formatTime(longs(picos)[row] as bigint, Number(longs(precision)[row])),
  );
  registerParseDate(connection);
  registerHashFunctions(connection);
  registerDecimalStates(connection);
  registerTextFunctions(connection);
  registerTimeZoneFunctions(connection);
  registerTimeTexts(connection);
}

/** Days since 1970 of a date's text, NULL when it is none. */
function registerParseDate(connection: Connection): void {
  register(connection, 'trino_parse_date', ['VARCHAR'], 'INTEGER', (input, rows) => {
    const reader = columnReader({ kind: 'varchar' });
    reader.append(duckdb.data_chunk_get_vector(input, 0), rows);
    const column = reader.take();
    if (column.kind !== 'bytes') throw new Error('Not a text argument');
    const bytes = Buffer.from(column.data.buffer, column.data.byteOffset, column.data.byteLength);
    const values = new Int32Array(rows);
    const nulls = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const text = bytes.toString('utf8', column.offsets[row], column.offsets[row + 1]);
      const days = column.nulls !== undefined && column.nulls[row] !== 0 ? undefined : parseDateText(text);
      if (days === undefined) nulls[row] = 1;
      else values[row] = days;
    }
    return { vector: { kind: 'int', values, nulls }, type: { kind: 'integer' } };
  });
}

/** @param textOf takes the argument columns, gives the text of a row */
function registerText(
  connection: Connection,
  name: SqlFunction,
  parameters: readonly SqlTypeName[],
  textOf: (columns: readonly Vector[]) => (row: number) => string,
): void {
  register(connection, name, parameters, 'VARCHAR', (input, rows) => {
    const columns = parameters.map((parameter, index) => {
      const reader = columnReader(typeOfCarrier[parameter] ?? { kind: 'bigint' });
      reader.append(duckdb.data_chunk_get_vector(input, index), rows);
      return reader.take();
    });
    const { nulls } = nullsOf(columns);
    return textColumn(rows, nulls, textOf(columns));
  });
}

const typeOfCarrier: Partial<Record<SqlTypeName, Parameters<typeof columnReader>[0]>> = {
  DOUBLE: { kind: 'double' },
  FLOAT: { kind: 'real' },
};

function longs(vector: Vector | undefined): BigInt64Array {
  if (vector?.kind !== 'long') throw new Error('Not a 64-bit argument');
  return vector.values;
}

function ofDoubles(vector: Vector | undefined, format: (value: number) => string): (row: number) => string {
  const values = longs(vector);
  const doubles = new Float64Array(values.buffer, values.byteOffset, values.length);
  return (row) => format(doubles[row] as number);
}

function ofFloats(vector: Vector | undefined, format: (value: number) => string): (row: number) => string {
  if (vector?.kind !== 'int') throw new Error('Not a 32-bit argument');
  const floats = new Float32Array(vector.values.buffer, vector.values.byteOffset, vector.values.length);
  return (row) => format(floats[row] as number);
}
