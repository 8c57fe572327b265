import type { CatalogConfiguration } from '../config/load-catalogs.ts';
import { mountInformationSchema } from '../connectors/information-schema/mount.ts';
import { mountSystem } from '../connectors/system/mount.ts';
import type { SystemRegistries } from '../connectors/system/registries.ts';
import { connectorFactory } from '../connectors/registry.ts';
import type { Connector } from '../engine/catalog/connector.ts';
import type { Catalog } from '../engine/catalog/metadata.ts';
import { createMetadata } from '../engine/catalog/metadata.ts';

/** A configured catalog's handle on the wire. */
export function catalogHandle({ name }: CatalogConfiguration): string {
  return `${name}:normal:default`;
}

/**
 * Loads the connectors of the configured catalogs and adds the catalog system; each gets its information_schema.
 * @param registries what the catalog system shows
 * @returns by name
 */
export async function mountCatalogs(
  configurations: readonly CatalogConfiguration[],
  registries: SystemRegistries,
): Promise<ReadonlyMap<string, Catalog>> {
  const catalogs = await Promise.all(
    configurations.map(async (configuration): Promise<Catalog> => {
      const { name, connectorName, properties } = configuration;
      const create = await connectorFactory(connectorName);
      return { name, handle: catalogHandle(configuration), connectorName, connector: create(properties) };
    }),
  );
  const mounted = new Map<string, Catalog>();
  const metadata = createMetadata(mounted);
  for (const catalog of [...catalogs, mountSystem(metadata, registries)])
    mounted.set(catalog.name, mountInformationSchema(catalog, metadata));
  return mounted;
}

/** The only catalog whose rows a worker makes on its main thread. @param registries what it shows of the node itself */
export function mountWorkerCatalogs(registries: SystemRegistries): ReadonlyMap<string, Catalog> {
  const system = mountSystem(createMetadata(new Map()), registries);
  return new Map([[system.name, system]]);
}

/** The connectors by the handles that plans and splits name them with. */
export function connectorsByHandle(catalogs: ReadonlyMap<string, Catalog>): ReadonlyMap<string, Connector> {
  return new Map(
    [...catalogs.values()]
      .flatMap((catalog) => [catalog, ...(catalog.informationSchema ? [catalog.informationSchema] : [])])
      .map(({ handle, connector }) => [handle, connector]),
  );
}
