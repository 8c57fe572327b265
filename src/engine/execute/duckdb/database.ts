import type { KernelSettings } from '../kernel/kernel-messages.ts';
import { keptDirectory } from '../kernel/kept/kept-directory.ts';
import { spillDirectory } from '../kernel/spill-directory.ts';
import { duckdb } from './bindings.ts';
import type { Connection, Database } from './bindings.ts';
import { registerFunctions } from './scalar-functions.ts';

/**
 * Opens the kernel's one DuckDB instance: in memory, spilling below the data directory, closed to files, extensions and the
 * network, its configuration locked.
 */
export async function openDatabase(settings: KernelSettings): Promise<Database> {
  const options: Readonly<Record<string, string>> = {
    threads: String(settings.threads),
    memory_limit: `${settings.memoryLimitBytes}B`,
    temp_directory: spillDirectory(settings.dataDirectory),
    preserve_insertion_order: 'true',
    errors_as_json: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  };
  const config = duckdb.create_config();
  for (const [name, value] of Object.entries(options)) duckdb.set_config(config, name, value);
  const database = await duckdb.open(':memory:', config);
  const connection = await connect(database);
  await execute(connection, closeDown(settings.dataDirectory));
  registerFunctions(connection);
  duckdb.disconnect_sync(connection);
  return database;
}

/**
 * What a connection may still set for itself: how its statement's progress is measured, which is off by default, and how many rows wait
 * for their reader: with the default of 1 MB threads that make rows and the one that takes them keep stopping for each other.
 */
const statementSettings: Readonly<Record<string, string>> = {
  enable_progress_bar: 'true',
  enable_progress_bar_print: 'false',
  progress_bar_time: '0',
  streaming_buffer_size: "'8MB'",
};

/** Only files below the data directory stay open: what is spilled, and columns that are kept. */
function closeDown(dataDirectory: string): string {
  const directories = [spillDirectory(dataDirectory), keptDirectory(dataDirectory)];
  return `
    SET allowed_directories = [${directories.map((path) => `'${path.replaceAll("'", "''")}/'`).join(', ')}];
    SET enable_external_access = false;
    ${lockConfiguration}`;
}

const lockConfiguration = `
  SET allowed_configs = [${Object.keys(statementSettings)
    .map((name) => `'${name}'`)
    .join(', ')}];
  SET lock_configuration = true;
`;

/** Sets a connection up for a statement whose result is streamed; `query_progress` then tells how far it is. */
export const streamingSettings = Object.entries(statementSettings)
  .map(([name, value]) => `SET ${name} = ${value};`)
  .join(' ');

let opened = 0;

/** Opens a connection. */
export async function connect(database: Database): Promise<Connection> {
  opened++;
  return duckdb.connect(database);
}

/** How many connections were opened so far. */
export function connectionsOpened(): number {
  return opened;
}

/** Runs a statement whose result doesn't matter. @throws what DuckDB says */
export async function execute(connection: Connection, sql: string): Promise<void> {
  await duckdb.query(connection, sql);
}
