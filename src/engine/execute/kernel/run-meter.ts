import type { KernelOperatorStats, KernelStats, OperatorType } from '../kernel.ts';

/** Rows and bytes that a node of the plan took in. */
interface SourceCounts {
  readonly operatorType: OperatorType;
  rows: number;
  bytes: number;
  /** Of these rows and bytes, those that the statement reads by itself: they count as far as it has come. */
  keptRows: number;
  keptBytes: number;
  wallNanos: number;
}

/** What a run has measured so far. Memory is what is staged, what waits to be sent, and what DuckDB's operators hold. */
export class RunMeter {
  readonly #sources = new Map<string, SourceCounts>();
  readonly #rootId: string;
  readonly #outputOperator: OperatorType;
  readonly #startNanos = now();
  queuedSplits = 0;
  runningSplits = 0;
  completedSplits = 0;
  outputRows = 0;
  outputBytes = 0;
  /** CPU time of the run's work, in all threads. */
  cpuNanos = 0;
  #progress = 0;
  #expectedRows = 0;
  #streamedRows = 0;
  #written: { readonly planNodeId: string; readonly rows: number } | undefined;
  #spillStart: number | undefined;
  #spilledBytes = 0;
  #outputNanos = 0;
  #memoryBytes = 0;
  #operatorBytes = 0;
  #peakMemoryBytes = 0;
  #endNanos: number | undefined;

  /** @param rootId the fragment's root node @param outputOperator Trino's name of what writes the output */
  constructor(rootId: string, outputOperator: OperatorType) {
    this.#rootId = rootId;
    this.#outputOperator = outputOperator;
  }

  get memoryBytes(): number {
    return this.#memoryBytes + this.#operatorBytes;
  }

  /** Rows that a source node took in, from a connector or another task, and that are held for the statement. */
  input(planNodeId: string, kind: 'scan' | 'exchange', rows: number, bytes: number, nanos: number): void {
    const counts = this.#countsOf(planNodeId, kind);
    counts.rows += rows;
    counts.bytes += bytes;
    counts.wallNanos += nanos;
    this.addMemory(bytes);
  }

  /** Rows of a scan that the statement reads where they are kept. */
  keptInput(planNodeId: string, rows: number, bytes: number, nanos: number): void {
    const counts = this.#countsOf(planNodeId, 'scan');
    counts.keptRows += rows;
    counts.keptBytes += bytes;
    counts.wallNanos += nanos;
  }

  /** Rows that a statement will pull out of a scan, about. */
  expectStreamed(rows: number): void {
    this.#expectedRows += rows;
  }

  /** Rows of a scan that a statement has pulled: they aren't held. DuckDB doesn't know how many are to come. */
  streamedInput(planNodeId: string, rows: number, bytes: number): void {
    const counts = this.#countsOf(planNodeId, 'scan');
    counts.rows += rows;
    counts.bytes += bytes;
    this.#streamedRows += rows;
    // Only the end of the statement makes it 1.
    this.advance(Math.min(0.99, this.#streamedRows / Math.max(1, this.#expectedRows)));
  }

  /** The statement has come that far. @param progress from 0 to 1; it never goes back, and less than 0 is not known */
  advance(progress: number): void {
    this.#progress = Math.min(1, Math.max(this.#progress, progress));
  }

  /** Rows that a writer stored on this node. */
  written(planNodeId: string, rows: number): void {
    this.#written = { planNodeId, rows };
  }

  output(rows: number, bytes: number): void {
    this.outputRows += rows;
    this.outputBytes += bytes;
  }

  outputTime(nanos: number): void {
    this.#outputNanos += nanos;
  }

  /** @param bytes may be negative */
  addMemory(bytes: number): void {
    this.#memoryBytes = Math.max(0, this.#memoryBytes + bytes);
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, this.memoryBytes);
  }

  /** What DuckDB's operators hold for the run now. */
  setOperatorMemory(bytes: number): void {
    this.#operatorBytes = bytes;
    this.#peakMemoryBytes = Math.max(this.#peakMemoryBytes, this.memoryBytes);
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
    this.#operatorBytes = 0;
    this.queuedSplits = 0;
    this.runningSplits = 0;
  }

  #countsOf(planNodeId: string, kind: 'scan' | 'exchange'): SourceCounts {
    let counts = this.#sources.get(planNodeId);
    if (counts === undefined) {
      const operatorType = kind === 'scan' ? 'TableScanOperator' : 'ExchangeOperator';
      counts = { operatorType, rows: 0, bytes: 0, keptRows: 0, keptBytes: 0, wallNanos: 0 };
      this.#sources.set(planNodeId, counts);
    }
    return counts;
  }

  stats(): KernelStats {
    const totals = { inputRows: 0, inputBytes: 0, scannedRows: 0, scannedBytes: 0 };
    const operators = [...this.#sources].map(([planNodeId, counts]): KernelOperatorStats => {
      const rows = counts.rows + Math.floor(counts.keptRows * this.#progress);
      const bytes = counts.bytes + Math.floor(counts.keptBytes * this.#progress);
      totals.inputRows += rows;
      totals.inputBytes += bytes;
      if (counts.operatorType === 'TableScanOperator') {
        totals.scannedRows += rows;
        totals.scannedBytes += bytes;
      }
      return {
        planNodeId,
        operatorType: counts.operatorType,
        inputRows: rows,
        inputBytes: bytes,
        outputRows: rows,
        outputBytes: bytes,
        wallNanos: counts.wallNanos,
      };
    });
    if (this.#written !== undefined) {
      operators.push({
        planNodeId: this.#written.planNodeId,
        operatorType: 'TableWriterOperator',
        inputRows: this.#written.rows,
        inputBytes: 0,
        outputRows: this.outputRows,
        outputBytes: this.outputBytes,
        wallNanos: 0,
      });
    }
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
      ...totals,
      completedSplits: this.completedSplits,
      runningSplits: this.runningSplits,
      queuedSplits: this.queuedSplits,
      outputRows: this.outputRows,
      outputBytes: this.outputBytes,
      progress: this.#progress,
      cpuNanos: Math.round(this.cpuNanos),
      wallNanos: Math.round((this.#endNanos ?? now()) - this.#startNanos),
      memoryBytes: this.memoryBytes,
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
