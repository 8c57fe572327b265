import type { RemoteTask } from './remote-task.ts';
import { isTaskDone } from './remote-task.ts';
import type { SplitLimits } from './split-limits.ts';

/** The tasks with table scans of all queries, by node: how busy a node is decides how many splits more it gets. */
export class NodeSplits {
  readonly #limits: SplitLimits;
  readonly #tasks = new Map<string, Set<RemoteTask>>();

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  add(task: RemoteTask): void {
    const { nodeId } = task.node;
    const tasks = this.#tasks.get(nodeId) ?? new Set();
    tasks.add(task);
    this.#tasks.set(nodeId, tasks);
  }

  remove(task: RemoteTask): void {
    const { nodeId } = task.node;
    const tasks = this.#tasks.get(nodeId);
    tasks?.delete(task);
    if (tasks?.size === 0) this.#tasks.delete(nodeId);
  }

  /** How many splits more a task may get now: a busy node's tasks get the least that keeps them going. */
  roomOf(task: RemoteTask): number {
    const { maxSplitsPerNode, minPendingSplitsPerTask, maxUnacknowledgedSplitsPerTask } = this.#limits;
    const onNode = maxSplitsPerNode - this.#splitsOn(task.node.nodeId);
    const least = minPendingSplitsPerTask - task.queuedSplits;
    const unacknowledged = maxUnacknowledgedSplitsPerTask - task.unacknowledgedSplits;
    return Math.max(0, Math.min(Math.max(onNode, least), unacknowledged));
  }

  #splitsOn(nodeId: string): number {
    let splits = 0;
    for (const task of this.#tasks.get(nodeId) ?? []) {
      if (task.status === undefined || !isTaskDone(task.status.state))
        splits += task.queuedSplits + task.runningSplits;
    }
    return splits;
  }
}
