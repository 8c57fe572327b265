import type { Connector } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { killQuery } from './kill-query.ts';
import { createMetadata } from './metadata.ts';
import { createPages } from './pages.ts';
import type { SystemRegistries } from './registries.ts';
import { createSplits } from './splits.ts';

/**
 * The catalog system: what the coordinator knows of itself, its catalogs and the cluster, as tables.
 * @param metadata of all catalogs, asked at each scan
 * @param registries live state, asked at each scan
 */
export function createSystemConnector(metadata: Metadata, registries: SystemRegistries): Connector {
  return {
    name: 'system',
    coordinatorOnly: true,
    metadata: createMetadata(metadata),
    splits: createSplits(registries),
    pages: createPages(metadata, registries),
    procedures: [killQuery(registries)],
  };
}
