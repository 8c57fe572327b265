import type { FailureInfo, QueryError } from '../../../generated/coordinator/types.ts';
import type { ExecutionFailureInfo } from '../../../generated/worker/types.ts';
import { TrinoError } from './trino-error.ts';

/**
 * Any thrown value as an error that may leave the process. What isn't a TrinoError is a fault of ours: its message is told,
 * its stack stays here (as `cause`, for the log).
 */
export function toTrinoError(error: unknown): TrinoError {
  if (error instanceof TrinoError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && message.includes('call stack'))
    return new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)');
  return new TrinoError('GENERIC_INTERNAL_ERROR', message, { cause: error });
}

/** A failure as tasks, stages and `QueryInfo` carry it: Trino's class name, no stack of ours. */
export function failureInfo(error: TrinoError): ExecutionFailureInfo {
  return {
    ...clientFailureInfo(error),
    errorCode: { code: error.errorCode, name: error.errorName, type: error.errorType },
  };
}

/** `error` of an answer of the statement resource (PROTOCOL 2.3). */
export function queryError(error: TrinoError): QueryError {
  return {
    message: error.message,
    errorCode: error.errorCode,
    errorName: error.errorName,
    errorType: error.errorType,
    ...(error.location === undefined ? {} : { errorLocation: error.location }),
    failureInfo: clientFailureInfo(error),
  };
}

function clientFailureInfo(error: TrinoError): FailureInfo {
  return {
    type: error.failureType,
    message: error.message,
    suppressed: [],
    stack: [],
    ...(error.location === undefined ? {} : { errorLocation: error.location }),
  };
}
