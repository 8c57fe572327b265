import type { Catalog, Metadata } from '../../engine/catalog/metadata.ts';
import { createSystemConnector } from './connector.ts';
import { systemTablesHandle } from './handles.ts';
import type { SystemRegistries } from './registries.ts';

/** Name of the catalog that every coordinator has. */
export const systemCatalogName = 'system';

/** The catalog system. @param metadata over the catalogs among which the result will be */
export function mountSystem(metadata: Metadata, registries: SystemRegistries): Catalog {
  return {
    name: systemCatalogName,
    handle: systemTablesHandle,
    connectorName: systemCatalogName,
    connector: createSystemConnector(metadata, registries),
  };
}
