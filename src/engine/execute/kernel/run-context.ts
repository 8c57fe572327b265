import type { StableScan } from '../../catalog/connector.ts';
import type { Database } from '../duckdb/bindings.ts';
import type { RowStreams } from '../duckdb/row-streams.ts';
import type { ConnectorCache } from './connector-cache.ts';
import type { KeptTables } from './kept/kept-tables.ts';
import type { PageMaker } from './kept/stream-source.ts';
import type { RunMonitor } from './run-monitor.ts';
import type { StatementQueue } from './statement-queue.ts';
import type { StoredRows } from './stored/stored-rows.ts';

/** What runs share in the kernel's thread. */
export interface RunContext {
  readonly database: Database;
  readonly statements: StatementQueue;
  readonly connectors: ConnectorCache;
  readonly kept: KeptTables;
  readonly stored: StoredRows;
  readonly streams: RowStreams;
  readonly monitor: RunMonitor;
  /** What makes the rows of a scan while a statement reads them. @param catalog handle as in splits */
  readonly openPages: (catalog: string, scan: StableScan) => Promise<PageMaker>;
  /** Bytes in DuckDB's spill files now. */
  readonly spilledBytes: () => number;
}
