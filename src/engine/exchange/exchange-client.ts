import type { Transport } from '../../../generated/runtime.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { pagePositions } from '../pages/page-serde.ts';
import { sleep } from '../schedule/clock.ts';
import type { Clock } from '../schedule/clock.ts';
import { unsharedBudget } from './buffer-budget.ts';
import type { BufferBudget } from './buffer-budget.ts';
import { LocationReader } from './location-reader.ts';
import type { ResultsClient } from './results-client.ts';
import { createTaskResultsClient } from './task-results-client.ts';

export interface ExchangeClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** `exchange.max-buffer-size`, bytes: no request starts while more than this waits. 32 MB by default. */
  readonly maxBufferBytes?: number;
  /** What the buffers of all tasks and queries may hold together; no bound where absent. */
  readonly budget?: BufferBudget;
  /** `exchange.max-error-duration`, 5 minutes by default. */
  readonly maxErrorMillis?: number;
  /** After so long without an answer a request is repeated; 30 s by default. */
  readonly requestTimeoutMillis?: number;
  /**
   * When a producer reports that it failed, the coordinator learns the reason from the producer's status and ends the query.
   * Only if it doesn't for so long, the exchange itself fails; 1 minute by default.
   */
  readonly failedTaskGraceMillis?: number;
  /**
   * For how long, in ms, the end of a stream waits until its producer has heard that all was read; not at all by default. A producer that is
   * cancelled before it has heard it counts as cancelled: a stock one, since ours knows that its last page was fetched.
   */
  readonly farewellMillis?: (location: string) => number;
  /** How a location is read; the generated worker client by default. */
  readonly createResultsClient?: (location: string, transport: Transport) => ResultsClient;
}

/** Counters of an exchange, for statistics. */
export interface ExchangeStats {
  readonly rows: number;
  /** Bytes of serialized pages received. */
  readonly bytes: number;
  readonly pages: number;
  /** Bytes that were received and not worked off yet. */
  readonly bufferedBytes: number;
  readonly requests: number;
}

/** Reads the pages of any number of tasks, in no particular order. */
export interface ExchangeClient {
  /**
   * One more buffer to read: `http://host:port/v1/task/{taskId}/results/{bufferId}`. Named twice, it's read once.
   * @throws TrinoError when it's something else
   */
  addLocation(location: string): void;
  noMoreLocations(): void;
  /**
   * Waits for pages and takes all that are there.
   * @returns serialized pages, at least one, or undefined at the end
   * @throws TrinoError REMOTE_TASK_MISMATCH, REMOTE_TASK_FAILED, PAGE_TRANSPORT_ERROR, PAGE_TRANSPORT_TIMEOUT
   */
  nextPages(): Promise<readonly Uint8Array[] | undefined>;
  /** The same as a stream of single pages; leaving it early closes the exchange. */
  pages(): AsyncIterable<Uint8Array>;
  stats(): ExchangeStats;
  /** Ends all requests and tells the producers that nobody reads on. */
  close(): void;
}

/** Why requests under way are given up: made once, since an abort without a reason makes an error with a stack. */
const exchangeClosed = new Error('The exchange is closed');

const defaultMaxBufferBytes = 32 * 1024 * 1024;
/** What stock readers ask for at a time. */
const maxResponseBytes = 12_582_912;
const minResponseBytes = 256 * 1024;

/** An exchange without locations yet. Nothing runs before the first one is added. */
export function createExchangeClient(options: ExchangeClientOptions): ExchangeClient {
  return new HttpExchangeClient(options);
}

class HttpExchangeClient implements ExchangeClient {
  readonly #options: ExchangeClientOptions;
  readonly #maxBufferBytes: number;
  readonly #budget: BufferBudget;
  readonly #closing = new AbortController();
  readonly #locations = new Set<string>();
  /** Readers between two requests, first come first served. */
  #idle: LocationReader[] = [];
  readonly #open = new Set<LocationReader>();
  #queue: Uint8Array[] = [];
  #noMoreLocations = false;
  #failure: unknown;
  #wake: (() => void)[] = [];
  #rows = 0;
  #bytes = 0;
  #pages = 0;
  /** Bytes that wait here, and those of the batch that the reader of the exchange is still busy with. */
  #bufferedBytes = 0;
  #takenBytes = 0;
  /** What the requests under way allow their answers to hold. */
  #requestedBytes = 0;
  #requests = 0;
  #awaitsRoom = false;

  constructor(options: ExchangeClientOptions) {
    this.#options = options;
    this.#maxBufferBytes = options.maxBufferBytes ?? defaultMaxBufferBytes;
    this.#budget = options.budget ?? unsharedBudget();
  }

  addLocation(location: string): void {
    if (this.#noMoreLocations) throw new Error('addLocation after noMoreLocations');
    if (this.#locations.has(location)) return;
    const create = this.#options.createResultsClient ?? createTaskResultsClient;
    const results = create(location, this.#options.transport);
    this.#locations.add(location);
    const reader = new LocationReader({
      results,
      clock: this.#options.clock,
      maxErrorMillis: this.#options.maxErrorMillis ?? 5 * 60_000,
      requestTimeoutMillis: this.#options.requestTimeoutMillis ?? 30_000,
      signal: this.#closing.signal,
      farewellMillis: this.#options.farewellMillis?.(location) ?? 0,
    });
    if (this.#closing.signal.aborted) {
      void reader.destroy();
      return;
    }
    this.#open.add(reader);
    this.#idle.push(reader);
    this.#schedule();
  }

  noMoreLocations(): void {
    this.#noMoreLocations = true;
    this.#notify();
  }

  async nextPages(): Promise<readonly Uint8Array[] | undefined> {
    this.#release(this.#takenBytes);
    this.#takenBytes = 0;
    this.#schedule();
    while (true) {
      if (this.#failure !== undefined) throw this.#failure as Error;
      if (this.#queue.length > 0) {
        const pages = this.#queue;
        this.#queue = [];
        this.#takenBytes = this.#bufferedBytes;
        return pages;
      }
      if (this.#closing.signal.aborted || (this.#noMoreLocations && this.#open.size === 0)) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  async *pages(): AsyncIterable<Uint8Array> {
    try {
      while (true) {
        const pages = await this.nextPages();
        if (pages === undefined) return;
        yield* pages;
      }
    } finally {
      this.close();
    }
  }

  stats(): ExchangeStats {
    return {
      rows: this.#rows,
      bytes: this.#bytes,
      pages: this.#pages,
      bufferedBytes: this.#bufferedBytes,
      requests: this.#requests,
    };
  }

  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort(exchangeClosed);
    for (const reader of this.#open) void reader.destroy();
    this.#open.clear();
    this.#idle = [];
    this.#queue = [];
    this.#release(this.#bufferedBytes);
    this.#takenBytes = 0;
    this.#notify();
  }

  #schedule(): void {
    if (this.#closing.signal.aborted || this.#bufferedBytes >= this.#maxBufferBytes) return;
    if (!this.#budget.allows(this.#bufferedBytes, this.#maxBufferBytes)) {
      this.#scheduleWithRoom();
      return;
    }
    const readers = this.#idle;
    this.#idle = [];
    for (const reader of readers) void this.#read(reader);
  }

  /** Once others have let go of enough. */
  #scheduleWithRoom(): void {
    if (this.#awaitsRoom) return;
    this.#awaitsRoom = true;
    this.#budget.onRoom(() => {
      this.#awaitsRoom = false;
      this.#schedule();
    });
  }

  #release(bytes: number): void {
    this.#bufferedBytes -= bytes;
    this.#budget.release(bytes);
  }

  async #read(reader: LocationReader): Promise<void> {
    this.#requests++;
    // What all readers together may have on the way is bounded too.
    const share = Math.min(
      this.#maxBufferBytes / this.#open.size,
      this.#maxBufferBytes - this.#requestedBytes,
    );
    const maxBytes = Math.floor(Math.min(maxResponseBytes, Math.max(minResponseBytes, share)));
    this.#requestedBytes += maxBytes;
    try {
      const step = await reader.read(maxBytes);
      this.#requestedBytes -= maxBytes;
      if (this.#closing.signal.aborted) return;
      switch (step.kind) {
        case 'pages':
          this.#add(step.pages);
          this.#idle.push(reader);
          break;
        case 'nothing':
          this.#idle.push(reader);
          break;
        case 'finished':
          this.#open.delete(reader);
          break;
        case 'taskFailed':
          void this.#failAfterGrace();
          break;
        default:
          unreachable(step);
      }
      this.#schedule();
      if (step.kind === 'pages' && this.#idle.includes(reader)) reader.acknowledge();
      this.#notify();
    } catch (error) {
      this.#fail(error);
    }
  }

  #add(pages: readonly Uint8Array[]): void {
    for (const page of pages) {
      this.#rows += pagePositions(page);
      this.#bytes += page.byteLength;
      this.#bufferedBytes += page.byteLength;
      this.#budget.add(page.byteLength);
      this.#queue.push(page);
    }
    this.#pages += pages.length;
  }

  async #failAfterGrace(): Promise<void> {
    const { clock, failedTaskGraceMillis } = this.#options;
    await sleep(clock, failedTaskGraceMillis ?? 60_000, this.#closing.signal);
    this.#fail(new TrinoError('REMOTE_TASK_FAILED', 'A task that this one reads from has failed'));
  }

  #fail(error: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.#failure = error;
    this.close();
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const resolve of wake) resolve();
  }
}

function unreachable(step: never): never {
  throw new Error(`unknown step ${JSON.stringify(step)}`);
}
