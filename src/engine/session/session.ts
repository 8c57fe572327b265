import type { ComputedConstants } from './computed-constants.ts';

/**
 * What a statement runs under: made from the headers of `POST /v1/statement`, read by every stage, sent to workers as
 * `SessionRepresentation` (see session-representation.ts). Never changed: statements such as USE answer with headers that
 * change the client's next session.
 */
export interface Session {
  readonly queryId: string;
  /** UUID of the explicit transaction, or of the statement's own one. */
  readonly transactionId?: string;
  /** The transaction is one that the client started; otherwise the statement's own, which ends with it. */
  readonly explicitTransaction?: boolean;
  /** The client sent `X-Trino-Transaction-Id`, so it can hold transactions. */
  readonly clientTransactionSupport: boolean;
  readonly user: string;
  /** The user before SET SESSION AUTHORIZATION. */
  readonly originalUser: string;
  readonly principal?: string;
  readonly groups: readonly string[];
  readonly originalUserGroups: readonly string[];
  readonly enabledRoles: readonly string[];
  readonly source?: string;
  readonly catalog?: string;
  readonly schema?: string;
  /** `X-Trino-Path` as sent; empty when absent. */
  readonly path: string;
  readonly traceToken?: string;
  /** Zone id as the client named it: `UTC`, `Europe/Berlin`, `+02:00`. */
  readonly timeZone: string;
  /** Trino's number for the zone (PAGES: with time zone). */
  readonly timeZoneKey: number;
  /** BCP 47 tag. */
  readonly locale: string;
  readonly remoteUserAddress?: string;
  readonly userAgent?: string;
  readonly clientInfo?: string;
  readonly clientTags: readonly string[];
  readonly clientCapabilities: readonly string[];
  readonly resourceEstimates: ResourceEstimates;
  /** Start of the query: what `now()` answers. */
  readonly start: Instant;
  /** Only those that were set explicitly. */
  readonly systemProperties: Readonly<Record<string, string>>;
  /** Catalog → property → value, only those that were set explicitly. */
  readonly catalogProperties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly catalogRoles: Readonly<Record<string, SelectedRole>>;
  /** Name → SQL text. */
  readonly preparedStatements: Readonly<Record<string, string>>;
  /** Constants of the statement that had to be executed: see computed-constants.ts. */
  readonly computed?: ComputedConstants;
}

/** A point in time: milliseconds since the epoch, and the nanoseconds (0 to 999,999) beyond them. */
export interface Instant {
  readonly epochMillis: number;
  readonly nanosOfMilli: number;
}

export interface SelectedRole {
  readonly type: 'ROLE' | 'ALL' | 'NONE';
  readonly role?: string;
}

/** `X-Trino-Resource-Estimate`: durations and sizes in their text form. */
export interface ResourceEstimates {
  readonly executionTime?: string;
  readonly cpuTime?: string;
  readonly peakMemory?: string;
}
