import type { PlanFragment, PlanNode, RemoteSourceNode, Split } from '../../../generated/worker/types.ts';
import type { Connector, WireHandle } from '../catalog/connector.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Clock } from './clock.ts';
import { sleep } from './clock.ts';
import type { InternalNode, NodeManager } from './node-manager.ts';
import { distributionOf, outputBuffersFor, visitPlan } from './partitionings.ts';
import type { RemoteTask, RemoteTaskContext } from './remote-task.ts';
import { Stage } from './stage.ts';

/** A fragment and those it reads from. */
export interface SubPlan {
  readonly fragment: PlanFragment;
  readonly children: readonly SubPlan[];
}

export interface QuerySchedulerOptions {
  readonly queryId: string;
  readonly plan: SubPlan;
  readonly nodes: NodeManager;
  /** The connector behind a catalog handle. */
  readonly connector: (catalogHandle: string) => Connector;
  readonly context: RemoteTaskContext;
  readonly clock: Clock;
  readonly random: () => number;
  /** Fills `bucketToPartition` of a fragment's output scheme. */
  readonly withBucketToPartition: (fragment: PlanFragment, partitions: number) => PlanFragment;
  readonly onChange: () => void;
}

/** At least so many splits a node, so that a scan can be spread over its processors. */
const splitsPerNode = 2;
/** Splits of a scan that a task may have queued; more are handed out as these are started. */
const maxQueuedSplitsPerTask = 100;

/**
 * Runs a plan: a stage a fragment, all at once. Nodes are chosen and task ids fixed first, so that each task's first update
 * can already name its sources; splits of large scans follow as earlier ones are drained.
 */
export class QueryScheduler {
  readonly root: Stage;
  readonly stages: readonly Stage[];
  readonly #options: QuerySchedulerOptions;
  #stopped = false;

  constructor(options: QuerySchedulerOptions) {
    this.#options = options;
    const stages: Stage[] = [];
    this.root = this.#createStage(options.plan, 1, stages);
    this.stages = stages.sort((a, b) => a.id - b.id);
  }

  /** Places all tasks and sends them. @returns the addresses of the root stage's output */
  start(): readonly string[] {
    this.#place(this.root, 1);
    for (const stage of this.stages) this.#connect(stage);
    for (const stage of this.stages) stage.start();
    for (const stage of this.stages) void this.#scheduleScans(stage);
    return this.root.tasks.map((task) => `${task.uri}/results/0`);
  }

  /** Ends a stage early; the query goes on with the rows seen so far. @returns whether there is such a stage */
  cancelStage(id: number): boolean {
    const stage = this.stages.find((candidate) => candidate.id === id);
    if (stage === undefined) return false;
    for (const child of descendants(stage)) child.cancel();
    return true;
  }

  /** The output has been read to its end: what the tasks still do is for nobody. Those that have finished stay so. */
  finish(): void {
    this.#stopped = true;
    for (const stage of this.stages) stage.cancel();
  }

  abort(): void {
    this.#stopped = true;
    for (const stage of this.stages) stage.abort();
  }

  #createStage(plan: SubPlan, consumers: number, stages: Stage[]): Stage {
    const consumersOfChildren = this.#taskCount(plan.fragment);
    const children = plan.children.map((child) => this.#createStage(child, consumersOfChildren, stages));
    const stage = new Stage({
      id: Number(plan.fragment.id),
      queryId: this.#options.queryId,
      fragment: this.#options.withBucketToPartition(plan.fragment, consumers),
      children,
      context: this.#options.context,
      onChange: this.#options.onChange,
    });
    stages.push(stage);
    return stage;
  }

  readonly #nodesOfFragment = new Map<string, readonly InternalNode[]>();
  readonly #scansOfFragment = new Map<string, readonly ScanSplits[]>();

  #taskCount(fragment: PlanFragment): number {
    return this.#nodesFor(fragment).length;
  }

  #nodesFor(fragment: PlanFragment): readonly InternalNode[] {
    let nodes = this.#nodesOfFragment.get(fragment.id);
    if (nodes === undefined) {
      nodes = this.#chooseNodes(fragment);
      this.#nodesOfFragment.set(fragment.id, nodes);
    }
    return nodes;
  }

  #chooseNodes(fragment: PlanFragment): readonly InternalNode[] {
    const { nodes } = this.#options;
    const distribution = distributionOf(fragment);
    if (distribution === 'coordinator') return this.#chooseOne(fragment, [nodes.self]);
    const schedulable = nodes.schedulable();
    if (schedulable.length === 0)
      throw new TrinoError('NO_NODES_AVAILABLE', 'No nodes available to run query');
    switch (distribution) {
      case 'single':
        return this.#chooseOne(fragment, schedulable);
      case 'fixed':
        return schedulable;
      case 'source': {
        const scans = scansOf(fragment).map((scan) => this.#openScan(scan, schedulable));
        this.#scansOfFragment.set(fragment.id, scans);
        const used = [...schedulable.filter(({ nodeId }) => nodeId !== nodes.self.nodeId), nodes.self].filter(
          (node) => scans.some((scan) => scan.runsOn(node)),
        );
        return used.length > 0 ? used : schedulable.slice(0, 1);
      }
      default:
        return unreachable(distribution);
    }
  }

  /** One node for all of a fragment; it may scan as well, and then reads all splits. */
  #chooseOne(fragment: PlanFragment, candidates: readonly InternalNode[]): readonly InternalNode[] {
    const scans = scansOf(fragment);
    const able = scans.reduce((nodes, scan) => this.#holders(scan.table.catalogHandle, nodes), candidates);
    const among = able.length > 0 ? able : candidates;
    const node = among[Math.floor(this.#options.random() * among.length)] as InternalNode;
    this.#scansOfFragment.set(
      fragment.id,
      scans.map((scan) => this.#openScan(scan, [node])),
    );
    return [node];
  }

  #openScan(
    scan: Extract<PlanNode, { '@type': 'tablescan' }>,
    schedulable: readonly InternalNode[],
  ): ScanSplits {
    const { catalogHandle, connectorHandle } = scan.table;
    const connector = this.#options.connector(catalogHandle);
    const holders = this.#holders(catalogHandle, schedulable);
    if (holders.length === 0) {
      throw new TrinoError(
        'NO_NODES_AVAILABLE',
        `No nodes available to run query: none serves catalog ${catalogHandle}`,
      );
    }
    const splitNodes = holders.map((node) => ({ nodeId: node.nodeId, address: addressOf(node) }));
    const start = this.#options.clock.monotonicNanos();
    const source = connector.splits.splits(connectorHandle, splitNodes, splitsPerNode);
    const splits = new ScanSplits(scan.id, catalogHandle, holders, source);
    splits.listedNanos = this.#options.clock.monotonicNanos() - start;
    return splits;
  }

  /** The nodes that can read a catalog's tables: what only the coordinator knows is read there, though it may run no other tasks. */
  #holders(catalogHandle: string, nodes: readonly InternalNode[]): readonly InternalNode[] {
    return this.#options.connector(catalogHandle).coordinatorOnly
      ? [this.#options.nodes.self]
      : nodes.filter((node) => node.catalogHandleIds.includes(catalogHandle));
  }

  #place(stage: Stage, consumers: number): void {
    const nodes = this.#nodesFor(stage.fragment);
    for (const node of nodes) stage.addTask(node, outputBuffersFor(stage.fragment, consumers));
    for (const child of stage.children) this.#place(child, nodes.length);
  }

  /** Tells each task where its remote sources are, and the first splits of its scans. */
  #connect(stage: Stage): void {
    visitPlan(stage.fragment.root, (node) => {
      if (node['@type'] === 'remoteSource') this.#connectRemoteSource(stage, node);
    });
    for (const scan of this.#scansOfFragment.get(stage.fragment.id) ?? []) {
      stage.splitTimesNanos.push(scan.listedNanos);
      scan.handOut(stage);
    }
  }

  #connectRemoteSource(stage: Stage, node: RemoteSourceNode): void {
    const producers = stage.children.filter((child) => node.sourceFragmentIds.includes(child.fragment.id));
    stage.tasks.forEach((task, buffer) => {
      const splits = producers.flatMap((producer) =>
        producer.tasks.map((source) => remoteSplit(source, buffer)),
      );
      task.addSplits(node.id, splits);
      task.noMoreSplits(node.id);
    });
  }

  async #scheduleScans(stage: Stage): Promise<void> {
    const scans = this.#scansOfFragment.get(stage.fragment.id) ?? [];
    while (!this.#stopped && scans.some((scan) => !scan.done)) {
      await sleep(this.#options.clock, 20);
      for (const scan of scans) scan.handOut(stage);
    }
    stage.schedulingDone();
  }
}

/** The splits of one table scan on their way to the stage's tasks. */
class ScanSplits {
  readonly #planNodeId: string;
  readonly #catalogHandle: string;
  readonly #holders: readonly InternalNode[];
  readonly #queues = new Map<string, Split[]>();
  /** What listing the splits took. */
  listedNanos = 0;
  #done = false;

  constructor(
    planNodeId: string,
    catalogHandle: string,
    holders: readonly InternalNode[],
    source: Iterable<{ readonly split: WireHandle; readonly addresses?: readonly string[] }>,
  ) {
    this.#planNodeId = planNodeId;
    this.#catalogHandle = catalogHandle;
    this.#holders = holders;
    for (const { split, addresses } of source) {
      const node = this.#nodeFor(addresses);
      const queue = this.#queues.get(node.nodeId) ?? [];
      queue.push({ catalogHandle: this.#catalogHandle, connectorSplit: split as Split['connectorSplit'] });
      this.#queues.set(node.nodeId, queue);
    }
  }

  get done(): boolean {
    return this.#done;
  }

  runsOn(node: InternalNode): boolean {
    return this.#queues.has(node.nodeId);
  }

  /** Gives each task as many splits as it may have queued. */
  handOut(stage: Stage): void {
    if (this.#done) return;
    let left = 0;
    for (const task of stage.tasks) {
      const queue = this.#queues.get(task.node.nodeId);
      if (queue !== undefined && queue.length > 0) {
        const room = maxQueuedSplitsPerTask - task.queuedSplits;
        if (room > 0) task.addSplits(this.#planNodeId, queue.splice(0, room));
      }
      if (queue === undefined || queue.length === 0) task.noMoreSplits(this.#planNodeId);
      else left += queue.length;
    }
    if (left === 0) this.#done = true;
  }

  /** The least loaded of the nodes that may run a split. */
  #nodeFor(addresses: readonly string[] | undefined): InternalNode {
    let candidates = this.#holders;
    if (addresses !== undefined && addresses.length > 0) {
      const named = this.#holders.filter((node) => addresses.includes(addressOf(node)));
      if (named.length > 0) candidates = named;
    }
    let best = candidates[0] as InternalNode;
    for (const node of candidates) {
      if ((this.#queues.get(node.nodeId)?.length ?? 0) < (this.#queues.get(best.nodeId)?.length ?? 0))
        best = node;
    }
    return best;
  }
}

function remoteSplit(source: RemoteTask, buffer: number): Split {
  return {
    catalogHandle: '$remote:normal:remote',
    connectorSplit: {
      '@type': 'system:io.trino.split.RemoteSplit',
      exchangeInput: {
        '@type': 'direct',
        taskId: source.taskId,
        location: `${source.uri}/results/${buffer}`,
      },
    },
  };
}

function scansOf(fragment: PlanFragment): Extract<PlanNode, { '@type': 'tablescan' }>[] {
  const scans: Extract<PlanNode, { '@type': 'tablescan' }>[] = [];
  visitPlan(fragment.root, (node) => {
    if (node['@type'] === 'tablescan') scans.push(node);
  });
  return scans;
}

function descendants(stage: Stage): Stage[] {
  return [stage, ...stage.children.flatMap(descendants)];
}

function addressOf(node: InternalNode): string {
  return new URL(node.uri).host;
}

function unreachable(value: never): never {
  throw new Error(`unknown distribution ${String(value)}`);
}
