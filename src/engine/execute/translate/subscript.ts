import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression, SubscriptExpression } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import { carrierOf, fieldName } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { computed } from '../scalar/computation.ts';
import { valueOfKey } from '../scalar/functions/map-bodies.ts';
import type { QuerySession } from './query-session.ts';
import { and, binary, cast, fn, isNotNull, not, raise, when, whole } from './sql-shorthand.ts';

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
      return { kind: 'field', value: translate(base), name: fieldName(Number(index.value) - 1) };
    case 'array': {
      const list = translate(base);
      // An index into NULL is NULL, whatever it is.
      const there = isNotNull(list);
      const position = translate(index);
      const size = fn('length', list);
      const failure = (...message: readonly (string | SqlExpression)[]): SqlExpression =>
        raise('INVALID_FUNCTION_ARGUMENT', carrier, ...message);
      return when(
        [
          [and(there, binary(position, '=', whole(0))), failure('SQL array indices start at 1')],
          [and(there, binary(position, '<', whole(0))), failure('Array subscript is negative: ', position)],
          [
            binary(position, '>', size),
            failure('Array subscript must be less than or equal to array length: ', position, ' > ', size),
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
