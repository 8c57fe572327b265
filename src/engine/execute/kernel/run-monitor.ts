import { duckdb } from '../duckdb/bindings.ts';
import type { Connection } from '../duckdb/bindings.ts';
import type { RunMeter } from './run-meter.ts';
import type { ThreadCpu } from './thread-cpu.ts';

/** What the monitor looks at while a run works. */
export interface MonitoredRun {
  readonly meter: RunMeter;
  /** The connection of the statement that runs; undefined while there is none. */
  readonly statement: Connection | undefined;
  /** Something was measured. */
  readonly onMeasured: () => void;
}

/** When a run is looked at for the first time, and how often then, ms. */
const firstLookMillis = 50;
const lookMillis = 150;

export interface RunMonitorOptions {
  readonly cpu: ThreadCpu;
  /** Bytes that DuckDB's operators hold now, in all statements: hash tables, sorts, windows. */
  readonly operatorBytes: () => Promise<number>;
}

/**
 * Measures runs while they work. CPU time and the memory of DuckDB's operators are only known for all of them together: each run that
 * works gets an equal share of what was added since the last look. Where one runs at a time that is exact.
 */
export class RunMonitor {
  readonly #options: RunMonitorOptions;
  readonly #working = new Set<MonitoredRun>();
  #cpuNanos = 0;
  #timer: NodeJS.Timeout | undefined;
  /** What DuckDB held when no run worked. */
  #idleBytes = 0;
  #looking = false;

  constructor(options: RunMonitorOptions) {
    this.#options = options;
  }

  /** The run begins to work: not while it waits for input or for the reader of its output. */
  begin(run: MonitoredRun): void {
    this.#shareCpu();
    this.#working.add(run);
    this.#timer ??= setTimeout(() => void this.#look(), firstLookMillis);
  }

  end(run: MonitoredRun): void {
    this.#shareCpu();
    this.#working.delete(run);
    if (this.#working.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Measures the memory of operators now: a statement that has just begun to give rows holds the most. */
  async measureMemory(): Promise<void> {
    const bytes = await this.#options.operatorBytes();
    const statements = [...this.#working].filter(({ statement }) => statement !== undefined);
    if (this.#working.size === 0) this.#idleBytes = bytes;
    const grown = Math.max(0, bytes - this.#idleBytes);
    for (const { meter } of statements) meter.setOperatorMemory(Math.round(grown / statements.length));
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#options.cpu.close();
  }

  #shareCpu(): void {
    const now = this.#options.cpu.nanos();
    const share = Math.max(0, now - this.#cpuNanos) / this.#working.size;
    for (const { meter } of this.#working) meter.cpuNanos += share;
    this.#cpuNanos = now;
  }

  async #look(): Promise<void> {
    this.#timer = undefined;
    // A look takes a call into DuckDB, which may come late when it is busy.
    if (!this.#looking) {
      this.#looking = true;
      try {
        await this.measureMemory();
      } catch {
        // DuckDB is about to close.
      } finally {
        this.#looking = false;
      }
    }
    this.#shareCpu();
    for (const run of this.#working) {
      if (run.statement !== undefined)
        run.meter.advance(duckdb.query_progress(run.statement).percentage / 100);
      run.onMeasured();
    }
    if (this.#working.size > 0) this.#timer ??= setTimeout(() => void this.#look(), lookMillis);
  }
}
