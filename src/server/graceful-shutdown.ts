import type { Logger } from 'pino';
import type { Clock } from '../engine/schedule/clock.ts';
import { sleep } from '../engine/schedule/clock.ts';
import type { NodeState } from './discovery/cluster-nodes.ts';

export interface GracefulShutdownOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly coordinator: boolean;
  /** `shutdown.grace-period`, ms. */
  readonly gracePeriodMillis: number;
  /** Resolves when no task runs. */
  readonly whenIdle: () => Promise<void>;
  /** Ends the node, and the process where it is the process's own. */
  readonly end: () => Promise<void>;
  readonly onChange: () => void;
}

/**
 * A node's own state, and the way a worker leaves the cluster when it is asked to (PROTOCOL 4):
 *
 *   ACTIVE ─▶ SHUTTING_DOWN: grace period (coordinators notice) ─▶ tasks end ─▶ grace period (results are fetched) ─▶ end
 *
 * It goes on taking tasks meanwhile; there is no way back.
 */
export class GracefulShutdown {
  readonly #options: GracefulShutdownOptions;
  readonly #abort = new AbortController();
  #state: NodeState = 'ACTIVE';
  #requested = false;

  constructor(options: GracefulShutdownOptions) {
    this.#options = options;
  }

  get state(): NodeState {
    return this.#state;
  }

  /** Starts the way out, once. @throws Error on a coordinator, which can't leave its cluster */
  request(): void {
    if (this.#options.coordinator) throw new Error('Cannot shutdown coordinator');
    if (this.#requested) return;
    this.#requested = true;
    void this.#leave();
  }

  /** Says SHUTTING_DOWN from now on: the process was told to end. Cuts a requested way out short. */
  close(): void {
    this.#abort.abort();
    this.#change();
  }

  #change(): void {
    if (this.#state === 'SHUTTING_DOWN') return;
    this.#state = 'SHUTTING_DOWN';
    this.#options.onChange();
  }

  async #leave(): Promise<void> {
    const { clock, log, gracePeriodMillis, whenIdle, end } = this.#options;
    const gracePeriod = async (): Promise<void> => sleep(clock, gracePeriodMillis, this.#abort.signal);
    const step = async (text: string, wait: () => Promise<void>): Promise<void> => {
      if (this.#abort.signal.aborted) return;
      log.info(text);
      await wait();
    };
    this.#change();
    await step('Shutdown requested', gracePeriod);
    await step('Waiting for the tasks to end', whenIdle);
    await step('Waiting for their results to be fetched', gracePeriod);
    await step('Shutting down', end);
  }
}
