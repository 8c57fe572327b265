import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import type { Connection } from './bindings.ts';
import { readArgument, register } from './register-function.ts';
import type { ResultColumn } from './register-function.ts';

/**
 * The states of decimal sums and averages between partial and final aggregations: a varbinary of little-endian words, without
 * those that say nothing. A sum is `low`, `low high` or `low high overflow`; an average the same `low` or `low high`, followed by
 * `count overflow` unless the count is 1. Both read back from stock workers' pages.
 */
export function registerDecimalStates(connection: Connection): void {
  register(connection, 'trino_decimal_sum_state', ['HUGEINT'], 'BLOB', (input, rows) =>
    statesOf(rows, sumsOf(readArgument(input, 0, int128, rows)), (sum) => sum),
  );
  register(connection, 'trino_decimal_average_state', ['HUGEINT', 'BIGINT'], 'BLOB', (input, rows) => {
    const counts = readArgument(input, 1, { kind: 'bigint' }, rows);
    if (counts.kind !== 'long') throw new Error('A count is a bigint');
    return statesOf(rows, sumsOf(readArgument(input, 0, int128, rows)), (sum, row) => {
      const count = counts.values[row] as bigint;
      return count === 1n ? sum : [...sum, count, 0n];
    });
  });
  register(connection, 'trino_decimal_sum_of', ['BLOB'], 'HUGEINT', (input, rows) =>
    sumsIn(readArgument(input, 0, { kind: 'varbinary' }, rows), rows, 2),
  );
  register(connection, 'trino_decimal_average_sum_of', ['BLOB'], 'HUGEINT', (input, rows) =>
    sumsIn(readArgument(input, 0, { kind: 'varbinary' }, rows), rows, 3),
  );
  register(connection, 'trino_decimal_average_count_of', ['BLOB'], 'BIGINT', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'varbinary' }, rows);
    const values = new BigInt64Array(rows);
    eachState(column, rows, (row, state) => {
      const { byteLength } = state;
      values[row] = byteLength <= 16 ? 1n : state.getBigInt64(byteLength - 16, true);
    });
    return { vector: { kind: 'long', values, ...nullsIn(column) }, type: { kind: 'bigint' } };
  });
}

/** What a HUGEINT's vector is read and written as. */
const int128: Type = { kind: 'decimal', precision: 38, scale: 0 };

interface Sums {
  /** High and low word of each. */
  readonly words: BigInt64Array;
  readonly nulls?: Uint8Array;
}

function sumsOf(column: Vector): Sums {
  if (column.kind !== 'int128') throw new Error('A sum is a 128-bit number');
  return { words: column.values, ...nullsIn(column) };
}

/** @param state the words of a row's state, from those of its sum */
function statesOf(
  rows: number,
  sums: Sums,
  state: (sum: readonly bigint[], row: number) => readonly bigint[],
): ResultColumn {
  const offsets = new Int32Array(rows + 1);
  const words: bigint[] = [];
  for (let row = 0; row < rows; row++) {
    if (sums.nulls === undefined || sums.nulls[row] === 0) {
      const [high, low] = [sums.words[row * 2] as bigint, sums.words[row * 2 + 1] as bigint];
      words.push(...state(high === 0n ? [low] : [low, high], row));
    }
    offsets[row + 1] = words.length * 8;
  }
  const data = new Uint8Array(new BigInt64Array(words).buffer);
  const nulls = sums.nulls === undefined ? {} : { nulls: sums.nulls };
  return { vector: { kind: 'bytes', offsets, data, ...nulls }, type: { kind: 'varbinary' } };
}

/**
 * The sums of states. An overflow isn't carried on: such a sum has more than 38 digits.
 * @param trailing words behind `low` (and `high`) when all are written: overflow, or count and overflow
 */
function sumsIn(column: Vector, rows: number, trailing: 2 | 3): ResultColumn {
  const values = new BigInt64Array(rows * 2);
  eachState(column, rows, (row, state) => {
    const words = state.byteLength / 8;
    // Of a sum's three words the second is its high one; an average of three has no high one.
    const hasHigh = trailing === 2 ? words >= 2 : words === 2 || words === 4;
    const overflow = words > 2 ? state.getBigInt64(state.byteLength - 8, true) : 0n;
    if (overflow !== 0n) throw new Error('#NUMERIC_VALUE_OUT_OF_RANGE#Decimal overflow');
    values[row * 2] = hasHigh ? state.getBigInt64(8, true) : 0n;
    values[row * 2 + 1] = state.getBigInt64(0, true);
  });
  return { vector: { kind: 'int128', values, ...nullsIn(column) }, type: int128 };
}

function eachState(column: Vector, rows: number, visit: (row: number, state: DataView) => void): void {
  if (column.kind !== 'bytes') throw new Error('A state is a varbinary');
  const { data, offsets, nulls } = column;
  for (let row = 0; row < rows; row++) {
    if (nulls !== undefined && nulls[row] !== 0) continue;
    const start = offsets[row] as number;
    const length = (offsets[row + 1] as number) - start;
    if (length < 8 || length > 32 || length % 8 !== 0)
      throw new Error(`#GENERIC_INTERNAL_ERROR#The state of a decimal aggregate has ${length} bytes`);
    visit(row, new DataView(data.buffer, data.byteOffset + start, length));
  }
}

function nullsIn(column: Vector): { nulls?: Uint8Array } {
  return 'nulls' in column ? { nulls: column.nulls } : {};
}
