import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where DuckDB spills, below the data directory. It makes the directory when it first spills, and removes the files itself. */
export function spillDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'spill');
}

/** Bytes that lie in DuckDB's spill files now. DuckDB tells no numbers by statement; the files are those of all of them. */
export function spilledBytes(dataDirectory: string): number {
  const directory = spillDirectory(dataDirectory);
  if (!existsSync(directory)) return 0;
  let bytes = 0;
  for (const file of readdirSync(directory)) {
    // A file may be gone by now.
    bytes += statSync(join(directory, file), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
