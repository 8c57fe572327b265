import { join } from 'node:path';

/** Name of the database in files, within DuckDB. */
export const filesDatabase = 'kept_files';

/** Where columns lie that don't fit into memory, below the data directory. */
export function keptDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'kept');
}
