import type { Type } from '../../types/type.ts';
import { carrierOf } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { and, fn, isNotNull, isNull, raise } from './sql-shorthand.ts';

/** What a cast becomes. */
export interface Conversion {
  /** The converted value, wherever `condition` is false. */
  readonly result: SqlExpression;
  /** When the value can't be converted; never NULL. */
  readonly failure?: { readonly condition: SqlExpression; readonly error: SqlExpression };
}

/** The error of most casts. */
export function invalid(type: Type, ...message: readonly (string | SqlExpression)[]): SqlExpression {
  return raise('INVALID_CAST_ARGUMENT', carrierOf(type), ...message);
}

/** Java's text of a floating point number. */
export function formatFloat(value: SqlExpression, type: Type): SqlExpression {
  return type.kind === 'real' ? fn('trino_real_text', value) : fn('trino_double_text', value);
}

/** Whether `TRY_CAST` gives nothing for something. */
export function cannot(attempt: SqlExpression, value: SqlExpression): SqlExpression {
  return and(isNull(attempt), isNotNull(value));
}
