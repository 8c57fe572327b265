import duckdb from '@duckdb/node-bindings';

/**
 * DuckDB's C interface, as its Node binding exposes it. The kernel uses it below `@duckdb/node-api`: vectors are copied in
 * bulk, so that package's value objects would only be loaded (10 MB, 0.1 s) and never used. Imported in the kernel's thread only.
 */
export { duckdb };

export type Connection = duckdb.Connection;
export type Database = duckdb.Database;
export type DataChunk = duckdb.DataChunk;
export type DuckVector = duckdb.Vector;
export type LogicalType = duckdb.LogicalType;

/** Rows of a chunk at the most. */
export const chunkRows = 2048;
