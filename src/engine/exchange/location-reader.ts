import { TrinoError } from '../errors/trino-error.ts';
import { Backoff } from './backoff.ts';
import { sleep } from '../schedule/clock.ts';
import type { Clock } from '../schedule/clock.ts';
import { formatDuration } from '../units/duration.ts';
import { PageTransportError } from './page-transport-error.ts';
import { taskMismatchError, workerNodeError } from './worker-node-error.ts';
import type { ResultsAnswer, ResultsClient } from './results-client.ts';

/** What one request of a reader came to. */
export type ReadStep =
  | { readonly kind: 'pages'; readonly pages: readonly Uint8Array[] }
  /** Nothing new: the long poll ended, the answer was a duplicate, or the request failed and will be repeated. */
  | { readonly kind: 'nothing' }
  /** All pages were read; the producer is being told so. */
  | { readonly kind: 'finished' }
  /** The producer's task failed; the coordinator knows why. */
  | { readonly kind: 'taskFailed' };

export interface LocationReaderOptions {
  readonly results: ResultsClient;
  readonly clock: Clock;
  /** `exchange.max-error-duration` */
  readonly maxErrorMillis: number;
  /** After so long without an answer a request is given up and repeated. */
  readonly requestTimeoutMillis: number;
  /** Ends every request. */
  readonly signal: AbortSignal;
  /** For how long, in ms, the reader's end waits until the producer has heard of it; 0: not at all. */
  readonly farewellMillis: number;
}

const destroyTries = 3;

/**
 * Reads one buffer of one task from its first page to its last.
 *
 *   GET token ─▶ 200 pages    : next token; asking for it acknowledges the pages
 *             ─▶ 204          : the same token again
 *             ─▶ 204 complete : DELETE, finished
 *             ─▶ I/O error, torn body : the same token again, after a pause
 *             ─▶ anything else : fails
 */
export class LocationReader {
  readonly #options: LocationReaderOptions;
  readonly #backoff: Backoff;
  #token = 0;
  #taskInstanceId: string | undefined;
  #pauseMillis = 0;
  /** Whether the producer's buffer is still there to be destroyed. */
  #open = true;

  constructor(options: LocationReaderOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.clock, options.maxErrorMillis);
  }

  /**
   * Makes one request.
   * @param maxBytes how much the answer may hold (a larger single page comes nevertheless)
   * @throws TrinoError REMOTE_TASK_MISMATCH, PAGE_TRANSPORT_ERROR, PAGE_TRANSPORT_TIMEOUT
   */
  async read(maxBytes: number): Promise<ReadStep> {
    const { clock, signal, results } = this.#options;
    if (this.#pauseMillis > 0) {
      await sleep(clock, this.#pauseMillis, signal);
      this.#pauseMillis = 0;
    }
    if (signal.aborted) return { kind: 'nothing' };
    const start = clock.monotonicNanos();
    let answer: ResultsAnswer;
    try {
      answer = await this.#timed((timeout) => results.fetch(this.#token, maxBytes, timeout));
    } catch (error) {
      if (error instanceof PageTransportError) throw error;
      this.#failed(clock.monotonicNanos() - start, error);
      return { kind: 'nothing' };
    }
    this.#backoff.success();
    const step = this.#accept(answer);
    if (step.kind === 'finished') await this.#farewell();
    return step;
  }

  /**
   * Lets the producer free the pages that were read, where the next request is some time away. The next request says it as well, so
   * a failure changes nothing. (Stock readers say it always, which costs a request a page stream.)
   */
  acknowledge(): void {
    this.#timed((timeout) => this.#options.results.acknowledge(this.#token, timeout)).catch(() => undefined);
  }

  /** Tells the producer that nobody reads on, unless it knows. Never throws. */
  async destroy(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    const { results, clock } = this.#options;
    const backoff = new Backoff(clock, this.#options.maxErrorMillis);
    for (let attempt = 1; attempt <= destroyTries; attempt++) {
      const start = clock.monotonicNanos();
      try {
        await this.#timed((timeout) => results.destroy(timeout), false);
        return;
      } catch {
        // The coordinator ends the producer's task in any case: this only frees its memory sooner.
        const pause = backoff.failure(clock.monotonicNanos() - start);
        if (attempt < destroyTries && pause !== undefined && pause > 0) await sleep(clock, pause);
      }
    }
  }

  #accept(answer: ResultsAnswer): ReadStep {
    this.#checkInstance(answer.taskInstanceId);
    if (answer.taskFailed) {
      void this.destroy();
      return { kind: 'taskFailed' };
    }
    if (answer.complete && answer.pages.length === 0) return { kind: 'finished' };
    // A duplicate of an older answer says nothing about the token that was asked for.
    if (answer.token !== this.#token || answer.pages.length === 0) return { kind: 'nothing' };
    this.#token = answer.nextToken;
    return { kind: 'pages', pages: answer.pages };
  }

  /** All pages were read: says so, and waits for the producer only as long as the options allow. */
  async #farewell(): Promise<void> {
    const { clock, farewellMillis } = this.#options;
    const said = this.destroy();
    if (farewellMillis === 0) return;
    const heard = new AbortController();
    await Promise.race([
      said.then(() => {
        heard.abort();
      }),
      sleep(clock, farewellMillis, heard.signal),
    ]);
  }

  #checkInstance(received: string): void {
    const expected = (this.#taskInstanceId ??= received);
    if (received === expected) return;
    const { remoteHost } = this.#options.results;
    throw new TrinoError(
      'REMOTE_TASK_MISMATCH',
      `${taskMismatchError} (${remoteHost}). Expected taskInstanceId: ${expected}, received taskInstanceId: ${received}`,
    );
  }

  #failed(requestNanos: number, cause: unknown): void {
    if (this.#options.signal.aborted) return;
    const pause = this.#backoff.failure(requestNanos);
    if (pause !== undefined) {
      this.#pauseMillis = pause;
      return;
    }
    const { results } = this.#options;
    const { failures, failureMillis, requestNanos: failedNanos } = this.#backoff;
    throw new PageTransportError(
      'PAGE_TRANSPORT_TIMEOUT',
      `${workerNodeError} (${results.uri(this.#token)} - ${failures} failures, ` +
        `failure duration ${formatDuration(failureMillis * 1e6)}, total failed request time ${formatDuration(failedNanos)})`,
      results.remoteHost,
      'io.trino.operator.PageTransportTimeoutException',
      cause,
    );
  }

  /** A request that ends with the reader (unless told otherwise) or after the timeout. */
  async #timed<T>(request: (signal: AbortSignal) => Promise<T>, withReader = true): Promise<T> {
    const { clock, requestTimeoutMillis, signal } = this.#options;
    const controller = new AbortController();
    const abort = (): void => {
      controller.abort(signal.reason);
    };
    if (withReader) {
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    }
    const timer = clock.setTimeout(() => {
      controller.abort(new Error(`No answer within ${requestTimeoutMillis} ms`));
    }, requestTimeoutMillis);
    try {
      return await request(controller.signal);
    } finally {
      timer.cancel();
      signal.removeEventListener('abort', abort);
    }
  }
}
