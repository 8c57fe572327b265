import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { bigint, binary, cast, constant, double, field, fn, when, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import { ofFinite } from './floats.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

type Variance = 'var_samp' | 'var_pop' | 'stddev_samp' | 'stddev_pop';

/** Number, mean, and sum of the squared distances from it. */
interface Moments {
  readonly count: SqlExpression;
  readonly mean: SqlExpression;
  readonly squares: SqlExpression;
}

/** Variances and standard deviations. State: row(count, sum of squared distances, mean)
 * (taken from and given to a stock worker). */
export function varianceTranslation(name: Variance): AggregateTranslation {
  return {
    single: (input) => result(name, ofRows(input)),
    partial: (input) => state(ofRows(input)),
    merge: (input) => state(ofStatesOf(input)),
    final: (input) => result(name, ofStatesOf(input)),
  };
}

const zero = cast(whole(0), double);

function result(name: Variance, { count, squares }: Moments): SqlExpression {
  const sample = name.endsWith('_samp');
  const divisor = cast(sample ? binary(count, '-', whole(1)) : count, double);
  const variance = binary(squares, '/', divisor);
  const value = name.startsWith('stddev') ? fn('sqrt', variance) : variance;
  return when([[binary(count, '>', whole(sample ? 1 : 0)), value]]);
}

function state({ count, mean, squares }: Moments): SqlExpression {
  const fields = [count, fn('coalesce', squares, zero), fn('coalesce', mean, zero)];
  return {
    kind: 'struct',
    fields: fields.map((value, index) => ({ name: fieldName(index), value })),
  };
}

function ofRows(input: AggregateInput): Moments {
  const value = cast(firstValue(input), double);
  const count = aggregate('count', [value], input);
  return {
    count,
    mean: aggregate('avg', [value], input),
    squares: binary(ofFinite('var_pop', [value], input), '*', cast(count, double)),
  };
}

/** The squares of parts, and what their means are away from the whole's. */
function ofStatesOf(input: AggregateInput): Moments {
  const value = firstValue(input);
  const [partCount, partSquares, partMean] = [0, 1, 2].map((index) => field(value, fieldName(index))) as [
    SqlExpression,
    SqlExpression,
    SqlExpression,
  ];
  const weight = cast(partCount, double);
  const count = cast(fn('coalesce', ofStates('sum', partCount), whole(0)), bigint);
  const total = when([[binary(count, '>', whole(0)), cast(count, double)]], constant('1', double));
  const mean = binary(ofStates('sum', binary(partMean, '*', weight)), '/', total);
  const between = binary(
    ofStates('sum', binary(binary(partMean, '*', partMean), '*', weight)),
    '-',
    binary(binary(mean, '*', mean), '*', total),
  );
  return { count, mean, squares: binary(ofStates('sum', partSquares), '+', between) };
}
