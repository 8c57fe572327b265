import type { Clock, Timer } from '../../src/engine/schedule/clock.ts';

interface PendingTimer {
  readonly due: number;
  readonly order: number;
  readonly action: () => void;
}

/** A clock that only moves when told to. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #timers = new Set<PendingTimer>();

  /** @param start ms since 1970 */
  constructor(start = Date.UTC(2026, 10, 22, 13, 46, 52)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  monotonicNanos(): number {
    return this.#now * 1e6;
  }

  setTimeout(action: () => void, millis: number): Timer {
    const timer: PendingTimer = { due: this.#now + millis, order: this.#order++, action };
    this.#timers.add(timer);
    return {
      cancel: () => {
        this.#timers.delete(timer);
      },
    };
  }

  /** Timers that haven't fired. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass; each timer fires at its moment, and what follows from it without I/O has run before the next one. */
  async advance(millis: number): Promise<void> {
    const end = this.#now + millis;
    await settle();
    while (true) {
      const next = [...this.#timers]
        .filter((timer) => timer.due <= end)
        .sort((a, b) => a.due - b.due || a.order - b.order)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.action();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything run that waits for no I/O and no timer. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
