import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vector } from '../../../pages/vector.ts';
import { duckdb } from '../../duckdb/bindings.ts';
import type { Connection, Database } from '../../duckdb/bindings.ts';
import { ColumnFeeder, rowNumberColumn } from '../../duckdb/column-feed.ts';
import { connect, execute } from '../../duckdb/database.ts';
import { trinoErrorOf } from '../../duckdb/duckdb-error.ts';
import type { StatementQueue } from '../statement-queue.ts';
import { filesDatabase, keptDirectory } from './kept-directory.ts';
import type { KeptColumn, KeptTable } from './kept-table.ts';

export interface KeptStorageOptions {
  readonly database: Database;
  readonly statements: StatementQueue;
  readonly dataDirectory: string;
}

/** Kept tables in DuckDB: in its memory, or in a database file of their own, which is made when the first one goes there. */
export class KeptStorage {
  readonly #options: KeptStorageOptions;
  readonly #feeder = new ColumnFeeder();
  #attached: Promise<void> | undefined;

  constructor(options: KeptStorageOptions) {
    this.#options = options;
  }

  /** Makes the file that tables go to when memory is short. @throws what the file system or DuckDB says */
  openFiles(): Promise<void> {
    this.#attached ??= this.#attach();
    return this.#attached;
  }

  /** Adds a column, and makes the table before if there is none. @throws TrinoError */
  async addColumn(table: KeptTable, { name, type }: KeptColumn, vectors: readonly Vector[]): Promise<void> {
    await this.#withConnection(async (connection) => {
      await this.#create(connection, table);
      const target = referenceOf(table);
      try {
        await this.#options.statements.inTurn(() =>
          this.#feeder.addColumn(connection, target, table.rows, { name, type, pieces: vectors }),
        );
        // How many different values there are: DuckDB orders joins by that, and counts it by itself only when rows are inserted.
        await this.#execute(connection, `VACUUM ANALYZE ${target}("${name}")`);
      } catch (error) {
        await this.#execute(connection, `ALTER TABLE ${target} DROP COLUMN IF EXISTS "${name}"`);
        throw trinoErrorOf(error);
      }
    });
    if (table.place === 'files') await this.#writeFiles();
  }

  async dropColumn(table: KeptTable, column: KeptColumn): Promise<void> {
    await this.#run(`ALTER TABLE ${referenceOf(table)} DROP COLUMN "${column.name}"`);
    if (table.place === 'files') await this.#writeFiles();
  }

  async dropTable(table: KeptTable): Promise<void> {
    await this.#run(`DROP TABLE ${referenceOf(table)}`);
    if (table.place === 'files') await this.#writeFiles();
  }

  /**
   * Copies a table from memory into the file.
   * @param stillIdle asked when the copy is there: if somebody reads the table by then, it stays in memory
   * @returns whether the table has moved
   * @throws what DuckDB says
   */
  async moveToFiles(table: KeptTable, stillIdle: () => boolean): Promise<boolean> {
    await this.openFiles();
    const source = `"${table.name}"`;
    const copy = `"${filesDatabase}"."${table.name}"`;
    await this.#run(`CREATE TABLE ${copy} AS SELECT * FROM ${source}`);
    const moved = stillIdle();
    await this.#run(`DROP TABLE ${moved ? source : copy}`);
    await this.#writeFiles();
    return moved;
  }

  /** Removes the file. DuckDB must have been closed. */
  removeFiles(): Promise<void> {
    return rm(keptDirectory(this.#options.dataDirectory), { recursive: true, force: true });
  }

  async #create(connection: Connection, table: KeptTable): Promise<void> {
    if (table.created) return;
    await this.#execute(
      connection,
      `CREATE TABLE ${referenceOf(table)} AS SELECT CAST(range AS INTEGER) AS "${rowNumberColumn}" FROM range(${table.rows})`,
    );
    table.created = true;
  }

  async #attach(): Promise<void> {
    const directory = keptDirectory(this.#options.dataDirectory);
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const file = join(directory, 'columns.db').replaceAll("'", "''");
    await this.#run(`ATTACH '${file}' AS "${filesDatabase}"`);
  }

  /** Writes what has changed into the file, where the place of what was dropped is used again. */
  async #writeFiles(): Promise<void> {
    // Others may be about to change something: then the next time does it.
    await this.#run(`CHECKPOINT "${filesDatabase}"`).catch(() => undefined);
  }

  #run(sql: string): Promise<void> {
    return this.#withConnection((connection) => this.#execute(connection, sql));
  }

  async #withConnection(work: (connection: Connection) => Promise<void>): Promise<void> {
    const connection = await connect(this.#options.database);
    try {
      await work(connection);
    } finally {
      duckdb.disconnect_sync(connection);
    }
  }

  #execute(connection: Connection, sql: string): Promise<void> {
    return this.#options.statements.inTurn(() => execute(connection, sql));
  }
}

/** The table's name in SQL, where it lies now. */
export function referenceOf({ name, place }: KeptTable): string {
  return place === 'files' ? `"${filesDatabase}"."${name}"` : `"${name}"`;
}
