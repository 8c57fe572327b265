import type { Clock } from '../../engine/schedule/clock.ts';
import type { InternalNode } from '../../engine/schedule/node-manager.ts';
import { RepeatedTask } from './repeated-task.ts';

export interface NodePollerOptions<T> {
  readonly clock: Clock;
  /** The nodes to ask, at each round. */
  readonly nodes: () => readonly InternalNode[];
  readonly ask: (node: InternalNode, signal: AbortSignal) => Promise<T>;
  readonly intervalMillis: number;
  /** How long a node may take to answer, ms; the others don't wait for it. */
  readonly timeoutMillis: number;
  /** Called when an answer came that differs from the last one. */
  readonly onChange?: () => void;
}

/** Asks every node the same thing again and again and keeps the last answers. A node that can't be asked keeps its last one. */
export class NodePoller<T> {
  readonly #options: NodePollerOptions<T>;
  readonly #answers = new Map<string, T>();
  readonly #asking = new Set<string>();
  readonly #abort = new AbortController();
  readonly #task: RepeatedTask;

  constructor(options: NodePollerOptions<T>) {
    this.#options = options;
    this.#task = new RepeatedTask(options.clock, options.intervalMillis, async () => {
      this.#poll();
      return undefined;
    });
  }

  start(): void {
    this.#task.start();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#task.stop();
  }

  /** The node's last answer. */
  get(nodeId: string): T | undefined {
    return this.#answers.get(nodeId);
  }

  #poll(): void {
    const nodes = this.#options.nodes();
    const known = new Set(nodes.map((node) => node.nodeId));
    for (const nodeId of this.#answers.keys()) if (!known.has(nodeId)) this.#answers.delete(nodeId);
    for (const node of nodes) if (!this.#asking.has(node.nodeId)) void this.#ask(node);
  }

  async #ask(node: InternalNode): Promise<void> {
    this.#asking.add(node.nodeId);
    try {
      const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(this.#options.timeoutMillis)]);
      const answer = await this.#options.ask(node, signal);
      const changed = JSON.stringify(answer) !== JSON.stringify(this.#answers.get(node.nodeId));
      this.#answers.set(node.nodeId, answer);
      if (changed) this.#options.onChange?.();
    } catch {
      // The failure detector tells whether the node is gone; a single missed answer changes nothing.
    } finally {
      this.#asking.delete(node.nodeId);
    }
  }
}
