import { errorCodes } from '../../../errors/error-codes.ts';
import type { ErrorName } from '../../../errors/error-codes.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { raise } from '../sql-shorthand.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';

/**
 * `fail(code, message)`: in plans of scalar subqueries, for a row that is one too many; and as users call it, with a message, a
 * code too, or with what a stock client would write of an exception, which no text of theirs is.
 */
export const failureTranslations: FunctionTranslations = {
  fail: (call, translate) => {
    const first = argument(call.arguments, 0);
    const message = call.arguments[1];
    const carrier = carrierOf(call.type);
    if (message !== undefined)
      return raise(
        first.kind === 'constant' ? nameOf(first.value) : 'GENERIC_USER_ERROR',
        carrier,
        translate(message),
      );
    if (first.type.kind === 'json')
      return raise(
        'GENERIC_INTERNAL_ERROR',
        carrier,
        'Invalid JSON bytes for [simple type, class io.trino.client.FailureInfo]',
      );
    return raise('GENERIC_USER_ERROR', carrier, translate(first));
  },
};

function nameOf(code: unknown): ErrorName {
  const known = Object.entries(errorCodes).find(([, each]) => each.code === code);
  return (known?.[0] ?? 'GENERIC_USER_ERROR') as ErrorName;
}
