import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { hasOrderKey, orderKey } from '../comparison.ts';
import { and, fn, not } from '../sql-shorthand.ts';
import { aggregate, firstValue } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** `min` and `max` of one argument: the state is the value so far. */
export function extremeTranslation(name: 'min' | 'max', type: Type): AggregateTranslation {
  const step = (input: AggregateInput): SqlExpression => extreme(name, type, input);
  return { single: step, partial: step, merge: step, final: step };
}

function extreme(name: 'min' | 'max', type: Type, input: AggregateInput): SqlExpression {
  const value = firstValue(input);
  if (hasOrderKey(type)) {
    return aggregate(name === 'min' ? 'arg_min' : 'arg_max', [value, orderKey(value, type)], {
      ...input,
      distinct: false,
    });
  }
  const native = aggregate(name, [value], { ...input, distinct: false });
  if (name === 'min' || (type.kind !== 'real' && type.kind !== 'double')) return native;
  // NaN is the greatest for DuckDB; here it's the result only when there is nothing else.
  const number = not(fn('isnan', value));
  const filter = input.filter === undefined ? number : and(input.filter, number);
  return fn('coalesce', aggregate('max', [value], { ...input, distinct: false, filter }), native);
}
