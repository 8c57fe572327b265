import type { InternalNode, NodeManager } from '../../engine/schedule/node-manager.ts';
import type { AnnouncedService } from './announcement-store.ts';

/** States in which a node says it is. */
export type NodeState = 'ACTIVE' | 'INACTIVE' | 'SHUTTING_DOWN';

export interface ClusterNodesOptions {
  readonly self: InternalNode;
  readonly selfState: () => NodeState;
  /** `node-scheduler.include-coordinator`: the coordinator runs tasks too. */
  readonly includeCoordinator: boolean;
  /** Whether another node answers its heartbeats. */
  readonly isAlive: (nodeId: string) => boolean;
  /** The state a node told last, if it was asked. */
  readonly stateOf: (nodeId: string) => NodeState | undefined;
}

interface NodeLists {
  readonly active: readonly InternalNode[];
  readonly inactive: readonly InternalNode[];
  readonly shuttingDown: readonly InternalNode[];
}

/** The nodes of the cluster by state, made anew at each `refresh` from what is announced, alive and of our version. */
export class ClusterNodes implements NodeManager {
  readonly self: InternalNode;
  readonly #options: ClusterNodesOptions;
  readonly #listeners = new Set<() => void>();
  #others: readonly InternalNode[] = [];
  #lists: NodeLists;

  constructor(options: ClusterNodesOptions) {
    this.self = options.self;
    this.#options = options;
    this.#lists = this.#sort();
  }

  /** Every node but this one, whatever its state. */
  get others(): readonly InternalNode[] {
    return this.#others;
  }

  active(): readonly InternalNode[] {
    return this.#lists.active;
  }

  inactive(): readonly InternalNode[] {
    return this.#lists.inactive;
  }

  shuttingDown(): readonly InternalNode[] {
    return this.#lists.shuttingDown;
  }

  schedulable(): readonly InternalNode[] {
    return this.#options.includeCoordinator
      ? this.#lists.active
      : this.#lists.active.filter((node) => !node.coordinator);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param services what is announced now */
  announced(services: readonly AnnouncedService[]): void {
    this.#others = services
      .map(toNode)
      .filter((node): node is InternalNode => node !== undefined && node.nodeId !== this.self.nodeId);
    this.refresh();
  }

  /** Sorts the nodes again, after a heartbeat or a state changed. */
  refresh(): void {
    const before = describe(this.#lists);
    this.#lists = this.#sort();
    if (describe(this.#lists) === before) return;
    for (const listener of this.#listeners) listener();
  }

  #sort(): NodeLists {
    const lists = {
      active: [] as InternalNode[],
      inactive: [] as InternalNode[],
      shuttingDown: [] as InternalNode[],
    };
    for (const node of [this.self, ...this.#others]) lists[listNames[this.#stateOf(node)]].push(node);
    return lists;
  }

  #stateOf(node: InternalNode): NodeState {
    if (node === this.self) return this.#options.selfState();
    // A node of another version would not understand our tasks (PROTOCOL 4.1, trap 18).
    if (node.version !== this.self.version || !this.#options.isAlive(node.nodeId)) return 'INACTIVE';
    return this.#options.stateOf(node.nodeId) ?? 'ACTIVE';
  }
}

const listNames = { ACTIVE: 'active', INACTIVE: 'inactive', SHUTTING_DOWN: 'shuttingDown' } as const;

/** Undefined for services that are no Trino node, or don't say their version or address. */
function toNode(service: AnnouncedService): InternalNode | undefined {
  const { node_version: version, https, http, coordinator, catalogHandleIds } = service.properties;
  const uri = https ?? http;
  if (service.type !== 'trino' || version === undefined || version === '' || uri === undefined)
    return undefined;
  return {
    nodeId: service.nodeId,
    uri: uri.replace(/\/$/, ''),
    version,
    coordinator: coordinator === 'true',
    catalogHandleIds: catalogHandleIds?.split(',').filter((handle) => handle !== '') ?? [],
  };
}

function describe({ active, inactive, shuttingDown }: NodeLists): string {
  return JSON.stringify([active, inactive, shuttingDown]);
}
