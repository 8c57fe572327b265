import { fieldName } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import {
  and,
  bigint,
  binary,
  cast,
  constant,
  double,
  field,
  fn,
  isNotNull,
  when,
  whole,
} from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import { ofFinite, realOf } from './floats.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

type Regression = 'corr' | 'covar_pop' | 'covar_samp' | 'regr_slope' | 'regr_intercept';

/** Of pairs without NULL: their number, means, sums of squared distances from the mean, and of the distances' products. */
interface Pairs {
  readonly count: SqlExpression;
  readonly products: SqlExpression;
  readonly squaresX: SqlExpression;
  readonly squaresY: SqlExpression;
  readonly meanX: SqlExpression;
  readonly meanY: SqlExpression;
}

type Part = keyof Pairs;

/** What each function's state has, in order: Trino's names of them are sorted (c2, count, m2x, m2y, meanX, meanY). */
const stateParts: Readonly<Record<Regression, readonly Part[]>> = {
  corr: ['products', 'count', 'squaresX', 'squaresY', 'meanX', 'meanY'],
  covar_pop: ['products', 'count', 'meanX', 'meanY'],
  covar_samp: ['products', 'count', 'meanX', 'meanY'],
  regr_slope: ['products', 'count', 'squaresX', 'meanX', 'meanY'],
  regr_intercept: ['products', 'count', 'squaresX', 'meanX', 'meanY'],
};

/** Correlation, covariances and linear regression of (y, x). */
export function regressionTranslation(name: Regression): AggregateTranslation {
  const parts = stateParts[name];
  const result = (pairs: Pairs, input: AggregateInput): SqlExpression =>
    input.resultType.kind === 'real' ? realOf(resultOf(name, pairs)) : resultOf(name, pairs);
  return {
    single: (input) => result(ofRows(input), input),
    partial: (input) => state(parts, ofRows(input)),
    merge: (input) => state(parts, ofStatesOf(parts, input)),
    final: (input) => result(ofStatesOf(parts, input), input),
  };
}

const zero = constant('0', double);

function resultOf(name: Regression, pairs: Pairs): SqlExpression {
  const { count, products, squaresX, squaresY, meanX, meanY } = pairs;
  const number = cast(count, double);
  const finite = (value: SqlExpression): SqlExpression => when([[fn('isfinite', value), value]]);
  switch (name) {
    case 'covar_pop':
      return when([[binary(count, '>', whole(0)), binary(products, '/', number)]]);
    case 'covar_samp':
      return when([
        [binary(count, '>', whole(1)), binary(products, '/', binary(number, '-', constant('1', double)))],
      ]);
    case 'corr':
      return finite(binary(binary(products, '/', fn('sqrt', squaresX)), '/', fn('sqrt', squaresY)));
    case 'regr_slope':
      return finite(binary(products, '/', squaresX));
    case 'regr_intercept':
      return finite(binary(meanY, '-', binary(binary(products, '/', squaresX), '*', meanX)));
    default:
      throw new Error(`Unknown function ${name satisfies never as string}`);
  }
}

function state(parts: readonly Part[], pairs: Pairs): SqlExpression {
  return {
    kind: 'struct',
    fields: parts.map((part, index) => ({
      name: fieldName(index),
      value: part === 'count' ? pairs.count : fn('coalesce', pairs[part], zero),
    })),
  };
}

function ofRows(input: AggregateInput): Pairs {
  const [y, x] = input.values.map((value) => cast(value, double)) as [SqlExpression, SqlExpression];
  const both = and(isNotNull(x), isNotNull(y));
  const rows = {
    distinct: input.distinct,
    orderBy: [],
    filter: input.filter === undefined ? both : and(input.filter, both),
  };
  const count = aggregate('count_star', [], { ...rows, distinct: false });
  const number = cast(count, double);
  return {
    count,
    products: binary(ofFinite('covar_pop', [y, x], rows), '*', number),
    squaresX: binary(ofFinite('var_pop', [x], rows), '*', number),
    squaresY: binary(ofFinite('var_pop', [y], rows), '*', number),
    meanX: aggregate('avg', [x], rows),
    meanY: aggregate('avg', [y], rows),
  };
}

/** Sums over the parts, and what their means are away from the whole's. */
function ofStatesOf(parts: readonly Part[], input: AggregateInput): Pairs {
  const value = firstValue(input);
  const of = (part: Part): SqlExpression => {
    const index = parts.indexOf(part);
    return index < 0 ? zero : field(value, fieldName(index));
  };
  const weight = cast(of('count'), double);
  const count = cast(fn('coalesce', ofStates('sum', of('count')), whole(0)), bigint);
  const total = when([[binary(count, '>', whole(0)), cast(count, double)]]);
  const mean = (part: Part): SqlExpression =>
    binary(ofStates('sum', binary(of(part), '*', weight)), '/', total);
  const meanX = mean('meanX');
  const meanY = mean('meanY');
  const joined = (own: Part, a: Part, b: Part, meanA: SqlExpression, meanB: SqlExpression): SqlExpression =>
    binary(
      ofStates('sum', of(own)),
      '+',
      binary(
        ofStates('sum', binary(binary(of(a), '*', of(b)), '*', weight)),
        '-',
        binary(binary(meanA, '*', meanB), '*', total),
      ),
    );
  return {
    count,
    products: joined('products', 'meanX', 'meanY', meanX, meanY),
    squaresX: joined('squaresX', 'meanX', 'meanX', meanX, meanX),
    squaresY: joined('squaresY', 'meanY', 'meanY', meanY, meanY),
    meanX,
    meanY,
  };
}
