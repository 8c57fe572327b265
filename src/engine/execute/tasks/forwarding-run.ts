import type { PlanFragment } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { deserializePage, pagePositions, serializePage } from '../../pages/page-serde.ts';
import { sliceRows } from '../../pages/select-positions.ts';
import type { Page } from '../../pages/vector.ts';
import type { Clock } from '../../schedule/clock.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import type { KernelOperatorStats, KernelRun, KernelStats, OutputPage } from '../kernel.ts';
import type { ForwardPlan, ForwardSource } from './forward-plan.ts';

interface Batch {
  readonly source: SourceState;
  readonly pages: readonly Uint8Array[];
  readonly taken: () => void;
}

/** A remote source with what went through it. */
interface SourceState {
  readonly forward: ForwardSource;
  /** Of the source's columns; read only when a page has to be taken apart. */
  types: readonly Type[] | undefined;
  ended: boolean;
  rows: number;
  bytes: number;
}

export interface ForwardingOptions {
  readonly fragment: PlanFragment;
  readonly plan: ForwardPlan;
  /** `exchange_compression` of the session, for pages that have to be written anew. */
  readonly compressed: boolean;
  readonly clock: Clock;
}

/** Runs a fragment that only passes rows on, without the kernel: pages go through as bytes wherever their columns stay the same. */
export class ForwardingRun implements KernelRun {
  readonly #options: ForwardingOptions;
  readonly #sources = new Map<string, SourceState>();
  readonly #startNanos: number;
  #endNanos: number | undefined;
  #busyNanos = 0;
  #batches: Batch[] = [];
  #wake: (() => void) | undefined;
  #cancelled = false;
  /** Until the limit is reached. */
  #rowsLeft: number;
  #outputRows = 0;
  #outputBytes = 0;

  constructor(options: ForwardingOptions) {
    this.#options = options;
    this.#startNanos = options.clock.monotonicNanos();
    this.#rowsLeft = options.plan.limit?.rows ?? Number.POSITIVE_INFINITY;
    for (const forward of options.plan.sources) {
      this.#sources.set(forward.planNodeId, { forward, types: undefined, ended: false, rows: 0, bytes: 0 });
    }
  }

  addSplits(planNodeId: string): void {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Plan node ${planNodeId} takes no splits`);
  }

  /** Resolves once the pages went to the output. */
  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    const source = this.#source(planNodeId);
    if (this.#cancelled || pages.length === 0) return Promise.resolve();
    return new Promise((taken) => {
      this.#batches.push({ source, pages, taken });
      this.#notify();
    });
  }

  noMoreInput(planNodeId: string): void {
    this.#source(planNodeId).ended = true;
    this.#notify();
  }

  async *output(): AsyncIterable<OutputPage> {
    while (this.#rowsLeft > 0) {
      this.#throwIfCancelled();
      const batch = this.#batches.shift();
      if (batch !== undefined) {
        for (const page of batch.pages) {
          this.#throwIfCancelled();
          yield this.#forward(batch.source, page);
          if (this.#rowsLeft === 0) break;
        }
        batch.taken();
      } else if ([...this.#sources.values()].every((source) => source.ended)) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
    this.#endNanos ??= this.#options.clock.monotonicNanos();
  }

  stats(): KernelStats {
    const sources = [...this.#sources.values()];
    const inputRows = sources.reduce((sum, source) => sum + source.rows, 0);
    const inputBytes = sources.reduce((sum, source) => sum + source.bytes, 0);
    const wallNanos = (this.#endNanos ?? this.#options.clock.monotonicNanos()) - this.#startNanos;
    return {
      inputRows,
      inputBytes,
      scannedRows: 0,
      scannedBytes: 0,
      completedSplits: 0,
      runningSplits: 0,
      queuedSplits: 0,
      outputRows: this.#outputRows,
      outputBytes: this.#outputBytes,
      progress: this.#endNanos === undefined ? 0 : 1,
      // All of it runs on this thread, and nothing else does while it runs.
      cpuNanos: this.#busyNanos,
      wallNanos,
      memoryBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
      operators: this.#operators(wallNanos, inputRows, inputBytes),
    };
  }

  onStats(): void {
    // Whatever changes comes with a page.
  }

  cancel(): Promise<void> {
    this.#cancelled = true;
    this.#endNanos ??= this.#options.clock.monotonicNanos();
    const batches = this.#batches;
    this.#batches = [];
    for (const batch of batches) batch.taken();
    this.#notify();
    return Promise.resolve();
  }

  #forward(source: SourceState, bytes: Uint8Array): OutputPage {
    const start = this.#options.clock.monotonicNanos();
    const sourceRows = pagePositions(bytes);
    const rows = Math.min(sourceRows, this.#rowsLeft);
    const { channels } = source.forward;
    const output =
      channels === undefined && rows === sourceRows ? bytes : this.#rewritten(source, bytes, rows);
    source.rows += sourceRows;
    source.bytes += bytes.byteLength;
    this.#rowsLeft -= rows;
    this.#outputRows += rows;
    this.#outputBytes += output.byteLength;
    this.#busyNanos += this.#options.clock.monotonicNanos() - start;
    return { partition: 0, rows, bytes: output };
  }

  /** The page's first rows with the output's columns. */
  #rewritten(source: SourceState, bytes: Uint8Array, rows: number): Uint8Array {
    const { fragment, compressed } = this.#options;
    const { channels, symbols } = source.forward;
    const types = (source.types ??= symbols.map((symbol) => typeOfSymbol(fragment, symbol)));
    const page = sliceRows(deserializePage(bytes, types), 0, rows);
    if (channels === undefined) return serializePage(page, types, { compressed });
    const columns = channels.map((channel) => page.columns[channel] as Page['columns'][number]);
    const outputTypes = channels.map((channel) => types[channel] as Type);
    return serializePage({ positions: rows, columns }, outputTypes, { compressed });
  }

  #operators(wallNanos: number, inputRows: number, inputBytes: number): KernelOperatorStats[] {
    const { plan, fragment } = this.#options;
    const out = { outputRows: this.#outputRows, outputBytes: this.#outputBytes };
    const operators = [...this.#sources.values()].map((source) => exchangeOperator(source, wallNanos));
    const { limit } = plan;
    if (limit !== undefined) {
      operators.push({
        planNodeId: limit.planNodeId,
        operatorType: 'LimitOperator',
        inputRows,
        inputBytes,
        ...out,
        wallNanos: 0,
      });
    }
    operators.push({
      planNodeId: fragment.root.id,
      operatorType: 'TaskOutputOperator',
      inputRows: out.outputRows,
      inputBytes: out.outputBytes,
      ...out,
      wallNanos: this.#busyNanos,
    });
    return operators;
  }

  #source(planNodeId: string): SourceState {
    const source = this.#sources.get(planNodeId);
    if (source === undefined) {
      throw new TrinoError(
        'GENERIC_INTERNAL_ERROR',
        `Plan node ${planNodeId} is not a remote source of the fragment`,
      );
    }
    return source;
  }

  #throwIfCancelled(): void {
    if (this.#cancelled) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The fragment was stopped');
  }

  #notify(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}

function exchangeOperator(source: SourceState, wallNanos: number): KernelOperatorStats {
  return {
    planNodeId: source.forward.planNodeId,
    operatorType: 'ExchangeOperator',
    inputRows: source.rows,
    inputBytes: source.bytes,
    outputRows: source.rows,
    outputBytes: source.bytes,
    wallNanos,
  };
}

function typeOfSymbol(fragment: PlanFragment, symbol: string): Type {
  const signature = fragment.symbols[symbol];
  if (signature === undefined) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `The fragment gives no type for symbol ${symbol}`);
  }
  return parseType(signature);
}
