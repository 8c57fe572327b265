import { mountInformationSchema } from '../../src/connectors/information-schema/mount.ts';
import { createTpchConnector } from '../../src/connectors/tpch/connector.ts';
import { createMetadata } from '../../src/engine/catalog/metadata.ts';
import type { Catalog, Metadata } from '../../src/engine/catalog/metadata.ts';

/** The catalog tpch with its information_schema, as a coordinator mounts it. */
export function tpchMetadata(): Metadata {
  const catalogs = new Map<string, Catalog>();
  const metadata = createMetadata(catalogs);
  const tpch: Catalog = {
    name: 'tpch',
    handle: 'tpch:normal:default',
    connectorName: 'tpch',
    connector: createTpchConnector(),
  };
  catalogs.set('tpch', mountInformationSchema(tpch, metadata));
  return metadata;
}
