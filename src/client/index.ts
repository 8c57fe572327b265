/**
 * A client of Trino servers, for Node and browsers: the operations of openapi/coordinator.yaml, and the loop that follows a statement.
 * Start with `TrinoClient`.
 */
export { type ErrorLocation, TrinoQueryError, TrinoRequestError } from './client-errors.ts';
export type { FetchFunction, QueryOptions, QueryProgress, TrinoClientOptions } from './client-options.ts';
export type { ClientSession } from './client-session.ts';
export { type Column, QueryResult } from './query-result.ts';
export { type SqlParameter, sqlLiteral, type TypedText, typed } from './sql-literal.ts';
export { type Executed, TrinoClient } from './trino-client.ts';
export type { TrinoValue } from './value-reader.ts';
export type { StatementStats, Warning } from '../../generated/coordinator/types.ts';
