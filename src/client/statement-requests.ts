import { StatementClient, type PostStatementCall } from '../../generated/coordinator/client/StatementApi.ts';
import type { QueryResults } from '../../generated/coordinator/types.ts';
import {
  ResponseFormatError,
  type Transport,
  type UndocumentedResult,
} from '../../generated/runtime/client.ts';
import { TrinoRequestError } from './client-errors.ts';
import type { SessionHeaders } from './client-session.ts';
import { withRetries } from './retries.ts';

/** One answer in the course of a statement. */
export interface StatementAnswer {
  readonly results: QueryResults;
  /** What changes in the client's session. */
  readonly sessionHeaders: SessionHeaders;
}

export interface StatementRequestsOptions {
  /** Where the server's paths begin. */
  readonly server: string;
  readonly transport: Transport;
  /** Who follows statements, for servers and gateways that want to know with each request. */
  readonly user: string;
  /** How long a request is tried again, ms. */
  readonly limitMillis: number;
  /** Headers of every request: credentials, and what the user of the client added. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A statement is followed only by its next URIs; the paths' values stand in them. */
const STATEMENT_PATH = /\/v1\/statement\/(queued|executing)\/([^/?#]+)\/([^/?#]+)\/([^/?#]+)/;

/** The requests of the statement protocol, through the generated client: `postStatement`, `getQueuedStatement` and their kin. */
export class StatementRequests {
  readonly #options: StatementRequestsOptions;
  readonly #followHeaders: Readonly<Record<string, string>>;

  constructor(options: StatementRequestsOptions) {
    this.#options = options;
    this.#followHeaders = { 'X-Trino-User': options.user, ...options.headers };
  }

  /**
   * Hands a statement in. Trying again is harmless: a statement that nobody follows is never run.
   * @param signal ends the tries, but not one that is under way: its answer says how to cancel the statement
   * @throws TrinoRequestError when it isn't taken
   */
  async post(
    sql: string,
    headers: NonNullable<PostStatementCall['headers']>,
    signal?: AbortSignal,
  ): Promise<StatementAnswer> {
    const client = new StatementClient(this.#options.server, this.#options.transport);
    const what = 'starting the query';
    const answer = await this.#answered(
      what,
      { maxUnanswered: 3, ...(signal === undefined ? {} : { signal }) },
      () => client.postStatement({ body: sql, headers }, { headers: this.#options.headers }),
    );
    if (answer.undocumented === true) throw unexpected(what, answer);
    if (answer.status !== 200) throw refused(what, answer);
    return { results: answer.body, sessionHeaders: {} };
  }

  /**
   * What comes next.
   * @param nextUri as the server gave it; asked for as it is
   */
  async next(nextUri: string, signal: AbortSignal): Promise<StatementAnswer> {
    const { client, queued, path } = this.#at(nextUri);
    const options = { signal, headers: this.#followHeaders };
    const what = 'fetching the next rows';
    const answer = await this.#answered(what, { signal }, () =>
      queued ? client.getQueuedStatement({ path }, options) : client.getExecutingStatement({ path }, options),
    );
    if (answer.undocumented === true) throw unexpected(what, answer);
    if (answer.status !== 200) throw refused(what, answer);
    return { results: answer.body, sessionHeaders: queued ? {} : answer.headers };
  }

  /** Ends a query, or with a partial cancel URI one of its stages. Tried once: queries that nobody follows end anyway. */
  async cancel(uri: string): Promise<void> {
    const { client, queued, path } = this.#at(uri);
    const options = { headers: this.#followHeaders };
    try {
      await (queued
        ? client.cancelQueuedStatement({ path }, options)
        : client.cancelExecutingStatement({ path }, options));
    } catch (error) {
      throw new TrinoRequestError(`Error canceling the query: ${messageOf(error)}`, { cause: error });
    }
  }

  /** A client whose next request goes to the URI, untouched: it may name another host or a path that a gateway made. */
  #at(uri: string) {
    const [, resource, queryId, slug, token] = STATEMENT_PATH.exec(uri) ?? [];
    const transport: Transport = {
      send: (request) => this.#options.transport.send({ ...request, url: uri }),
    };
    return {
      client: new StatementClient(this.#options.server, transport),
      queued: resource === 'queued',
      path: { queryId: queryId ?? '-', slug: slug ?? '-', token: Number(token ?? 0) },
    };
  }

  async #answered<T extends { readonly status: number }>(
    what: string,
    retry: { readonly signal?: AbortSignal; readonly maxUnanswered?: number },
    send: () => Promise<T>,
  ): Promise<T> {
    return withRetries(
      async () => {
        try {
          return await send();
        } catch (error) {
          if (!(error instanceof ResponseFormatError)) throw error;
          throw new TrinoRequestError(`Error ${what}: ${error.message}`, {
            status: error.status,
            body: error.excerpt,
            cause: error,
          });
        }
      },
      { what, limitMillis: this.#options.limitMillis, ...retry },
    );
  }
}

function unexpected(what: string, { status, body }: UndocumentedResult): TrinoRequestError {
  return refused(what, { status, body: new TextDecoder().decode(body) });
}

function refused(
  what: string,
  { status, body }: { readonly status: number; readonly body?: unknown },
): TrinoRequestError {
  const text = typeof body === 'string' ? body : '';
  const reason = text === '' ? '' : `: ${text.slice(0, 500)}`;
  return new TrinoRequestError(`Error ${what}: the server answered ${status}${reason}`, {
    status,
    body: text,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
