import os from 'node:os';
import type { Clock } from '../engine/schedule/clock.ts';

/** Shares of all processors, 0 to 1. */
export interface CpuLoad {
  readonly process: number;
  readonly system: number;
}

interface Sample {
  readonly wallMicros: number;
  readonly processMicros: number;
  readonly busyMillis: number;
  readonly totalMillis: number;
}

/** Loads over a shorter time than this say little. */
const leastMillis = 500;

/** Measures processor load between calls. */
export class SystemLoad {
  readonly #clock: Clock;
  readonly #processors = processorCount();
  #before: Sample;
  #load: CpuLoad | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#before = this.#sample();
  }

  /** The load since the last measurement, or that one's result when it is less than half a second old. */
  measure(): CpuLoad {
    const now = this.#sample();
    const wallMicros = now.wallMicros - this.#before.wallMicros;
    if (this.#load !== undefined && wallMicros < leastMillis * 1000) return this.#load;
    const total = now.totalMillis - this.#before.totalMillis;
    this.#load = {
      process: share(now.processMicros - this.#before.processMicros, wallMicros * this.#processors),
      system: share(now.busyMillis - this.#before.busyMillis, total),
    };
    this.#before = now;
    return this.#load;
  }

  #sample(): Sample {
    const { user, system } = process.cpuUsage();
    let busyMillis = 0;
    let totalMillis = 0;
    for (const { times } of os.cpus()) {
      const busy = times.user + times.nice + times.sys + times.irq;
      busyMillis += busy;
      totalMillis += busy + times.idle;
    }
    return {
      wallMicros: this.#clock.monotonicNanos() / 1000,
      processMicros: user + system,
      busyMillis,
      totalMillis,
    };
  }
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
}

/** Processors that this process may use. */
export function processorCount(): number {
  return os.availableParallelism();
}
