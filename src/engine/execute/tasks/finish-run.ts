import type { PlanFragment } from '../../../../generated/worker/types.ts';
import type { WriteFragment } from '../../catalog/connector-changes.ts';
import type { Connector } from '../../catalog/connector.ts';
import { toTrinoError } from '../../errors/failure.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { deserializePage, serializePage } from '../../pages/page-serde.ts';
import { flatten } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Clock } from '../../schedule/clock.ts';
import { parseType } from '../../types/parse-type.ts';
import type { KernelOperatorStats, KernelRun, KernelStats, OutputPage } from '../kernel.ts';
import type { FinishPlan, FinishSource } from './finish-plan.ts';

export interface FinishRunOptions {
  readonly fragment: PlanFragment;
  readonly plan: FinishPlan;
  /** The connectors of this node's main thread: those that hold the metadata. */
  readonly connector: (catalogHandle: string) => Connector | undefined;
  readonly compressed: boolean;
  readonly clock: Clock;
}

/**
 * Ends a write on the coordinator, beside the live metadata: gathers what the writers tell, has the connector make the rows visible, and
 * gives out how many there are. Nothing happens to the table before every writer has told its end.
 */
export class FinishRun implements KernelRun {
  readonly #options: FinishRunOptions;
  readonly #open: Set<string>;
  readonly #fragments: WriteFragment[] = [];
  readonly #start: number;
  #end: number | undefined;
  #rows = 0n;
  #inputRows = 0;
  #inputBytes = 0;
  #outputBytes = 0;
  #cancelled = false;
  #wake: (() => void) | undefined;

  constructor(options: FinishRunOptions) {
    this.#options = options;
    this.#open = new Set(options.plan.sources.map(({ planNodeId }) => planNodeId));
    this.#start = options.clock.monotonicNanos();
  }

  addSplits(planNodeId: string): void {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Plan node ${planNodeId} takes no splits`);
  }

  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    const source = this.#options.plan.sources.find((each) => each.planNodeId === planNodeId);
    if (source === undefined) {
      return Promise.reject(
        new TrinoError('GENERIC_INTERNAL_ERROR', `The fragment has no remote source ${planNodeId}`),
      );
    }
    try {
      for (const page of pages) this.#take(source, page);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(toTrinoError(error));
    }
  }

  noMoreInput(planNodeId: string): void {
    this.#open.delete(planNodeId);
    this.#wake?.();
  }

  async *output(): AsyncIterable<OutputPage> {
    while (this.#open.size > 0 && !this.#cancelled) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#cancelled) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The fragment was stopped');
    this.#finish();
    const column: Vector = { kind: 'long', values: BigInt64Array.of(this.#rows) };
    const { compressed } = this.#options;
    const bytes = serializePage({ positions: 1, columns: [column] }, [{ kind: 'bigint' }], { compressed });
    this.#outputBytes = bytes.byteLength;
    this.#end = this.#options.clock.monotonicNanos();
    yield { partition: 0, rows: 1, bytes };
  }

  stats(): KernelStats {
    const wallNanos = (this.#end ?? this.#options.clock.monotonicNanos()) - this.#start;
    const outputRows = this.#outputBytes > 0 ? 1 : 0;
    return {
      inputRows: this.#inputRows,
      inputBytes: this.#inputBytes,
      scannedRows: 0,
      scannedBytes: 0,
      completedSplits: 0,
      runningSplits: 0,
      queuedSplits: 0,
      outputRows,
      outputBytes: this.#outputBytes,
      progress: this.#end === undefined ? 0 : 1,
      cpuNanos: 0,
      wallNanos,
      memoryBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
      operators: this.#operators(outputRows, wallNanos),
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

  #take(source: FinishSource, bytes: Uint8Array): void {
    const types = source.symbols.map((symbol) => parseType(this.#options.fragment.symbols[symbol] ?? ''));
    const page = deserializePage(bytes, types);
    const counts = flatten(page.columns[source.rowCountChannel] as Vector);
    const fragments = flatten(page.columns[source.fragmentChannel] as Vector);
    if (counts.kind !== 'long' || fragments.kind !== 'bytes') {
      throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A writer told something else than rows and fragments');
    }
    for (let i = 0; i < page.positions; i++) {
      if (counts.nulls?.[i] !== 1) this.#rows += counts.values[i] ?? 0n;
      if (fragments.nulls?.[i] !== 1) {
        this.#fragments.push(fragments.data.slice(fragments.offsets[i], fragments.offsets[i + 1]));
      }
    }
    this.#inputRows += page.positions;
    this.#inputBytes += bytes.byteLength;
  }

  #finish(): void {
    const { target } = this.#options.plan.node;
    switch (target['@type']) {
      case 'CreateTarget':
      case 'InsertTarget': {
        const { catalogHandle, connectorHandle } = target.handle;
        const changes = this.#options.connector(catalogHandle)?.metadata.changes;
        const finish = target['@type'] === 'CreateTarget' ? 'finishCreateTable' : 'finishInsert';
        if (changes?.[finish] === undefined) {
          throw new TrinoError('GENERIC_INTERNAL_ERROR', `Nobody here ends writes of ${catalogHandle}`);
        }
        changes[finish](connectorHandle, this.#fragments);
        return;
      }
      default:
        throw new TrinoError('NOT_SUPPORTED', `Writing to a ${target['@type']} is not supported`);
    }
  }

  #operators(outputRows: number, wallNanos: number): KernelOperatorStats[] {
    const input = { inputRows: this.#inputRows, inputBytes: this.#inputBytes };
    const output = { outputRows, outputBytes: this.#outputBytes };
    return [
      ...this.#options.plan.sources.map(
        ({ planNodeId }): KernelOperatorStats => ({
          planNodeId,
          operatorType: 'ExchangeOperator',
          ...input,
          outputRows: this.#inputRows,
          outputBytes: this.#inputBytes,
          wallNanos,
        }),
      ),
      {
        planNodeId: this.#options.plan.node.id,
        operatorType: 'TableFinishOperator',
        ...input,
        ...output,
        wallNanos: 0,
      },
      {
        planNodeId: this.#options.fragment.root.id,
        operatorType: 'TaskOutputOperator',
        inputRows: outputRows,
        inputBytes: this.#outputBytes,
        ...output,
        wallNanos: 0,
      },
    ];
  }
}
