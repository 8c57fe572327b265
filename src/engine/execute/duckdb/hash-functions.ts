import { hashCodes, xxHashes } from '../../pages/hash/hash-code.ts';
import { checksumTerms } from '../../pages/hash/long-hash.ts';
import { bytesOf } from '../../pages/byte-order.ts';
import type { Vector } from '../../pages/vector.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import type { Connection } from './bindings.ts';
import { nullsOf, readArgument, readConstantText, register } from './register-function.ts';
import type { SqlFunction } from './sql/sql-expression.ts';

/**
 * Trino's hashes of values. DuckDB has no function like them, and no arithmetic that wraps around. The second argument is the
 * name of the value's Trino type: types that share a carrier hash differently.
 */
export function registerHashFunctions(connection: Connection): void {
  registerHash(connection, 'trino_hash_code', (vector, type) => ({
    values: hashCodes(vector, type),
    ...nullsOf([vector]),
  }));
  registerHash(connection, 'trino_xx_hash', (vector, type) => ({
    values: xxHashes(vector, type),
    ...nullsOf([vector]),
  }));
  // A term of a checksum isn't null for a null.
  registerHash(connection, 'trino_checksum_term', (vector, type) => {
    const values = xxHashes(vector, type);
    checksumTerms(values, nullsOf([vector]).nulls);
    return { values };
  });
  register(connection, 'trino_bigint_bytes', ['BIGINT'], 'BLOB', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'bigint' }, rows);
    if (column.kind !== 'long') throw new Error('Not a 64-bit argument');
    const offsets = Int32Array.from({ length: rows + 1 }, (_, row) => row * 8);
    return {
      vector: { kind: 'bytes', offsets, data: bytesOf(column.values), ...nullsOf([column]) },
      type: { kind: 'varbinary' },
    };
  });
}

function registerHash(
  connection: Connection,
  name: SqlFunction,
  hash: (vector: Vector, type: Type) => { values: BigInt64Array; nulls?: Uint8Array },
): void {
  register(connection, name, ['ANY', 'VARCHAR'], 'BIGINT', (input, rows) => {
    const type = parseType(readConstantText(input, 1));
    return {
      vector: { kind: 'long', ...hash(readArgument(input, 0, type, rows), type) },
      type: { kind: 'bigint' },
    };
  });
}
