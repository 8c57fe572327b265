import type {
  PlanFragment,
  PlanNode,
  PipelinedOutputBuffers,
  ScheduledSplit,
  SessionRepresentation,
  Split,
} from '../../../../generated/worker/types.ts';
import type { Connector } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { ExchangeClient } from '../../exchange/exchange-client.ts';
import type { OutputBuffer } from '../../exchange/output-buffer.ts';
import { isTerminalBufferState } from '../../exchange/output-buffer-state.ts';
import { sourcesOf } from '../../plan/plan-nodes.ts';
import type { Clock } from '../../schedule/clock.ts';
import type { Kernel, KernelRun, KernelStats } from '../kernel.ts';
import { BlockedTime } from './blocked-time.ts';
import { finishPlan } from './finish-plan.ts';
import { FinishRun } from './finish-run.ts';
import { forwardPlan } from './forward-plan.ts';
import { ExplainAnalyzeRun, explainAnalyzeNode } from './explain-analyze-run.ts';
import { ForwardingRun } from './forwarding-run.ts';
import { LiveScanRun } from './live-scan-run.ts';
import { SplitSequence } from './split-sequence.ts';
import type { DriverCounts } from './task-meter.ts';
import { noDrivers } from './task-meter.ts';

export interface TaskExecutionOptions {
  readonly taskId: string;
  readonly fragment: PlanFragment;
  readonly session: SessionRepresentation;
  readonly outputBuffers: PipelinedOutputBuffers;
  readonly buffer: OutputBuffer;
  readonly kernel: Kernel;
  /** host:port of this node. */
  readonly nodeAddress: string;
  readonly createExchange: () => ExchangeClient;
  /** The connector behind a catalog handle, where this node's main thread has it: a coordinator's does. */
  readonly connector?: (catalogHandle: string) => Connector | undefined;
  /** What the query of a task took, where this node coordinates it: for EXPLAIN ANALYZE. */
  readonly explainAnalyze?: (taskId: string, verbose: boolean) => Promise<string>;
  readonly clock: Clock;
  /** Called after each page that went out, to measure. */
  readonly onProgress: () => void;
  /** Called when splits were drained and the coordinator may have more. */
  readonly onDrained: () => void;
}

/** A source of the fragment that splits are sent for. */
type Source =
  | { readonly kind: 'scan'; readonly splits: SplitSequence }
  | { readonly kind: 'remote'; readonly splits: SplitSequence; readonly exchange: ExchangeClient };

/** A fragment at work: splits in, exchanges read, pages out to the task's buffer. */
export class TaskExecution {
  readonly #options: TaskExecutionOptions;
  readonly #run: KernelRun;
  readonly #sources = new Map<string, Source>();
  readonly #partitioned: boolean;
  #acceptedSplits = 0;
  /** As last told by the run. */
  #begunSplits = 0;
  #valuesRows = 0;
  #state: 'running' | 'ended' | 'stopped' = 'running';
  #stopping: Promise<void> | undefined;
  readonly #inputBlocked: BlockedTime;
  readonly #outputBlocked: BlockedTime;

  /** @throws TrinoError when the kernel refuses the fragment */
  constructor(options: TaskExecutionOptions) {
    this.#options = options;
    this.#inputBlocked = new BlockedTime(options.clock);
    this.#outputBlocked = new BlockedTime(options.clock);
    this.#addSources(options.fragment.root);
    this.#run = createRun(options);
    this.#run.onStats(() => {
      this.#statsChanged();
    });
    this.#partitioned = [...this.#sources.values()].some((source) => source.kind === 'scan');
  }

  /**
   * Reads the exchanges and writes the output.
   * @returns once the last page is in the buffer, or the execution was stopped
   * @throws TrinoError when the fragment or an exchange failed
   */
  async run(): Promise<void> {
    const inputs = [...this.#sources].map(([planNodeId, source]) =>
      source.kind === 'remote' ? this.#pumpInput(planNodeId, source.exchange) : undefined,
    );
    const failedInput = new Promise<never>((_, reject) => {
      for (const input of inputs) input?.catch(reject);
    });
    try {
      await Promise.race([this.#pumpOutput(), failedInput]);
    } catch (error) {
      if (this.#state !== 'stopped') throw error;
      return;
    }
    if (this.#state === 'running') this.#state = 'ended';
    this.#closeExchanges();
  }

  /**
   * New splits of a source; those that came before are ignored.
   * @throws TrinoError when the fragment has no such source, or the split is something else
   */
  addSplits(planNodeId: string, splits: readonly ScheduledSplit[]): void {
    if (this.#state !== 'running') return;
    const source = this.#source(planNodeId);
    const fresh = source.splits.fresh(splits);
    if (fresh.length === 0) return;
    switch (source.kind) {
      case 'scan':
        this.#acceptedSplits += fresh.length;
        this.#run.addSplits(planNodeId, fresh);
        break;
      case 'remote':
        for (const split of fresh) source.exchange.addLocation(locationOf(split));
        break;
      default:
        unreachable(source);
    }
  }

  /** No more splits for a source. @throws TrinoError when the fragment has no such source */
  noMoreSplits(planNodeId: string): void {
    if (this.#state !== 'running') return;
    const source = this.#source(planNodeId);
    if (!source.splits.end()) return;
    switch (source.kind) {
      case 'scan':
        this.#run.noMoreInput(planNodeId);
        break;
      case 'remote':
        source.exchange.noMoreLocations();
        break;
      default:
        unreachable(source);
    }
  }

  /** Stops whatever still runs; what is buffered for readers stays. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  kernelStats(): KernelStats {
    return this.#run.stats();
  }

  /**
   * Drivers as far as `stats` tells: a split each, or a single one where the fragment scans nothing. All splits of a fragment go
   * through one statement, so as many count as completed as its progress is a share of.
   */
  drivers(stats: KernelStats): { readonly all: DriverCounts; readonly partitioned: DriverCounts } {
    const waits = this.#outputBlocked.waiting > 0 || (!this.#partitioned && this.#inputBlocked.waiting > 0);
    const total = this.#partitioned ? this.#acceptedSplits : 1;
    const begun = this.#partitioned ? begunSplits(stats, total) : 1;
    // A task that was stopped leaves the rest of its drivers without completing them.
    const completed = this.#state === 'ended' ? total : Math.min(Math.floor(total * stats.progress), begun);
    const active = this.#state === 'running' ? begun - completed : 0;
    const all: DriverCounts = {
      total,
      queued: this.#state === 'running' ? total - begun : 0,
      running: waits ? 0 : active,
      blocked: waits ? active : 0,
      completed,
    };
    return { all, partitioned: this.#partitioned ? all : noDrivers };
  }

  /** Rows that the plan itself holds: input like that of scans and exchanges, once the fragment has run. */
  get valuesRows(): number {
    return this.#state === 'ended' ? this.#valuesRows : 0;
  }

  get inputBlockedNanos(): number {
    return this.#inputBlocked.nanos;
  }

  get outputBlockedNanos(): number {
    return this.#outputBlocked.nanos;
  }

  /** Sums over the exchanges. */
  network(): { readonly rows: number; readonly bytes: number; readonly bufferedBytes: number } {
    let rows = 0;
    let bytes = 0;
    let bufferedBytes = 0;
    for (const source of this.#sources.values()) {
      if (source.kind !== 'remote') continue;
      const stats = source.exchange.stats();
      rows += stats.rows;
      bytes += stats.bytes;
      bufferedBytes += stats.bufferedBytes;
    }
    return { rows, bytes, bufferedBytes };
  }

  #statsChanged(): void {
    const begun = begunSplits(this.#run.stats(), this.#acceptedSplits);
    const drained = begun > this.#begunSplits;
    this.#begunSplits = begun;
    if (drained && [...this.#sources.values()].some(awaitsSplits)) this.#options.onDrained();
  }

  #addSources(node: PlanNode): void {
    if (
      node['@type'] === 'tablescan' ||
      (node['@type'] === 'tableFunctionProcessor' && node.source === undefined)
    ) {
      this.#sources.set(node.id, { kind: 'scan', splits: new SplitSequence() });
    } else if (node['@type'] === 'remoteSource') {
      const exchange = this.#options.createExchange();
      this.#sources.set(node.id, { kind: 'remote', splits: new SplitSequence(), exchange });
    }
    if (node['@type'] === 'values') this.#valuesRows += node.rowCount;
    for (const source of sourcesOf(node)) this.#addSources(source);
  }

  async #pumpInput(planNodeId: string, exchange: ExchangeClient): Promise<void> {
    while (this.#isRunning()) {
      const pages = await this.#inputBlocked.during(exchange.nextPages());
      if (!this.#isRunning()) return;
      if (pages === undefined) {
        this.#run.noMoreInput(planNodeId);
        return;
      }
      try {
        await this.#run.addPages(planNodeId, pages);
      } catch (error) {
        // The output may have ended (LIMIT) while these pages were on their way.
        if (this.#isRunning()) throw error;
        return;
      }
    }
  }

  async #pumpOutput(): Promise<void> {
    const { buffer, onProgress } = this.#options;
    for await (const { partition, rows, bytes } of this.#run.output()) {
      const room = buffer.enqueue(partition, rows, bytes);
      onProgress();
      if (room !== undefined) await this.#outputBlocked.during(room);
      if (isTerminalBufferState(buffer.state)) return;
    }
  }

  async #stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopped';
    this.#closeExchanges();
    await this.#run.cancel();
  }

  #closeExchanges(): void {
    for (const source of this.#sources.values()) {
      if (source.kind === 'remote') source.exchange.close();
    }
  }

  /** A method, because the compiler takes a property that was read before an `await` for unchanged after it. */
  #isRunning(): boolean {
    return this.#state === 'running';
  }

  #source(planNodeId: string): Source {
    const source = this.#sources.get(planNodeId);
    if (source === undefined) {
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `The fragment has no source ${planNodeId}`);
    }
    return source;
  }
}

/** Splits whose rows are being read, or have been. */
function begunSplits(stats: KernelStats, total: number): number {
  return Math.min(stats.completedSplits + stats.runningSplits, total);
}

function awaitsSplits(source: Source): boolean {
  return source.kind === 'scan' && !source.splits.ended;
}

function createRun(options: TaskExecutionOptions): KernelRun {
  const { taskId, fragment, session, outputBuffers, kernel, clock } = options;
  const compressed = session.systemProperties['exchange_compression'] === 'true';
  const partitionCount = partitionsOf(outputBuffers);
  const plan = partitionCount === 1 ? forwardPlan(fragment) : undefined;
  if (plan !== undefined) return new ForwardingRun({ fragment, plan, compressed, clock });
  const explained = explainAnalyzeNode(fragment);
  if (explained !== undefined) {
    const { explainAnalyze } = options;
    if (explainAnalyze === undefined) {
      throw new TrinoError('NOT_SUPPORTED', 'Only a coordinator tells what a query took');
    }
    const explain = (verbose: boolean): Promise<string> => explainAnalyze(taskId, verbose);
    return new ExplainAnalyzeRun({ fragment, node: explained, explain, compressed, clock });
  }
  const finish = finishPlan(fragment);
  if (finish !== undefined) {
    const connector = options.connector ?? ((): undefined => undefined);
    return new FinishRun({ fragment, plan: finish, connector, compressed, clock });
  }
  const run = kernel.start({
    taskId,
    fragment,
    session,
    partitionCount,
    compressed,
    nodeAddress: options.nodeAddress,
  });
  return options.connector === undefined ? run : LiveScanRun.over(run, fragment, options.connector);
}

/** Only PARTITIONED buffers tell partitions apart; the others get one stream. */
function partitionsOf(buffers: PipelinedOutputBuffers): number {
  if (buffers.type !== 'PARTITIONED') return 1;
  return Math.max(1, ...Object.values(buffers.buffers).map((partition) => partition + 1));
}

function locationOf(split: Split): string {
  const handle: unknown = split.connectorSplit;
  if (typeof handle === 'object' && handle !== null && 'exchangeInput' in handle) {
    const input: unknown = handle.exchangeInput;
    if (
      typeof input === 'object' &&
      input !== null &&
      'location' in input &&
      typeof input.location === 'string'
    ) {
      return input.location;
    }
    throw new TrinoError('NOT_SUPPORTED', 'Spooled exchanges (fault-tolerant execution) are not supported');
  }
  throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A remote source got a split that names no task');
}

function unreachable(source: never): never {
  throw new Error(`unknown source ${JSON.stringify(source)}`);
}
