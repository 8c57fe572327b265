import { errorCodes } from '../../../errors/error-codes.ts';
import type { ErrorName } from '../../../errors/error-codes.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { raise } from '../sql-shorthand.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';

/** `fail(code, message)`: in plans of scalar subqueries, for a row that is one too many. */
export const failureTranslations: FunctionTranslations = {
  fail: (call, translate) => {
    const code = argument(call.arguments, 0);
    const message = argument(call.arguments, 1);
    const name = code.kind === 'constant' ? nameOf(code.value) : 'GENERIC_USER_ERROR';
    return raise(name, carrierOf(call.type), translate(message));
  },
};

function nameOf(code: unknown): ErrorName {
  const known = Object.entries(errorCodes).find(([, each]) => each.code === code);
  return (known?.[0] ?? 'GENERIC_USER_ERROR') as ErrorName;
}
