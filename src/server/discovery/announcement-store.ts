import type { Clock } from '../../engine/schedule/clock.ts';

/** A service that a node offers, as look-ups return it. */
export interface AnnouncedService {
  /** UUID. */
  readonly id: string;
  readonly nodeId: string;
  readonly type: string;
  readonly pool: string;
  readonly location: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** An announcement as its node sends it; the node's id is in the path. */
export interface AnnouncementBody {
  readonly environment?: string | undefined;
  readonly location?: string | undefined;
  readonly pool?: string | undefined;
  readonly services?:
    | readonly {
        readonly id: string;
        readonly type: string;
        readonly properties?: Readonly<Record<string, string>> | undefined;
      }[]
    | undefined;
}

/** An entry of `GET /v1/store/dynamic`: what discovery servers replicate between them. */
export interface StoredEntry {
  readonly nodeId: string;
  /** Absent for an announcement that was withdrawn. */
  readonly services: readonly AnnouncedService[] | undefined;
  /** Milliseconds since 1970; also the version's sequence. */
  readonly timestamp: number;
}

export interface AnnouncementStoreOptions {
  readonly clock: Clock;
  /** Announcements older than this are forgotten, ms (`discovery.max-age`). */
  readonly maxAgeMillis: number;
  /** Look-ups answer from a list that is at most this old, ms (`discovery.store-cache-ttl`). */
  readonly cacheMillis: number;
}

/** How long a withdrawn announcement is remembered, ms (Trino's `dynamic.store.tombstone-max-age`). */
const tombstoneMillis = 86_400_000;

/** The announcements of a cluster, in the coordinator. */
export class AnnouncementStore {
  readonly #options: AnnouncementStoreOptions;
  readonly #entries = new Map<string, StoredEntry>();
  readonly #listeners = new Set<() => void>();
  #cached: { readonly at: number; readonly services: readonly AnnouncedService[] } | undefined;
  #lastTimestamp = 0;

  constructor(options: AnnouncementStoreOptions) {
    this.#options = options;
  }

  get maxAgeMillis(): number {
    return this.#options.maxAgeMillis;
  }

  /** Replaces what the node announced before. The id in the path counts, not that of the body (recording discovery-put-announcement-wrong-node). */
  put(nodeId: string, announcement: AnnouncementBody): void {
    const { location = `/somewhere/${nodeId}`, pool = 'general', services = [] } = announcement;
    this.#set(
      nodeId,
      services.map(({ id, type, properties = {} }) => ({ id, nodeId, type, pool, location, properties })),
    );
  }

  /** Withdraws a node's announcement; an unknown node is none's harm. */
  delete(nodeId: string): void {
    if (this.#entries.get(nodeId)?.services === undefined) return;
    this.#set(nodeId, undefined);
  }

  /** Services that haven't expired, from a list that may be as old as the cache's time. */
  lookUp(type?: string, pool?: string): readonly AnnouncedService[] {
    const now = this.#options.clock.now();
    if (this.#cached === undefined || now - this.#cached.at >= this.#options.cacheMillis) {
      this.#cached = { at: now, services: this.current() };
    }
    return this.#cached.services.filter(
      (service) =>
        (type === undefined || service.type === type) && (pool === undefined || service.pool === pool),
    );
  }

  /** Services that haven't expired, now. */
  current(): readonly AnnouncedService[] {
    return this.entries().flatMap(({ services }) => services ?? []);
  }

  /** Every entry that is still kept, the withdrawn ones too. */
  entries(): readonly StoredEntry[] {
    const now = this.#options.clock.now();
    for (const [nodeId, { services, timestamp }] of this.#entries) {
      const maxAge = services === undefined ? tombstoneMillis : this.#options.maxAgeMillis;
      if (now - timestamp > maxAge) this.#entries.delete(nodeId);
    }
    return [...this.#entries.values()];
  }

  /** Called after each announcement and withdrawal. @returns a function that ends the subscription */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(nodeId: string, services: readonly AnnouncedService[] | undefined): void {
    // Two changes within a millisecond still have an order.
    this.#lastTimestamp = Math.max(this.#options.clock.now(), this.#lastTimestamp + 1);
    this.#entries.set(nodeId, { nodeId, services, timestamp: this.#lastTimestamp });
    for (const listener of this.#listeners) listener();
  }
}
