import { connectorFactory } from '../../../connectors/registry.ts';
import type { Connector } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { KernelCatalog } from './kernel-messages.ts';

/** The connectors of the kernel's thread: made when the first split of a catalog comes. */
export class ConnectorCache {
  readonly #catalogs: ReadonlyMap<string, KernelCatalog>;
  readonly #connectors = new Map<string, Promise<Connector>>();

  constructor(catalogs: readonly KernelCatalog[]) {
    this.#catalogs = new Map(catalogs.map((catalog) => [catalog.handle, catalog]));
  }

  /** Whether the thread reads tables of a catalog. @param handle as splits carry it */
  has(handle: string): boolean {
    return this.#catalogs.has(handle);
  }

  /** @param handle as splits carry it: `tpch:normal:default` @throws TrinoError CATALOG_NOT_AVAILABLE */
  get(handle: string): Promise<Connector> {
    let connector = this.#connectors.get(handle);
    if (connector === undefined) {
      const catalog = this.#catalogs.get(handle);
      if (catalog === undefined)
        throw new TrinoError('CATALOG_NOT_AVAILABLE', `Catalog '${handle}' is not available on this node`);
      connector = connectorFactory(catalog.connectorName).then((create) => create(catalog.properties));
      this.#connectors.set(handle, connector);
    }
    return connector;
  }
}
