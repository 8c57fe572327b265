import { localToInstantMillis, zoneOffsetMillis } from '../../values/time-zone-rules.ts';
import type { Connection } from './bindings.ts';
import { nullsOf, readArgument, register } from './register-function.ts';
import type { SqlFunction } from './sql/sql-expression.ts';

/** Time zones by Trino's keys; DuckDB knows fewer zones, and takes the later of two instants. */
export function registerTimeZoneFunctions(connection: Connection): void {
  registerLong(connection, 'trino_zone_offset', (millis, key) =>
    BigInt(zoneOffsetMillis(Number(key), Number(millis))),
  );
  registerLong(connection, 'trino_zone_instant', (local, key) =>
    BigInt(localToInstantMillis(Number(key), Number(local))),
  );
  registerLong(connection, 'trino_floor_div', (value, divisor) => {
    const quotient = value / divisor;
    return value % divisor < 0n ? quotient - 1n : quotient;
  });
}

/** A function of two whole numbers. */
function registerLong(
  connection: Connection,
  name: SqlFunction,
  compute: (left: bigint, right: bigint) => bigint,
): void {
  register(connection, name, ['BIGINT', 'BIGINT'], 'BIGINT', (input, rows) => {
    const left = readArgument(input, 0, { kind: 'bigint' }, rows);
    const right = readArgument(input, 1, { kind: 'bigint' }, rows);
    if (left.kind !== 'long' || right.kind !== 'long') throw new Error('Not a 64-bit argument');
    const { nulls } = nullsOf([left, right]);
    const values = new BigInt64Array(rows);
    for (let row = 0; row < rows; row++) {
      if (nulls === undefined || nulls[row] === 0)
        values[row] = compute(left.values[row] as bigint, right.values[row] as bigint);
    }
    return {
      vector: { kind: 'long', values, ...(nulls === undefined ? {} : { nulls }) },
      type: { kind: 'bigint' },
    };
  });
}
