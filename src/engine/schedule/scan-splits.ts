import type { Split } from '../../../generated/worker/types.ts';
import type { ConnectorSplit } from '../catalog/connector.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Clock } from './clock.ts';
import type { InternalNode } from './node-manager.ts';
import type { RemoteTask } from './remote-task.ts';

export interface ScanSplitsOptions {
  readonly planNodeId: string;
  readonly catalogHandle: string;
  /** The nodes that can read the table, in an order that doesn't change. */
  readonly holders: readonly InternalNode[];
  /** Lists the splits; read only as far as they are needed. */
  readonly source: Iterable<ConnectorSplit>;
  /** How many listed splits may wait here. */
  readonly batchSize: number;
  readonly clock: Clock;
}

/** A listed split that no task has yet. */
interface PendingSplit {
  readonly split: Split;
  /** Where it goes if there is room. */
  readonly home: InternalNode;
  /** Ids of the nodes that may run it. */
  readonly nodeIds: ReadonlySet<string>;
}

/**
 * The splits of one table scan on their way to the stage's tasks.
 *
 * Where splits may run anywhere, the n-th goes to the node of its number: the same nodes get the same parts of a table each
 * time, because they keep what they have made of it. Only a node that has no room left loses parts to the others.
 */
export class ScanSplits {
  readonly planNodeId: string;
  readonly #options: ScanSplitsOptions;
  readonly #iterator: Iterator<ConnectorSplit>;
  readonly #holderIds: ReadonlySet<string>;
  #pending: PendingSplit[] = [];
  #exhausted = false;
  #listed = 0;
  readonly #listedFor = new Map<string, number>();
  /** Tasks that were told the end. */
  readonly #ended = new Set<RemoteTask>();
  /** What each listing of a batch took, nanoseconds. */
  readonly listingNanos: number[] = [];

  constructor(options: ScanSplitsOptions) {
    this.planNodeId = options.planNodeId;
    this.#options = options;
    this.#iterator = options.source[Symbol.iterator]();
    this.#holderIds = new Set(options.holders.map(({ nodeId }) => nodeId));
    this.#list();
  }

  /** Whether every split is with a task. */
  get done(): boolean {
    return this.#exhausted && this.#pending.length === 0;
  }

  /** The nodes that run splits: before all are listed, every one that might. */
  nodes(): readonly InternalNode[] {
    const { holders } = this.#options;
    if (!this.#exhausted) return holders;
    return holders.filter(({ nodeId }) => this.#listedFor.has(nodeId));
  }

  /**
   * Gives each task as many splits as there is room for, and tells it when no more will come.
   * @param roomOf how many splits more a task may get
   */
  handOut(tasks: readonly RemoteTask[], roomOf: (task: RemoteTask) => number): void {
    if (this.done) {
      this.#tellEnd(tasks);
      return;
    }
    const rooms = new Map<string, Room>();
    for (const task of tasks) rooms.set(task.node.nodeId, { task, left: roomOf(task), taken: [] });
    for (;;) {
      const before = this.#pending.length;
      this.#pending = this.#pending.filter((pending) => !place(pending, rooms));
      if (this.#exhausted || this.#pending.length === before) break;
      this.#list();
    }
    for (const { task, taken } of rooms.values()) task.addSplits(this.planNodeId, taken);
    this.#tellEnd(tasks);
  }

  /** Nobody wants the rest. */
  close(): void {
    this.#pending = [];
    if (this.#exhausted) return;
    this.#exhausted = true;
    this.#iterator.return?.();
  }

  #tellEnd(tasks: readonly RemoteTask[]): void {
    if (!this.#exhausted) return;
    for (const task of tasks) {
      if (this.#ended.has(task) || this.#pending.some((pending) => mayRun(pending, task))) continue;
      this.#ended.add(task);
      task.noMoreSplits(this.planNodeId);
    }
  }

  #list(): void {
    const { clock, batchSize, catalogHandle } = this.#options;
    const start = clock.monotonicNanos();
    while (this.#pending.length < batchSize) {
      const next = this.#iterator.next();
      if (next.done === true) {
        this.#exhausted = true;
        break;
      }
      const { split, addresses, pinned } = next.value;
      this.#pending.push({
        split: { catalogHandle, connectorSplit: split as Split['connectorSplit'] },
        ...this.#homeOf(addresses, pinned ?? false),
      });
      this.#listed++;
    }
    this.listingNanos.push(clock.monotonicNanos() - start);
  }

  /** Among the nodes that a split names, the one with the fewest so far. @throws TrinoError NO_NODES_AVAILABLE */
  #homeOf(addresses: readonly string[] | undefined, pinned: boolean): Pick<PendingSplit, 'home' | 'nodeIds'> {
    const { holders } = this.#options;
    const named =
      addresses === undefined ? [] : holders.filter((node) => addresses.includes(addressOf(node)));
    if (named.length === 0 && pinned) {
      throw new TrinoError('NO_NODES_AVAILABLE', 'No nodes available to run query');
    }
    const home =
      named.length === 0
        ? (holders[this.#listed % holders.length] as InternalNode)
        : named.reduce((best, node) => (this.#listedOf(node) < this.#listedOf(best) ? node : best));
    this.#listedFor.set(home.nodeId, this.#listedOf(home) + 1);
    return {
      home,
      nodeIds: named.length === 0 ? this.#holderIds : new Set(named.map(({ nodeId }) => nodeId)),
    };
  }

  #listedOf(node: InternalNode): number {
    return this.#listedFor.get(node.nodeId) ?? 0;
  }
}

interface Room {
  readonly task: RemoteTask;
  left: number;
  readonly taken: Split[];
}

function place(pending: PendingSplit, rooms: ReadonlyMap<string, Room>): boolean {
  let room = rooms.get(pending.home.nodeId);
  if (room === undefined || room.left === 0) {
    room = undefined;
    for (const other of rooms.values()) {
      if (other.left > (room?.left ?? 0) && mayRun(pending, other.task)) room = other;
    }
  }
  if (room === undefined) return false;
  room.left--;
  room.taken.push(pending.split);
  return true;
}

function mayRun({ nodeIds }: PendingSplit, task: RemoteTask): boolean {
  return nodeIds.has(task.node.nodeId);
}

/** host:port, as splits name nodes. */
export function addressOf(node: InternalNode): string {
  return new URL(node.uri).host;
}
