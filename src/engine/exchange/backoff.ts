import type { Clock } from '../schedule/clock.ts';

/** Trino's pauses between tries of an internal request, in ms; the last one repeats. */
export const retryDelaysMillis = [0, 50, 100, 200, 500] as const;

/** Counts the failures of one kind of request to one node and says when it's time to give up. */
export class Backoff {
  readonly #clock: Clock;
  readonly #maxDurationMillis: number;
  #failures = 0;
  #firstFailure = 0;
  #requestNanos = 0;

  /** @param maxDurationMillis how long failures in a row are borne (`query.remote-task.max-error-duration`, 5 min) */
  constructor(clock: Clock, maxDurationMillis: number) {
    this.#clock = clock;
    this.#maxDurationMillis = maxDurationMillis;
  }

  success(): void {
    this.#failures = 0;
    this.#requestNanos = 0;
  }

  /**
   * @param requestNanos what the failed request took
   * @returns the pause before the next try in ms, or undefined when the time is over
   */
  failure(requestNanos: number): number | undefined {
    const now = this.#clock.now();
    if (this.#failures === 0) this.#firstFailure = now;
    this.#failures++;
    this.#requestNanos += requestNanos;
    if (this.#failures > 1 && now - this.#firstFailure >= this.#maxDurationMillis) return undefined;
    return retryDelaysMillis[Math.min(this.#failures - 1, retryDelaysMillis.length - 1)];
  }

  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds since the first failure in a row. */
  get failureMillis(): number {
    return this.#failures === 0 ? 0 : this.#clock.now() - this.#firstFailure;
  }

  /** Nanoseconds spent in failed requests in a row. */
  get requestNanos(): number {
    return this.#requestNanos;
  }
}
