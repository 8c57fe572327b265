import { TrinoError } from '../../../errors/trino-error.ts';
import { formatType } from '../../../types/format-type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { bigint, binary, cast, fn, hugeint, text, when, whole } from '../sql-shorthand.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';

/** Functions that only planners write: constants, arrays, hashes that a stock plan computes ahead, places of dynamic filters. */
export const internalTranslations: FunctionTranslations = {
  $internal$dynamic_filter_function: () => ({ kind: 'boolean', value: true }),
  $array: ofArguments((values, call) => cast({ kind: 'list', elements: values }, carrierOf(call.type))),
  $operator$hash_code: ofArguments((values, call) => {
    const { type } = argument(call.arguments, 0);
    // The function is told the Trino type: a carrier has several.
    return fn('trino_hash_code', argument(values, 0), text(formatType(type)));
  }),
  combine_hash: ofArguments(([left, right]) =>
    wrapped(
      binary(
        binary(whole(31, hugeint), '*', cast(left as SqlExpression, hugeint)),
        '+',
        cast(right as SqlExpression, hugeint),
      ),
    ),
  ),
  $literal$: (call) => {
    throw new TrinoError('NOT_SUPPORTED', `A constant of type ${formatType(call.type)} is not supported yet`);
  },
};

/** A 128-bit number modulo 2^64, signed. */
function wrapped(value: SqlExpression): SqlExpression {
  const modulus = whole(2n ** 64n, hugeint);
  const remainder = binary(binary(binary(value, '%', modulus), '+', modulus), '%', modulus);
  return cast(
    when([[binary(remainder, '>=', whole(2n ** 63n, hugeint)), binary(remainder, '-', modulus)]], remainder),
    bigint,
  );
}
