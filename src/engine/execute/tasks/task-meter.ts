import type { Clock } from '../../schedule/clock.ts';
import type { KernelStats } from '../kernel.ts';
import { fullGcTotals } from './gc-monitor.ts';
import type { GcTotals } from './gc-monitor.ts';

/** What is known of a task at one moment. Times of day in ms since 1970, durations in ns, sizes in bytes. */
export interface TaskMeasurements {
  readonly createMillis: number;
  readonly firstStartMillis?: number;
  readonly lastStartMillis?: number;
  readonly terminatingStartMillis?: number;
  readonly lastEndMillis?: number;
  readonly endMillis?: number;
  readonly elapsedNanos: number;
  /** From the creation to the first start, or until now. */
  readonly queuedNanos: number;
  readonly drivers: DriverCounts;
  /** Those of table scans: a driver a split. */
  readonly partitionedDrivers: DriverCounts;
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
  /** Bytes times milliseconds. */
  readonly cumulativeMemory: number;
  readonly inputBlockedNanos: number;
  readonly outputBlockedNanos: number;
  readonly networkBytes: number;
  readonly networkRows: number;
  readonly valuesRows: number;
  readonly outputBytes: number;
  readonly outputRows: number;
  readonly fullGc: GcTotals;
  /** Absent until the fragment was started. */
  readonly kernel?: KernelStats;
}

export interface DriverCounts {
  readonly total: number;
  readonly queued: number;
  readonly running: number;
  readonly blocked: number;
  readonly completed: number;
}

export const noDrivers: DriverCounts = { total: 0, queued: 0, running: 0, blocked: 0, completed: 0 };

/** Measures the times and the memory of a task from its creation to its end. */
export class TaskMeter {
  readonly createMillis: number;
  readonly #clock: Clock;
  readonly #createNanos: number;
  readonly #gcBefore: GcTotals;
  #gcAfter: GcTotals | undefined;
  #firstStartMillis: number | undefined;
  #lastStartMillis: number | undefined;
  #lastEndMillis: number | undefined;
  #terminatingStartMillis: number | undefined;
  #endMillis: number | undefined;
  #endNanos = 0;
  #started = 0;
  #completed = 0;
  #memoryBytes = 0;
  #peakMemoryBytes = 0;
  #memoryMillis: number;
  #cumulativeMemory = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.createMillis = clock.now();
    this.#createNanos = clock.monotonicNanos();
    this.#memoryMillis = this.createMillis;
    this.#gcBefore = fullGcTotals();
  }

  /**
   * Takes note of how far the drivers are.
   * @param wallNanos how long the fragment has been running, to tell when it started
   */
  drivers(counts: DriverCounts, wallNanos: number): void {
    const now = this.#clock.now();
    const started = counts.running + counts.blocked + counts.completed;
    if (started > this.#started) {
      this.#started = started;
      this.#firstStartMillis ??= Math.max(this.createMillis, now - Math.round(wallNanos / 1e6));
      this.#lastStartMillis = this.#lastStartMillis === undefined ? this.#firstStartMillis : now;
    }
    if (counts.completed > this.#completed) {
      this.#completed = counts.completed;
      this.#lastEndMillis = now;
    }
  }

  /** @param bytes held now @param peakBytes held at the most so far, as far as others have measured it */
  memory(bytes: number, peakBytes = 0): void {
    const now = this.#clock.now();
    this.#cumulativeMemory += this.#memoryBytes * (now - this.#memoryMillis);
    this.#memoryMillis = now;
    this.#memoryBytes = bytes;
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, bytes, peakBytes);
  }

  terminating(): void {
    this.#terminatingStartMillis ??= this.#clock.now();
  }

  ended(): void {
    if (this.#endMillis !== undefined) return;
    this.memory(0);
    this.#endMillis = this.#clock.now();
    this.#endNanos = this.#clock.monotonicNanos();
    this.#gcAfter = this.#fullGc();
  }

  /** @param rest what others measured */
  measurements(
    rest: Pick<
      TaskMeasurements,
      | 'drivers'
      | 'partitionedDrivers'
      | 'inputBlockedNanos'
      | 'outputBlockedNanos'
      | 'networkBytes'
      | 'networkRows'
      | 'valuesRows'
      | 'outputBytes'
      | 'outputRows'
      | 'kernel'
    >,
  ): TaskMeasurements {
    const until = this.#endMillis === undefined ? this.#clock.monotonicNanos() : this.#endNanos;
    const elapsedNanos = until - this.#createNanos;
    const queuedNanos =
      this.#firstStartMillis === undefined
        ? elapsedNanos
        : Math.min(elapsedNanos, (this.#firstStartMillis - this.createMillis) * 1e6);
    return {
      ...rest,
      createMillis: this.createMillis,
      ...defined('firstStartMillis', this.#firstStartMillis),
      ...defined('lastStartMillis', this.#lastStartMillis),
      ...defined('terminatingStartMillis', this.#terminatingStartMillis),
      ...defined('lastEndMillis', this.#lastEndMillis),
      ...defined('endMillis', this.#endMillis),
      elapsedNanos,
      queuedNanos,
      memoryBytes: this.#memoryBytes,
      peakMemoryBytes: this.#peakMemoryBytes,
      cumulativeMemory: this.#cumulativeMemory,
      fullGc: this.#gcAfter ?? this.#fullGc(),
    };
  }

  #fullGc(): GcTotals {
    const now = fullGcTotals();
    return { count: now.count - this.#gcBefore.count, nanos: now.nanos - this.#gcBefore.nanos };
  }
}

function defined<K extends string>(name: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, number>);
}
