import type { Connector } from '../engine/catalog/connector.ts';

/** Makes a connector from the properties of its catalog, without `connector.name`. */
export type ConnectorFactory = (properties: Readonly<Record<string, string>>) => Connector;

/** The connectors there are, by `connector.name`. Each is loaded with its first use. */
const factories: Readonly<Record<string, () => Promise<ConnectorFactory>>> = {
  memory: async () => (await import('./memory/connector.ts')).createMemoryConnector,
  tpch: async () => (await import('./tpch/connector.ts')).createTpchConnector,
};

/** Names that a catalog's `connector.name` may have, sorted. */
export const connectorNames: readonly string[] = Object.keys(factories).sort();

/** @throws Error when there is no such connector: configuration has been checked by then */
export async function connectorFactory(connectorName: string): Promise<ConnectorFactory> {
  const load = factories[connectorName];
  if (load === undefined) throw new Error(`There is no connector '${connectorName}'`);
  return load();
}
