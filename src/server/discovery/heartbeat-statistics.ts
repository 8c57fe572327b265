import type { Clock } from '../../engine/schedule/clock.ts';
import { DecayCounter } from './decay-counter.ts';

/** What the heartbeats to one node showed: the statistics of `GET /v1/node`. */
export class HeartbeatStatistics {
  readonly #clock: Clock;
  readonly #start: number;
  readonly #requests: DecayCounter;
  readonly #successes: DecayCounter;
  readonly #failures: DecayCounter;
  readonly #failuresByType = new Map<string, DecayCounter>();
  #lastRequest: number | undefined;
  #lastResponse: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#start = clock.now();
    this.#requests = new DecayCounter(clock);
    this.#successes = new DecayCounter(clock);
    this.#failures = new DecayCounter(clock);
  }

  recordRequest(): void {
    this.#requests.add(1);
    this.#lastRequest = this.#clock.now();
  }

  recordSuccess(): void {
    this.#successes.add(1);
    this.#lastResponse = this.#clock.now();
  }

  /** @param type name of the error's class as Java has it */
  recordFailure(type: string): void {
    this.#failures.add(1);
    this.#lastResponse = this.#clock.now();
    let counter = this.#failuresByType.get(type);
    if (counter === undefined) {
      counter = new DecayCounter(this.#clock);
      this.#failuresByType.set(type, counter);
    }
    counter.add(1);
  }

  get requests(): number {
    return this.#requests.count;
  }

  get successes(): number {
    return this.#successes.count;
  }

  get failures(): number {
    return this.#failures.count;
  }

  /** Failures over requests, 0 to 1; 0 before the first request. */
  get failureRatio(): number {
    const requests = this.requests;
    return requests === 0 ? 0 : this.failures / requests;
  }

  get failuresByType(): Record<string, number> {
    return Object.fromEntries([...this.#failuresByType].map(([type, counter]) => [type, counter.count]));
  }

  /** Milliseconds since 1970, as the next. */
  get lastRequest(): number | undefined {
    return this.#lastRequest;
  }

  get lastResponse(): number | undefined {
    return this.#lastResponse;
  }

  /** Milliseconds since the first heartbeat was due. */
  get ageMillis(): number {
    return this.#clock.now() - this.#start;
  }
}
