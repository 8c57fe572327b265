import { createFetchTransport } from './fetch-transport.ts';
import { ClientSession } from './client-session.ts';
import { TrinoRequestError } from './client-errors.ts';
import type { FetchFunction, QueryOptions, TrinoClientOptions } from './client-options.ts';
import { type Column, QueryResult } from './query-result.ts';
import { sqlLiteral } from './sql-literal.ts';
import { type StatementAnswer, StatementRequests } from './statement-requests.ts';
import type { TrinoValue } from './value-reader.ts';
import type { StatementStats, Warning } from '../../generated/coordinator/types.ts';

/** What `TrinoClient.execute` gives. */
export interface Executed<Row extends readonly unknown[] = TrinoValue[]> {
  readonly queryId: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly updateType: string | undefined;
  readonly updateCount: number | bigint | undefined;
  readonly warnings: readonly Warning[];
  readonly stats: StatementStats;
}

/** How long requests are tried again, ms, as in Trino's own clients. */
const REQUEST_TIMEOUT_MILLIS = 120_000;

/**
 * A client of a Trino server, and the session of its statements: what `USE`, `SET SESSION`, `PREPARE`, `START TRANSACTION`, `SET ROLE` and
 * their kin change goes with the statements after them.
 *
 *     const client = new TrinoClient({ server: 'http://127.0.0.1:8080', user: 'alice', catalog: 'tpch', schema: 'tiny' });
 *     const result = await client.query('SELECT name FROM nation');
 *     for await (const [name] of result) console.log(name);
 */
export class TrinoClient {
  readonly #options: TrinoClientOptions;
  readonly #requests: StatementRequests;
  /** What goes along with each statement, as the server has changed it. */
  readonly session: ClientSession;

  /** @throws TypeError for a server that is no URL, and for credentials that would go over plain http */
  constructor(options: TrinoClientOptions) {
    const { protocol } = new URL(options.server);
    if (protocol !== 'http:' && protocol !== 'https:') {
      throw new TypeError(`The server must be an http or https URL, not "${options.server}"`);
    }
    const authorization = authorizationOf(options);
    if (authorization !== undefined && protocol !== 'https:') {
      throw new TypeError('Passwords and tokens are sent over https only');
    }
    this.#options = options;
    this.session = new ClientSession(options);
    const limitMillis = options.requestTimeoutMillis ?? REQUEST_TIMEOUT_MILLIS;
    this.#requests = new StatementRequests({
      server: options.server,
      user: options.user,
      limitMillis,
      transport: createFetchTransport(
        guarded(options.fetch ?? fetch, authorization !== undefined),
        limitMillis,
      ),
      headers: {
        ...(authorization === undefined ? {} : { Authorization: authorization }),
        ...options.headers,
      },
    });
  }

  /**
   * Runs a statement. Gives a result when its columns are known (or it has ended); its rows come by iterating over the result.
   *
   * @param sql one statement, without a semicolon; `?` for each of `options.parameters`
   * @throws TrinoQueryError when the statement fails, TrinoRequestError when the server can't be reached or refuses the request, TypeError or
   *   RangeError for a parameter without SQL, the signal's reason when that is aborted
   */
  async query<Row extends readonly unknown[] = TrinoValue[]>(
    sql: string,
    options: QueryOptions = {},
  ): Promise<QueryResult<Row>> {
    const { signal } = options;
    signal?.throwIfAborted();
    const first = await this.#taken(this.#post(sql, options), signal);
    return QueryResult.start<Row>(
      {
        requests: this.#requests,
        onSessionHeaders: (headers) => {
          this.session.apply(headers);
        },
        onProgress: options.onProgress,
        signal,
      },
      first,
    );
  }

  /** Runs a statement to its end. @returns all its rows and what is known at the end. @throws as `query` does */
  async execute<Row extends readonly unknown[] = TrinoValue[]>(
    sql: string,
    options: QueryOptions = {},
  ): Promise<Executed<Row>> {
    const result = await this.query<Row>(sql, options);
    const rows = await result.rows();
    const { queryId, columns, updateType, updateCount, warnings, stats } = result;
    return { queryId, columns, rows, updateType, updateCount, warnings, stats };
  }

  /**
   * The first answer, or the signal's reason as soon as it's aborted. The request goes on meanwhile: only its answer says how to cancel
   * the statement.
   */
  async #taken(posting: Promise<StatementAnswer>, signal: AbortSignal | undefined): Promise<StatementAnswer> {
    if (signal === undefined) return posting;
    let onAbort: (() => void) | undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      onAbort = () => {
        // The reason is whatever the caller said; callers compare it with what they said.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort);
    });
    posting
      .then(({ results: { nextUri } }) =>
        signal.aborted && nextUri !== undefined ? this.#requests.cancel(nextUri) : undefined,
      )
      .catch(() => undefined);
    try {
      return await Promise.race([posting, aborted]);
    } finally {
      if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    }
  }

  async #post(sql: string, { parameters = [], signal }: QueryOptions): Promise<StatementAnswer> {
    if (parameters.length === 0) return this.#requests.post(sql, this.session.headers(), signal);
    const values = parameters.map(sqlLiteral).join(', ');
    if (this.#options.parametersBy !== 'prepared-statement') {
      return this.#requests.post(
        `EXECUTE IMMEDIATE ${sqlLiteral(sql)} USING ${values}`,
        this.session.headers(),
        signal,
      );
    }
    const headers = this.session.headers(new Map([['leveret_client', sql]]));
    return this.#requests.post(`EXECUTE leveret_client USING ${values}`, headers, signal);
  }
}

function authorizationOf({ user, password, accessToken }: TrinoClientOptions): string | undefined {
  if (accessToken !== undefined) {
    if (password !== undefined) throw new TypeError('Give a password or an access token, not both');
    return `Bearer ${accessToken}`;
  }
  if (password === undefined) return undefined;
  // Basic credentials are base64 of UTF-8; btoa takes a character a byte.
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** A server behind a proxy that doesn't tell it about TLS gives http URIs: credentials don't follow there. */
function guarded(fetchFunction: FetchFunction, secret: boolean): FetchFunction {
  // Browsers' fetch wants to be called without another `this`.
  if (!secret) return (url, init) => fetchFunction(url, init);
  return (url, init) => {
    if (!url.startsWith('https://')) {
      throw new TrinoRequestError(`The server led to ${url}: credentials are sent over https only`);
    }
    return fetchFunction(url, init);
  };
}
