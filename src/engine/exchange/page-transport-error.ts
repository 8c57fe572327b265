import type { ErrorName } from '../errors/error-codes.ts';
import { TrinoError } from '../errors/trino-error.ts';

/** A failure to fetch pages of another task; `remoteHost` goes into the task's failure info. */
export class PageTransportError extends TrinoError {
  /** host:port of the node that was asked. */
  readonly remoteHost: string;

  constructor(
    errorName: ErrorName,
    message: string,
    remoteHost: string,
    failureType: string,
    cause?: unknown,
  ) {
    super(errorName, message, cause === undefined ? { failureType } : { failureType, cause });
    this.remoteHost = remoteHost;
  }
}
