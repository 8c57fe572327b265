import type { CatalogConfiguration } from '../config/load-catalogs.ts';
import { createTpchConnector } from '../connectors/tpch/connector.ts';
import type { Connector } from '../engine/catalog/connector.ts';
import type { Catalog } from '../engine/catalog/metadata.ts';

/** Connectors by `connector.name`, each made from the properties of a catalog. */
const factories: Readonly<Record<string, (properties: CatalogConfiguration['properties']) => Connector>> = {
  tpch: () => createTpchConnector(),
};

export const connectorNames = Object.keys(factories).sort();

/** Mounts the configured catalogs. @returns by name */
export function mountCatalogs(configurations: readonly CatalogConfiguration[]): ReadonlyMap<string, Catalog> {
  const catalogs = new Map<string, Catalog>();
  for (const { name, connectorName, properties } of configurations) {
    const factory = factories[connectorName];
    if (factory === undefined) throw new Error(`No factory for connector '${connectorName}'`);
    catalogs.set(name, {
      name,
      handle: `${name}:normal:default`,
      connectorName,
      connector: factory(properties),
    });
  }
  return catalogs;
}
