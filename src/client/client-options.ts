import type { StatementStats } from '../../generated/coordinator/types.ts';
import type { SqlParameter } from './sql-literal.ts';

/** What a function of the shape of the global `fetch` is called with and gives, as far as it's used here. */
export type FetchFunction = (url: string, init: RequestInit) => Promise<Response>;

/** Who and what a `TrinoClient` is. Everything but `server` and `user` may be left out. */
export interface TrinoClientOptions {
  /** Where the coordinator is: `http://127.0.0.1:8080`, `https://gateway.example/trino`. */
  readonly server: string;
  /** The user of the sessions. */
  readonly user: string;
  /** The user's password, sent as basic authentication. Over https only. */
  readonly password?: string;
  /** A token, sent as `Authorization: Bearer`. Over https only, and not together with `password`. */
  readonly accessToken?: string;
  /** The catalog and schema of names that don't say theirs. */
  readonly catalog?: string;
  readonly schema?: string;
  /** The SQL path, where functions are looked up. */
  readonly path?: string;
  /** What the server knows the program by; `leveret-client` by default. Resource groups may choose by it. */
  readonly source?: string;
  /** Session properties: `{ query_max_run_time: '5m', 'hive.insert_existing_partitions_behavior': 'APPEND' }`. */
  readonly sessionProperties?: Readonly<Record<string, string>>;
  /** Credentials for connectors. */
  readonly extraCredentials?: Readonly<Record<string, string>>;
  /** Role by catalog (`system` for system roles): a role's name, `ALL` or `NONE`. */
  readonly roles?: Readonly<Record<string, string>>;
  /** Prepared statements: SQL by name. */
  readonly preparedStatements?: Readonly<Record<string, string>>;
  /** The session's time zone, `Europe/Vienna`; by default the zone of the program. */
  readonly timeZone?: string;
  /** The session's language as a BCP 47 tag. */
  readonly language?: string;
  readonly clientInfo?: string;
  readonly clientTags?: readonly string[];
  readonly traceToken?: string;
  /** What queries are expected to take: `EXECUTION_TIME`, `CPU_TIME` (durations), `PEAK_MEMORY` (a data size). */
  readonly resourceEstimates?: Readonly<Record<string, string>>;
  /**
   * How `parameters` reach the server: as `EXECUTE IMMEDIATE`, or through a prepared statement in a header, which servers before
   * version 418 need.
   */
  readonly parametersBy?: 'execute-immediate' | 'prepared-statement';
  /** How long a request is tried again while the server can't be reached or says that it's overloaded, ms; 120,000 by default. */
  readonly requestTimeoutMillis?: number;
  /** Further headers of each request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the requests; the global `fetch` by default. */
  readonly fetch?: FetchFunction;
}

/** What can be said about one statement. */
export interface QueryOptions {
  /** Aborting it cancels the statement on the server; what waits for it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with each answer of the server. */
  readonly onProgress?: (progress: QueryProgress) => void;
  /** Values for the `?` of the statement, in order. */
  readonly parameters?: readonly SqlParameter[];
}

/** How far a statement has got. */
export interface QueryProgress {
  readonly queryId: string;
  /** The server's figures: `state`, `progressPercentage` (absent while unknown), splits, rows, bytes, times in ms. */
  readonly stats: StatementStats;
}
