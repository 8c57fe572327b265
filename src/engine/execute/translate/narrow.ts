import type { ErrorName } from '../../errors/error-codes.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { integer, raise, tryCast, when } from './sql-shorthand.ts';

/**
 * A number as one of 32 bits, as Java counts months and days.
 * @param count bigint
 * @param errorName of the error `integer overflow` that anything beyond raises
 */
export function narrow(count: SqlExpression, errorName: ErrorName): SqlExpression {
  const attempt = tryCast(count, integer);
  const tooMany: SqlExpression = {
    kind: 'logical',
    operator: 'AND',
    terms: [
      { kind: 'isNull', value: attempt, negated: false },
      { kind: 'isNull', value: count, negated: true },
    ],
  };
  return when([[tooMany, raise(errorName, integer, 'integer overflow')]], attempt);
}
