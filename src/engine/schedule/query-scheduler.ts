import type { PlanFragment, RemoteSourceNode, Split } from '../../../generated/worker/types.ts';
import { toTrinoError } from '../errors/failure.ts';
import type { NodeSplits } from './node-splits.ts';
import { outputBuffersFor, visitPlan } from './partitionings.ts';
import type { RemoteTask, RemoteTaskContext } from './remote-task.ts';
import { Stage } from './stage.ts';
import { StagePlacement } from './stage-placement.ts';
import type { StagePlacementOptions } from './stage-placement.ts';

/** A fragment and those it reads from. */
export interface SubPlan {
  readonly fragment: PlanFragment;
  readonly children: readonly SubPlan[];
}

export interface QuerySchedulerOptions extends StagePlacementOptions {
  readonly queryId: string;
  readonly plan: SubPlan;
  readonly context: RemoteTaskContext;
  /** What nodes have to do for all queries. */
  readonly nodeSplits: NodeSplits;
  /** Fills `bucketToPartition` of a fragment's output scheme. */
  readonly withBucketToPartition: (fragment: PlanFragment, partitions: number) => PlanFragment;
  readonly onChange: () => void;
}

/**
 * Runs a plan: a stage a fragment, all at once. Nodes are chosen and task ids fixed first, so that each task's first update
 * can already name its sources; splits of large scans follow as earlier ones are drained.
 */
export class QueryScheduler {
  readonly root: Stage;
  readonly stages: readonly Stage[];
  readonly #options: QuerySchedulerOptions;
  readonly #placement: StagePlacement;
  #stopped = false;

  constructor(options: QuerySchedulerOptions) {
    this.#options = options;
    this.#placement = new StagePlacement(options);
    const stages: Stage[] = [];
    this.root = this.#createStage(options.plan, 1, stages);
    this.stages = stages.sort((a, b) => a.id - b.id);
  }

  /** Places all tasks and sends them. @returns the addresses of the root stage's output */
  start(): readonly string[] {
    this.#place(this.root, 1);
    for (const stage of this.stages) this.#connect(stage);
    for (const stage of this.stages) stage.start();
    for (const stage of this.stages) this.#handOutSplits(stage);
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
    this.#stop();
    for (const stage of this.stages) stage.cancel();
  }

  abort(): void {
    this.#stop();
    for (const stage of this.stages) stage.abort();
  }

  #createStage(plan: SubPlan, consumers: number, stages: Stage[]): Stage {
    const consumersOfChildren = this.#placement.of(plan.fragment).nodes.length;
    const children = plan.children.map((child) => this.#createStage(child, consumersOfChildren, stages));
    const stage = new Stage({
      id: Number(plan.fragment.id),
      queryId: this.#options.queryId,
      fragment: this.#options.withBucketToPartition(plan.fragment, consumers),
      children,
      scans: this.#placement.of(plan.fragment).scans,
      context: this.#options.context,
      onChange: (changed) => {
        this.#handOutSplits(changed);
        this.#options.onChange();
      },
    });
    stages.push(stage);
    return stage;
  }

  #place(stage: Stage, consumers: number): void {
    const { nodes } = this.#placement.of(stage.fragment);
    for (const node of nodes) {
      const task = stage.addTask(node, outputBuffersFor(stage.fragment, consumers));
      if (stage.scans.length > 0) this.#options.nodeSplits.add(task);
    }
    for (const child of stage.children) this.#place(child, nodes.length);
  }

  /** Tells each task where its remote sources are, and the first splits of its scans. */
  #connect(stage: Stage): void {
    visitPlan(stage.fragment.root, (node) => {
      if (node['@type'] === 'remoteSource') this.#connectRemoteSource(stage, node);
    });
    for (const scan of stage.scans) scan.handOut(stage.tasks, this.#roomOf);
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

  /** Hands out what there is room for; called again at each news of the stage's tasks. */
  #handOutSplits(stage: Stage): void {
    if (stage.schedulingCompleteMillis !== undefined || this.#stopped || stage.machine.done) return;
    try {
      for (const scan of stage.scans) scan.handOut(stage.tasks, this.#roomOf);
    } catch (error) {
      stage.fail(toTrinoError(error));
      return;
    }
    if (stage.scans.every((scan) => scan.done)) stage.schedulingDone();
  }

  readonly #roomOf = (task: RemoteTask): number => this.#options.nodeSplits.roomOf(task);

  #stop(): void {
    this.#stopped = true;
    for (const task of this.stages.flatMap((stage) => stage.tasks)) this.#options.nodeSplits.remove(task);
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

function descendants(stage: Stage): Stage[] {
  return [stage, ...stage.children.flatMap(descendants)];
}
