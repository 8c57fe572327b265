import type { ExecutionFailureInfo } from '../../../generated/worker/types.ts';
import { errorCodes } from './error-codes.ts';
import type { ErrorName } from './error-codes.ts';
import { TrinoError } from './trino-error.ts';

/** The failure that another node reported in a task status, as an error of ours: same name, message and class. */
export function failureToError(failure: ExecutionFailureInfo): TrinoError {
  const name = failure.errorCode?.name;
  const known = name !== undefined && name in errorCodes;
  return new TrinoError(
    known ? (name as ErrorName) : 'GENERIC_INTERNAL_ERROR',
    failure.message ?? failure.type,
    {
      failureType: failure.type,
      ...(failure.errorLocation === undefined ? {} : { location: failure.errorLocation }),
    },
  );
}
