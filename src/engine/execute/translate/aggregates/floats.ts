import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { and, binary, constant, double, cast, fn, not, when } from '../sql-shorthand.ts';
import { aggregate } from './aggregate-translation.ts';
import type { AggregateInput } from './aggregate-translation.ts';

const real = carrierOf({ kind: 'real' });

/** A double as a real: beyond the range of reals lies infinity, where DuckDB fails. */
export function realOf(value: SqlExpression): SqlExpression {
  const beyond = (sign: '-' | ''): SqlExpression => constant(`${sign}Infinity`, real);
  const limit = constant('3.4028235677973366e38', double);
  return when(
    [
      [and(binary(value, '>=', limit), not(fn('isnan', value))), beyond('')],
      [binary(value, '<=', constant('-3.4028235677973366e38', double)), beyond('-')],
    ],
    cast(value, real),
  );
}

/**
 * An aggregate of doubles that DuckDB refuses when there is one that isn't finite: it's NaN then.
 * @param values doubles, none of them NULL in a row that counts
 */
export function ofFinite(
  name: 'var_pop' | 'covar_pop',
  values: readonly SqlExpression[],
  input: Pick<AggregateInput, 'distinct' | 'filter' | 'orderBy'>,
): SqlExpression {
  const isFinite = and(...values.map((value) => fn('isfinite', value)));
  const filter = input.filter === undefined ? isFinite : and(input.filter, isFinite);
  const hasOther = aggregate('bool_or', [not(isFinite)], {
    distinct: false,
    orderBy: [],
    filter: input.filter,
  });
  return when(
    [[fn('coalesce', hasOther, { kind: 'boolean', value: false }), constant('NaN', double)]],
    aggregate(name, values, { ...input, filter }),
  );
}
