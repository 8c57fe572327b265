/**
 * What a statement tells its client to remember for the next one (PROTOCOL 1.3): each becomes a response header of the executing
 * resource. Filled while the statement runs; only commands change it.
 */
export interface SessionChanges {
  /** `X-Trino-Set-Catalog` */
  catalog?: string;
  /** `X-Trino-Set-Schema` */
  schema?: string;
  /** `X-Trino-Set-Path` */
  path?: string;
  /** `X-Trino-Set-Session`: name, or catalog.name → value. */
  readonly setProperties: Map<string, string>;
  /** `X-Trino-Clear-Session` */
  readonly clearedProperties: Set<string>;
  /** `X-Trino-Set-Role`: `system` or a catalog → `ALL`, `NONE` or `ROLE{name}`. */
  readonly roles: Map<string, string>;
  /** `X-Trino-Added-Prepare`: name → SQL, formatted anew. */
  readonly addedPreparedStatements: Map<string, string>;
  /** `X-Trino-Deallocated-Prepare` */
  readonly deallocatedPreparedStatements: Set<string>;
  /** `X-Trino-Started-Transaction-Id` */
  startedTransactionId?: string;
  /** `X-Trino-Clear-Transaction-Id` */
  clearTransactionId?: boolean;
  /** `X-Trino-Set-Authorization-User` */
  authorizationUser?: string;
  /** `X-Trino-Reset-Authorization-User` */
  resetAuthorizationUser?: boolean;
}

export function noSessionChanges(): SessionChanges {
  return {
    setProperties: new Map(),
    clearedProperties: new Set(),
    roles: new Map(),
    addedPreparedStatements: new Map(),
    deallocatedPreparedStatements: new Set(),
  };
}
