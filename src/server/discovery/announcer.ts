import type { Logger } from 'pino';
import type { Clock } from '../../engine/schedule/clock.ts';
import { RepeatedTask } from './repeated-task.ts';

export interface AnnouncerOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** `PUT /v1/announcement/{nodeId}`; rejects unless it was accepted. */
  readonly announce: (signal: AbortSignal) => Promise<void>;
  /** `DELETE /v1/announcement/{nodeId}`. */
  readonly withdraw: (signal: AbortSignal) => Promise<void>;
  /** Where to, for the log. */
  readonly discoveryUri: string;
}

/** Trino announces about every 8 s; an announcement lives 30 s. */
const intervalMillis = 8_000;
const firstRetryMillis = 250;
/** How long a stopping node tries to withdraw its announcement. */
const withdrawMillis = 2_000;

/** Keeps this node announced: again every 8 s, after failures sooner. */
export class Announcer {
  readonly #options: AnnouncerOptions;
  readonly #task: RepeatedTask;
  readonly #abort = new AbortController();
  #failures = 0;
  #announced = false;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
    this.#task = new RepeatedTask(options.clock, intervalMillis, () => this.#announce());
  }

  start(): void {
    this.#task.start();
  }

  /** Stops announcing and withdraws what was announced, as a stock worker does that ends. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#task.stop();
    if (!this.#announced) return;
    this.#announced = false;
    try {
      await this.#options.withdraw(AbortSignal.timeout(withdrawMillis));
    } catch (error) {
      // It expires by itself after 30 s.
      this.#options.log.debug({ err: error }, 'Could not withdraw the announcement');
    }
  }

  async #announce(): Promise<number | undefined> {
    const { log, discoveryUri } = this.#options;
    try {
      await this.#options.announce(this.#abort.signal);
    } catch (error) {
      if (this.#abort.signal.aborted) return undefined;
      if (this.#failures === 0) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ discoveryUri }, `Cannot announce this node to ${discoveryUri}: ${reason}; trying again`);
      }
      return Math.min(intervalMillis, firstRetryMillis * 2 ** this.#failures++);
    }
    if (!this.#announced || this.#failures > 0) log.info({ discoveryUri }, `Announced to ${discoveryUri}`);
    this.#announced = true;
    this.#failures = 0;
    return undefined;
  }
}
