import type {
  OutputBufferInfo,
  OutputBufferStatus,
  OutputBuffers,
  PipelinedOutputBuffers,
} from '../../../generated/worker/types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Clock, Timer } from '../schedule/clock.ts';
import type { BufferBudget } from './buffer-budget.ts';
import { emptyResult } from './buffer-result.ts';
import type { BufferResult } from './buffer-result.ts';
import { OutputBufferMemory } from './output-buffer-memory.ts';
import { canAddBuffers, canAddPages, isTerminalBufferState } from './output-buffer-state.ts';
import type { BufferState } from './output-buffer-state.ts';
import {
  ArbitraryDistribution,
  BroadcastDistribution,
  PartitionedDistribution,
} from './page-distribution.ts';
import type { PageDistribution } from './page-distribution.ts';
import { SharedPage } from './shared-page.ts';
import { TaskRequestError } from './task-request-error.ts';

export interface OutputBufferOptions {
  readonly clock: Clock;
  /** `sink.max-buffer-size`, bytes; 32 MB by default. */
  readonly maxBytes?: number;
  /** `sink.max-broadcast-buffer-size`, bytes; 200 MB by default. */
  readonly maxBroadcastBytes?: number;
  /** What the buffers of all tasks may hold together; no bound where absent. */
  readonly budget?: BufferBudget;
  /** Called when the state changed. */
  readonly onState: (state: BufferState) => void;
  /** Called when the status that the coordinator sees (`overutilized`) changed. */
  readonly onStatus: () => void;
}

interface EarlyRead {
  readonly bufferId: number;
  readonly token: number;
  readonly maxBytes: number;
  /** On the clock of `now()`. */
  readonly deadline: number;
  readonly timer: Timer;
  readonly resolve: (result: BufferResult | Promise<BufferResult>) => void;
}

const defaultMaxBytes = 32 * 1024 * 1024;
const defaultMaxBroadcastBytes = 200 * 1024 * 1024;

/**
 * The output of a task: pages wait here until their readers acknowledge them. It exists before the coordinator has said how the
 * output is distributed (`outputIds`), because readers ask earlier than that; their requests wait.
 */
export class OutputBuffer {
  readonly #options: OutputBufferOptions;
  #state: BufferState = 'OPEN';
  #distribution: PageDistribution | undefined;
  #declared: PipelinedOutputBuffers | undefined;
  #memory: OutputBufferMemory | undefined;
  #earlyReads: EarlyRead[] = [];
  readonly #earlyDestroyed = new Set<number>();
  #rowsAdded = 0;
  #pagesAdded = 0;
  #bytesAdded = 0;

  constructor(options: OutputBufferOptions) {
    this.#options = options;
  }

  get state(): BufferState {
    return this.#state;
  }

  get bufferedBytes(): number {
    return this.#memory?.bytes ?? 0;
  }

  /** Whether every reader has confirmed all pages, and no more will come. */
  get delivered(): boolean {
    return this.#state === 'FLUSHING' && this.#distribution?.bufferedPages() === 0;
  }

  get rowsAdded(): number {
    return this.#rowsAdded;
  }

  /** Bytes of all pages so far, sent or not. */
  get bytesAdded(): number {
    return this.#bytesAdded;
  }

  /**
   * Takes the coordinator's `outputIds`. A version that isn't newer is ignored (taskapi-outputids-older).
   * @throws TaskRequestError when the new version takes something back
   * @throws TrinoError NOT_SUPPORTED for spooled exchanges
   */
  setOutputBuffers(buffers: OutputBuffers): void {
    if (buffers['@type'] !== 'pipelined') {
      throw new TrinoError('NOT_SUPPORTED', 'Spooled exchanges (fault-tolerant execution) are not supported');
    }
    if (isTerminalBufferState(this.#state)) return;
    const previous = this.#declared;
    if (previous !== undefined) {
      if (buffers.version <= previous.version) return;
      checkTransition(previous, buffers);
    }
    if (buffers.type === 'PARTITIONED' && !buffers.noMoreBufferIds) {
      throw new TaskRequestError('Expected a final output buffer descriptor');
    }
    this.#declared = buffers;
    const distribution = (this.#distribution ??= this.#createDistribution(buffers.type));
    for (const [bufferId, partition] of Object.entries(buffers.buffers)) {
      distribution.declare(Number(bufferId), partition);
    }
    this.#connectEarlyReaders(distribution);
    if (buffers.noMoreBufferIds && previous?.noMoreBufferIds !== true) {
      distribution.setNoMoreBuffers();
      this.#moveTo(this.#state === 'NO_MORE_PAGES' ? 'FLUSHING' : 'NO_MORE_BUFFERS');
      this.#finishIfLeft();
    }
  }

  /**
   * Adds a page; a buffer that has ended ignores it.
   * @param partition the buffer's partition; only PARTITIONED looks at it
   * @returns undefined while there is room for more, else a promise that resolves once there is: the writer waits for it
   */
  enqueue(partition: number, rows: number, bytes: Uint8Array): Promise<void> | undefined {
    const { distribution, memory } = this.#initialized();
    if (!canAddPages(this.#state)) return undefined;
    this.#rowsAdded += rows;
    this.#pagesAdded++;
    this.#bytesAdded += bytes.byteLength;
    distribution.add(partition, new SharedPage(rows, bytes, memory));
    return memory.whenRoom();
  }

  /** The writer is done. */
  setNoMorePages(): void {
    if (!canAddPages(this.#state)) return;
    const next = this.#state === 'NO_MORE_BUFFERS' ? 'FLUSHING' : 'NO_MORE_PAGES';
    this.#distribution?.setNoMorePages();
    this.#moveTo(next);
    this.#finishIfLeft();
  }

  /**
   * Reads pages from a token on, at least one, otherwise as many as fit in `maxBytes`; waits when there is none.
   * @param waitMillis how long to wait at the most
   * @throws TaskRequestError (500) for an unknown buffer or a token beyond the end
   */
  read(bufferId: number, token: number, maxBytes: number, waitMillis: number): Promise<BufferResult> {
    if (this.#distribution !== undefined) {
      return this.#distribution.client(bufferId).read(token, maxBytes, waitMillis);
    }
    // Nothing was ever set up: what the task's end means for a reader is known without waiting (taskapi-fail-results).
    if (this.#state === 'FINISHED' || this.#earlyDestroyed.has(bufferId))
      return Promise.resolve(emptyResult(token, true));
    if (isTerminalBufferState(this.#state)) return Promise.resolve(emptyResult(token, false));
    return new Promise((resolve) => {
      const timer = this.#options.clock.setTimeout(() => {
        this.#earlyReads = this.#earlyReads.filter((other) => other !== read);
        resolve(emptyResult(token, false));
      }, waitMillis);
      const deadline = this.#options.clock.now() + waitMillis;
      const read: EarlyRead = { bufferId, token, maxBytes, deadline, timer, resolve };
      this.#earlyReads.push(read);
    });
  }

  /**
   * Lets go of the pages before a token.
   * @throws TaskRequestError (500) when nothing was set up yet (taskapi-unknown-ack) or the token is beyond the end
   */
  acknowledge(bufferId: number, token: number): void {
    this.#initialized().distribution.client(bufferId).acknowledge(token);
  }

  /** A reader is done (`DELETE …/results/{bufferId}`). When all are, the buffer is FINISHED, even if pages were still to come. */
  destroyClient(bufferId: number): void {
    if (this.#distribution === undefined) {
      this.#earlyDestroyed.add(bufferId);
      for (const read of this.#takeEarlyReads((other) => other.bufferId === bufferId)) {
        read.resolve(emptyResult(read.token, true));
      }
      return;
    }
    this.#distribution.client(bufferId).destroy();
    this.#finishIfLeft();
  }

  /** Ends the buffer as if all readers were done: the task was cancelled, and they may take what they got as the end. */
  destroy(): void {
    if (isTerminalBufferState(this.#state)) return;
    this.#moveTo('FINISHED');
  }

  /** Ends the buffer without telling readers that it's complete: the task failed or was aborted. */
  abort(): void {
    if (isTerminalBufferState(this.#state)) return;
    this.#moveTo('ABORTED');
  }

  status(): OutputBufferStatus {
    return {
      ...(this.#declared === undefined ? {} : { outputBuffersVersion: this.#declared.version }),
      overutilized: this.#memory?.overutilized ?? false,
      exchangeSinkInstanceHandleUpdateRequired: false,
    };
  }

  /** @param summarize leaves out the list of readers */
  info(summarize: boolean): OutputBufferInfo {
    const clients = this.#distribution?.clients();
    return {
      type: this.#declared?.type ?? 'UNINITIALIZED',
      state: this.#state,
      canAddBuffers: this.#declared?.noMoreBufferIds !== true && canAddBuffers(this.#state),
      canAddPages: canAddPages(this.#state),
      totalBufferedBytes: this.bufferedBytes,
      totalBufferedPages: this.#distribution?.bufferedPages() ?? 0,
      totalRowsSent: this.#rowsAdded,
      totalPagesSent: this.#pagesAdded,
      ...(summarize || clients === undefined
        ? {}
        : { pipelinedBufferStates: clients.map((client) => client.info()) }),
    };
  }

  #initialized(): { readonly distribution: PageDistribution; readonly memory: OutputBufferMemory } {
    if (this.#distribution === undefined || this.#memory === undefined) {
      throw new TaskRequestError('Buffer has not been initialized', 'java.lang.IllegalStateException');
    }
    return { distribution: this.#distribution, memory: this.#memory };
  }

  #createDistribution(type: PipelinedOutputBuffers['type']): PageDistribution {
    const { clock, maxBytes, maxBroadcastBytes, budget, onStatus } = this.#options;
    const limit =
      type === 'BROADCAST' ? (maxBroadcastBytes ?? defaultMaxBroadcastBytes) : (maxBytes ?? defaultMaxBytes);
    this.#memory = new OutputBufferMemory(limit, onStatus, budget);
    switch (type) {
      case 'PARTITIONED':
        return new PartitionedDistribution(clock);
      case 'BROADCAST':
        return new BroadcastDistribution(clock);
      case 'ARBITRARY':
        return new ArbitraryDistribution(clock);
      default: {
        const unknown: never = type;
        throw new TaskRequestError(`Unexpected output buffer type: ${String(unknown)}`);
      }
    }
  }

  #connectEarlyReaders(distribution: PageDistribution): void {
    for (const bufferId of this.#earlyDestroyed) {
      // A reader that PARTITIONED doesn't know has nothing to give up.
      if (this.#declared?.type !== 'PARTITIONED' || String(bufferId) in this.#declared.buffers) {
        distribution.client(bufferId).destroy();
      }
    }
    this.#earlyDestroyed.clear();
    for (const read of this.#takeEarlyReads(() => true)) {
      const left = Math.max(0, read.deadline - this.#options.clock.now());
      // A rejection (an unknown buffer) reaches the request through its own promise.
      const settle = (): Promise<BufferResult> =>
        distribution.client(read.bufferId).read(read.token, read.maxBytes, left);
      read.resolve(Promise.resolve().then(settle));
    }
  }

  #takeEarlyReads(match: (read: EarlyRead) => boolean): readonly EarlyRead[] {
    const taken = this.#earlyReads.filter(match);
    this.#earlyReads = this.#earlyReads.filter((read) => !match(read));
    for (const read of taken) read.timer.cancel();
    return taken;
  }

  /** All readers left: there's nobody to write for. */
  #finishIfLeft(): void {
    if (this.#state !== 'NO_MORE_BUFFERS' && this.#state !== 'FLUSHING') return;
    if (this.#distribution?.clients().every((client) => client.destroyed) === true) this.#moveTo('FINISHED');
  }

  #moveTo(state: BufferState): void {
    this.#state = state;
    if (isTerminalBufferState(state)) this.#end(state);
    this.#options.onState(state);
  }

  #end(state: BufferState): void {
    if (state === 'FINISHED') {
      for (const client of this.#distribution?.clients() ?? []) client.destroy();
      for (const read of this.#takeEarlyReads(() => true)) read.resolve(emptyResult(read.token, true));
    }
    // Reads that wait at an aborted buffer aren't released: they end by their own timeout.
    this.#distribution?.abort();
    this.#memory?.close();
  }
}

/** Buffers are only ever added, and a final list stays final. */
function checkTransition(previous: PipelinedOutputBuffers, next: PipelinedOutputBuffers): void {
  if (next.type !== previous.type) {
    throw new TaskRequestError('OutputBuffers type can not be changed');
  }
  if (previous.noMoreBufferIds && !next.noMoreBufferIds) {
    throw new TaskRequestError('Expected newOutputBuffers to have noMoreBufferIds set');
  }
  for (const [bufferId, partition] of Object.entries(previous.buffers)) {
    if (next.buffers[bufferId] !== partition) {
      throw new TaskRequestError(`OutputBuffers can not lose or move buffer ${bufferId}`);
    }
  }
  if (previous.noMoreBufferIds) {
    for (const bufferId of Object.keys(next.buffers)) {
      if (!(bufferId in previous.buffers)) {
        throw new TaskRequestError(`OutputBuffers can not add buffer ${bufferId}: the list is final`);
      }
    }
  }
}
