import { duckdb } from '../duckdb/bindings.ts';
import type { Database } from '../duckdb/bindings.ts';
import { connect, connectionsOpened } from '../duckdb/database.ts';
import { columnReader } from '../duckdb/read-column.ts';
import type { KernelMemory } from '../kernel.ts';

/** What DuckDB holds, by its own account. @param tasks bytes by task id, as the runs count them */
export async function memoryOf(
  database: Database,
  counted: Pick<KernelMemory, 'limitBytes' | 'keptBytes' | 'storedBytes' | 'storedBlocks'>,
  tasks: Readonly<Record<string, number>>,
): Promise<KernelMemory> {
  // Asking takes a connection too.
  const connections = connectionsOpened();
  const usedBytes = await sumOf(database, 'true');
  return { ...counted, usedBytes, connectionsOpened: connections, tasks };
}

/** What DuckDB's operators hold: all but the data of tables, which the kernel counts by itself. */
export function operatorBytes(database: Database): Promise<number> {
  return sumOf(database, "tag NOT IN ('IN_MEMORY_TABLE', 'BASE_TABLE', 'METADATA')");
}

/** What DuckDB's tables hold that aren't in files, those of statements that still run too. */
export function inMemoryTableBytes(database: Database): Promise<number> {
  return sumOf(database, "tag = 'IN_MEMORY_TABLE'");
}

/** @param condition SQL over `duckdb_memory()` */
async function sumOf(database: Database, condition: string): Promise<number> {
  const connection = await connect(database);
  try {
    const result = await duckdb.query(
      connection,
      `SELECT CAST(coalesce(sum(memory_usage_bytes), 0) AS BIGINT) FROM duckdb_memory() WHERE ${condition}`,
    );
    const reader = columnReader({ kind: 'bigint' });
    reader.append(duckdb.data_chunk_get_vector(duckdb.result_get_chunk(result, 0), 0), 1);
    const vector = reader.take();
    return vector.kind === 'long' ? Number(vector.values[0]) : 0;
  } finally {
    duckdb.disconnect_sync(connection);
  }
}
