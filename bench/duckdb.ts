import { duckdb } from '../src/engine/execute/duckdb/bindings.ts';
import { appendColumn } from '../src/engine/execute/duckdb/append-column.ts';
import { carrierOf, logicalTypeOf } from '../src/engine/execute/duckdb/carrier.ts';
import { printType } from '../src/engine/execute/duckdb/sql/print-sql.ts';
import { createTpchConnector } from '../src/connectors/tpch/connector.ts';
import type { WireHandle } from '../src/engine/catalog/connector.ts';
import { availableParallelism } from 'node:os';

const chunkRows = 2048;

/** DuckDB alone, in this process. */
export interface BareDuckDb {
  /** Runs a statement and reads every row of its result as DuckDB hands it out, in chunks. @returns the number of rows */
  run(sql: string): Promise<number>;
  /** Makes the tables of a TPC-H schema with our generator. */
  load(schema: string): Promise<void>;
  close(): void;
}

export async function openDuckDb(): Promise<BareDuckDb> {
  const config = duckdb.create_config();
  duckdb.set_config(config, 'threads', String(availableParallelism()));
  const database = await duckdb.open(':memory:', config);
  const connection = await duckdb.connect(database);
  const run = async (sql: string): Promise<number> => {
    const result = await duckdb.query(connection, sql);
    let rows = 0;
    for (let i = 0; i < duckdb.result_chunk_count(result); i++) {
      rows += duckdb.data_chunk_get_size(duckdb.result_get_chunk(result, i));
    }
    return rows;
  };
  return {
    run,
    async load(schema) {
      const connector = createTpchConnector();
      const { metadata } = connector;
      for (const name of metadata.tables(schema)) {
        const columns = metadata.table(schema, name)?.columns ?? [];
        const carriers = columns.map(({ type }) => carrierOf(type));
        const types = carriers.map(logicalTypeOf);
        await run(
          `CREATE TABLE ${name} (${columns.map((column, i) => `"${column.name}" ${printType(carriers[i] as (typeof carriers)[0])}`).join(', ')})`,
        );
        const appender = duckdb.appender_create(connection, null, name);
        const table = metadata.tableHandle(schema, name);
        const handles: readonly WireHandle[] = columns.map((column) =>
          metadata.columnHandle(schema, name, column.name),
        );
        for (const { split } of connector.splits.splits(
          table,
          [{ nodeId: 'bench', address: 'bench:1' }],
          1,
        )) {
          for (const page of connector.pages.pages(split, table, handles)) {
            for (let start = 0; start < page.positions; start += chunkRows) {
              const rows = Math.min(chunkRows, page.positions - start);
              const chunk = duckdb.create_data_chunk(types);
              for (const [i, column] of page.columns.entries()) {
                const { type } = columns[i] as (typeof columns)[0];
                appendColumn(duckdb.data_chunk_get_vector(chunk, i), column, type, start, rows);
              }
              duckdb.data_chunk_set_size(chunk, rows);
              duckdb.append_data_chunk(appender, chunk);
            }
          }
        }
        duckdb.appender_close_sync(appender);
      }
    },
    close() {
      duckdb.disconnect_sync(connection);
      duckdb.close_sync(database);
    },
  };
}
