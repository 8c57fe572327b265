import type { Connector } from '../../engine/catalog/connector.ts';
import { memoryConfiguration } from './configuration.ts';
import { functionChanges, MemoryFunctions } from './memory-functions.ts';
import { MemoryTables } from './memory-tables.ts';
import { createMetadataChanges } from './metadata-changes.ts';
import { createMetadata } from './metadata.ts';
import { pages } from './pages.ts';
import { createSplitSource } from './splits.ts';
import { createStoredRowHandles } from './stored-row-handles.ts';
import { MemoryWrites } from './writes.ts';

/**
 * Tables that live as long as the cluster: metadata, views and SQL functions on the coordinator's main thread, rows in the nodes that wrote them.
 * The connectors of kernel threads have nothing but handles to read.
 */
export function createMemoryConnector(properties: Readonly<Record<string, string>> = {}): Connector {
  const configuration = memoryConfiguration(properties);
  const tables = new MemoryTables();
  const functions = new MemoryFunctions();
  const writes = new MemoryWrites(tables);
  return {
    name: 'memory',
    metadata: createMetadata(tables, functions, {
      ...createMetadataChanges(tables),
      ...functionChanges(functions),
      ...writes.changes(),
    }),
    splits: createSplitSource(tables, configuration),
    pages,
    stored: createStoredRowHandles(configuration),
  };
}
