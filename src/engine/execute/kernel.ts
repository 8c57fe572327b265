import type { PlanFragment, SessionRepresentation, Split } from '../../../generated/worker/types.ts';

/**
 * The execution kernel: DuckDB in a worker thread, behind this interface. The main thread keeps tasks, buffers and HTTP; only
 * bytes of serialized pages cross over.
 */
export interface Kernel {
  /** Starts a task's fragment. It runs when all of its sources have ended (exchanges stage, outputs stream). */
  start(task: KernelTask): KernelRun;
  memory(): Promise<KernelMemory>;
  /** Interrupts what runs, closes DuckDB, ends the thread. */
  close(): Promise<void>;
}

export interface KernelTask {
  readonly taskId: string;
  readonly fragment: PlanFragment;
  readonly session: SessionRepresentation;
  /** Number of output partitions: 1 unless the output scheme partitions by hash or round robin. */
  readonly partitionCount: number;
  /** `exchange_compression` of the session: pages are written as LZ4 chunks. */
  readonly compressed: boolean;
  /** host:port of this node: what writers tell about where their rows are. */
  readonly nodeAddress: string;
}

export interface KernelRun {
  /** Splits of a table scan of the fragment. */
  addSplits(planNodeId: string, splits: readonly Split[]): void;
  /** Serialized pages (PAGES 3, no stream header) for a remoteSource node; resolves when they are staged. */
  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void>;
  /** No more splits or pages for this source. */
  noMoreInput(planNodeId: string): void;
  /** Serialized pages by partition, as they are made; the reader's pace is the kernel's. Throws TrinoError when the statement failed. */
  output(): AsyncIterable<OutputPage>;
  stats(): KernelStats;
  /** Calls `listener` whenever `stats()` has something new that came without a page. */
  onStats(listener: () => void): void;
  /** Interrupts the statement and drops what is staged; `output()` ends with an error. Safe to call at any time. */
  cancel(): Promise<void>;
}

export interface OutputPage {
  readonly partition: number;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

/** Counters of a run, as far as measured. Times in nanoseconds, sizes in bytes. */
export interface KernelStats {
  readonly inputRows: number;
  readonly inputBytes: number;
  readonly scannedRows: number;
  readonly scannedBytes: number;
  readonly completedSplits: number;
  readonly runningSplits: number;
  readonly queuedSplits: number;
  readonly outputRows: number;
  readonly outputBytes: number;
  /** How much of its work the statement has done, from 0 to 1; 0 while its input is staged. */
  readonly progress: number;
  readonly cpuNanos: number;
  readonly wallNanos: number;
  readonly memoryBytes: number;
  readonly peakMemoryBytes: number;
  readonly spilledBytes: number;
  /** One entry a plan node that was executed. */
  readonly operators: readonly KernelOperatorStats[];
}

/** Trino's names of the operators that are measured: what rows come in by, and what they go out by. */
export const operatorTypes = [
  'TableScanOperator',
  'ExchangeOperator',
  'LimitOperator',
  'TableWriterOperator',
  'TableFinishOperator',
  'TaskOutputOperator',
  'PartitionedOutputOperator',
] as const;

export type OperatorType = (typeof operatorTypes)[number];

export interface KernelOperatorStats {
  readonly planNodeId: string;
  readonly operatorType: OperatorType;
  readonly inputRows: number;
  readonly inputBytes: number;
  readonly outputRows: number;
  readonly outputBytes: number;
  readonly wallNanos: number;
}

export interface KernelMemory {
  readonly limitBytes: number;
  readonly usedBytes: number;
  /** Of these, columns that stay after the scans that made them; they go when there is no room. */
  readonly keptBytes: number;
  /** Of these, rows that were written to tables of this node, as Trino's pages would take them, and in how many of DuckDB's tables. */
  readonly storedBytes: number;
  readonly storedBlocks: number;
  /** Connections to DuckDB since the start: none as long as nothing had to run here. */
  readonly connectionsOpened: number;
  /** Bytes by task id. */
  readonly tasks: Readonly<Record<string, number>>;
}
