import type { Connector } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { MemoryTables } from './memory-tables.ts';
import { createMetadataChanges } from './metadata-changes.ts';
import { createMetadata } from './metadata.ts';

/**
 * Tables that live as long as the cluster: metadata and views on the coordinator's main thread, rows in the nodes that wrote them.
 * The connectors of kernel threads have nothing but handles to read.
 */
export function createMemoryConnector(): Connector {
  const tables = new MemoryTables();
  return {
    name: 'memory',
    metadata: createMetadata(tables, createMetadataChanges(tables)),
    splits: { splits: () => [] },
    pages: {
      pages() {
        throw new TrinoError('MISSING_DATA', 'The memory connector has stored no rows here');
      },
    },
  };
}
