import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { levenshteinDistance } from '../../duckdb/text-functions.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import {
  and,
  binary,
  cast,
  fn,
  integer,
  isNotNull,
  isNull,
  or,
  raise,
  text,
  varchar,
  when,
  whole,
} from '../sql-shorthand.ts';
import { computed } from '../../scalar/computation.ts';
import { argument, ofArguments } from './function-translation.ts';
import { joinTexts } from './join-texts.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

/** Parts of texts, characters, and texts as bytes (functions/string-functions.ts). */
export const textPartTranslations: FunctionTranslations = {
  split_part: ofArguments((values) => {
    const [value, delimiter, index] = values as [SqlExpression, SqlExpression, SqlExpression];
    const failure = refuse(varchar, 'Index must be greater than zero');
    const parts = fn('string_split', value, delimiter);
    const overflow = raise('GENERIC_INTERNAL_ERROR', varchar, 'integer overflow');
    const known = and(isNotNull(value), isNotNull(delimiter));
    return when([
      [and(known, binary(index, '<=', whole(0))), failure],
      [and(binary(delimiter, '=', text('')), binary(index, '>', whole(2_147_483_647))), overflow],
      // Nothing has no characters to be split into.
      [and(binary(value, '=', text('')), binary(delimiter, '=', text(''))), { kind: 'null', type: varchar }],
      [and(known, binary(index, '<=', whole(2_147_483_647))), fn('list_extract', parts, index)],
    ]);
  }),
  split: ofArguments((values, { type }) => {
    const [value, delimiter, limit] = values as [SqlExpression, SqlExpression, SqlExpression | undefined];
    const carrier = carrierOf(type);
    const parts = fn('string_split', value, delimiter);
    const empty = refuse(carrier, 'The delimiter may not be the empty string');
    const guards: [SqlExpression, SqlExpression][] = [[binary(delimiter, '=', text('')), empty]];
    if (limit === undefined) return when([...guards, [and(isNotNull(value), isNotNull(delimiter)), parts]]);
    const size = fn('length', parts);
    const head = fn('list_slice', parts, whole(1), binary(limit, '-', whole(1)));
    const tail = joinTexts(fn('list_slice', parts, limit, size), delimiter);
    return when([
      ...guards,
      [binary(limit, '<=', whole(0)), refuse(carrier, 'Limit must be positive')],
      [binary(limit, '>', whole(2_147_483_647)), refuse(carrier, 'Limit is too large')],
      [or(isNull(value), isNull(delimiter)), { kind: 'null', type: carrier }],
      [binary(size, '>', limit), fn('list_append', head, tail)],
      [isNotNull(limit), parts],
    ]);
  }),
  lpad: padding('lpad'),
  rpad: padding('rpad'),
  translate: ofArguments((values) => fn('translate', ...values)),
  chr: ofArguments((values) => {
    const code = argument(values, 0);
    const invalid = or(
      binary(code, '<', whole(0)),
      binary(code, '>', whole(0x10ffff)),
      and(binary(code, '>=', whole(0xd800)), binary(code, '<=', whole(0xdfff))),
    );
    const failure = refuse(varchar, 'Not a valid Unicode code point: ', code);
    return when([[invalid, failure]], fn('chr', cast(when([[invalid, whole(0)]], code), integer)));
  }),
  codepoint: ofArguments((values) => {
    const value = argument(values, 0);
    const failure = refuse(integer, 'Input string must be a single character string');
    return when([[binary(value, '=', text('')), failure]], fn('unicode', value));
  }),
  concat_ws: (call, translate) => {
    const values = call.arguments.map(translate);
    if (values.length < 2)
      throw new TrinoError('INVALID_FUNCTION_ARGUMENT', 'There must be two or more arguments');
    const [separator, list] = values as [SqlExpression, SqlExpression];
    if (call.arguments[1]?.type.kind === 'array')
      // Without an element DuckDB says NULL.
      return call.arguments[0]?.kind === 'constant'
        ? when([
            [
              and(isNotNull(separator), isNotNull(list)),
              fn('coalesce', fn('array_to_string', list, separator), text('')),
            ],
          ])
        : computed(
            { parameters: [{ kind: 'varchar' }, texts], result: { kind: 'varchar' }, compute: joined },
            [separator, list],
          );
    return when([[isNotNull(separator), fn('concat_ws', ...values)]]);
  },
  levenshtein_distance: ofArguments((values, { type }) => {
    const varchar = { kind: 'varchar' } as const;
    const compute = (left: string, right: string): bigint =>
      BigInt(levenshteinDistance(Array.from(left), Array.from(right)));
    return computed({ parameters: [varchar, varchar], result: type, compute }, values);
  }),
  to_utf8: ofArguments((values) => fn('encode', ...values)),
  from_utf8: ofArguments((values) => {
    if (values.length > 1)
      throw new TrinoError('NOT_SUPPORTED', 'from_utf8 with a replacement is not supported yet');
    return fn('trino_from_utf8', ...values);
  }),
  to_hex: ofArguments((values) => fn('hex', ...values)),
};

const texts: Type = { kind: 'array', element: { kind: 'varchar' } };

/** DuckDB joins with a separator that is the same for all rows. */
function joined(separator: string, values: readonly (string | null)[]): string {
  return values.filter((value) => value !== null).join(separator);
}

function refuse(
  type: Parameters<typeof raise>[1],
  ...message: readonly (string | SqlExpression)[]
): SqlExpression {
  return raise('INVALID_FUNCTION_ARGUMENT', type, ...message);
}

function padding(name: 'lpad' | 'rpad'): FunctionTranslation {
  return (call, translate) => {
    if (call.type.kind !== 'varchar')
      throw new TrinoError('NOT_SUPPORTED', `${name} of varbinary is not supported yet`);
    const [value, length, padding] = call.arguments.map(translate) as [
      SqlExpression,
      SqlExpression,
      SqlExpression,
    ];
    const outside = or(binary(length, '<', whole(0)), binary(length, '>', whole(2_147_483_647)));
    return when(
      [
        // NULL comes before everything that is wrong with the others.
        [or(isNull(value), isNull(length), isNull(padding)), { kind: 'null', type: varchar }],
        [outside, refuse(varchar, 'Target length must be in the range [0..2147483647]')],
        [binary(padding, '=', text('')), refuse(varchar, 'Padding string must not be empty')],
      ],
      fn(name, value, cast(when([[outside, whole(0)]], length), integer), padding),
    );
  };
}
