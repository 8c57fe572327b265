import type { Connector } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { relationsIn } from '../relations.ts';
import { createMetadata } from './metadata.ts';
import { createPages } from './pages.ts';
import { splits } from './splits.ts';

/**
 * A catalog's information_schema: tables about its schemas, tables and columns.
 * @param catalog the catalog it belongs to
 * @param metadata what the coordinator knows, asked at each scan
 */
export function createInformationSchemaConnector(catalog: string, metadata: Metadata): Connector {
  return {
    name: 'information_schema',
    coordinatorOnly: true,
    metadata: createMetadata(catalog, {
      schemaNames: () => metadata.schemaNames(catalog),
      relationNames: (schema) => relationsIn(metadata, catalog, schema).map(({ name }) => name),
    }),
    splits,
    pages: createPages(metadata),
  };
}
