import type { Clock } from './clock.ts';

/** How long work may keep the event loop before requests get their turn, ms. */
const sliceMillis = 10;

/** Cuts long work on the event loop into slices. */
export class Turns {
  readonly #clock: Clock;
  #sliceStart: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#sliceStart = clock.monotonicNanos();
  }

  /** Undefined while the slice lasts; then a promise that resolves when the others have had their turn. */
  giveWay(): Promise<void> | undefined {
    if (this.#clock.monotonicNanos() - this.#sliceStart < sliceMillis * 1e6) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        this.begin();
        resolve();
      });
    });
  }

  /** After a wait: the slice begins anew. */
  begin(): void {
    this.#sliceStart = this.#clock.monotonicNanos();
  }
}
