import type { Clock } from '../../engine/schedule/clock.ts';

/** Trino's window for "recent": what was counted fades by e in a minute. */
const windowMillis = 60_000;

/** Counts events that fade with time, so that the sum says what happened lately. */
export class DecayCounter {
  readonly #clock: Clock;
  #count = 0;
  #countedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#countedAt = clock.now();
  }

  add(events: number): void {
    this.#count = this.count + events;
    this.#countedAt = this.#clock.now();
  }

  get count(): number {
    return this.#count * Math.exp((this.#countedAt - this.#clock.now()) / windowMillis);
  }
}
