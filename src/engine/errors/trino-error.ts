import { errorCodes } from './error-codes.ts';
import type { ErrorName, ErrorType } from './error-codes.ts';

/** A position in the SQL text, both from 1. */
export interface ErrorLocation {
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/**
 * A failure with Trino's code, name and type: the only error that may reach a client, a task status or another node.
 * @param errorName a name of the catalogue in error-codes.ts
 * @param message Trino's text, with the offending value
 */
export class TrinoError extends Error {
  readonly errorName: ErrorName;
  readonly location: ErrorLocation | undefined;
  /** Java class that stock Trino reports in `failureInfo.type`. */
  readonly failureType: string;

  constructor(
    errorName: ErrorName,
    message: string,
    options: {
      readonly location?: ErrorLocation;
      readonly failureType?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TrinoError';
    this.errorName = errorName;
    this.location = options.location;
    this.failureType = options.failureType ?? 'io.trino.spi.TrinoException';
  }

  get errorCode(): number {
    return errorCodes[this.errorName].code;
  }

  get errorType(): ErrorType {
    return errorCodes[this.errorName].type;
  }
}
