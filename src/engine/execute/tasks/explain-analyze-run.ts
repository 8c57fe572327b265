import type { ExplainAnalyzeNode, PlanFragment, PlanNode } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { pagePositions, serializePage } from '../../pages/page-serde.ts';
import { sourcesOf } from '../../plan/plan-nodes.ts';
import type { Clock } from '../../schedule/clock.ts';
import type { KernelRun, KernelStats, OutputPage } from '../kernel.ts';

export interface ExplainAnalyzeRunOptions {
  readonly fragment: PlanFragment;
  readonly node: ExplainAnalyzeNode;
  /** What the query took, asked for once its rows are here. */
  readonly explain: (verbose: boolean) => Promise<string>;
  readonly compressed: boolean;
  readonly clock: Clock;
}

/** Whether a fragment tells what the fragments below took. @returns undefined when it does something else */
export function explainAnalyzeNode({ root }: PlanFragment): ExplainAnalyzeNode | undefined {
  const node = root['@type'] === 'output' ? root.source : root;
  return node['@type'] === 'explainAnalyze' ? node : undefined;
}

/** EXPLAIN ANALYZE on the coordinator: takes the rows of the query in and drops them; when they have ended, gives the text out. */
export class ExplainAnalyzeRun implements KernelRun {
  readonly #options: ExplainAnalyzeRunOptions;
  readonly #open: Set<string>;
  readonly #start: number;
  #end: number | undefined;
  #inputRows = 0;
  #inputBytes = 0;
  #outputBytes = 0;
  #cancelled = false;
  #wake: (() => void) | undefined;

  constructor(options: ExplainAnalyzeRunOptions) {
    this.#options = options;
    this.#open = new Set(remoteSources(options.node));
    this.#start = options.clock.monotonicNanos();
  }

  addSplits(planNodeId: string): void {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Plan node ${planNodeId} takes no splits`);
  }

  addPages(_planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    for (const page of pages) {
      this.#inputRows += pagePositions(page);
      this.#inputBytes += page.byteLength;
    }
    return Promise.resolve();
  }

  noMoreInput(planNodeId: string): void {
    this.#open.delete(planNodeId);
    this.#wake?.();
  }

  async *output(): AsyncIterable<OutputPage> {
    const { explain, node, compressed, clock } = this.#options;
    while (this.#open.size > 0 && !this.#cancelled) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#checkRunning();
    const text = Buffer.from(await explain(node.verbose), 'utf8');
    this.#checkRunning();
    const bytes = serializePage(
      {
        positions: 1,
        columns: [{ kind: 'bytes', offsets: Int32Array.of(0, text.byteLength), data: text }],
      },
      [{ kind: 'varchar' }],
      { compressed },
    );
    this.#outputBytes = bytes.byteLength;
    this.#end = clock.monotonicNanos();
    yield { partition: 0, rows: 1, bytes };
  }

  stats(): KernelStats {
    return {
      inputRows: this.#inputRows,
      inputBytes: this.#inputBytes,
      scannedRows: 0,
      scannedBytes: 0,
      completedSplits: 0,
      runningSplits: 0,
      queuedSplits: 0,
      outputRows: this.#outputBytes > 0 ? 1 : 0,
      outputBytes: this.#outputBytes,
      progress: this.#end === undefined ? 0 : 1,
      cpuNanos: 0,
      wallNanos: (this.#end ?? this.#options.clock.monotonicNanos()) - this.#start,
      memoryBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
      operators: [],
    };
  }

  onStats(): void {
    // Whatever changes comes with a page.
  }

  cancel(): Promise<void> {
    this.#cancelled = true;
    this.#end ??= this.#options.clock.monotonicNanos();
    this.#wake?.();
    return Promise.resolve();
  }

  #checkRunning(): void {
    if (this.#cancelled) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The fragment was stopped');
  }
}

function remoteSources(node: PlanNode): string[] {
  return node['@type'] === 'remoteSource' ? [node.id] : sourcesOf(node).flatMap(remoteSources);
}
