import type {
  GetExecutingStatementResult,
  PostStatementCall,
} from '../../generated/coordinator/client/StatementApi.ts';
import type { TrinoClientOptions } from './client-options.ts';
import { decodeHeaderText, encodeHeaderText, splitAssignment } from './header-text.ts';

/** The headers of an answer by which the server changes the client's session. */
export type SessionHeaders = Extract<
  GetExecutingStatementResult,
  { readonly status: 200; readonly undocumented?: never }
>['headers'];

type StatementHeaders = NonNullable<PostStatementCall['headers']>;

/** What the client understands besides the oldest protocol: precise dates and times, the SQL path, SET SESSION AUTHORIZATION. */
const CAPABILITIES = ['PATH', 'PARAMETRIC_DATETIME', 'SESSION_AUTHORIZATION'];

/**
 * What the server doesn't keep between statements: each carries it in headers, and answers change it. Statements that run at the same
 * time change it in the order in which their answers come.
 */
export class ClientSession {
  readonly #options: TrinoClientOptions;
  readonly #properties: Map<string, string>;
  readonly #roles: Map<string, string>;
  readonly #preparedStatements: Map<string, string>;
  #catalog: string | undefined;
  #schema: string | undefined;
  #path: string | undefined;
  #transactionId: string | undefined;
  #authorizationUser: string | undefined;

  constructor(options: TrinoClientOptions) {
    this.#options = options;
    this.#catalog = options.catalog;
    this.#schema = options.schema;
    this.#path = options.path;
    this.#properties = new Map(Object.entries(options.sessionProperties ?? {}));
    this.#preparedStatements = new Map(Object.entries(options.preparedStatements ?? {}));
    this.#roles = new Map(
      Object.entries(options.roles ?? {}).map(([catalog, role]) => [
        catalog,
        role === 'ALL' || role === 'NONE' ? role : `ROLE{${role}}`,
      ]),
    );
  }

  /** Whose rights statements have: the user, or the one of SET SESSION AUTHORIZATION. */
  get user(): string {
    return this.#authorizationUser ?? this.#options.user;
  }

  get catalog(): string | undefined {
    return this.#catalog;
  }

  get schema(): string | undefined {
    return this.#schema;
  }

  /** The SQL path. */
  get path(): string | undefined {
    return this.#path;
  }

  /** The transaction that statements belong to; undefined when each is one of its own. */
  get transactionId(): string | undefined {
    return this.#transactionId;
  }

  /** Session properties that were set, by name. */
  get properties(): ReadonlyMap<string, string> {
    return this.#properties;
  }

  /** SQL by name; `$zstd:` and a compressed form for long ones, as the server gave them. */
  get preparedStatements(): ReadonlyMap<string, string> {
    return this.#preparedStatements;
  }

  /** `ALL`, `NONE` or `ROLE{name}` by catalog. */
  get roles(): ReadonlyMap<string, string> {
    return this.#roles;
  }

  /**
   * The headers of the next statement.
   * @param further prepared statements for it alone
   */
  headers(further: ReadonlyMap<string, string> = new Map()): StatementHeaders {
    const options = this.#options;
    return {
      'X-Trino-User': this.user,
      'X-Trino-Original-User': this.#authorizationUser === undefined ? undefined : options.user,
      'X-Trino-Source': options.source ?? 'leveret-client',
      'X-Trino-Catalog': this.#catalog,
      'X-Trino-Schema': this.#schema,
      'X-Trino-Path': this.#path,
      'X-Trino-Time-Zone': options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      'X-Trino-Language': options.language,
      'X-Trino-Trace-Token': options.traceToken,
      'X-Trino-Client-Info': options.clientInfo,
      'X-Trino-Client-Tags': listOf(options.clientTags ?? []),
      'X-Trino-Client-Capabilities': CAPABILITIES,
      'X-Trino-Resource-Estimate': listOf(
        Object.entries(options.resourceEstimates ?? {}).map(([name, value]) => `${name}=${value}`),
      ),
      'X-Trino-Session': assignments(this.#properties),
      'X-Trino-Role': assignments(this.#roles),
      'X-Trino-Prepared-Statement': assignments(
        [...this.#preparedStatements, ...further].map(([name, sql]) => [encodeHeaderText(name), sql]),
      ),
      'X-Trino-Transaction-Id': this.#transactionId ?? 'NONE',
      'X-Trino-Extra-Credential': assignments(Object.entries(options.extraCredentials ?? {})),
    };
  }

  /** Takes over what an answer says about the session. */
  apply(headers: SessionHeaders): void {
    this.#catalog = headers['X-Trino-Set-Catalog'] ?? this.#catalog;
    this.#schema = headers['X-Trino-Set-Schema'] ?? this.#schema;
    this.#path = headers['X-Trino-Set-Path'] ?? this.#path;
    assign(this.#properties, headers['X-Trino-Set-Session']);
    for (const name of headers['X-Trino-Clear-Session'] ?? []) this.#properties.delete(name);
    if (headers['X-Trino-Set-Authorization-User'] !== undefined) {
      this.#authorizationUser = decodeHeaderText(headers['X-Trino-Set-Authorization-User']);
      // The roles were the other user's.
      this.#roles.clear();
    }
    if (headers['X-Trino-Reset-Authorization-User'] !== undefined) {
      this.#authorizationUser = undefined;
      this.#roles.clear();
    }
    assign(this.#roles, headers['X-Trino-Set-Role']);
    assign(this.#preparedStatements, headers['X-Trino-Added-Prepare']);
    for (const name of headers['X-Trino-Deallocated-Prepare'] ?? []) {
      this.#preparedStatements.delete(decodeHeaderText(name));
    }
    if (headers['X-Trino-Clear-Transaction-Id'] !== undefined) this.#transactionId = undefined;
    this.#transactionId = headers['X-Trino-Started-Transaction-Id'] ?? this.#transactionId;
  }
}

function listOf(items: readonly string[]): readonly string[] | undefined {
  return items.length === 0 ? undefined : items;
}

function assignments(entries: Iterable<readonly [string, string]>): readonly string[] | undefined {
  return listOf([...entries].map(([name, value]) => `${name}=${encodeHeaderText(value)}`));
}

function assign(target: Map<string, string>, items: readonly string[] | undefined): void {
  for (const item of items ?? []) {
    const pair = splitAssignment(item);
    if (pair !== undefined) target.set(decodeHeaderText(pair[0]), decodeHeaderText(pair[1]));
  }
}
