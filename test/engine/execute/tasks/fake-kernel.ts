import type { Split } from '../../../../generated/worker/types.ts';
import type {
  Kernel,
  KernelMemory,
  KernelRun,
  KernelStats,
  KernelTask,
  OutputPage,
} from '../../../../src/engine/execute/kernel.ts';

/** A kernel whose runs do what the test says: it sees what went in and decides what comes out. */
export class FakeKernel implements Kernel {
  readonly runs: FakeRun[] = [];
  /** Called for each new run, before anything goes in. */
  onStart: (run: FakeRun) => void = () => undefined;

  start(task: KernelTask): FakeRun {
    const run = new FakeRun(task);
    this.runs.push(run);
    this.onStart(run);
    return run;
  }

  memory(): Promise<KernelMemory> {
    return Promise.resolve({
      limitBytes: 0,
      usedBytes: 0,
      keptBytes: 0,
      storedBytes: 0,
      storedBlocks: 0,
      connectionsOpened: 0,
      tasks: {},
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class FakeRun implements KernelRun {
  readonly task: KernelTask;
  readonly splits: Record<string, Split[]> = {};
  readonly pages: Record<string, Uint8Array[]> = {};
  readonly ended = new Set<string>();
  cancelled = false;
  /** Pages that the reader of `output()` hasn't taken. */
  readonly #queue: OutputPage[] = [];
  #end: { readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;
  taken = 0;
  /** Called when a source got its last split or page. */
  onEnded: (planNodeId: string) => void = () => undefined;
  counters: Partial<KernelStats> = {};
  #listener: () => void = () => undefined;

  constructor(task: KernelTask) {
    this.task = task;
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    (this.splits[planNodeId] ??= []).push(...splits);
  }

  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    (this.pages[planNodeId] ??= []).push(...pages);
    return Promise.resolve();
  }

  noMoreInput(planNodeId: string): void {
    this.ended.add(planNodeId);
    this.onEnded(planNodeId);
  }

  /** Makes a page of output. */
  emit(rows: number, bytes: Uint8Array, partition = 0): void {
    this.#queue.push({ partition, rows, bytes });
    this.#notify();
  }

  /** Ends the output, with an error or without. */
  end(error?: unknown): void {
    this.#end = error === undefined ? {} : { error };
    this.#notify();
  }

  async *output(): AsyncIterable<OutputPage> {
    while (true) {
      if (this.cancelled) throw new Error('cancelled');
      const page = this.#queue.shift();
      if (page !== undefined) {
        this.taken++;
        yield page;
      } else if (this.#end !== undefined) {
        if (this.#end.error !== undefined) throw this.#end.error as Error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  stats(): KernelStats {
    const all = Object.values(this.splits).reduce((sum, splits) => sum + splits.length, 0);
    return {
      inputRows: 0,
      inputBytes: 0,
      scannedRows: 0,
      scannedBytes: 0,
      completedSplits: this.#end === undefined ? 0 : all,
      runningSplits: this.#end === undefined && all > 0 ? 1 : 0,
      queuedSplits: 0,
      outputRows: 0,
      outputBytes: 0,
      progress: this.#end === undefined ? 0 : 1,
      cpuNanos: 0,
      wallNanos: 0,
      memoryBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
      operators: [],
      ...this.counters,
    };
  }

  /** The run tells new counters. */
  tell(counters: Partial<KernelStats>): void {
    this.counters = counters;
    this.#listener();
  }

  onStats(listener: () => void): void {
    this.#listener = listener;
  }

  cancel(): Promise<void> {
    this.cancelled = true;
    this.#notify();
    return Promise.resolve();
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
