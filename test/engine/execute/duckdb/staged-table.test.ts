import { expect } from 'chai';
import { duckdb } from '../../../../src/engine/execute/duckdb/bindings.ts';
import { columnReader } from '../../../../src/engine/execute/duckdb/read-column.ts';
import { StagedTable } from '../../../../src/engine/execute/duckdb/staged-table.ts';
import type { Page } from '../../../../src/engine/pages/vector.ts';
import type { Type } from '../../../../src/engine/types/type.ts';

const types: readonly Type[] = [
  { kind: 'bigint' },
  { kind: 'varchar' },
  { kind: 'array', element: { kind: 'bigint' } },
];

/** Rows `from .. from + rows`: the number, a text of 20 letters, an array of two; the first half of the rows is NULL if asked for. */
function page(from: number, rows: number, withNulls: boolean): Page {
  const values = BigInt64Array.from({ length: rows }, (_, row) => BigInt(from + row));
  const text = Array.from(values, (value) => `text ${String(value).padStart(15, '0')}`).join('');
  const nulls = withNulls
    ? { nulls: Uint8Array.from({ length: rows }, (_, row) => (row < rows / 2 ? 1 : 0)) }
    : {};
  return {
    positions: rows,
    columns: [
      { kind: 'long', values, ...nulls },
      {
        kind: 'bytes',
        offsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * 20),
        data: new Uint8Array(Buffer.from(text)),
        ...nulls,
      },
      {
        kind: 'array',
        offsets: Int32Array.from({ length: rows + 1 }, (_, row) => row * 2),
        element: {
          kind: 'long',
          values: BigInt64Array.from({ length: rows * 2 }, (_, row) => BigInt(from) + BigInt(row >> 1)),
        },
        ...nulls,
      },
    ],
  };
}

describe('a table of staged rows', () => {
  it('holds chunk after chunk what the pages have, NULL where they have NULL', async () => {
    const connection = await duckdb.connect(await duckdb.open(':memory:', duckdb.create_config()));
    const table = await StagedTable.create(connection, 'rows', ['n', 't', 'a'], types);
    // More than a chunk, less than one, and NULLs in between only.
    table.append(page(0, 5_000, false));
    table.append(page(5_000, 1_000, true));
    table.append(page(6_000, 3_000, false));
    table.finish();
    const result = await duckdb.query(
      connection,
      `SELECT count(*), count(n), count(t), count(a), sum(n)::BIGINT, count(*) FILTER (t = 'text ' || lpad(n::VARCHAR, 15, '0')),
         count(*) FILTER (a = [n, n])
       FROM rows`,
    );
    const chunk = duckdb.result_get_chunk(result, 0);
    const numbers = Array.from({ length: 7 }, (_, index) => {
      const reader = columnReader({ kind: 'bigint' });
      reader.append(duckdb.data_chunk_get_vector(chunk, index), 1);
      const vector = reader.take();
      return vector.kind === 'long' ? Number(vector.values[0]) : undefined;
    });
    const sum = (9_000 * 8_999) / 2 - (500 * (5_000 + 5_499)) / 2;
    expect(numbers).to.deep.equal([9_000, 8_500, 8_500, 8_500, sum, 8_500, 8_500]);
    duckdb.disconnect_sync(connection);
  });
});
