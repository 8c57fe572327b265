import type { ExecutionFailureInfo } from '../../../../generated/worker/types.ts';
import { failureInfo } from '../../errors/failure-info.ts';
import { PageTransportError } from '../../exchange/page-transport-error.ts';
import { TaskRequestError } from '../../exchange/task-request-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';

/** An error as a task reports it to the coordinator. */
export function taskFailure(error: unknown): ExecutionFailureInfo {
  if (error instanceof PageTransportError) return { ...failureInfo(error), remoteHost: error.remoteHost };
  if (error instanceof TaskRequestError) {
    return failureInfo(
      new TrinoError('GENERIC_INTERNAL_ERROR', error.message, { failureType: error.failureType }),
    );
  }
  return failureInfo(error);
}
