import type { FunctionEntry } from './function-entry.ts';

/** State of the central moments: how many values, their mean, the sum of squared distances from it. */
const secondMoment = 'row(bigint,double,double)';
/** The same with the sums of third and fourth powers. */
const fourthMoment = 'row(bigint,double,double,double,double)';
/** State of two variables: co-moment, count and means, then the sums of squared distances. */
const covariance = 'row(double,bigint,double,double)';
const correlation = 'row(double,bigint,double,double,double,double)';
const regression = 'row(double,bigint,double,double,double)';

/** Aggregates of statistics. States are Trino's, as in aggregate-functions.ts. */
export const statisticalAggregates: readonly FunctionEntry[] = [
  ...ofOne('stddev', 'Standard deviation of a sample', secondMoment, ['stddev_samp']),
  ...ofOne('stddev_pop', 'Standard deviation of a population', secondMoment),
  ...ofOne('variance', 'Variance of a sample', secondMoment, ['var_samp']),
  ...ofOne('var_pop', 'Variance of a population', secondMoment),
  ...ofOne('skewness', 'How far values lie to one side', fourthMoment),
  ...ofOne('kurtosis', 'How much weight is in the tails, 0 for a normal distribution', fourthMoment),
  ...ofOne('geometric_mean', 'Geometric mean', 'row(double,bigint)'),
  aggregate('geometric_mean(real):real', 'Geometric mean', 'row(double,bigint)'),
  ...ofTwo('corr', 'Correlation', correlation),
  ...ofTwo('covar_pop', 'Covariance of a population', covariance),
  ...ofTwo('covar_samp', 'Covariance of a sample', covariance),
  ...ofTwo('regr_slope', 'Slope of the line that fits best', regression),
  ...ofTwo('regr_intercept', 'Where the line that fits best meets the axis', regression),
];

function aggregate(signature: string, description: string, intermediate: string): FunctionEntry {
  return { signature, kind: 'AGGREGATE', description, intermediate, returnNullable: true };
}

function ofOne(
  name: string,
  description: string,
  state: string,
  aliases?: readonly string[],
): FunctionEntry[] {
  return ['bigint', 'double'].map((type) => ({
    ...aggregate(`${name}(${type}):double`, description, state),
    ...(aliases !== undefined && { aliases }),
  }));
}

function ofTwo(name: string, description: string, state: string): FunctionEntry[] {
  return ['double', 'real'].map((type) => aggregate(`${name}(${type},${type}):${type}`, description, state));
}
