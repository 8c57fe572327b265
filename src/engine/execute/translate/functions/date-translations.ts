import { TrinoError } from '../../../errors/trino-error.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { bigint, binary, cast, fn, text, whole } from '../sql-shorthand.ts';
import { argument, ofArguments } from './function-translation.ts';
import type { FunctionTranslation, FunctionTranslations } from './function-translation.ts';

const dayMillis = 86_400_000;

/** Parts of points in time (functions/date-functions.ts). */
export const dateTranslations: FunctionTranslations = {
  year: part('year', (months) => binary(months, '//', whole(12)), undefined),
  month: part('month', (months) => binary(months, '%', whole(12)), undefined),
  day: part('day', undefined, (millis) => binary(millis, '//', whole(dayMillis))),
};

function part(
  name: string,
  ofMonths: ((months: SqlExpression) => SqlExpression) | undefined,
  ofMillis: ((millis: SqlExpression) => SqlExpression) | undefined,
): FunctionTranslation {
  return ofArguments((values, call) => {
    const value = argument(values, 0);
    const { type } = argument(call.arguments, 0);
    if (type.kind === 'interval year to month' && ofMonths !== undefined)
      return ofMonths(cast(value, bigint));
    if (type.kind === 'interval day to second' && ofMillis !== undefined) return ofMillis(value);
    if (type.kind === 'date' || (type.kind === 'timestamp' && type.precision <= 6))
      return cast(fn('date_part', text(name), value), bigint);
    throw new TrinoError('NOT_SUPPORTED', `${name} of ${type.kind} is not supported yet`);
  });
}
