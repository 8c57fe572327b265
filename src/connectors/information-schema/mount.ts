import type { Catalog, Metadata } from '../../engine/catalog/metadata.ts';
import { createInformationSchemaConnector } from './connector.ts';

/**
 * A catalog together with its information_schema, which has a catalog handle of its own: `tpch:information_schema:default`.
 * @param metadata over the catalogs among which the result will be
 */
export function mountInformationSchema(catalog: Catalog, metadata: Metadata): Catalog {
  const [name, , version] = catalog.handle.split(':');
  return {
    ...catalog,
    informationSchema: {
      name: catalog.name,
      handle: `${name}:information_schema:${version}`,
      connectorName: catalog.connectorName,
      connector: createInformationSchemaConnector(catalog.name, metadata),
    },
  };
}
