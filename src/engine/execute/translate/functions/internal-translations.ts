import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { unbound } from '../../../expressions/unbound-lambda.ts';
import type { Type } from '../../../types/type.ts';
import { formatType } from '../../../types/format-type.ts';
import { typeName } from '../../../types/type-name.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { raisedError } from '../../duckdb/duckdb-error.ts';
import { computed, markTried } from '../../scalar/computation.ts';
import { sketchCardinality } from '../../scalar/functions/sketch-bodies.ts';
import { mapExpression } from '../../duckdb/sql/map-expression.ts';
import { triedParameter } from '../../duckdb/sql/print-sql.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { mayFail } from '../may-fail.ts';
import { bigint, binary, cast, fn, hugeint, text, when, whole } from '../sql-shorthand.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';

/** Functions that only planners write: constants, arrays, hashes that a stock plan computes ahead, places of dynamic filters. */
export const internalTranslations: FunctionTranslations = {
  $internal$dynamic_filter_function: () => ({ kind: 'boolean', value: true }),
  $internal$try: translateTry,
  $space_trimmed_length: ofArguments(([value]) =>
    cast(fn('length', fn('rtrim', value as SqlExpression, text(' '))), bigint),
  ),
  $array: ofArguments((values, call) => cast({ kind: 'list', elements: values }, carrierOf(call.type))),
  typeof: (call) => text(typeName(argument(call.arguments, 0).type)),
  cardinality: ofArguments((values, call) => {
    const { type } = argument(call.arguments, 0);
    const { kind } = type;
    if (kind === 'HyperLogLog' || kind === 'SetDigest') {
      const compute = (bytes: Uint8Array): bigint => sketchCardinality(kind, bytes);
      return computed({ parameters: [type], result: call.type, compute }, values);
    }
    return cast(fn(type.kind === 'map' ? 'cardinality' : 'length', argument(values, 0)), bigint);
  }),
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

/**
 * `try(x)`: a lambda without parameters but those bound to it. What fails is NULL, if it fails with an error that TRY catches: DuckDB's
 * catches all, so that our functions note others (`markTried`). The value is computed in a list's lambda: what stands twice in a
 * statement is taken out of it by DuckDB and computed before, also out of TRY, but not out of lambdas.
 */
function translateTry(
  call: CallExpression,
  translate: (argument: Expression) => SqlExpression,
): SqlExpression {
  const expression = unbound(argument(call.arguments, 0)).body;
  if (!mayFail(expression)) return translate(expression);
  const kinds = new Set<SqlExpression['kind']>();
  const body = mapExpression(translate(expression), (part) => {
    kinds.add(part.kind);
    // DuckDB's own `error` is volatile, and refused in TRY.
    const tried = part.kind === 'call' && part.name === 'error' ? failing(part.arguments) : part;
    if (tried.kind === 'computed') markTried(tried.id);
    return tried;
  });
  // DuckDB takes no queries in lambdas; it computes them for all rows before anything else anyway.
  if (kinds.has('routine') || kinds.has('exists') || kinds.has('inQuery'))
    return { kind: 'try', value: body };
  const once: SqlExpression = { kind: 'list', elements: [whole(1)] };
  const values = fn('list_transform', once, { kind: 'lambda', parameters: [triedParameter], body });
  return { kind: 'try', value: fn('list_extract', values, whole(1)) };
}

/** Fails with what `raise` has written. */
function failing(message: readonly SqlExpression[]): SqlExpression {
  const varchar: Type = { kind: 'varchar' };
  const compute = (text: string): never => {
    throw raisedError(text) ?? new TrinoError('GENERIC_INTERNAL_ERROR', text);
  };
  return computed({ parameters: [varchar], result: varchar, compute }, message);
}

/** A 128-bit number modulo 2^64, signed. */
export function wrapped(value: SqlExpression): SqlExpression {
  const modulus = whole(2n ** 64n, hugeint);
  const remainder = binary(binary(binary(value, '%', modulus), '+', modulus), '%', modulus);
  return cast(
    when([[binary(remainder, '>=', whole(2n ** 63n, hugeint)), binary(remainder, '-', modulus)]], remainder),
    bigint,
  );
}
