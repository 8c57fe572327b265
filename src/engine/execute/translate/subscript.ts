import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression, SubscriptExpression } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { carrierOf, fieldName } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { computed } from '../scalar/computation.ts';
import type { Value } from '../scalar/value.ts';
import { valueOfKey } from '../scalar/functions/map-bodies.ts';
import type { QuerySession } from './query-session.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import {
  and,
  binary,
  cast,
  concat,
  fn,
  isNotNull,
  not,
  or,
  raise,
  text,
  when,
  whole,
} from './sql-shorthand.ts';

/** `row[n]`, `array[i]`, `map[k]`: an index or key that isn't there is an error, where DuckDB answers NULL. */
export function translateSubscript(
  { base, index, type }: SubscriptExpression,
  translate: (part: Expression) => SqlExpression,
  session: QuerySession,
): SqlExpression {
  const carrier = carrierOf(type);
  switch (base.type.kind) {
    case 'row':
      if (index.kind !== 'constant')
        throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Subscript of a row is not constant');
      return fieldOf(base, translate(base), Number(index.value) - 1, type);
    case 'array': {
      const list = translate(base);
      // An index into NULL is NULL, whatever it is.
      const there = isNotNull(list);
      const position = translate(index);
      const carrierText = named('VARCHAR');
      const size = fn('length', list);
      const failure = (...message: readonly (string | SqlExpression)[]): SqlExpression =>
        raise('INVALID_FUNCTION_ARGUMENT', carrier, ...message);
      return when(
        // One branch for all mistakes: the first row that makes one tells its own.
        [
          [
            and(there, or(binary(position, '<=', whole(0)), binary(position, '>', size))),
            failure(
              when(
                [
                  [binary(position, '=', whole(0)), text('SQL array indices start at 1')],
                  [
                    binary(position, '<', whole(0)),
                    concat(text('Array subscript is negative: '), cast(position, carrierText)),
                  ],
                ],
                concat(
                  text('Array subscript must be less than or equal to array length: '),
                  cast(position, carrierText),
                  text(' > '),
                  cast(size, carrierText),
                ),
              ),
            ),
          ],
        ],
        fn('list_extract', list, position),
      );
    }
    case 'map': {
      if (!plainKeys.has(base.type.key.kind)) {
        const { key, value } = base.type;
        const compute = valueOfKey(key, true, session);
        return computed({ parameters: [base.type, key], result: value, compute }, [
          translate(base),
          translate(index),
        ]);
      }
      const map = translate(base);
      const key = cast(translate(index), carrierOf(base.type.key));
      const missing = and(isNotNull(map), isNotNull(key), not(fn('map_contains', map, key)));
      const failure = raise('INVALID_FUNCTION_ARGUMENT', carrier, 'Key not present in map: ', key);
      return when([[missing, failure]], fn('map_extract_value', map, key));
    }
    default:
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Subscript of ${formatType(base.type)}`);
  }
}

/**
 * A row's field. DuckDB's own stumbles over rows that functions computed when all of a chunk are NULL ("shared_ptr that is NULL"):
 * then a function of ours takes it.
 */
function fieldOf(base: Expression, value: SqlExpression, index: number, result: Type): SqlExpression {
  if (base.kind === 'symbol' || base.kind === 'subscript' || base.type.kind !== 'row')
    return { kind: 'field', value, name: fieldName(index) };
  const compute = (row: readonly Value[]): Value => row[index] ?? null;
  return computed({ parameters: [base.type], result, compute }, [value]);
}

/** Types of keys that DuckDB finds as Trino does, and whose text is Trino's. */
const plainKeys = new Set([
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'varchar',
  'date',
  'decimal',
]);
