import type { PipelinedBufferInfo } from '../../../generated/worker/types.ts';
import type { Clock, Timer } from '../schedule/clock.ts';
import { emptyResult } from './buffer-result.ts';
import type { BufferResult } from './buffer-result.ts';
import type { SharedPage } from './shared-page.ts';
import { TaskRequestError } from './task-request-error.ts';

/** Where an ARBITRARY buffer's reader takes its pages from at the moment it asks. */
export interface PageSupplier {
  /** Pages of at most `maxBytes`, at least one when there is any. The taker holds them. */
  take(maxBytes: number): readonly SharedPage[];
  readonly exhausted: boolean;
}

interface PendingRead {
  readonly token: number;
  readonly maxBytes: number;
  readonly timer: Timer;
  readonly resolve: (result: BufferResult) => void;
}

/**
 * The pages on their way to one reader, with its tokens (`results/{bufferId}`). A token is the number of a page, from 0;
 * asking for a token acknowledges all pages before it.
 */
export class ClientBuffer {
  readonly id: number;
  readonly #clock: Clock;
  readonly #supplier: PageSupplier | undefined;
  #pages: SharedPage[] = [];
  /** Token of the first page that isn't acknowledged. */
  #token = 0;
  #bufferedBytes = 0;
  #rowsAdded = 0;
  #pagesAdded = 0;
  #noMorePages = false;
  #destroyed = false;
  #aborted = false;
  #pending: PendingRead | undefined;

  constructor(id: number, clock: Clock, supplier?: PageSupplier) {
    this.id = id;
    this.#clock = clock;
    this.#supplier = supplier;
  }

  get destroyed(): boolean {
    return this.#destroyed;
  }

  get bufferedPages(): number {
    return this.#pages.length;
  }

  /** Takes over the caller's hold on the page. */
  add(page: SharedPage): void {
    if (this.#destroyed || this.#aborted || this.#noMorePages) {
      page.release();
      return;
    }
    this.#append(page);
    this.#answerPending();
  }

  /** The supplier has pages, or has ended. */
  supplied(): void {
    this.#answerPending();
  }

  setNoMorePages(): void {
    this.#noMorePages = true;
    this.#answerPending();
  }

  /**
   * Answers at once when there are pages, when nothing will follow, or when the token isn't the current one; else waits.
   * A read that waits is answered empty when a newer one arrives (recordings taskapi-replay-results-*).
   * @param waitMillis how long to wait at the most
   * @throws TaskRequestError (500) when the token is beyond the pages there are
   */
  read(token: number, maxBytes: number, waitMillis: number): Promise<BufferResult> {
    this.acknowledge(token);
    const older = this.#takePending();
    older?.resolve(emptyResult(older.token, false));
    const result = this.#tryRead(token, maxBytes);
    if (result !== undefined) return Promise.resolve(result);
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#pending = undefined;
        resolve(emptyResult(token, false));
      }, waitMillis);
      this.#pending = { token, maxBytes, timer, resolve };
    });
  }

  /**
   * Lets go of all pages before `token`.
   * @throws TaskRequestError (500) when the token is beyond the pages there are
   */
  acknowledge(token: number): void {
    if (this.#destroyed || this.#aborted || token <= this.#token) return;
    const count = token - this.#token;
    if (count > this.#pages.length) throw new TaskRequestError('Invalid sequence id');
    const acknowledged = this.#pages.splice(0, count);
    this.#token = token;
    for (const page of acknowledged) {
      this.#bufferedBytes -= page.bytes.byteLength;
      page.release();
    }
  }

  /** The reader left: nothing is kept for it, and whatever it asks is answered "complete". */
  destroy(): void {
    this.#destroyed = true;
    this.#noMorePages = true;
    this.#dropPages();
    this.#answerPending();
  }

  /** The task failed or was aborted: memory is freed, and no read is ever answered with "complete" (taskapi-abort-results). */
  abort(): void {
    if (this.#destroyed) return;
    this.#aborted = true;
    this.#dropPages();
  }

  info(): PipelinedBufferInfo {
    return {
      bufferId: this.id,
      rowsAdded: this.#rowsAdded,
      pagesAdded: this.#pagesAdded,
      bufferedPages: this.#pages.length,
      bufferedBytes: this.#bufferedBytes,
      pagesSent: this.#token,
      finished: this.#destroyed,
    };
  }

  #dropPages(): void {
    const pages = this.#pages;
    this.#pages = [];
    this.#bufferedBytes = 0;
    for (const page of pages) page.release();
  }

  #append(page: SharedPage): void {
    this.#pages.push(page);
    this.#bufferedBytes += page.bytes.byteLength;
    this.#rowsAdded += page.rows;
    this.#pagesAdded++;
  }

  #answerPending(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    const result = this.#tryRead(pending.token, pending.maxBytes);
    if (result === undefined) return;
    this.#takePending();
    pending.resolve(result);
  }

  #takePending(): PendingRead | undefined {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.timer.cancel();
    return pending;
  }

  /** Undefined when the reader has to wait. */
  #tryRead(token: number, maxBytes: number): BufferResult | undefined {
    if (this.#destroyed) return emptyResult(token, true);
    // A repeated request for what was acknowledged: the reader has these pages and ignores the answer.
    if (token < this.#token) return emptyResult(token, false);
    if (this.#aborted) return undefined;
    if (this.#pages.length === 0 && this.#supplier !== undefined) {
      for (const page of this.#supplier.take(maxBytes)) this.#append(page);
      if (this.#supplier.exhausted) this.#noMorePages = true;
    }
    if (this.#pages.length === 0) return this.#noMorePages ? emptyResult(this.#token, true) : undefined;
    const pages: SharedPage[] = [];
    let bytes = 0;
    for (const page of this.#pages) {
      bytes += page.bytes.byteLength;
      if (pages.length > 0 && bytes > maxBytes) break;
      pages.push(page);
    }
    return { token, nextToken: token + pages.length, complete: false, pages };
  }
}
