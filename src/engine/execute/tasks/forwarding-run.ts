import type { PlanFragment } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { deserializePage, pagePositions, serializePage } from '../../pages/page-serde.ts';
import type { Page } from '../../pages/vector.ts';
import type { Clock } from '../../schedule/clock.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import type { KernelOperatorStats, KernelRun, KernelStats, OutputPage } from '../kernel.ts';
import type { ForwardSource } from './forward-plan.ts';

interface Batch {
  readonly source: SourceState;
  readonly pages: readonly Uint8Array[];
  readonly taken: () => void;
}

/** A remote source with what went through it. */
interface SourceState {
  readonly forward: ForwardSource;
  readonly types: readonly Type[];
  ended: boolean;
  rows: number;
  bytes: number;
}

export interface ForwardingOptions {
  readonly fragment: PlanFragment;
  readonly sources: readonly ForwardSource[];
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
  #outputRows = 0;
  #outputBytes = 0;

  constructor(options: ForwardingOptions) {
    this.#options = options;
    this.#startNanos = options.clock.monotonicNanos();
    for (const forward of options.sources) {
      const types =
        forward.channels === undefined
          ? []
          : forward.symbols.map((symbol) => typeOfSymbol(options.fragment, symbol));
      this.#sources.set(forward.planNodeId, { forward, types, ended: false, rows: 0, bytes: 0 });
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
    while (true) {
      this.#throwIfCancelled();
      const batch = this.#batches.shift();
      if (batch !== undefined) {
        for (const page of batch.pages) {
          this.#throwIfCancelled();
          yield this.#forward(batch.source, page);
        }
        batch.taken();
      } else if ([...this.#sources.values()].every((source) => source.ended)) {
        this.#endNanos = this.#options.clock.monotonicNanos();
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
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
      // All of it runs on this thread, and nothing else does while it runs.
      cpuNanos: this.#busyNanos,
      wallNanos,
      memoryBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
      operators: [
        ...sources.map((source) => exchangeOperator(source, wallNanos)),
        this.#outputOperator(inputRows, inputBytes),
      ],
    };
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
    const rows = pagePositions(bytes);
    const { channels } = source.forward;
    const output = channels === undefined ? bytes : this.#rearranged(source, channels, bytes);
    source.rows += rows;
    source.bytes += bytes.byteLength;
    this.#outputRows += rows;
    this.#outputBytes += output.byteLength;
    this.#busyNanos += this.#options.clock.monotonicNanos() - start;
    return { partition: 0, rows, bytes: output };
  }

  #rearranged(source: SourceState, channels: readonly number[], bytes: Uint8Array): Uint8Array {
    const { positions, columns } = deserializePage(bytes, source.types);
    const page: Page = {
      positions,
      columns: channels.map((channel) => columns[channel] as Page['columns'][number]),
    };
    const types = channels.map((channel) => source.types[channel] as Type);
    return serializePage(page, types, { compressed: this.#options.compressed });
  }

  #outputOperator(inputRows: number, inputBytes: number): KernelOperatorStats {
    return {
      planNodeId: this.#options.fragment.root.id,
      operatorType: 'TaskOutputOperator',
      inputRows,
      inputBytes,
      outputRows: this.#outputRows,
      outputBytes: this.#outputBytes,
      wallNanos: this.#busyNanos,
    };
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
