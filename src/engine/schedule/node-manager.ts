/** A node of the cluster as the scheduler sees it. */
export interface InternalNode {
  readonly nodeId: string;
  /** Base URI for internal requests, no slash at the end. */
  readonly uri: string;
  readonly version: string;
  readonly coordinator: boolean;
  /** Catalog handles the node announced (`tpch:normal:default`). */
  readonly catalogHandleIds: readonly string[];
}

/** Live view of the cluster, fed by discovery, heartbeats and state polls. */
export interface NodeManager {
  /** This node. */
  readonly self: InternalNode;
  /** Nodes that are announced, alive, ACTIVE and of our version; the coordinator among them. */
  active(): readonly InternalNode[];
  inactive(): readonly InternalNode[];
  shuttingDown(): readonly InternalNode[];
  /** Active nodes that may run tasks (without the coordinator unless `node-scheduler.include-coordinator`). */
  schedulable(): readonly InternalNode[];
  /** Called whenever one of the lists above changes. @returns a function that ends the subscription */
  onChange(listener: () => void): () => void;
}
