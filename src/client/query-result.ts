import type {
  ClientColumn,
  QueryResults,
  StatementStats,
  Warning,
} from '../../generated/coordinator/types.ts';
import { TrinoQueryError } from './client-errors.ts';
import type { QueryProgress } from './client-options.ts';
import type { SessionHeaders } from './client-session.ts';
import type { StatementAnswer, StatementRequests } from './statement-requests.ts';
import { rowReader, type TrinoValue } from './value-reader.ts';

/** A column of a result: `name`, `type` as people write it, and `typeSignature`, the type taken apart. */
export type Column = ClientColumn;

/** What a result needs of its client. */
export interface QueryResultContext {
  readonly requests: StatementRequests;
  readonly onSessionHeaders: (headers: SessionHeaders) => void;
  readonly onProgress: ((progress: QueryProgress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * A statement that runs. Iterate over it once for its rows, of which the server computes no more than are asked for:
 *
 *     for await (const row of result) console.log(row);
 *
 * Leaving the loop early cancels the statement. Whoever doesn't want the rows calls `finish()` or `cancel()`: a statement that isn't
 * followed is ended by the server some minutes later.
 */
export class QueryResult<Row extends readonly unknown[] = TrinoValue[]> implements AsyncIterable<Row> {
  readonly #context: QueryResultContext;
  readonly #stop = new AbortController();
  #last: QueryResults;
  #columns: readonly Column[] = [];
  #read: ((row: readonly unknown[]) => TrinoValue[]) | undefined;
  #data: QueryResults['data'];
  #began = false;

  /** Use `TrinoClient.query`. */
  private constructor(context: QueryResultContext, first: StatementAnswer) {
    this.#context = context;
    this.#last = first.results;
    context.signal?.addEventListener('abort', this.#onAbort);
  }

  /**
   * Follows a statement until its columns are known, or to its end if it has none.
   * @throws TrinoQueryError when it fails before that
   */
  static async start<R extends readonly unknown[]>(
    context: QueryResultContext,
    first: StatementAnswer,
  ): Promise<QueryResult<R>> {
    const result = new QueryResult<R>(context, first);
    if (context.signal?.aborted === true) result.#onAbort();
    result.#take(first);
    try {
      while (result.#read === undefined && (await result.#advance()));
    } catch (error) {
      await result.cancel().catch(() => undefined);
      throw error;
    }
    return result;
  }

  get queryId(): string {
    return this.#last.id;
  }

  /** The console's page about the query. */
  get infoUri(): string {
    return this.#last.infoUri;
  }

  /** The columns of the rows; empty for statements without. */
  get columns(): readonly Column[] {
    return this.#columns;
  }

  /** The kind of a statement without a plain result: `INSERT`, `SET SESSION`. */
  get updateType(): string | undefined {
    return this.#last.updateType;
  }

  /** Rows written, once the statement has ended; undefined for statements that write none. */
  get updateCount(): number | bigint | undefined {
    return this.#last.updateCount;
  }

  /** What the statement was warned about so far. */
  get warnings(): readonly Warning[] {
    return this.#last.warnings;
  }

  /** How far the statement was at the last answer. */
  get stats(): StatementStats {
    return this.#last.stats;
  }

  /** Whether there is nothing more to come from the server. */
  get ended(): boolean {
    return this.#last.nextUri === undefined || this.#stop.signal.aborted;
  }

  /** The rows, one by one. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Row, void, undefined> {
    for await (const rows of this.pages()) yield* rows;
  }

  /**
   * The rows as they come from the server, some thousands at once: quicker than one by one.
   * @throws TypeError when the rows are being read already, TrinoQueryError when the statement fails, TrinoRequestError when the server
   *   can't be reached, the signal's reason when that is aborted
   */
  async *pages(): AsyncGenerator<Row[], void, undefined> {
    if (this.#began) throw new TypeError('The rows of a result can be read once');
    this.#began = true;
    try {
      do {
        const data = this.#data;
        this.#data = undefined;
        const read = this.#read;
        // Row is the caller's word for what the columns' types make of a row.
        if (data !== undefined && read !== undefined) yield data.map((row) => read(row) as unknown as Row);
      } while (await this.#advance());
    } finally {
      // Left early, by the reader or by an error on the way: nobody will ask for the rest.
      if (!this.ended) await this.cancel().catch(() => undefined);
    }
  }

  /** All rows at once. */
  async rows(): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of this.pages()) for (const row of page) rows.push(row);
    return rows;
  }

  /** Follows the statement to its end and throws its rows away. @returns the result itself, with what is known at the end */
  async finish(): Promise<this> {
    const pages = this.pages();
    while ((await pages.next()).done !== true);
    return this;
  }

  /** Ends the statement on the server. Whoever reads rows gets no more. Does nothing when it has ended. */
  async cancel(): Promise<void> {
    const uri = this.#last.nextUri;
    if (uri === undefined || this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#release();
    await this.#context.requests.cancel(uri);
  }

  /** Ends the stage that is furthest from the result, whose rows so far still count. Does nothing when the server offers none. */
  async cancelLeafStage(): Promise<void> {
    const uri = this.#last.partialCancelUri;
    if (uri !== undefined && !this.ended) await this.#context.requests.cancel(uri);
  }

  /** Asks for the next answer. @returns false when the statement has ended, or was canceled by `cancel` */
  async #advance(): Promise<boolean> {
    this.#context.signal?.throwIfAborted();
    const uri = this.#last.nextUri;
    if (uri === undefined || this.#stopped()) return false;
    let answer: StatementAnswer;
    try {
      answer = await this.#context.requests.next(uri, this.#stop.signal);
    } catch (error) {
      this.#context.signal?.throwIfAborted();
      if (this.#stopped()) return false;
      throw error;
    }
    this.#take(answer);
    return true;
  }

  #take({ results, sessionHeaders }: StatementAnswer): void {
    this.#last = results;
    this.#data = results.data;
    if (results.columns !== undefined && this.#read === undefined) {
      this.#columns = results.columns;
      this.#read = rowReader(results.columns);
    }
    if (results.nextUri === undefined) this.#release();
    this.#context.onSessionHeaders(sessionHeaders);
    this.#context.onProgress?.({ queryId: results.id, stats: results.stats });
    if (results.error !== undefined) throw new TrinoQueryError(results.id, results.error);
  }

  #stopped(): boolean {
    return this.#stop.signal.aborted;
  }

  readonly #onAbort = (): void => {
    this.cancel().catch(() => undefined);
  };

  #release(): void {
    this.#context.signal?.removeEventListener('abort', this.#onAbort);
  }
}
