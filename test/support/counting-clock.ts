import { systemClock } from '../../src/engine/schedule/clock.ts';
import type { Clock, Timer } from '../../src/engine/schedule/clock.ts';

/** The machine's clock, which knows how many of its timers are still to go off. */
export class CountingClock implements Clock {
  #pending = 0;

  get pending(): number {
    return this.#pending;
  }

  now(): number {
    return systemClock.now();
  }

  monotonicNanos(): number {
    return systemClock.monotonicNanos();
  }

  setTimeout(action: () => void, millis: number): Timer {
    let waiting = true;
    const over = (): void => {
      if (waiting) this.#pending--;
      waiting = false;
    };
    this.#pending++;
    const timer = systemClock.setTimeout(() => {
      over();
      action();
    }, millis);
    return {
      cancel: () => {
        over();
        timer.cancel();
      },
    };
  }
}
