import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { DiscoveryClient } from '../../../generated/coordinator/client.ts';
import type { Announcement } from '../../../generated/coordinator/types.ts';
import type { Transport } from '../../../generated/runtime.ts';
import type { MemoryInfo } from '../../../generated/worker/types.ts';
import { InfoClient, MemoryClient, StatusClient } from '../../../generated/worker/client.ts';
import type { Settings } from '../../config/settings.ts';
import type { Clock } from '../../engine/schedule/clock.ts';
import type { InternalNode } from '../../engine/schedule/node-manager.ts';
import { processorCount } from '../system-load.ts';
import { AnnouncementStore } from './announcement-store.ts';
import { Announcer } from './announcer.ts';
import { ClusterNodes } from './cluster-nodes.ts';
import type { NodeState } from './cluster-nodes.ts';
import { FailureDetector } from './failure-detector.ts';
import { NodePoller } from './node-poller.ts';
import { RepeatedTask } from './repeated-task.ts';

export interface DiscoveryOptions {
  readonly settings: Settings;
  readonly self: InternalNode;
  /** Base URI under which clients reach this node. */
  readonly externalUri: string;
  readonly selfState: () => NodeState;
  readonly clock: Clock;
  readonly log: Logger;
  readonly transport: Transport;
}

/** How this node knows the others, and they it. */
export interface Discovery {
  readonly nodes: ClusterNodes;
  /** What a coordinator keeps of the other nodes; absent on a worker. */
  readonly cluster?: ClusterKnowledge;
  /** Announces the node, once it can take tasks. */
  announce(): void;
  stop(): Promise<void>;
}

export interface ClusterKnowledge {
  readonly store: AnnouncementStore;
  readonly detector: FailureDetector;
  /** Processors of a node, as it said last; 0 before it did. */
  processorsOf(nodeId: string): number;
  /** Memory that another node has for queries, bytes, as it said last; undefined before it did. */
  memoryOf(nodeId: string): number | undefined;
}

/** How often a coordinator asks every node for its state, and a worker for the list of nodes (PROTOCOL 4.1). */
const stateMillis = 5_000;
const listMillis = 8_000;
const memoryMillis = 1_000;
/** How often announcements that ran out are noticed. */
const expiryMillis = 1_000;
const requestMillis = 10_000;
/** A heartbeat without an answer for so long has failed. */
const heartbeatMillis = 5_000;
/** How often a coordinator renews its own announcement. */
const renewMillis = 8_000;

/** A coordinator keeps the announcements itself and watches the nodes; a worker announces itself to it. */
export function createDiscovery(options: DiscoveryOptions): Discovery {
  return options.self.coordinator ? coordinatorDiscovery(options) : workerDiscovery(options);
}

function coordinatorDiscovery(options: DiscoveryOptions): Discovery {
  const { settings, self, clock, transport } = options;
  const store = new AnnouncementStore({
    clock,
    maxAgeMillis: settings.discoveryMaxAge,
    cacheMillis: settings.discoveryCacheTtl,
  });
  const detector = new FailureDetector({
    clock,
    enabled: settings.failureDetectorEnabled,
    intervalMillis: settings.failureDetectorHeartbeatInterval,
    threshold: settings.failureDetectorThreshold,
    warmupMillis: settings.failureDetectorWarmupInterval,
    expirationMillis: settings.failureDetectorExpiration,
    ping: async (node, signal) => {
      await new StatusClient(node.uri, transport).headStatus(
        {},
        { signal: AbortSignal.any([signal, AbortSignal.timeout(heartbeatMillis)]) },
      );
    },
    onChange: () => {
      nodes.refresh();
    },
  });
  const states: NodePoller<NodeState> = new NodePoller<NodeState>({
    clock,
    nodes: () => nodes.others,
    ask: (node, signal) => askState(node, transport, signal),
    intervalMillis: stateMillis,
    timeoutMillis: requestMillis,
    onChange: () => {
      nodes.refresh();
    },
  });
  const memories = new NodePoller<MemoryInfo>({
    clock,
    nodes: () => nodes.active().filter((node) => node !== self),
    ask: (node, signal) => askMemory(node, transport, signal),
    intervalMillis: memoryMillis,
    timeoutMillis: requestMillis,
  });
  const nodes: ClusterNodes = new ClusterNodes({
    self,
    selfState: options.selfState,
    includeCoordinator: settings.includeCoordinator,
    isAlive: (nodeId) => detector.hasAnswered(nodeId) && !detector.isFailed(nodeId),
    stateOf: (nodeId) => states.get(nodeId),
  });

  const review = (): void => {
    nodes.announced(store.current());
    detector.watch(nodes.others);
  };
  const announcement = announcementOf(options, ['trino', 'discovery', 'trino-coordinator']);
  const expiry = new RepeatedTask(clock, expiryMillis, async () => {
    review();
    return undefined;
  });
  const renewal = new RepeatedTask(clock, renewMillis, async () => {
    store.put(self.nodeId, announcement);
    return undefined;
  });
  const unsubscribe = store.onChange(review);

  return {
    nodes,
    cluster: {
      store,
      detector,
      processorsOf: (nodeId) =>
        nodeId === self.nodeId ? processorCount() : (memories.get(nodeId)?.availableProcessors ?? 0),
      memoryOf: (nodeId) => {
        const bytes = memories.get(nodeId)?.pool.maxBytes;
        return bytes === undefined ? undefined : Number(bytes);
      },
    },
    announce() {
      store.put(self.nodeId, announcement);
      renewal.start(renewMillis);
      expiry.start(expiryMillis);
      states.start();
      memories.start();
    },
    async stop() {
      unsubscribe();
      await Promise.all([renewal.stop(), expiry.stop(), states.stop(), memories.stop(), detector.stop()]);
    },
  };
}

function workerDiscovery(options: DiscoveryOptions): Discovery {
  const { settings, self, clock, transport } = options;
  const discoveryUri = settings.discoveryUri;
  if (discoveryUri === undefined) throw new Error('A worker needs discovery.uri');
  const client = new DiscoveryClient(discoveryUri, transport);
  const path = { nodeId: self.nodeId };
  // Stock nodes name themselves so.
  const headers = { 'User-Agent': self.nodeId };
  const announcement = announcementOf(options, ['trino']);
  const announcer = new Announcer({
    clock,
    log: options.log,
    discoveryUri,
    announce: async (signal) => {
      const answer = await client.announce(
        { path, body: announcement },
        { signal: AbortSignal.any([signal, AbortSignal.timeout(requestMillis)]), headers },
      );
      if (answer.status !== 202) throw new Error(`answered ${answer.status}${textOf(answer)}`);
    },
    withdraw: async (signal) => {
      await client.unannounce({ path }, { signal, headers });
    },
  });
  const nodes: ClusterNodes = new ClusterNodes({
    self,
    selfState: options.selfState,
    includeCoordinator: true,
    isAlive: () => true,
    stateOf: () => undefined,
  });
  const abort = new AbortController();
  const list = new RepeatedTask(clock, listMillis, async () => {
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(requestMillis)]);
    try {
      const answer = await client.listServicesOfTypeAndPool(
        { path: { type: 'trino', pool: settings.nodePool } },
        { signal },
      );
      if (answer.undocumented !== true && answer.status === 200) nodes.announced(answer.body.services);
    } catch {
      // The announcer tells the log that the coordinator can't be reached; the last list holds meanwhile.
    }
    return undefined;
  });

  return {
    nodes,
    announce() {
      announcer.start();
      list.start();
    },
    async stop() {
      abort.abort();
      await Promise.all([announcer.stop(), list.stop()]);
    },
  };
}

async function askState(node: InternalNode, transport: Transport, signal: AbortSignal): Promise<NodeState> {
  const answer = await new InfoClient(node.uri, transport).getInfoState({}, { signal });
  if (answer.undocumented === true || answer.status !== 200) throw new Error(`answered ${answer.status}`);
  return answer.body;
}

async function askMemory(node: InternalNode, transport: Transport, signal: AbortSignal): Promise<MemoryInfo> {
  const answer = await new MemoryClient(node.uri, transport).getMemory({}, { signal });
  if (answer.undocumented === true || answer.status !== 200) throw new Error(`answered ${answer.status}`);
  return answer.body;
}

function textOf(answer: { readonly body?: unknown }): string {
  return typeof answer.body === 'string' ? `: ${answer.body}` : '';
}

function announcementOf(
  { settings, self, externalUri }: DiscoveryOptions,
  types: readonly string[],
): Announcement {
  const uris = { http: self.uri, 'http-external': externalUri };
  return {
    environment: settings.environment,
    nodeId: self.nodeId,
    location: settings.nodeLocation ?? `/${self.nodeId}`,
    pool: settings.nodePool,
    services: types.map((type) => ({
      id: randomUUID(),
      type,
      properties:
        type === 'trino'
          ? {
              node_version: self.version,
              coordinator: String(self.coordinator),
              ...uris,
              catalogHandleIds: self.catalogHandleIds.join(','),
            }
          : uris,
    })),
  };
}
