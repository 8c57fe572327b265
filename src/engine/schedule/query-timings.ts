import type { Clock } from './clock.ts';

/** When a query passed what, and how long it took. Times of day in ms since 1970, durations in nanoseconds. */
export class QueryTimings {
  readonly #clock: Clock;
  readonly createMillis: number;
  readonly #createNanos: number;
  lastHeartbeatMillis: number;
  #executionStartMillis: number | undefined;
  #endMillis: number | undefined;
  #queuedEnd: number | undefined;
  #resourceWaitEnd: number | undefined;
  #dispatchEnd: number | undefined;
  #planningEnd: number | undefined;
  #finishingStart: number | undefined;
  #end: number | undefined;
  analysisNanos = 0;
  planningCpuNanos = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.createMillis = clock.now();
    this.#createNanos = clock.monotonicNanos();
    this.lastHeartbeatMillis = this.createMillis;
  }

  heartbeat(): void {
    this.lastHeartbeatMillis = this.#clock.now();
  }

  dequeued(): void {
    this.#queuedEnd ??= this.#clock.monotonicNanos();
  }

  resourcesFound(): void {
    this.#resourceWaitEnd ??= this.#clock.monotonicNanos();
  }

  dispatched(): void {
    this.#dispatchEnd ??= this.#clock.monotonicNanos();
    this.#executionStartMillis ??= this.#clock.now();
  }

  planned(): void {
    this.#planningEnd ??= this.#clock.monotonicNanos();
  }

  finishing(): void {
    this.#finishingStart ??= this.#clock.monotonicNanos();
  }

  ended(): void {
    this.#end ??= this.#clock.monotonicNanos();
    this.#endMillis ??= this.#clock.now();
  }

  get endMillis(): number | undefined {
    return this.#endMillis;
  }

  /** Absent until execution started. */
  get executionStartMillis(): number | undefined {
    return this.#executionStartMillis;
  }

  get elapsedNanos(): number {
    return this.#now() - this.#createNanos;
  }

  get queuedNanos(): number {
    return (this.#queuedEnd ?? this.#now()) - this.#createNanos;
  }

  get resourceWaitingNanos(): number {
    return this.#between(this.#queuedEnd, this.#resourceWaitEnd);
  }

  get dispatchingNanos(): number {
    return this.#between(this.#resourceWaitEnd, this.#dispatchEnd);
  }

  get planningNanos(): number {
    return this.#between(this.#dispatchEnd, this.#planningEnd);
  }

  get executionNanos(): number {
    return this.#between(this.#dispatchEnd, undefined);
  }

  get finishingNanos(): number {
    return this.#between(this.#finishingStart, undefined);
  }

  /** Zero when not begun, up to now when not ended. */
  #between(start: number | undefined, end: number | undefined): number {
    return start === undefined ? 0 : (end ?? this.#now()) - start;
  }

  #now(): number {
    return this.#end ?? this.#clock.monotonicNanos();
  }
}
