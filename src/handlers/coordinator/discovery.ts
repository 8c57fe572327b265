import type { DiscoveryApi } from '../../../generated/coordinator/server.ts';
import type { Services, StoreEntry } from '../../../generated/coordinator/types.ts';
import { stringifyJson } from '../../../generated/runtime.ts';
import type {
  AnnouncedService,
  AnnouncementStore,
  StoredEntry,
} from '../../server/discovery/announcement-store.ts';

/** Announcements of nodes and the look-ups of their services (PROTOCOL 4.2). */
export function createDiscoveryApi(environment: string, store: AnnouncementStore): DiscoveryApi {
  const services = (type?: string, pool?: string): { readonly status: 200; readonly body: Services } => ({
    status: 200,
    body: { environment, services: store.lookUp(type, pool).map(serviceOf) },
  });
  return {
    announce({ path, body }) {
      if (body.environment !== environment) {
        const text = `Environment mismatch. Expected: ${environment}, Provided: ${body.environment}`;
        return { status: 400, body: text };
      }
      store.put(path.nodeId, body);
      return { status: 202 };
    },
    unannounce({ path }) {
      store.delete(path.nodeId);
      return { status: 204 };
    },
    listServices: () => services(),
    listServicesOfType: ({ path }) => services(path.type),
    listServicesOfTypeAndPool: ({ path }) => services(path.type, path.pool),
    getDynamicStore: () => ({
      status: 200,
      body: store.entries().map((entry) => storeEntry(entry, store.maxAgeMillis)),
    }),
  };
}

function serviceOf({
  id,
  nodeId,
  type,
  pool,
  location,
  properties,
}: AnnouncedService): Services['services'][number] {
  return { id, nodeId, type, pool, location, properties: { ...properties } };
}

function storeEntry({ nodeId, services, timestamp }: StoredEntry, maxAgeMillis: number): StoreEntry {
  const entry = { key: base64(nodeId), version: { sequence: timestamp }, timestamp };
  if (services === undefined) return entry;
  return { ...entry, value: base64(stringifyJson(services.map(serviceOf))), maxAgeInMs: maxAgeMillis };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
