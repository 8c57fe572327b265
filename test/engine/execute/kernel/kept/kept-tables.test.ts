import { expect } from 'chai';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StableRows } from '../../../../../src/engine/catalog/connector.ts';
import { duckdb } from '../../../../../src/engine/execute/duckdb/bindings.ts';
import type { Connection, Database } from '../../../../../src/engine/execute/duckdb/bindings.ts';
import { connect, openDatabase } from '../../../../../src/engine/execute/duckdb/database.ts';
import { columnReader } from '../../../../../src/engine/execute/duckdb/read-column.ts';
import { keptDirectory } from '../../../../../src/engine/execute/kernel/kept/kept-directory.ts';
import { KeptStorage } from '../../../../../src/engine/execute/kernel/kept/kept-storage.ts';
import { KeptTables } from '../../../../../src/engine/execute/kernel/kept/kept-tables.ts';
import type { KeptScan } from '../../../../../src/engine/execute/kernel/kept/kept-tables.ts';
import { StatementQueue } from '../../../../../src/engine/execute/kernel/statement-queue.ts';
import { handle, NotingMaker, numbersTable, types } from './numbers-table.ts';

const rows = 300_001;
const never = new AbortController().signal;

describe('kept tables', function () {
  this.timeout(60_000);
  let directory: string;
  let database: Database;
  let connection: Connection;
  let maker: NotingMaker;
  let kept: KeptTables;
  let table: StableRows;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'kept-test-'));
    database = await openDatabase({
      dataDirectory: directory,
      memoryLimitBytes: 1_000_000_000,
      keptLimitBytes: 0,
      keptDiskLimitBytes: 0,
      threads: 2,
      catalogs: [],
    });
    connection = await connect(database);
    open(500_000_000);
  });

  afterEach(async () => {
    await kept.close();
    duckdb.disconnect_sync(connection);
    duckdb.close_sync(database);
    rmSync(directory, { recursive: true });
  });

  function open(memoryBytes: number, fileBytes = 0): void {
    table = numbersTable(rows);
    maker = new NotingMaker(table);
    reopen(memoryBytes, fileBytes);
  }

  /** New limits; no table may be there. */
  function reopen(memoryBytes: number, fileBytes: number): void {
    const storage = new KeptStorage({
      database,
      statements: new StatementQueue(3),
      dataDirectory: directory,
    });
    kept = new KeptTables({ storage, maker, limits: { memoryBytes, fileBytes } });
  }

  function acquire(columns: readonly string[], signal = never, split = 1): Promise<KeptScan | undefined> {
    return kept.acquire(
      {
        catalog: 'test',
        stable: table,
        table: handle,
        splits: Array.from({ length: split }, () => handle),
        columns: columns.map((name) => ({ name, type: types[name] ?? { kind: 'bigint' } })),
      },
      signal,
    );
  }

  async function number(sql: string): Promise<number> {
    const result = await duckdb.query(connection, `SELECT CAST((${sql}) AS BIGINT)`);
    const reader = columnReader({ kind: 'bigint' });
    reader.append(duckdb.data_chunk_get_vector(duckdb.result_get_chunk(result, 0), 0), 1);
    const vector = reader.take();
    return vector.kind === 'long' ? Number(vector.values[0]) : Number.NaN;
  }

  async function texts(sql: string): Promise<string[]> {
    const result = await duckdb.query(connection, sql);
    if (duckdb.result_chunk_count(result) === 0) return [];
    const chunk = duckdb.result_get_chunk(result, 0);
    const reader = columnReader({ kind: 'varchar' });
    const count = duckdb.data_chunk_get_size(chunk);
    reader.append(duckdb.data_chunk_get_vector(chunk, 0), count);
    const vector = reader.take();
    if (vector.kind !== 'bytes') throw new Error(vector.kind);
    return Array.from({ length: count }, (_, i) =>
      Buffer.from(vector.data.subarray(vector.offsets[i], vector.offsets[i + 1])).toString(),
    );
  }

  /** Rows in which the columns aren't what their row number says. */
  function wrongRows(scan: KeptScan, columns: readonly string[]): Promise<number> {
    const expected: Readonly<Record<string, string>> = {
      id: 'rowid',
      square: 'CAST(rowid AS DOUBLE) * rowid',
      text: `repeat('é', rowid % 15) || rowid`,
      word: `['short', 'a word that is not short', 'z'][1 + rowid % 3]`,
    };
    const wrong = columns.map((name, i) => `"${scan.columns[i]}" IS DISTINCT FROM ${expected[name]}`);
    return number(`SELECT count(*) FROM ${scan.table} WHERE ${wrong.join(' OR ')}`);
  }

  it('make only the columns that are asked for, once, in the order of the rows', async () => {
    const first = await acquire(['id', 'text']);
    expect(first?.rows).to.equal(rows);
    expect(await wrongRows(first as KeptScan, ['id', 'text'])).to.equal(0);
    first?.release();
    const second = await acquire(['word', 'id', 'square']);
    expect(await wrongRows(second as KeptScan, ['word', 'id', 'square'])).to.equal(0);
    second?.release();
    expect(second?.table).to.equal(first?.table);
    expect(maker.made).to.deep.equal(['id', 'text', 'word', 'square']);
    expect(await number(`SELECT count(*) FROM ${second?.table}`)).to.equal(rows);
  });

  it('tell DuckDB how many different values there are', async () => {
    const scan = await acquire(['id', 'word']);
    const [id, word] = await Promise.all(
      [0, 1].map((i) =>
        texts(
          `SELECT regexp_extract(stats("${scan?.columns[i]}"), 'Approx Unique: ([0-9]+)', 1) FROM ${scan?.table} LIMIT 1`,
        ),
      ),
    );
    expect(Number(id?.[0])).to.be.within(rows * 0.8, rows * 1.2);
    expect(Number(word?.[0])).to.equal(3);
    scan?.release();
  });

  it('count rows without any column', async () => {
    const scan = await acquire([]);
    expect(scan).to.include({ table: undefined, rows, bytes: 0 });
    scan?.release();
    expect(maker.made).to.deep.equal([]);
  });

  it('make one column for all who ask at the same time', async () => {
    const scans = await Promise.all([acquire(['id']), acquire(['id', 'square']), acquire(['square', 'id'])]);
    expect([...maker.made].sort()).to.deep.equal(['id', 'square']);
    for (const scan of scans) scan?.release();
  });

  it('leave nothing of what was canceled, and make it again', async () => {
    let open: () => void = () => undefined;
    maker.gate = new Promise((resolve) => {
      open = resolve;
    });
    const abort = new AbortController();
    const canceled = acquire(['id'], abort.signal);
    await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    expect(await failureOf(canceled)).to.include({ errorName: 'USER_CANCELED' });
    // Before the one that was given up has noticed.
    const again = acquire(['id']);
    open();
    expect(await wrongRows((await again) as KeptScan, ['id'])).to.equal(0);
    expect(maker).to.deep.include({ made: ['id', 'id'], abandoned: 1 });
    expect(
      await number(
        `SELECT count(*) FROM duckdb_columns() WHERE column_name LIKE 'c%' AND table_name LIKE 'kept%'`,
      ),
    ).to.equal(1);
    (await again)?.release();
  });

  it('go on for those who wait when another one is canceled', async () => {
    let open: () => void = () => undefined;
    maker.gate = new Promise((resolve) => {
      open = resolve;
    });
    const abort = new AbortController();
    const canceled = acquire(['id'], abort.signal);
    const waiting = acquire(['id']);
    await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    expect(await failureOf(canceled)).to.include({ errorName: 'USER_CANCELED' });
    open();
    expect(await wrongRows((await waiting) as KeptScan, ['id'])).to.equal(0);
    expect(maker.made).to.deep.equal(['id']);
    (await waiting)?.release();
  });

  it('pass on what the connector says, and forget the column', async () => {
    const good = await acquire(['id']);
    expect(await failureOf(acquire(['missing']))).to.include({ errorName: 'COLUMN_NOT_FOUND' });
    expect(await failureOf(acquire(['id', 'missing']))).to.include({ errorName: 'COLUMN_NOT_FOUND' });
    expect(maker.made).to.deep.equal(['id', 'missing', 'missing']);
    expect(await wrongRows(good as KeptScan, ['id'])).to.equal(0);
    good?.release();
  });

  it('refuse a column that has not as many values as the table has rows', async () => {
    const make = maker.make.bind(maker);
    maker.make = async (...args) => (await make(...args)).slice(2);
    expect(await failureOf(acquire(['id'])))
      .to.have.property('message')
      .that.includes('values for a table of');
    maker.make = make;
    const scan = await acquire(['id']);
    expect(await wrongRows(scan as KeptScan, ['id'])).to.equal(0);
    scan?.release();
  });

  it('drop the least recently used columns when the limit is reached, but none in use', async () => {
    // A column takes 2.9 MB, and while it is made twice that.
    open(13_000_000);
    const before = await duckMemory();
    const held = await acquire(['id']);
    for (const split of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const scan = await acquire(['square'], never, split);
      expect(await wrongRows(scan as KeptScan, ['square']), String(split)).to.equal(0);
      scan?.release();
      expect(kept.memoryBytes).to.be.at.most(13_000_000);
    }
    expect(await wrongRows(held as KeptScan, ['id'])).to.equal(0);
    await kept.close();
    expect((await duckMemory()) - before).to.be.at.most(25_000_000);
    // The last one is still there, the first is not.
    const count = maker.made.length;
    (await acquire(['square'], never, 9))?.release();
    expect(maker.made.length).to.equal(count);
    (await acquire(['square'], never, 2))?.release();
    expect(maker.made.length).to.equal(count + 1);
    held?.release();
  });

  it('say so when columns are too large, or the room is in use', async () => {
    open(4_000_000);
    expect(await acquire(['id'])).to.equal(undefined);
    expect(await number('SELECT count(*) FROM duckdb_tables()')).to.equal(0);
    reopen(8_000_000, 0);
    const scan = await acquire(['id']);
    expect(await acquire(['square'], never, 2)).to.equal(undefined);
    scan?.release();
    const other = await acquire(['square'], never, 2);
    expect(await wrongRows(other as KeptScan, ['square'])).to.equal(0);
    other?.release();
  });

  it('go into files when memory is short, are read and grow there', async () => {
    open(13_000_000, 60_000_000);
    const columns = ['square', 'text', 'word'];
    for (const split of [1, 2, 3, 4, 5]) {
      const scan = await acquire(['square'], never, split);
      expect(await wrongRows(scan as KeptScan, ['square']), String(split)).to.equal(0);
      scan?.release();
    }
    await kept.close();
    expect(kept.fileBytes).to.be.greaterThan(9_000_000);
    expect(readdirSync(keptDirectory(directory))).to.include('columns.db');
    expect(maker.made.length).to.equal(5);
    const scan = await acquire(columns, never, 1);
    expect(scan?.table).to.include('kept_files');
    expect(await wrongRows(scan as KeptScan, columns)).to.equal(0);
    scan?.release();
    expect(maker.made.length).to.equal(7);
  });

  it('take no more room in files than they may', async () => {
    open(13_000_000, 17_000_000);
    for (let round = 0; round < 3; round++) {
      for (const split of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const scan = await acquire(['square'], never, split);
        expect(await wrongRows(scan as KeptScan, ['square']), String(split)).to.equal(0);
        scan?.release();
        expect(kept.memoryBytes).to.be.at.most(13_000_000);
        expect(kept.fileBytes).to.be.at.most(17_000_000);
      }
    }
    await kept.close();
    expect(await duckMemory()).to.be.at.most(60_000_000);
    expect(statSync(join(keptDirectory(directory), 'columns.db')).size).to.be.at.most(40_000_000);
  });

  it('lie in files from the start when they are too large for memory', async () => {
    open(7_000_000, 60_000_000);
    const columns = ['id', 'square', 'word'];
    const scan = await acquire(columns);
    expect(scan?.table).to.include('kept_files');
    expect(await wrongRows(scan as KeptScan, columns)).to.equal(0);
    scan?.release();
    expect(kept.memoryBytes).to.equal(0);
  });

  it('do without files when there is no place for them', async () => {
    // A file where the folder should be.
    open(13_000_000, 60_000_000);
    writeFileSync(directory + '-blocked', '');
    const storage = new KeptStorage({
      database,
      statements: new StatementQueue(3),
      dataDirectory: `${directory}-blocked`,
    });
    kept = new KeptTables({ storage, maker, limits: { memoryBytes: 8_000_000, fileBytes: 60_000_000 } });
    try {
      expect(await acquire(['id', 'square', 'word'])).to.equal(undefined);
      const scan = await acquire(['id']);
      expect(await wrongRows(scan as KeptScan, ['id'])).to.equal(0);
      scan?.release();
      const other = await acquire(['id'], never, 2);
      expect(await wrongRows(other as KeptScan, ['id'])).to.equal(0);
      other?.release();
    } finally {
      rmSync(`${directory}-blocked`);
    }
  });

  function duckMemory(): Promise<number> {
    return number(`SELECT coalesce(sum(memory_usage_bytes), 0) FROM duckdb_memory()`);
  }
});

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}
