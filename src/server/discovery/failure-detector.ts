import type { Clock } from '../../engine/schedule/clock.ts';
import { HeartbeatStatistics } from './heartbeat-statistics.ts';
import { RepeatedTask } from './repeated-task.ts';

/** A node to watch. */
export interface WatchedNode {
  readonly nodeId: string;
  /** Base URI, no slash at the end. */
  readonly uri: string;
}

/** A node's heartbeats so far. */
export interface MonitoredNode {
  readonly node: WatchedNode;
  readonly statistics: HeartbeatStatistics;
  readonly failed: boolean;
}

export interface FailureDetectorOptions {
  readonly clock: Clock;
  /** One heartbeat: `HEAD /v1/status`. Any answer is a sign of life; it rejects when there is none. */
  readonly ping: (node: WatchedNode, signal: AbortSignal) => Promise<void>;
  readonly enabled: boolean;
  /** Pause between heartbeats, ms. */
  readonly intervalMillis: number;
  /** Share of failures above which a node counts as failed. */
  readonly threshold: number;
  /** How long a node that failed must answer before it is trusted again, ms. */
  readonly warmupMillis: number;
  /** How long a node that is no longer announced stays listed, ms. */
  readonly expirationMillis: number;
  /** Called when a node fails or recovers. */
  readonly onChange: () => void;
}

/**
 * Watches the other nodes by heartbeats. A node has failed while the share of failed heartbeats, fading over a minute, is above
 * the threshold, and until the share has been below it for the warm-up time again. A node that never failed is trusted from the
 * first answer on (stock waits for the warm-up time here too, so that new nodes join some seconds later).
 */
export class FailureDetector {
  readonly #options: FailureDetectorOptions;
  readonly #monitors = new Map<string, Monitor>();
  #stopped = false;

  constructor(options: FailureDetectorOptions) {
    this.#options = options;
  }

  /** Tells which nodes are announced now: new ones are watched, missing ones after a while no more. */
  watch(nodes: readonly WatchedNode[]): void {
    if (!this.#options.enabled || this.#stopped) return;
    const announced = new Set(nodes.map(({ nodeId }) => nodeId));
    for (const node of nodes) {
      const monitor = this.#monitors.get(node.nodeId);
      if (monitor?.node.uri === node.uri) {
        monitor.missingSince = undefined;
        continue;
      }
      void monitor?.stop();
      this.#monitors.set(node.nodeId, new Monitor(node, this.#options));
    }
    const now = this.#options.clock.now();
    for (const [nodeId, monitor] of this.#monitors) {
      if (announced.has(nodeId)) continue;
      monitor.missingSince ??= now;
      if (now - monitor.missingSince <= this.#options.expirationMillis) continue;
      this.#monitors.delete(nodeId);
      void monitor.stop();
    }
  }

  /** Nodes that are unknown, or whose first heartbeat is still under way, haven't failed. */
  isFailed(nodeId: string): boolean {
    return this.#monitors.get(nodeId)?.failed ?? false;
  }

  /** Whether a heartbeat of the node has been answered; true without a detector. */
  hasAnswered(nodeId: string): boolean {
    return !this.#options.enabled || (this.#monitors.get(nodeId)?.answered ?? false);
  }

  /** All watched nodes, with their statistics. */
  list(): readonly MonitoredNode[] {
    return [...this.#monitors.values()];
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all([...this.#monitors.values()].map((monitor) => monitor.stop()));
  }
}

class Monitor implements MonitoredNode {
  readonly node: WatchedNode;
  readonly statistics: HeartbeatStatistics;
  answered = false;
  missingSince: number | undefined;
  readonly #options: FailureDetectorOptions;
  readonly #task: RepeatedTask;
  readonly #abort = new AbortController();
  #aboveThreshold = false;
  #belowSince: number | undefined;
  #reported = '';

  constructor(node: WatchedNode, options: FailureDetectorOptions) {
    this.node = node;
    this.#options = options;
    this.statistics = new HeartbeatStatistics(options.clock);
    this.#task = new RepeatedTask(options.clock, options.intervalMillis, () => this.#beat());
    this.#task.start();
  }

  get failed(): boolean {
    if (this.#aboveThreshold) return true;
    return (
      this.#belowSince !== undefined &&
      this.#options.clock.now() - this.#belowSince < this.#options.warmupMillis
    );
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#task.stop();
  }

  async #beat(): Promise<undefined> {
    this.statistics.recordRequest();
    try {
      await this.#options.ping(this.node, this.#abort.signal);
      this.statistics.recordSuccess();
      this.answered = true;
    } catch (error) {
      this.statistics.recordFailure(javaExceptionName(error));
    }
    this.#review();
    const state = `${this.failed} ${this.answered}`;
    if (state === this.#reported) return;
    this.#reported = state;
    this.#options.onChange();
  }

  #review(): void {
    const above = this.statistics.failureRatio > this.#options.threshold;
    if (this.#aboveThreshold && !above) this.#belowSince = this.#options.clock.now();
    this.#aboveThreshold = above;
  }
}

const exceptionNames: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'java.net.ConnectException',
  EHOSTUNREACH: 'java.net.NoRouteToHostException',
  ENETUNREACH: 'java.net.NoRouteToHostException',
  ENOTFOUND: 'java.net.UnknownHostException',
  EAI_AGAIN: 'java.net.UnknownHostException',
  ECONNRESET: 'java.net.SocketException',
  EPIPE: 'java.net.SocketException',
  ETIMEDOUT: 'java.net.SocketTimeoutException',
  ABORT_ERR: 'java.util.concurrent.CancellationException',
};

/** The class that Java's client throws where Node's has this error. */
function javaExceptionName(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return exceptionNames[code] ?? 'java.io.IOException';
}
