import type { QueryError } from '../../generated/coordinator/types.ts';

/** A place in the text of a statement; both numbers start at 1. */
export interface ErrorLocation {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** The statement failed on the server. */
export class TrinoQueryError extends Error {
  override readonly name = 'TrinoQueryError';
  readonly queryId: string;
  /** For example `COLUMN_NOT_FOUND`. */
  readonly errorName: string;
  /** The number of the error. */
  readonly errorCode: number;
  readonly errorType: QueryError['errorType'];
  /** Where in the statement, if the server said so. */
  readonly location: ErrorLocation | undefined;
  /** The server's exception: its class, stack and causes. */
  readonly failureInfo: QueryError['failureInfo'];

  constructor(queryId: string, error: QueryError) {
    super(error.message);
    this.queryId = queryId;
    this.errorName = error.errorName;
    this.errorCode = error.errorCode;
    this.errorType = error.errorType;
    this.location = error.errorLocation;
    this.failureInfo = error.failureInfo;
  }
}

/** The server didn't answer, or not as the protocol says. `cause` has what happened last. */
export class TrinoRequestError extends Error {
  override readonly name = 'TrinoRequestError';
  /** The status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** The beginning of the answer's body, at most 500 characters. */
  readonly body: string;

  constructor(
    message: string,
    details: { readonly status?: number; readonly body?: string; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = details.status;
    this.body = (details.body ?? '').slice(0, 500);
  }
}
