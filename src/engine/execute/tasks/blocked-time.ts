import type { Clock } from '../../schedule/clock.ts';

/** How long parts of a task waited, all of them together, those that still wait included. */
export class BlockedTime {
  readonly #clock: Clock;
  #waiting = 0;
  #nanos = 0;
  #countedUntil = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Parts that wait now. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Nanoseconds. */
  get nanos(): number {
    this.#count();
    return this.#nanos;
  }

  /** Measures until the promise is settled. */
  async during<T>(wait: Promise<T>): Promise<T> {
    this.#count();
    this.#waiting++;
    try {
      return await wait;
    } finally {
      this.#count();
      this.#waiting--;
    }
  }

  #count(): void {
    const now = this.#clock.monotonicNanos();
    this.#nanos += this.#waiting * (now - this.#countedUntil);
    this.#countedUntil = now;
  }
}
