import type { Clock } from '../../engine/schedule/clock.ts';
import type { Timer } from '../../engine/schedule/clock.ts';

/**
 * Runs an action again and again with a pause after each run; runs never overlap.
 * @param action what to do; it must not reject. It may return another pause in ms for this once
 * @param pauseMillis the usual pause between the end of a run and the next
 */
export class RepeatedTask {
  readonly #clock: Clock;
  readonly #pauseMillis: number;
  readonly #action: () => Promise<number | undefined>;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #stopped = true;

  constructor(clock: Clock, pauseMillis: number, action: () => Promise<number | undefined>) {
    this.#clock = clock;
    this.#pauseMillis = pauseMillis;
    this.#action = action;
  }

  /** The first run starts after `delayMillis`. */
  start(delayMillis = 0): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#schedule(delayMillis);
  }

  /** No run starts from now on. @returns when the one that is under way has ended */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    await this.#running;
  }

  #schedule(delayMillis: number): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimeout(() => {
      this.#running = this.#run();
    }, delayMillis);
  }

  async #run(): Promise<void> {
    const pause = await this.#action();
    this.#running = undefined;
    this.#schedule(pause ?? this.#pauseMillis);
  }
}
