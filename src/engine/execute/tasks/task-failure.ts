import type { ExecutionFailureInfo } from '../../../../generated/worker/types.ts';
import { failureInfo, toTrinoError } from '../../errors/failure.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { PageTransportError } from '../../exchange/page-transport-error.ts';
import { TaskRequestError } from '../../exchange/task-request-error.ts';

/** An error as a task reports it to the coordinator. */
export function taskFailure(error: unknown): ExecutionFailureInfo {
  if (error instanceof PageTransportError) return { ...failureInfo(error), remoteHost: error.remoteHost };
  if (error instanceof TaskRequestError) {
    const { message, failureType } = error;
    return failureInfo(new TrinoError('GENERIC_INTERNAL_ERROR', message, { failureType }));
  }
  return failureInfo(toTrinoError(error));
}
