import type { KernelOperatorStats, KernelStats } from '../kernel.ts';

/** Rows and bytes that a node of the plan took in. */
interface SourceCounts {
  readonly operatorType: string;
  rows: number;
  bytes: number;
  wallNanos: number;
}

/** What a run has measured so far. Memory is what is staged and what waits to be sent. */
export class RunMeter {
  readonly #sources = new Map<string, SourceCounts>();
  readonly #rootId: string;
  readonly #outputOperator: string;
  readonly #startNanos = now();
  inputRows = 0;
  inputBytes = 0;
  scannedRows = 0;
  scannedBytes = 0;
  queuedSplits = 0;
  runningSplits = 0;
  completedSplits = 0;
  /** How much of its work the statement has done, from 0 to 1. */
  progress = 0;
  outputRows = 0;
  outputBytes = 0;
  /** Nanoseconds in which the run's own work ran: scans, copies, DuckDB calls, encoding. */
  busyNanos = 0;
  #spillStart: number | undefined;
  #spilledBytes = 0;
  #outputNanos = 0;
  #memoryBytes = 0;
  #peakMemoryBytes = 0;
  #endNanos: number | undefined;

  /** @param rootId the fragment's root node @param outputOperator Trino's name of what writes the output */
  constructor(rootId: string, outputOperator: string) {
    this.#rootId = rootId;
    this.#outputOperator = outputOperator;
  }

  get memoryBytes(): number {
    return this.#memoryBytes;
  }

  /** Rows that a source node took in, from a connector or another task. */
  input(planNodeId: string, kind: 'scan' | 'exchange', rows: number, bytes: number, nanos: number): void {
    const operatorType = kind === 'scan' ? 'TableScanOperator' : 'ExchangeOperator';
    const counts = this.#sources.get(planNodeId) ?? { operatorType, rows: 0, bytes: 0, wallNanos: 0 };
    counts.rows += rows;
    counts.bytes += bytes;
    counts.wallNanos += nanos;
    this.#sources.set(planNodeId, counts);
    this.inputRows += rows;
    this.inputBytes += bytes;
    if (kind === 'scan') {
      this.scannedRows += rows;
      this.scannedBytes += bytes;
    }
    this.busyNanos += nanos;
    this.addMemory(bytes);
  }

  output(rows: number, bytes: number): void {
    this.outputRows += rows;
    this.outputBytes += bytes;
  }

  outputTime(nanos: number): void {
    this.#outputNanos += nanos;
    this.busyNanos += nanos;
  }

  /** @param bytes may be negative */
  addMemory(bytes: number): void {
    this.#memoryBytes = Math.max(0, this.#memoryBytes + bytes);
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, this.#memoryBytes);
  }

  /** @param bytes in the spill files now: what they grew by since the first call counts as the run's */
  spill(bytes: number): void {
    this.#spillStart ??= bytes;
    this.#spilledBytes = Math.max(this.#spilledBytes, bytes - this.#spillStart);
  }

  /** The run is over: nothing is held any more. */
  end(): void {
    this.#endNanos ??= now();
    this.#memoryBytes = 0;
    this.queuedSplits = 0;
    this.runningSplits = 0;
  }

  stats(): KernelStats {
    const operators: KernelOperatorStats[] = [...this.#sources].map(([planNodeId, counts]) => ({
      planNodeId,
      operatorType: counts.operatorType,
      inputRows: counts.rows,
      inputBytes: counts.bytes,
      outputRows: counts.rows,
      outputBytes: counts.bytes,
      wallNanos: counts.wallNanos,
    }));
    operators.push({
      planNodeId: this.#rootId,
      operatorType: this.#outputOperator,
      inputRows: this.outputRows,
      inputBytes: this.outputBytes,
      outputRows: this.outputRows,
      outputBytes: this.outputBytes,
      wallNanos: this.#outputNanos,
    });
    return {
      inputRows: this.inputRows,
      inputBytes: this.inputBytes,
      scannedRows: this.scannedRows,
      scannedBytes: this.scannedBytes,
      completedSplits: this.completedSplits,
      runningSplits: this.runningSplits,
      queuedSplits: this.queuedSplits,
      outputRows: this.outputRows,
      outputBytes: this.outputBytes,
      progress: this.progress,
      cpuNanos: Math.round(this.busyNanos),
      wallNanos: Math.round((this.#endNanos ?? now()) - this.#startNanos),
      memoryBytes: this.#memoryBytes,
      peakMemoryBytes: this.#peakMemoryBytes,
      spilledBytes: this.#spilledBytes,
      operators,
    };
  }
}

/** Nanoseconds on a clock that never goes back. */
export function now(): number {
  return performance.now() * 1e6;
}
