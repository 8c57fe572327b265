import type { QueryResults } from '../../../generated/coordinator/types.ts';
import type { Clock } from '../schedule/clock.ts';
import type { Query } from '../schedule/query.ts';
import type { QueryManager } from '../schedule/query-manager.ts';
import { clientColumns, encodeQueryResults, queryResults } from './query-results.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { ResultUris } from './query-results.ts';
import { sessionHeaders } from './session-headers.ts';
import type { SessionHeaders } from './session-headers.ts';
import { executingStats, queuedStats } from './statement-stats.ts';

/** What a poll is answered with: an object, or JSON bytes when it holds rows. */
export type Answer =
  | { readonly kind: 'results'; readonly results: QueryResults; readonly headers?: SessionHeaders }
  | { readonly kind: 'encoded'; readonly bytes: Uint8Array; readonly headers?: SessionHeaders }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'gone' };

/** How long a poll may wait at the most, ms; also the default (PROTOCOL 2.1). */
const maxWaitMillis = 1_000;
const defaultTargetBytes = 1024 * 1024;
const maxTargetBytes = 128 * 1024 * 1024;
/** With rows in hand, how long to wait for the last page that usually follows, ms: it saves a small query a round trip. */
const lastPageMillis = 3;
/** With all rows in hand, how long to wait for the tasks' last statistics, ms. */
const lastStatisticsMillis = 50;
/** Statistics younger than this are told as they are, ms. */
const freshMillis = 100;
/** While rows flow, statistics older than this are asked for, ms; the next answers have them. */
const staleMillis = 1_000;
/** How long a poll without rows waits for the tasks' statistics, ms. */
const freshWaitMillis = 300;
/** Last answers that are kept for repeats, bytes over all queries. */
const maxKeptBytes = 256 * 1024 * 1024;

/** The tokens of one query: which were served, and the last answer. */
interface Cursor {
  queuedToken: number;
  executingToken: number;
  last: Answer | undefined;
  /** Whether the last answer had a `nextUri`. */
  open: boolean;
  /** The poll that is being answered, so that a repeat waits for the same answer. */
  pending: Promise<Answer> | undefined;
}

/**
 * The client protocol over queries (PROTOCOL 2.2): queued and executing polls with their tokens and slugs.
 */
export class StatementProtocol {
  readonly #queries: QueryManager;
  readonly #clock: Clock;
  readonly #kept = new KeptAnswers<Answer>(maxKeptBytes, { kind: 'gone' });
  readonly #cursors = new WeakMap<Query, Cursor>();

  constructor(queries: QueryManager, clock: Clock) {
    this.#queries = queries;
    this.#clock = clock;
  }

  /** Answer to `POST /v1/statement`. @param base the coordinator's base URI as the client addressed it */
  created(query: Query, base: string): QueryResults {
    const nextUri = queuedUri(query, base, 1);
    return queryResults(query, { infoUri: infoUri(query, base), nextUri }, queuedStats(query), undefined);
  }

  /** `GET /v1/statement/queued/…`: the first one submits the query. @param waitMillis `maxWait`, default and cap 1 s */
  async queued(
    queryId: string,
    slug: string,
    token: number,
    waitMillis: number | undefined,
    base: string,
  ): Promise<Answer> {
    const query = this.#queries.get(queryId);
    if (query?.slug.matches('queued', slug, token) !== true) return { kind: 'notFound' };
    const cursor = this.#cursor(query);
    if (token !== cursor.queuedToken && token !== cursor.queuedToken + 1) return { kind: 'gone' };
    cursor.queuedToken = token;
    this.#queries.heartbeat(query);
    this.#queries.submit(query);
    await this.#wait(query, () => query.dispatched || query.machine.done, waitMillis);
    const failedEarly = query.state === 'FAILED' && !query.dispatched;
    if (failedEarly) query.noteAnswered();
    const nextUri = failedEarly
      ? undefined
      : query.dispatched
        ? executingUri(query, base, 0)
        : queuedUri(query, base, token + 1);
    return {
      kind: 'results',
      results: queryResults(
        query,
        { infoUri: infoUri(query, base), nextUri },
        failedEarly ? queuedStats(query) : { ...queuedStats(query), state: 'QUEUED', queued: true },
        undefined,
      ),
    };
  }

  /**
   * `GET /v1/statement/executing/…`.
   * @param waitMillis `maxWait` @param targetBytes `targetResultSize`: pages are added until it is reached
   */
  async executing(
    queryId: string,
    slug: string,
    token: number,
    options: {
      readonly waitMillis: number | undefined;
      readonly targetBytes: number | undefined;
      readonly base: string;
    },
  ): Promise<Answer> {
    const query = this.#queries.get(queryId);
    if (query?.slug.matches('executing', slug, token) !== true) return { kind: 'notFound' };
    this.#queries.heartbeat(query);
    const cursor = this.#cursor(query);
    // The client has seen the answer before this one, so that it can't be asked for again; but it may be under way to another.
    while (cursor.pending !== undefined && token > cursor.executingToken) await cursor.pending;
    if (token === cursor.executingToken) {
      if (cursor.pending !== undefined) return cursor.pending;
      if (cursor.last !== undefined) return cursor.last;
    } else {
      if (token < cursor.executingToken) return { kind: 'gone' };
      if (token > cursor.executingToken + 1 || !cursor.open) return { kind: 'notFound' };
    }
    if (query.results?.abandoned === true) return { kind: 'gone' };
    cursor.executingToken = token;
    cursor.last = undefined;
    cursor.pending = this.#nextAnswer(query, token, cursor, options);
    try {
      const answer = await cursor.pending;
      this.#kept.keep(cursor, answer, answer.kind === 'encoded' ? answer.bytes.length : 0);
      return answer;
    } finally {
      cursor.pending = undefined;
      this.#queries.heartbeat(query);
    }
  }

  /** `DELETE` of either resource. @returns whether the URI was one of ours */
  cancel(context: 'queued' | 'executing', queryId: string, slug: string, token: number): boolean {
    const query = this.#queries.get(queryId);
    if (query?.slug.matches(context, slug, token) !== true) return false;
    query.cancel();
    query.noteAnswered();
    return true;
  }

  /** `DELETE /v1/statement/executing/partialCancel/…`. @returns whether the URI was one of ours */
  cancelStage(queryId: string, stage: number, slug: string, token: number): boolean {
    const query = this.#queries.get(queryId);
    if (query?.slug.matches('executing', slug, token) !== true) return false;
    query.scheduler?.cancelStage(stage);
    return true;
  }

  async #nextAnswer(
    query: Query,
    token: number,
    cursor: Cursor,
    options: {
      readonly waitMillis: number | undefined;
      readonly targetBytes: number | undefined;
      readonly base: string;
    },
  ): Promise<Answer> {
    const ready = (): boolean => query.machine.done || query.results?.hasData === true;
    await this.#wait(query, ready, options.waitMillis);
    if (!ready() && options.waitMillis !== 0) {
      // The answer tells how far the query is, and nothing else: it's worth a question.
      await query.refreshStatistics(freshMillis, freshWaitMillis);
    } else {
      void query.refreshStatistics(staleMillis, 0);
    }
    if (ready() && options.waitMillis !== 0) {
      const exhausted = (): boolean => query.machine.done || query.results?.exhausted === true;
      await this.#wait(query, exhausted, lastPageMillis);
      if (exhausted()) await this.#wait(query, () => query.machine.done, lastStatisticsMillis);
    }
    const target = Math.min(options.targetBytes ?? defaultTargetBytes, maxTargetBytes);
    const data = query.state === 'FAILED' ? [] : (query.results?.take(Math.max(target, 1)) ?? []);
    if (query.plan?.kind === 'query' && query.plan.countsRows === true) noteUpdateCount(query, data);
    const ended =
      query.state === 'FAILED' || (query.state === 'FINISHED' && query.results?.drained !== false);
    cursor.open = !ended;
    if (ended) query.noteAnswered();
    const stats = executingStats(query);
    const next = ended ? undefined : executingUri(query, options.base, token + 1);
    const uris: ResultUris = {
      infoUri: infoUri(query, options.base),
      partialCancelUri: ended ? undefined : partialCancelUri(query, options.base, token + 1),
      nextUri: next,
    };
    const columns = clientColumns(query);
    const headers = sessionHeaders(query.sessionChanges);
    if (data.length === 0) {
      return { kind: 'results', results: queryResults(query, uris, stats, columns), headers };
    }
    return { kind: 'encoded', bytes: encodeQueryResults(query, uris, stats, columns, data), headers };
  }

  /** Waits for a condition, at most `waitMillis` (capped at 1 s). */
  async #wait(query: Query, condition: () => boolean, waitMillis: number | undefined): Promise<void> {
    if (condition()) return;
    const millis = Math.min(waitMillis ?? maxWaitMillis, maxWaitMillis);
    if (millis <= 0) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        timer.cancel();
        stop();
        resolve();
      };
      const timer = this.#clock.setTimeout(end, millis);
      const stop = query.onChange(() => {
        if (condition()) end();
      });
    });
  }

  #cursor(query: Query): Cursor {
    let cursor = this.#cursors.get(query);
    if (cursor === undefined) {
      cursor = { queuedToken: 0, executingToken: -1, last: undefined, open: true, pending: undefined };
      this.#cursors.set(query, cursor);
    }
    return cursor;
  }
}

/** The one row of a statement that writes is the number of rows written; it stays in the answer too (recording statement-insert-04). */
function noteUpdateCount(query: Query, data: readonly Uint8Array[]): void {
  const [first] = data;
  if (first === undefined) return;
  const [row] = JSON.parse(Buffer.from(first).toString()) as readonly (readonly unknown[])[];
  if (typeof row?.[0] === 'number') query.noteUpdateCount(row[0]);
}

function infoUri(query: Query, base: string): string {
  return `${base}/ui/query.html?${query.queryId}`;
}

function queuedUri(query: Query, base: string, token: number): string {
  return `${base}/v1/statement/queued/${query.queryId}/${query.slug.make('queued', token)}/${token}`;
}

function executingUri(query: Query, base: string, token: number): string {
  return `${base}/v1/statement/executing/${query.queryId}/${query.slug.make('executing', token)}/${token}`;
}

/** Names the leaf-most stage that still runs. */
function partialCancelUri(query: Query, base: string, token: number): string | undefined {
  const running = query.scheduler?.stages.filter((stage) => !stage.machine.done).at(-1);
  if (running === undefined) return undefined;
  const slug = query.slug.make('executing', token);
  return `${base}/v1/statement/executing/partialCancel/${query.queryId}/${running.id}/${slug}/${token}`;
}
