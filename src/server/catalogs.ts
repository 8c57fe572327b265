import type { CatalogConfiguration } from '../config/load-catalogs.ts';
import { connectorFactory } from '../connectors/registry.ts';
import type { Catalog } from '../engine/catalog/metadata.ts';

/** A configured catalog's handle on the wire. */
export function catalogHandle({ name }: CatalogConfiguration): string {
  return `${name}:normal:default`;
}

/** Loads the connectors of the configured catalogs. @returns by name */
export async function mountCatalogs(
  configurations: readonly CatalogConfiguration[],
): Promise<ReadonlyMap<string, Catalog>> {
  const catalogs = await Promise.all(
    configurations.map(async (configuration): Promise<Catalog> => {
      const { name, connectorName, properties } = configuration;
      const create = await connectorFactory(connectorName);
      return { name, handle: catalogHandle(configuration), connectorName, connector: create(properties) };
    }),
  );
  return new Map(catalogs.map((catalog) => [catalog.name, catalog]));
}
