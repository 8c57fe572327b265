import { expect } from 'chai';
import type { Connector, StoredRowHandles, StoredSlice } from '../../../../src/engine/catalog/connector.ts';
import { duckdb } from '../../../../src/engine/execute/duckdb/bindings.ts';
import type { Connection, Database } from '../../../../src/engine/execute/duckdb/bindings.ts';
import { connect, execute } from '../../../../src/engine/execute/duckdb/database.ts';
import { columnReader } from '../../../../src/engine/execute/duckdb/read-column.ts';
import { StatementQueue } from '../../../../src/engine/execute/kernel/statement-queue.ts';
import { StoredRows } from '../../../../src/engine/execute/kernel/stored/stored-rows.ts';
import { createMemoryConnector } from '../../../../src/connectors/memory/connector.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import type { Type } from '../../../../src/engine/types/type.ts';

const catalog = 'memory:normal:default';
const types: readonly Type[] = [{ kind: 'bigint' }, { kind: 'varchar' }];

describe('rows stored on a node', () => {
  let database: Database;
  let stored: StoredRows;
  let connection: Connection;
  let handles: StoredRowHandles;
  let views = 0;

  beforeEach(async () => {
    database = await duckdb.open(':memory:', duckdb.create_config());
    connection = await connect(database);
    stored = new StoredRows(database, new StatementQueue(2));
    const memory: Connector = createMemoryConnector({ 'memory.max-data-per-node': '1MB' });
    handles = memory.stored as StoredRowHandles;
  });

  afterEach(async () => {
    await stored.close();
    duckdb.disconnect_sync(connection);
    duckdb.close_sync(database);
  });

  /** Writes numbers and their texts. @param ends 'fails' when the write isn't added */
  async function write(
    id: number,
    from: number,
    to: number,
    activeIds: readonly number[] = [id],
    ends: 'added' | 'fails' = 'added',
  ): Promise<void> {
    const writing = stored.beginWrite(catalog, { id: BigInt(id), activeIds: activeIds.map(BigInt) }, handles);
    try {
      const rows = await writing.fill(
        connection,
        `SELECT range, 'row ' || range FROM range(${from}, ${to})`,
        types,
      );
      expect(rows).to.equal(Math.max(0, to - from));
      if (ends === 'added') writing.add();
    } finally {
      await stored.endWrite(catalog, writing);
    }
  }

  /** The first column of what slices give, in order. */
  async function read(...slices: readonly StoredSlice[]): Promise<number[]> {
    const table = `v${++views}`;
    const source = { planNodeId: '0', table, columns: ['a'], types: [types[0] as Type] };
    const scan = await stored.scan(catalog, slices, { source, indexes: [0], sampleRatio: undefined });
    try {
      await execute(connection, scan.sql);
      const result = await duckdb.query(connection, `SELECT a FROM "${table}"`);
      const values: number[] = [];
      for (let chunk = 0; chunk < duckdb.result_chunk_count(result); chunk++) {
        const data = duckdb.result_get_chunk(result, chunk);
        const reader = columnReader({ kind: 'bigint' });
        reader.append(duckdb.data_chunk_get_vector(data, 0), duckdb.data_chunk_get_size(data));
        const vector = reader.take();
        if (vector.kind === 'long') values.push(...[...vector.values].map(Number));
      }
      expect(scan.rows).to.equal(values.length);
      return values;
    } finally {
      scan.release();
    }
  }

  const all = (id: number, expectedRows: number): StoredSlice => ({
    id: BigInt(id),
    part: 0,
    parts: 1,
    expectedRows,
  });

  async function failureOf(work: Promise<unknown>): Promise<TrinoError> {
    try {
      await work;
    } catch (error) {
      if (error instanceof TrinoError) return error;
      throw error;
    }
    throw new Error('It did not fail');
  }

  const numbers = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => from + i);

  it('are read as they were written, those of several writes one after the other', async () => {
    await write(1, 0, 5);
    await write(1, 5, 8);
    expect(await read(all(1, 8))).to.deep.equal(numbers(0, 8));
    expect(stored.bytes).to.equal(8 * (9 + 5 + 'row 0'.length));
  });

  it('are divided among slices without loss', async () => {
    await write(1, 0, 10);
    await write(1, 10, 17);
    for (const parts of [2, 3, 7, 30]) {
      const found: number[] = [];
      for (let part = 0; part < parts; part++) {
        found.push(...(await read({ id: 1n, part, parts, expectedRows: 17 })));
      }
      expect(found, String(parts)).to.deep.equal(numbers(0, 17));
    }
    const together = numbers(0, 3).map((part) => ({ id: 1n, part, parts: 3, expectedRows: 17 }));
    expect(await read(...together)).to.deep.equal(numbers(0, 17));
  });

  it('are cut where a slice has a limit', async () => {
    await write(1, 0, 10);
    await write(1, 10, 20);
    expect(await read({ ...all(1, 20), limit: 12 })).to.deep.equal(numbers(0, 12));
  });

  it('are missing with the words of stock', async () => {
    await write(1, 0, 5);
    const unknown = await failureOf(read(all(2, 1)));
    expect([unknown.errorName, unknown.message]).to.deep.equal([
      'MISSING_DATA',
      'Failed to find table on a worker.',
    ]);
    const short = await failureOf(read(all(1, 6)));
    expect([short.errorName, short.errorCode, short.message]).to.deep.equal([
      'MISSING_DATA',
      84017152,
      'Expected to find [6] rows on a worker, but found [5].',
    ]);
  });

  it('leave nothing when the write fails', async () => {
    await write(1, 0, 5, [1], 'fails');
    expect(await stored.blockCount()).to.equal(0);
    expect(stored.bytes).to.equal(0);
    const bad = stored.beginWrite(catalog, { id: 2n, activeIds: [2n] }, handles);
    const failure = await failureOf(bad.fill(connection, `SELECT CAST('x' AS BIGINT), 'y'`, types));
    expect(failure.message).not.to.equal('');
    await stored.endWrite(catalog, bad);
    expect(await stored.blockCount()).to.equal(0);
    const tables = await duckdb.query(connection, 'SELECT table_name FROM duckdb_tables()');
    expect(duckdb.result_chunk_count(tables)).to.equal(0);
  });

  it('go when a later write no longer lists their number, but not numbers above its list', async () => {
    await write(1, 0, 5);
    await write(2, 5, 8, [1, 2]);
    await write(9, 0, 1, [1, 2, 9]);
    await write(4, 0, 2, [2, 4]);
    expect((await failureOf(read(all(1, 5)))).errorName).to.equal('MISSING_DATA');
    expect(await read(all(2, 3))).to.deep.equal(numbers(5, 8));
    expect(await read(all(9, 1))).to.deep.equal([0]);
    expect(await stored.blockCount()).to.equal(3);
  });

  it('of a write that still runs when its number is given up are never seen', async () => {
    const writing = stored.beginWrite(catalog, { id: 1n, activeIds: [1n] }, handles);
    await writing.fill(connection, `SELECT 1, 'x'`, types);
    await write(2, 0, 1, [2]);
    writing.add();
    await stored.endWrite(catalog, writing);
    expect((await failureOf(read(all(1, 1)))).errorName).to.equal('MISSING_DATA');
    expect(await stored.blockCount()).to.equal(1);
  });

  it('stay readable for a scan that has begun', async () => {
    await write(1, 0, 5);
    const source = { planNodeId: '0', table: 'held', columns: ['a'], types: [types[0] as Type] };
    const scan = await stored.scan(catalog, [all(1, 5)], { source, indexes: [0], sampleRatio: undefined });
    await write(2, 0, 1, [2]);
    await execute(connection, scan.sql);
    await execute(connection, 'SELECT * FROM held');
    scan.release();
    expect(await stored.blockCount()).to.equal(1);
  });

  it('of many small writes are merged by the scan that reads them together', async () => {
    const ids = numbers(1, 41);
    for (const id of ids) await write(id, id * 3, id * 3 + 3, ids);
    expect(await stored.blockCount()).to.equal(40);
    const slices = ids.map((id) => all(id, 3));
    expect(await read(...slices)).to.deep.equal(numbers(3, 123));
    expect(await stored.blockCount()).to.equal(1);
    expect(await read(...slices)).to.deep.equal(numbers(3, 123));
    expect(await read(all(7, 3))).to.deep.equal(numbers(21, 24));
    await write(50, 0, 1, [...ids.slice(1), 50]);
    expect(await read(...slices.slice(1))).to.deep.equal(numbers(6, 123));
    await write(51, 0, 1, [51]);
    expect(await stored.blockCount()).to.equal(1);
  });

  it('are no more than the catalog allows a node', async () => {
    await write(1, 0, 10_000);
    const failure = await failureOf(write(2, 0, 100_000, [1, 2]));
    expect([failure.errorName, failure.errorCode, failure.message]).to.deep.equal([
      'MEMORY_LIMIT_EXCEEDED',
      84017153,
      'Memory limit [1048576] for memory connector exceeded',
    ]);
    expect(await stored.blockCount()).to.equal(1);
    await write(3, 0, 10, [1, 3]);
    expect(await read(all(3, 10))).to.deep.equal(numbers(0, 10));
  });

  it('that are far too many are stopped while they are written', async function () {
    this.timeout(60_000);
    const writing = stored.beginWrite(catalog, { id: 1n, activeIds: [1n] }, handles);
    const endless = `SELECT range, 'row ' || range FROM range(1000000000)`;
    const failure = await failureOf(writing.fill(connection, endless, types));
    expect(failure.errorName).to.equal('MEMORY_LIMIT_EXCEEDED');
    await stored.endWrite(catalog, writing);
    expect(await stored.blockCount()).to.equal(0);
  });
});
