import type { Clock, Timer } from '../../schedule/clock.ts';

interface Waiter {
  readonly timer: Timer;
  readonly resolve: () => void;
}

/** Long polls that wait for one thing to change. */
export class ChangeWaiters {
  readonly #clock: Clock;
  #waiters = new Set<Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves at the next change, or after `millis`. */
  wait(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#waiters.delete(waiter);
        resolve();
      }, millis);
      const waiter: Waiter = { timer, resolve };
      this.#waiters.add(waiter);
    });
  }

  changed(): void {
    const waiters = this.#waiters;
    this.#waiters = new Set();
    for (const { timer, resolve } of waiters) {
      timer.cancel();
      resolve();
    }
  }
}
