import type { Type } from '../../../types/type.ts';
import { carrierOf, fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { orderKey } from '../comparison.ts';
import { and, field, fn, isNotNull, not, when } from '../sql-shorthand.ts';
import { aggregate } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `min_by` and `max_by` of two arguments. State: row(key, value), NULL without a key. */
export function extremeByTranslation(
  name: 'min_by' | 'max_by',
  types: readonly Type[],
): AggregateTranslation {
  const [valueType, keyType] = types as [Type, Type];
  const native = name === 'min_by' ? 'arg_min_null' : 'arg_max_null';
  const best = (value: SqlExpression, key: SqlExpression, input: AggregateInput): SqlExpression =>
    aggregate(native, [value, sortKey(name, key, keyType)], {
      ...input,
      distinct: false,
      filter: input.filter === undefined ? isNotNull(key) : and(input.filter, isNotNull(key)),
    });
  const ofRows = (input: AggregateInput): readonly [SqlExpression, SqlExpression] =>
    input.values as unknown as [SqlExpression, SqlExpression];
  const ofState = (input: AggregateInput): readonly [SqlExpression, SqlExpression] => {
    const [state] = input.values as [SqlExpression];
    return [field(state, fieldName(1)), field(state, fieldName(0))];
  };
  const state = (value: SqlExpression, key: SqlExpression, input: AggregateInput): SqlExpression => {
    const bestKey = best(key, key, input);
    const fields = [bestKey, best(value, key, input)];
    const row: SqlExpression = {
      kind: 'struct',
      fields: fields.map((part, index) => ({ name: fieldName(index), value: part })),
    };
    const nothing: SqlExpression = {
      kind: 'null',
      type: carrierOf({ kind: 'row', fields: [{ type: keyType }, { type: valueType }] }),
    };
    return when([[isNotNull(bestKey), row]], nothing);
  };
  return {
    single: (input) => best(...ofRows(input), input),
    partial: (input) => state(...ofRows(input), input),
    merge: (input) => state(...ofState(input), input),
    final: (input) => best(...ofState(input), input),
  };
}

/** What DuckDB sorts as Trino compares: for `max_by` NaN is the least, for `min_by` the greatest. */
function sortKey(name: 'min_by' | 'max_by', key: SqlExpression, type: Type): SqlExpression {
  if ((type.kind !== 'double' && type.kind !== 'real') || name === 'min_by') return orderKey(key, type);
  return {
    kind: 'struct',
    fields: [
      { name: 'n', value: not(fn('isnan', key)) },
      { name: 'v', value: key },
    ],
  };
}
